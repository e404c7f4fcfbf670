// Where the tour's card and ring are: beside what a step points at, never over it, and never over where one writes.

import { on } from "./dom.js";

const GAP = 14;
const EDGE = 12;
const RING = 5;
const FAR = 300;
const TOP = 60; // where the bar across the top ends
const WATCHED = ["hidden", "class", "open"];
const SMALL = matchMedia("(max-width: 767px)");

export const isSmall = () => SMALL.matches;

/** Keeps both in place while the page moves below them; `target()` finds what is pointed at. Returns what stops it. */
export function keepInPlace(card, ring, target) {
  let asked = 0;
  const draw = () => {
    asked = 0;
    place(card, ring, target());
  };
  const ask = () => {
    asked ||= requestAnimationFrame(draw);
  };
  const changes = new MutationObserver((records) => {
    if (records.some(({ target: node }) => isOutside(node, card, ring))) ask();
  });
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: WATCHED });
  const sizes = new ResizeObserver(ask);
  sizes.observe(card);
  const stops = [
    on(window, "resize", ask),
    on(document, "scroll", ask, { capture: true, passive: true }),
    on(document, "transitionend", ask),
    () => changes.disconnect(),
    () => sizes.disconnect(),
    () => cancelAnimationFrame(asked),
  ];
  ask();
  return { ask, stop: () => stops.forEach((stop) => stop()) };
}

const isOutside = (node, ...ours) => !ours.some((one) => one.contains(node));

/** The first that can be seen. */
export function found(selector) {
  if (!selector) return null;
  try {
    return [...document.querySelectorAll(selector)].find((node) => node.getClientRects().length > 0) ?? null;
  } catch {
    return null; // a selector that is none
  }
}

/** Brings it into view, unless it is. */
export function bring(node) {
  const { top, bottom } = node.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight - 20) node.scrollIntoView({ block: "center", behavior: "instant" });
}

function place(card, ring, node) {
  const at = node && seen(node.querySelector(":scope > .composer-box") ?? node);
  ring.hidden = !at;
  if (at) drawRing(ring, at);
  const { offsetWidth: width, offsetHeight: height } = card;
  const spot = isSmall() ? docked(at, height) : beside(at, width, height);
  card.style.left = `${Math.round(spot.left)}px`;
  card.style.top = `${Math.round(spot.top)}px`;
}

/** The part of it that is in the window; null if there is none. */
function seen(node) {
  const box = node.getBoundingClientRect();
  const pane = clipOf(node);
  const part = cut(box, pane);
  return part.right - part.left > 4 && part.bottom - part.top > 4 ? part : null;
}

const cut = (one, other) => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

function clipOf(node) {
  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const pane = node.closest(".stream, [data-part=thread], [data-part=home]");
  if (!pane || pane === node) return window_;
  return cut(pane.getBoundingClientRect(), window_);
}

function drawRing(ring, { left, top, right, bottom }) {
  const inside = { left: Math.max(2, left - RING), top: Math.max(2, top - RING) };
  ring.style.left = `${inside.left}px`;
  ring.style.top = `${inside.top}px`;
  ring.style.width = `${Math.min(innerWidth - 2, right + RING) - inside.left}px`;
  ring.style.height = `${Math.min(innerHeight - 2, bottom + RING) - inside.top}px`;
}

/** Above where one writes; at the top when it would lie on what it points at, or on what has just come. */
function docked(at, height) {
  const composers = [...document.querySelectorAll("[data-part=composer]")];
  const composer = composers.filter((one) => one.getClientRects().length).at(-1);
  const floor = composer ? composer.getBoundingClientRect().top - 8 : innerHeight - 8;
  const low = { left: 8, top: Math.max(8, floor - height) };
  const covers = !at || (at.bottom > low.top && at.top < floor);
  return covers ? { left: 8, top: 96 } : low;
}

function beside(at, width, height) {
  const fits = ({ left, top }) =>
    left >= EDGE && top >= EDGE && left + width <= innerWidth - EDGE && top + height <= innerHeight - EDGE;
  const corner = innerHeight - height - 160;
  if (!at) return { left: innerWidth - width - 24, top: corner };
  const room = (wanted, least, most) => Math.max(least, Math.min(wanted, most));
  const level = room(at.top, EDGE, innerHeight - height - EDGE);
  const edge = innerWidth - width - 24;
  // Beside a small thing nothing is covered that belongs to it.
  const far = edge > at.right + FAR ? [{ left: edge, top: level }] : [];
  const along = room(at.right - width, EDGE, innerWidth - width - EDGE);
  const above = { left: along, top: at.top - GAP - height };
  const below = { left: along, top: at.bottom + GAP };
  const sides = [
    { left: at.left - GAP - width, top: level },
    { left: at.right + GAP, top: level },
  ];
  const spots = at.right - at.left > innerWidth / 2 ? [above, below, ...sides] : [...far, ...sides, below, above];
  return (at.top < TOP ? [below, ...spots] : spots).find(fits) ?? { left: edge, top: corner };
}
