// Short words at the edge of the page that go by themselves; read out to those who listen.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const MARKS = { info: "info", good: "check", bad: "warning" };
const SECONDS = { info: 5, good: 4, bad: 9 };
const MOST = 3;

let shelf = null;

/** `action` is a button beside the words: {label, run}. */
export function toast(words, { tone = "info", action = null } = {}) {
  const card = h(
    "div",
    { class: `toast toast-${tone}` },
    h("span", { class: "toast-mark" }, icon(MARKS[tone] ?? "info")),
    h("p", { class: "toast-words" }, words),
    action && button(action, () => leave(card)),
    h(
      "button",
      { type: "button", class: "icon-button toast-close", "aria-label": "Dismiss", on: { click: () => leave(card) } },
      icon("close", 16),
    ),
  );
  const place = region();
  while (place.children.length >= MOST) place.firstElementChild.remove();
  place.append(card);
  raise(place);
  stayAWhile(card, SECONDS[tone] ?? 5);
  return { close: () => leave(card) };
}

function button({ label, run }, close) {
  const pressed = () => {
    close();
    run();
  };
  return h("button", { type: "button", class: "toast-action", on: { click: pressed } }, label);
}

function region() {
  if (shelf) return shelf;
  shelf = h("div", { class: "toasts", role: "status", "aria-live": "polite", popover: "manual" });
  document.body.append(shelf);
  return shelf;
}

/** Above dialogs too, which lie on a layer of their own. */
function raise(place) {
  if (!place.showPopover) return;
  if (place.matches(":popover-open")) place.hidePopover();
  place.showPopover();
}

/** Whoever points at it or is inside may read on. */
function stayAWhile(card, seconds) {
  let timer = setTimeout(() => leave(card), seconds * 1000);
  const hold = () => clearTimeout(timer);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => leave(card), 2500);
  };
  card.addEventListener("pointerenter", hold);
  card.addEventListener("pointerleave", again);
  card.addEventListener("focusin", hold);
  card.addEventListener("focusout", again);
}

function leave(card) {
  card.classList.add("leaving");
  setTimeout(() => card.remove(), 180);
}
