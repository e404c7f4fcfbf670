// The app's Home tab: what the app published there, or kind words while it has nothing yet.

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { memory } from "./inputs-memory.js";
import { avatar } from "./people.js";

/** The view's blocks; `view` is null while the app has published none. */
export function home(view, ctx) {
  const props = { class: "home", "data-part": "home" };
  if (!view?.blocks?.length) return h("div", props, empty(ctx));
  return h(
    "div",
    props,
    h(
      "div",
      { class: "home-page" },
      blocks(view.blocks, ctx, { view: view.id }, memory({ view: view.id }, view.state)),
    ),
  );
}

function empty(ctx) {
  const name = ctx.bot?.title || "Whoknows";
  const write = h("button", { type: "button", class: "el-button el-button-primary" }, `Write to ${name}`);
  write.addEventListener("click", () => ctx.bot?.dm && ctx.openChannel(ctx.bot.dm));
  return h(
    "div",
    { class: "home-empty" },
    h("span", { class: "home-mark", "aria-hidden": "true" }, avatar({ whoknows: true }, 64)),
    h("h2", { class: "home-title" }, `${name} has nothing here yet`),
    h(
      "p",
      {},
      "Your questions, your skills and your gatherings will stand here. Until then, ask away: ",
      h("code", { class: "mrk-code" }, "/whoknows powerpoint"),
      " works in every channel.",
    ),
    write,
  );
}
