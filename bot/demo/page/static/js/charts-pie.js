// Pie charts: a ring whose parts can be pointed at or walked through by keyboard.

import { colour, overlay, swatch } from "./charts-marks.js";
import { svg } from "./dom.js";
import { nextId } from "./select-list.js";
import { number } from "./tables.js";

const MIDDLE = 100;
const OUTER = 92;
const INNER = 54;

export function pieChart({ segments }, say) {
  const id = nextId("pie");
  const total = segments.reduce((sum, one) => sum + one.value, 0);
  let from = 0;
  const parts = segments.map((segment, index) => {
    const to = from + segment.value / total;
    const part = slice(segment, { index, from, to, id, say });
    from = to;
    return part;
  });
  const defs = svg("defs", {}, ...segments.map((_, index) => overlay(index, id)));
  const sum = [
    svg("text", { x: MIDDLE, y: MIDDLE - 2, class: "chart-sum" }, number(total)),
    svg("text", { x: MIDDLE, y: MIDDLE + 16, class: "chart-sum-words" }, "in all"),
  ];
  const node = svg("svg", { viewBox: "0 0 200 200", class: "chart-pie" }, defs, ...parts, ...sum);
  const entries = segments.map((segment, index) => ({
    name: segment.label,
    value: percent(segment.value / total),
    mark: swatch(index, { id }),
    always: true,
  }));
  return { node, entries };
}

const percent = (share) => `${share > 0 && share < 0.01 ? "<1" : Math.round(share * 100)}%`;
const patternOf = (index, id) => (overlay(index, id) ? `${id}-${index}` : null);

function slice(segment, { index, from, to, id, say }) {
  const d = to - from > 0.99999 ? ring() : arc(from, to);
  const words = `${segment.label}: ${number(segment.value)} (${percent(to - from)})`;
  const props = { class: "chart-part", tabindex: "0", role: "img", "aria-label": words };
  const pattern = patternOf(index, id);
  const shapes = [svg("path", { d, class: `chart-slice ${colour(index)}`, "fill-rule": "evenodd" })];
  if (pattern) shapes.push(svg("path", { d, fill: `url(#${pattern})`, "fill-rule": "evenodd" }));
  return speaking(svg("g", props, ...shapes), words, say);
}

/** Says its words while it is pointed at or has the focus. */
export function speaking(node, words, say) {
  for (const type of ["pointerenter", "focus"]) node.addEventListener(type, () => say(words));
  for (const type of ["pointerleave", "blur"]) node.addEventListener(type, () => say(""));
  return node;
}

const at = (share, radius) => {
  const angle = share * 2 * Math.PI - Math.PI / 2;
  return `${(MIDDLE + radius * Math.cos(angle)).toFixed(2)} ${(MIDDLE + radius * Math.sin(angle)).toFixed(2)}`;
};

function arc(from, to) {
  const large = to - from > 0.5 ? 1 : 0;
  const out = `M${at(from, OUTER)}A${OUTER} ${OUTER} 0 ${large} 1 ${at(to, OUTER)}`;
  return `${out}L${at(to, INNER)}A${INNER} ${INNER} 0 ${large} 0 ${at(from, INNER)}Z`;
}

function ring() {
  const circle = (r) => `M${MIDDLE - r} ${MIDDLE}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  return circle(OUTER) + circle(INNER);
}
