// How series are told apart: a colour and a pattern, dash or shape for each, so that colour is never alone.

import { svg } from "./dom.js";

const COLOURS = 8;
const DASHES = ["", "7 4", "2 4", "9 3 2 3", "4 2", "12 4", "1 3", "6 2 1 2 1 2"];
const SHAPES = ["circle", "square", "diamond", "up", "down"];
const PATTERNS = [
  null,
  "M0 8L8 0",
  "M0 4H8",
  "M0 0L8 8",
  "M4 0V8",
  "M0 8L8 0M0 0L8 8",
  "M0 4H8M4 0V8",
  "M2 2h.01M6 6h.01",
];

export const colour = (index) => `chart-colour-${(index % COLOURS) + 1}`;
export const dash = (index) => DASHES[index % DASHES.length] || null;

/** The pattern that lies over a filled shape; its first has none. */
export function overlay(index, id) {
  const d = PATTERNS[(index + Math.floor(index / COLOURS)) % PATTERNS.length];
  if (!d) return null;
  const props = { id: `${id}-${index}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" };
  return svg("pattern", props, svg("path", { d, class: "chart-pattern" }));
}

/** A small shape around a point. */
export function point(index, x, y, size = 4) {
  const props = { class: `chart-point ${colour(index)}` };
  const kind = SHAPES[index % SHAPES.length];
  if (kind === "circle") return svg("circle", { ...props, cx: x, cy: y, r: size });
  const s = size;
  const d = {
    square: `M${x - s} ${y - s}h${2 * s}v${2 * s}h${-2 * s}z`,
    diamond: `M${x} ${y - s - 1}l${s + 1} ${s + 1}l${-s - 1} ${s + 1}l${-s - 1} ${-s - 1}z`,
    up: `M${x} ${y - s - 1}l${s + 1} ${2 * s + 1}h${-2 * s - 2}z`,
    down: `M${x} ${y + s + 1}l${s + 1} ${-2 * s - 1}h${-2 * s - 2}z`,
  }[kind];
  return svg("path", { ...props, d });
}

/** What stands beside a name in the legend: a filled square, or a piece of line with its point. */
export function swatch(index, { line = false, id } = {}) {
  const aside = { "aria-hidden": "true", focusable: "false" };
  if (line) {
    const stroke = svg("path", { d: "M1 6H23", class: `chart-line ${colour(index)}`, "stroke-dasharray": dash(index) });
    return svg("svg", { viewBox: "0 0 24 12", class: "chart-swatch", ...aside }, stroke, point(index, 12, 6, 3.5));
  }
  const shape = { width: 12, height: 12, rx: 3 };
  const own = `${id}-legend`;
  const pattern = overlay(index, own);
  return svg(
    "svg",
    { viewBox: "0 0 12 12", class: "chart-swatch chart-swatch-square", ...aside },
    svg("rect", { ...shape, class: colour(index) }),
    pattern ? svg("defs", {}, pattern) : null,
    pattern ? svg("rect", { ...shape, fill: `url(#${own}-${index})` }) : null,
  );
}
