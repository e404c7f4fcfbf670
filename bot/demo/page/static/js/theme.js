// Light or dark: follows the system until a person chooses, then keeps that choice in this browser.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "whoknows-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const chosen = () => read(KEY);
const shown = () => chosen() ?? (system.matches ? "dark" : "light");

/** Begins to follow the system, and other windows of this page. */
export function followTheme() {
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", (event) => event.key === KEY && apply());
}

/** The button that turns day into night. */
export function themeSwitch() {
  const button = h("button", {
    type: "button",
    class: "top-button",
    dataset: { themeSwitch: "" },
    on: { click: flip },
  });
  const paint = () => {
    const dark = document.documentElement.dataset.theme === "dark";
    const words = dark ? "Switch to light" : "Switch to dark";
    button.replaceChildren(icon(dark ? "sun" : "moon"));
    button.setAttribute("aria-label", words);
    button.dataset.tip = words;
  };
  addEventListener("themechange", paint);
  paint();
  return button;
}

export function flip() {
  const next = shown() === "dark" ? "light" : "dark";
  write(KEY, next === (system.matches ? "dark" : "light") ? null : next);
  apply();
}

function apply() {
  document.documentElement.dataset.theme = shown();
  dispatchEvent(new Event("themechange"));
}

// A browser may forbid to keep anything: then the choice lasts as long as the page.
let unkept = null;

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return unkept;
  }
}

function write(key, value) {
  unkept = value;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // kept in memory alone
  }
}
