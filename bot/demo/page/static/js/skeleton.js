// Grey sketches of what is about to be there.

import { h } from "./dom.js";

const WIDTHS = [
  [38, 82, 64],
  [30, 91],
  [44, 73, 88, 40],
  [34, 58],
  [41, 86, 52],
  [28, 69],
];

/** A few messages that have not arrived yet. */
export function skeleton(count = 6) {
  const lines = (widths) =>
    widths.map((width, at) => {
      const line = h("span", { class: at ? "sketch-line" : "sketch-line name" });
      line.style.width = at ? `${width}%` : `${width * 3}px`;
      return line;
    });
  const rows = Array.from({ length: count }, (_, at) => WIDTHS[at % WIDTHS.length]).map((widths) =>
    h(
      "div",
      { class: "sketch" },
      h("span", { class: "sketch-face" }),
      h("span", { class: "sketch-lines" }, lines(widths)),
    ),
  );
  return h("div", { class: "skeleton", role: "img", "aria-label": "Loading" }, rows);
}
