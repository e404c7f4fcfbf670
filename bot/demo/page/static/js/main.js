// Begins the page: reads the workspace, shows it, and follows what changes.

import { h } from "./dom.js";
import { follow } from "./feed.js";
import { startKeys } from "./keys.js";
import { Shell } from "./shell.js";
import { enter } from "./store.js";
import { followTheme } from "./theme.js";
import { startTips } from "./tip.js";
import { startTour } from "./tour.js";

const place = document.getElementById("page");

async function begin() {
  followTheme();
  const ctx = await enter();
  const shell = new Shell(ctx);
  await shell.start(place);
  startKeys(ctx, shell);
  startTips();
  follow(ctx, ctx.start.seq);
  startTour(ctx);
}

function failed(failure) {
  console.error(failure);
  place.replaceChildren(
    h(
      "div",
      { class: "boot-failed", role: "alert" },
      h("h1", {}, "The workspace did not open"),
      h("p", {}, failure.message),
      h("button", { type: "button", class: "button primary", on: { click: () => location.reload() } }, "Try again"),
    ),
  );
}

begin().catch(failed);
