// A small card beside the thing it belongs to: menus, pickers, profiles. One is open at a time, Escape closes it.

import { h, on } from "./dom.js";

const GAP = 6;
const EDGE = 8;

let open = null;

/** Shows `content` beside `anchor`; focus goes into it and comes back. `label` names it for those who listen. */
export function popover(anchor, content, { label, onClose, side = "below", focus = true, role = "dialog" } = {}) {
  if (open?.anchor === anchor) return shut();
  open?.close({ refocus: false });
  const box = h("div", { class: "popover", role, "aria-label": label, tabindex: "-1" }, content);
  (anchor.closest("dialog") ?? document.body).append(box);
  anchor.setAttribute("aria-expanded", "true");
  anchor.classList.add("is-open");
  const place = () => placeBeside(anchor, box, side);
  place();
  const stops = listen(anchor, box, place, (how) => self.close(how));
  const self = {
    anchor,
    box,
    place,
    close({ refocus = true } = {}) {
      if (open !== self) return;
      open = null;
      stops.forEach((stop) => stop());
      const inside = box.contains(document.activeElement);
      box.remove();
      anchor.setAttribute("aria-expanded", "false");
      anchor.classList.remove("is-open");
      if (refocus && (inside || document.activeElement === document.body) && anchor.isConnected) anchor.focus();
      onClose?.();
    },
  };
  open = self;
  if (focus) (box.querySelector("[autofocus]") ?? first(box) ?? box).focus({ preventScroll: true });
  return self;
}

/** The same button again: what was open is closed, nothing else opens. */
function shut() {
  open.close();
  return { box: null, place() {}, close() {} };
}

export const popoverIsOpen = () => open !== null;
export const closePopover = () => open?.close();

function first(box) {
  return box.querySelector("input, [tabindex='0'], button:not([tabindex='-1']), a[href]");
}

function listen(anchor, box, place, close) {
  const away = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) close({ refocus: false });
  };
  const key = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === "Tab") cycle(event, box);
  };
  const size = new ResizeObserver(place);
  size.observe(box);
  return [
    on(document, "pointerdown", away, true),
    on(box, "keydown", key),
    on(window, "resize", place),
    () => size.disconnect(),
  ];
}

/** Tab stays inside: what lies behind is covered. */
function cycle(event, box) {
  const stops = [...box.querySelectorAll("input, button, a[href], textarea, [tabindex='0']")].filter(
    (node) => node.tabIndex >= 0 && node.offsetParent !== null,
  );
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement);
  const end = event.shiftKey ? at <= 0 : at === stops.length - 1;
  if (!end) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0].focus();
}

/** Below or above, wherever there is room, and never over the edge of the window. */
export function placeBeside(anchor, box, side = "below") {
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = innerHeight - from.bottom - GAP - EDGE;
  const above = from.top - GAP - EDGE;
  let top = from.bottom + GAP;
  let left = from.left;
  if (side === "right") {
    left = from.right + GAP;
    top = from.top;
    if (left + width > innerWidth - EDGE) left = from.left - width - GAP;
  } else {
    if ((side === "above" && above >= height) || (height > below && above > below)) top = from.top - GAP - height;
    if (side === "end" || left + width > innerWidth - EDGE) left = from.right - width;
  }
  box.style.left = `${Math.round(Math.max(EDGE, Math.min(left, innerWidth - EDGE - width)))}px`;
  box.style.top = `${Math.round(Math.max(EDGE, Math.min(top, innerHeight - EDGE - height)))}px`;
}
