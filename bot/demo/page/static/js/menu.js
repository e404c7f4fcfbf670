// A list of things to do, opened from a button; arrows move, a letter jumps.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { popover } from "./popover.js";

/** `items`: [{label, icon, run, danger, href, hint}] with null for a line between. */
export function menu(anchor, items, { label, side = "below", onClose } = {}) {
  const list = h("div", { class: "menu", role: "menu", "aria-label": label });
  const shown = popover(anchor, list, { label, side, onClose, role: "presentation", focus: false });
  list.append(
    ...items.map((item) => (item ? entry(item, shown) : h("div", { class: "menu-line", role: "separator" }))),
  );
  list.addEventListener("keydown", (event) => move(event, list));
  shown.place();
  list.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
  return shown;
}

function entry({ label, icon: drawing, run, danger, hint, href }, shown) {
  const press = () => {
    shown.close();
    run?.();
  };
  return h(
    href ? "a" : "button",
    {
      type: href ? null : "button",
      href,
      target: href ? "_blank" : null,
      rel: href ? "noopener" : null,
      role: "menuitem",
      tabindex: "-1",
      class: danger ? "menu-item danger" : "menu-item",
      on: { click: press },
    },
    drawing && icon(drawing),
    h("span", { class: "menu-words" }, label),
    hint && h("kbd", { class: "menu-hint" }, hint),
  );
}

function move(event, list) {
  const items = [...list.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  let next = steps[event.key];
  if (next === undefined && event.key.length === 1 && !event.metaKey && !event.ctrlKey) {
    const letter = event.key.toLowerCase();
    const from = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    next = items.indexOf(from.find((item) => item.textContent.trim().toLowerCase().startsWith(letter)));
    if (next < 0) next = undefined;
  }
  if (next === undefined) return;
  event.preventDefault();
  items[next % items.length].focus();
}
