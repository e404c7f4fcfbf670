// The page's own windows in front of everything: browse, quick switcher, help, "are you sure".

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Opens a dialog; `build(close)` gives its nodes. Escape, the cross and a click beside it close it. */
export function dialog({ title, wide = false, bare = false, build, onClose }) {
  const box = h("dialog", { class: `dialog${wide ? " wide" : ""}${bare ? " bare" : ""}`, "aria-label": title });
  const close = () => box.open && box.close();
  const head = h("header", { class: "dialog-head" }, h("h2", {}, title), closeButton(close));
  box.append(...(bare ? [] : [head]), ...[build(close)].flat());
  box.addEventListener("close", () => {
    box.remove();
    onClose?.();
  });
  box.addEventListener("pointerdown", (event) => event.target === box && close());
  box.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(box);
  box.showModal();
  return { box, close };
}

function closeButton(close) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } },
    icon("close"),
  );
}

/** Asks before something that cannot be undone; resolves to true or false. */
export function sure({ title, words, yes, danger = true }) {
  return new Promise((resolve) => {
    let answer = false;
    const choose = (close) => () => {
      answer = true;
      close();
    };
    dialog({
      title,
      build: (close) => [
        h("div", { class: "dialog-body" }, words),
        h(
          "footer",
          { class: "dialog-foot" },
          h("button", { type: "button", class: "button", on: { click: close } }, "Cancel"),
          h(
            "button",
            {
              type: "button",
              class: `button ${danger ? "danger" : "primary"}`,
              autofocus: true,
              on: { click: choose(close) },
            },
            yes,
          ),
        ),
      ],
      onClose: () => resolve(answer),
    });
  });
}
