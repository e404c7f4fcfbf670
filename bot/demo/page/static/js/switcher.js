// Whose eyes one looks through: the button with one's picture, and the list of people one could be.

import { h } from "./dom.js";
import { finder } from "./finder.js";
import { icon } from "./icons.js";
import { avatar, nameOf, searchPeople, tag } from "./people.js";
import { popover } from "./popover.js";
import { addressAs } from "./router.js";
import { flip } from "./theme.js";

export function personSwitcher(ctx) {
  const me = ctx.person(ctx.me);
  const button = h(
    "button",
    {
      type: "button",
      class: "top-me",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-label": `You are ${nameOf(me)}. Be somebody else`,
      dataset: { part: "switcher", tip: `You are ${nameOf(me)}` },
    },
    avatar(me, 28),
    h("span", { class: "top-me-words" }, h("span", { class: "top-me-as" }, "You are"), h("b", {}, nameOf(me))),
    icon("chevronDown", 16),
  );
  button.addEventListener("click", () => open(ctx, button));
  return button;
}

export function openSwitcher() {
  document.querySelector("[data-part=switcher]")?.click();
}

function open(ctx, anchor) {
  const away = (id) => location.assign(addressAs(id));
  const search = finder({
    label: "Find somebody to be",
    placeholder: "Search people",
    find: (typed) => groups(ctx, typed),
    choose: (option, event) => {
      if (event.target.closest?.(".be-new") || event.ctrlKey || event.metaKey)
        window.open(addressAs(option.key), "_blank");
      else if (option.key === ctx.me) shown.close();
      else away(option.key);
    },
    none: "Nobody here by that name.",
  });
  const dark = () => {
    shown.close();
    flip();
  };
  const body = h(
    "div",
    { class: "switcher", dataset: { part: "switcher-list" } },
    h("p", { class: "switcher-words" }, "Look at the workspace as somebody else. Two windows can be two people."),
    search.node,
    h(
      "div",
      { class: "switcher-foot" },
      h("button", { type: "button", class: "button small", on: { click: dark } }, icon("moon", 16), "Light or dark"),
    ),
  );
  const shown = popover(anchor, body, { label: "Who to be", side: "end" });
}

/** The cast of the story first, each with a line on why to be them; then everybody else. */
function groups(ctx, typed) {
  const cast = new Map((ctx.start.story?.cast ?? []).map(({ user, role }) => [user, role]));
  const people = searchPeople(
    ctx.people().filter((one) => !one.is_bot && !one.deleted),
    typed,
  );
  const named = people.filter(({ id }) => cast.has(id));
  const order = [...cast.keys()];
  named.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const others = people.filter(({ id }) => !cast.has(id)).sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const option = (person) => ({ key: person.id, node: row(ctx, person, cast.get(person.id)) });
  return [
    { label: named.length ? "Good to be" : "", options: named.map(option) },
    { label: named.length && others.length ? "Everybody else" : "", options: others.slice(0, 80).map(option) },
  ];
}

function row(ctx, person, role) {
  const mine = person.id === ctx.me;
  return h(
    "span",
    { class: "person-option" },
    avatar(person, 32),
    h(
      "span",
      { class: "person-words" },
      h("b", {}, nameOf(person), mine ? h("span", { class: "person-you" }, "you") : null),
      h("span", {}, role || person.title),
    ),
    tag(person),
    mine ? icon("check", 18) : h("span", { class: "be-new", title: "In a new window" }, icon("newWindow", 18)),
  );
}
