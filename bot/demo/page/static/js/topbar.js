// The bar across the top: the way to the sidebar, the search, the clock and the tools, and who one is.

import { clockBar } from "./clock.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inspectorButton } from "./inspector.js";
import { showHelp } from "./keys.js";
import { mark } from "./people.js";
import { quickSwitch } from "./quick.js";
import { personSwitcher } from "./switcher.js";
import { themeSwitch } from "./theme.js";
import { tourButton } from "./tour.js";

export function topbar(ctx, { toggleSide }) {
  return h(
    "header",
    { class: "top", dataset: { part: "topbar" } },
    h(
      "button",
      {
        type: "button",
        class: "top-button top-menu",
        "aria-label": "Channels",
        "aria-expanded": "false",
        on: { click: toggleSide },
      },
      icon("menu"),
    ),
    h(
      "a",
      { class: "top-brand", href: "#/home", "aria-label": "Whoknows Home" },
      h("span", { class: "top-mark" }, mark()),
    ),
    search(ctx),
    h(
      "div",
      { class: "top-tools" },
      clockBar(ctx),
      tourButton(ctx),
      inspectorButton(ctx),
      helpButton(),
      themeSwitch(),
      personSwitcher(ctx),
    ),
  );
}

function search(ctx) {
  const ctrl = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K";
  return h(
    "button",
    {
      type: "button",
      class: "top-search",
      "aria-label": "Jump to a channel or a person",
      on: { click: () => quickSwitch(ctx) },
    },
    icon("search", 16),
    h("span", { class: "top-search-words" }, "Jump to a channel or a person"),
    h("kbd", {}, ctrl),
  );
}

function helpButton() {
  return h(
    "button",
    {
      type: "button",
      class: "top-button top-help",
      "aria-label": "Keyboard shortcuts",
      dataset: { tip: "Keyboard shortcuts  ?" },
      on: { click: showHelp },
    },
    icon("help"),
  );
}
