// Begins a direct message: with one colleague, or with several.

import { dialog } from "./dialog.js";
import { fill, h } from "./dom.js";
import { finder } from "./finder.js";
import { icon } from "./icons.js";
import { avatar, nameOf, presence, searchPeople, tag } from "./people.js";
import { go } from "./router.js";

const MOST = 8;

export function newDirect(ctx) {
  const chosen = new Set();
  const chips = h("div", { class: "guests" });
  const openButton = h("button", { type: "button", class: "button primary", on: { click: () => open() } }, "Open");
  let shown = null;
  const open = async () => {
    if (!chosen.size) return;
    const made = await openDirect(ctx, [...chosen]);
    if (made) shown.close();
  };
  const toggle = (id) => {
    if (chosen.has(id)) chosen.delete(id);
    else if (chosen.size < MOST) chosen.add(id);
    else ctx.toast(`Up to ${MOST} people fit in one conversation.`);
    search.input.value = "";
    draw();
    search.input.focus();
  };
  const search = finder({
    label: "Find somebody to write to",
    placeholder: "Name, title or @handle",
    find: (typed) => [{ options: options(ctx, typed, chosen) }],
    choose: (option) => toggle(option.key),
    none: "Nobody here by that name.",
  });
  const draw = () => {
    fill(
      chips,
      [...chosen].map((id) => chip(ctx.person(id), () => toggle(id))),
    );
    openButton.disabled = !chosen.size;
    search.draw();
  };
  search.input.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !search.input.value && chosen.size) toggle([...chosen].at(-1));
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) open();
  });
  shown = dialog({
    title: "New message",
    build: () => [
      h("div", { class: "dialog-body direct" }, chips, search.node),
      h("footer", { class: "dialog-foot" }, openButton),
    ],
  });
  draw();
}

function options(ctx, typed, chosen) {
  const people = ctx.people().filter((person) => !person.deleted && (!person.is_bot || person.whoknows));
  return searchPeople(people, typed)
    .slice(0, 60)
    .map((person) => ({
      key: person.id,
      chosen: chosen.has(person.id),
      node: personOption(person, chosen.has(person.id)),
    }));
}

export function personOption(person, chosen = false, aside = person.title) {
  return h(
    "span",
    { class: "person-option" },
    h("span", { class: "suggestion-face" }, avatar(person, 28), presence(person)),
    h("span", { class: "person-words" }, h("b", {}, nameOf(person)), h("span", {}, aside)),
    tag(person),
    chosen ? icon("check", 18) : null,
  );
}

function chip(person, away) {
  return h(
    "span",
    { class: "guest" },
    avatar(person, 20),
    nameOf(person),
    h(
      "button",
      { type: "button", class: "guest-close", "aria-label": `Take ${nameOf(person)} out`, on: { click: away } },
      icon("close", 14),
    ),
  );
}

/** Opens the conversation with these people and goes there. */
export async function openDirect(ctx, users) {
  if (users.length === 1 && users[0] === ctx.bot.user) {
    go(`#/${ctx.bot.dm}`);
    return true;
  }
  const made = await ctx.act("open_dm", { users });
  if (made) go(`#/${made.channel.id ?? made.channel}`);
  return Boolean(made);
}
