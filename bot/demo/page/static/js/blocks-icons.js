// The few line drawings that blocks and forms need, all on one grid of 20 by 20.

import { svg } from "./dom.js";

const PATHS = {
  lock: ["M6 9V6.5a4 4 0 0 1 8 0V9", "M5 9h10v7.5H5z"],
  chevron: ["M5.5 8l4.5 4.5L14.5 8"],
  left: ["M12 5l-5 5 5 5"],
  right: ["M8 5l5 5-5 5"],
  back: ["M16 10H4.5", "M9.5 4.5L4 10l5.5 5.5"],
  close: ["M5 5l10 10", "M15 5L5 15"],
  check: ["M4.5 10.5l3.5 3.5 7.5-8"],
  more: ["M4.5 10h.01", "M10 10h.01", "M15.5 10h.01"],
  calendar: ["M3.5 5h13v11.5h-13z", "M3.5 8.5h13", "M7 3v3", "M13 3v3"],
  clock: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M10 6v4.2l2.8 1.8"],
  search: ["M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6z", "M12.8 12.8L17 17"],
  trash: ["M4 6h12", "M8 6V4h4v2", "M5.5 6l.8 10.5h7.4L14.5 6", "M8.5 9v4.5", "M11.5 9v4.5"],
  image: ["M3 4.5h14v11H3z", "M3.5 14l4.2-4.2 3.3 3.2 2.2-2 3.3 3", "M12.8 7.6h.01"],
  play: ["M7 4.8v10.4l8-5.2z"],
  file: ["M5.5 2.8h6l3.5 3.6v10.8h-9.5z", "M11.3 3v3.6h3.5"],
  download: ["M10 3.5v9", "M6 8.8l4 4 4-4", "M4 16.5h12"],
  warn: ["M10 3.2l7.2 13H2.8z", "M10 8v3.6", "M10 13.9h.01"],
  info: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M10 9.2v4.3", "M10 6.6h.01"],
  good: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M6.8 10.2l2.3 2.3 4.2-4.6"],
  bad: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M10 6.4v4.2", "M10 13.3h.01"],
  up: [
    "M6.5 9.5V16H4V9.5z",
    "M6.5 9.5L9.8 3.6c1.2 0 1.9.9 1.7 2L11 8.4h3.7c1 0 1.7.9 1.5 1.9l-.9 4.4c-.2.8-.8 1.3-1.6 1.3H6.5",
  ],
  down: [
    "M6.5 10.5V4H4v6.5z",
    "M6.5 10.5l3.3 5.9c1.2 0 1.9-.9 1.7-2l-.5-2.8h3.7c1 0 1.7-.9 1.5-1.9l-.9-4.4C15.1 4.5 14.5 4 13.7 4H6.5",
  ],
  sort: ["M7 4v12", "M4.5 6.5L7 4l2.5 2.5", "M13 16V4", "M10.5 13.5L13 16l2.5-2.5"],
  pin: ["M10 17.5s5-4.7 5-8.7a5 5 0 0 0-10 0c0 4 5 8.7 5 8.7z", "M10 7.3a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z"],
  pending: ["M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z"],
  open: ["M8 4.5H4v11.5h11.5V12", "M11 3.5h5.5V9", "M16.2 3.8L9.5 10.5"],
};

/** A drawing by its name; it says nothing to screen readers, for the thing it stands in has words. */
export function sketch(name, cls = "") {
  const paths = (PATHS[name] ?? PATHS.info).map((d) => svg("path", { d }));
  const props = {
    viewBox: "0 0 20 20",
    class: `line-drawing ${cls}`.trim(),
    "aria-hidden": "true",
    focusable: "false",
  };
  return svg("svg", props, ...paths);
}

/** The small wheel that turns while something is on its way. */
export function spinner() {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", class: "spinner", "aria-hidden": "true", focusable: "false" },
    svg("circle", { cx: 10, cy: 10, r: 7.5, class: "spinner-track" }),
    svg("path", { d: "M10 2.5a7.5 7.5 0 0 1 7.5 7.5", class: "spinner-arc" }),
  );
}
