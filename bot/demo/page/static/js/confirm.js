// Asks before something is done: Slack's confirmation dialog.

import { plainText, textObject } from "./blocks-texts.js";
import { h } from "./dom.js";
import { layer } from "./modal-layer.js";
import { nextId } from "./select-list.js";

/** True once the person says yes. `given`: Slack's confirm object. `from`: where the focus goes back to. */
export function confirmed(given, ctx, from = document.activeElement) {
  return new Promise((resolve) => {
    const done = (answer) => {
      over.close();
      resolve(answer);
    };
    const { dialog, no } = drawn(given, ctx, done);
    const over = layer(dialog, { escape: () => done(false), from });
    over.node.querySelector(".modal-scrim").addEventListener("click", () => done(false));
    no.focus();
  });
}

function drawn(given, ctx, done) {
  const title = nextId("confirm-title");
  const text = nextId("confirm-text");
  const style = given.style === "danger" ? "el-button-danger" : "el-button-primary";
  const no = button(plainText(given.deny ?? "Cancel", ctx), "", () => done(false));
  const yes = button(plainText(given.confirm ?? "Yes", ctx), style, () => done(true));
  const aria = { role: "alertdialog", "aria-modal": "true", "aria-labelledby": title, "aria-describedby": text };
  const dialog = h(
    "div",
    { class: "modal modal-small", ...aria },
    h(
      "div",
      { class: "modal-head" },
      h("h2", { class: "modal-title", id: title }, plainText(given.title ?? "Are you sure?", ctx)),
    ),
    h("div", { class: "modal-body", id: text }, ...textObject(given.text ?? "", ctx)),
    h("div", { class: "modal-foot" }, no, yes),
  );
  return { dialog, no };
}

function button(words, style, run) {
  return h("button", { type: "button", class: `el-button el-button-tall ${style}`.trim(), on: { click: run } }, words);
}
