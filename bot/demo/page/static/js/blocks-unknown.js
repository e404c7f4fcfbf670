// A block or element this page has no drawing for: it says so and shows what was sent.

import { h } from "./dom.js";

export function unknown(given, { inline = false } = {}) {
  const kind = String(given?.type ?? "none");
  const what = inline ? "an element" : "a block";
  const words = `Whoknows sent ${what} of a kind this page cannot show: ${kind}`;
  const code = h(
    "pre",
    { class: "mrk-pre", tabindex: "0", role: "group", "aria-label": "What was sent" },
    JSON.stringify(given, null, 2),
  );
  return h("details", { class: "block-unknown" }, h("summary", {}, words), code);
}
