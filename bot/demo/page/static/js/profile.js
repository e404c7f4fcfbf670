// The card about somebody: who they are, whether they are there, what time it is for them.

import { openDirect } from "./direct.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, nameOf, presence, tag } from "./people.js";
import { popover } from "./popover.js";
import { addressAs, go } from "./router.js";
import { cityOf, clockIn } from "./when.js";

export function openProfile(ctx, id, anchor) {
  const person = ctx.person(id);
  if (person.unknown) return ctx.toast("This person is not in the workspace any more.");
  const card = h(
    "div",
    { class: "profile" },
    face(person),
    words(ctx, person),
    buttons(ctx, person, () => shown.close()),
  );
  const shown = popover(anchor, card, { label: `About ${nameOf(person)}` });
  return shown;
}

const face = (person) => h("div", { class: "profile-face" }, avatar(person, 72));

function words(ctx, person) {
  const facts = [
    person.status_text && [ctx.emoji(person.status_emoji) ?? icon("message", 18), person.status_text],
    person.tz &&
      !person.is_bot && [icon("clock", 18), `${clockIn(ctx.now(), person.tz)} local time, ${cityOf(person.tz)}`],
    person.whoknows && [icon("seek", 18), "Finds colleagues who know"],
    person.is_admin && [icon("gear", 18), "Looks after this workspace"],
  ];
  return h(
    "div",
    { class: "profile-words" },
    h("h2", {}, nameOf(person), " ", tag(person) ?? presence(person)),
    person.title && !person.whoknows && h("p", { class: "profile-title" }, person.title),
    h("p", { class: "profile-handle" }, `@${person.name}`),
    h(
      "ul",
      { class: "profile-facts" },
      facts
        .filter(Boolean)
        .map(([mark, text]) => h("li", {}, h("span", { class: "profile-mark" }, mark), h("span", {}, text))),
    ),
  );
}

function buttons(ctx, person, close) {
  const then = (run) => () => {
    close();
    run();
  };
  const write = then(() => openDirect(ctx, [person.id]));
  const home = then(() => go("#/home"));
  const canBe = !person.is_bot && !person.deleted && person.id !== ctx.me;
  return h(
    "div",
    { class: "profile-foot" },
    person.deleted
      ? null
      : h("button", { type: "button", class: "button", on: { click: write } }, icon("message", 18), "Message"),
    person.whoknows && h("button", { type: "button", class: "button", on: { click: home } }, icon("home", 18), "Home"),
    canBe &&
      h("a", { class: "button", href: addressAs(person.id) }, icon("swap", 18), `Be ${nameOf(person).split(" ")[0]}`),
  );
}
