// The edge of the inspector's drawer, which is pulled to make it wider: by pointer or by arrows.

import { h } from "./dom.js";

const KEY = "whoknows-inspector-width";
const LEAST = 380;
const STEP = 32;

/** Sets the width of `box`, for the page beside it too, and keeps it for the next time. */
export function makeSizer(box) {
  const sizer = h("div", {
    class: "inspector-sizer",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": "Width of the inspector",
    "aria-valuemin": String(LEAST),
  });
  const set = (width) => setWidth(sizer, width);
  set(kept() ?? standard());
  sizer.addEventListener("pointerdown", (event) => pull(sizer, event, set));
  sizer.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    set(box.offsetWidth + step);
  });
  sizer.addEventListener("dblclick", () => set(standard()));
  return sizer;
}

const standard = () => Math.round(Math.min(900, Math.max(560, innerWidth * 0.45)));
const most = () => Math.max(LEAST, innerWidth - 80);

function setWidth(sizer, wanted) {
  const width = Math.round(Math.max(LEAST, Math.min(most(), wanted)));
  document.documentElement.style.setProperty("--inspector-width", `${width}px`);
  sizer.setAttribute("aria-valuenow", String(width));
  sizer.setAttribute("aria-valuemax", String(most()));
  keep(width);
}

function pull(sizer, event, set) {
  event.preventDefault();
  sizer.setPointerCapture(event.pointerId);
  const move = (moved) => set(innerWidth - moved.clientX);
  const end = () => sizer.removeEventListener("pointermove", move);
  sizer.addEventListener("pointermove", move);
  sizer.addEventListener("lostpointercapture", end, { once: true });
}

// A browser may forbid to keep anything.
function kept() {
  try {
    return Number(localStorage.getItem(KEY)) || null;
  } catch {
    return null;
  }
}

function keep(width) {
  try {
    if (width !== standard()) localStorage.setItem(KEY, String(width));
    else localStorage.removeItem(KEY);
  } catch {
    // for as long as the page is open
  }
}
