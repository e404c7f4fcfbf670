// The card of the tour: what to do, how far one is, and the way on.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

/** `does`: {back, next, skip, help}: what the buttons do. */
export function makeCard(count, does) {
  const part = {
    caption: h("p", { class: "tour-caption" }),
    title: h("h2", { class: "tour-title" }),
    text: h("p", { class: "tour-text" }),
    extra: h("p", { class: "tour-text tour-extra" }),
    help: button("button primary tour-help", does.help),
    back: button("button tour-back", does.back, "Back"),
    next: button("button tour-next", does.next, "Next"),
    dots: Array.from({ length: count }, () => h("span", { class: "tour-dot" })),
    told: h("p", { class: "tour-told", role: "status", "aria-live": "polite" }),
  };
  const leave = { type: "button", class: "tour-skip", "aria-label": "Skip the tour", on: { click: does.skip } };
  const skip = h("button", leave, icon("close", 16));
  const dots = h("span", { class: "tour-dots", "aria-hidden": "true" }, part.dots);
  const box = h(
    "section",
    { class: "tour", "aria-label": "Tour", tabindex: "-1", dataset: { part: "tour" } },
    h("div", { class: "tour-top" }, part.caption, skip),
    part.title,
    part.text,
    part.extra,
    part.help,
    h("div", { class: "tour-foot" }, dots, part.back, part.next),
    part.told,
  );
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") does.skip();
  });
  return { ...part, box, skip };
}

const button = (name, run, words = "") => h("button", { type: "button", class: name, on: { click: run } }, words);

/** `shown`: {at, count, title, text, extra, help, next, back}; `at` counts from 0 (welcome: -1). */
export function paintCard(card, shown) {
  const { at, count } = shown;
  const inside = at >= 0 && at < count;
  card.caption.textContent = inside ? `Step ${at + 1} of ${count}` : "Tour";
  card.title.textContent = shown.title;
  card.text.textContent = shown.text;
  card.extra.textContent = shown.extra ?? "";
  card.extra.hidden = !shown.extra;
  fill(card.help, shown.help?.words ?? "");
  card.help.hidden = !shown.help;
  card.back.hidden = !shown.back;
  card.next.textContent = shown.next;
  card.next.classList.toggle("primary", !shown.help);
  card.dots.forEach((dot, index) => {
    dot.classList.toggle("past", index < at);
    dot.classList.toggle("now", index === at);
  });
  const told = `${card.caption.textContent}: ${shown.title}. ${shown.text}`;
  if (card.told.textContent !== told) card.told.textContent = told;
}
