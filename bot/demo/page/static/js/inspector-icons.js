// The drawings that only the inspector needs.

import { svg } from "./dom.js";

const DRAWN = {
  inspect: "M3 6.5h10.5M10.5 3.5l3 3-3 3M17 13.5H6.5M9.5 10.5l-3 3 3 3",
  bot: "M4 10h11M11 5.5l4.5 4.5-4.5 4.5",
  slack: "M16 10H5M9 5.5L4.5 10 9 14.5",
  none: "M10 5.5v5.5M10 14v.1",
  pause: "M7 5v10M13 5v10",
  play: "M6.5 4.5l9 5.5-9 5.5z",
  broom: "M4 6h12M4 10h8M4 14h5M13 12.5l4 4M17 12.5l-4 4",
  down: "M10 4v11M5.5 10.5L10 15l4.5-4.5",
};

export function mark(name, size = 16) {
  const path = svg("path", { d: DRAWN[name] });
  return svg("svg", { class: "icon", viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true" }, path);
}
