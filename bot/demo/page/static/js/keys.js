// What the keyboard does anywhere on the page, and the card that lists it.

import { dialog } from "./dialog.js";
import { h } from "./dom.js";
import { closePopover, popoverIsOpen } from "./popover.js";
import { quickSwitch } from "./quick.js";
import { openSwitcher } from "./switcher.js";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const CTRL = mac ? "⌘" : "Ctrl";
const ALT = mac ? "⌥" : "Alt";

const HELP = [
  [
    "Go places",
    [
      [[CTRL, "K"], "Jump to a channel or a person"],
      [[ALT, "↑"], "Channel above"],
      [[ALT, "↓"], "Channel below"],
      [[ALT, "Shift", "↓"], "Next unread channel"],
      [[CTRL, "Shift", "P"], "Be somebody else"],
      [["Esc"], "Close what is open"],
    ],
  ],
  [
    "Read",
    [
      [["↑"], "From message to message (in the list)"],
      [["T"], "Reply in a thread"],
      [["R"], "React"],
      [["M"], "More to do"],
      [["E"], "Edit your message"],
      [["Del"], "Delete your message"],
    ],
  ],
  [
    "Write",
    [
      [["Enter"], "Send"],
      [["Shift", "Enter"], "New line"],
      [["↑"], "Edit your last message (in an empty field)"],
      [["/"], "Commands"],
      [["@"], "People"],
      [[":"], "Emoji"],
    ],
  ],
];

/** Listens on the whole page; `shell` knows how to close, step and focus. */
export function startKeys(ctx, shell) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const run = meaning(event, ctx, shell);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function meaning(event, ctx, shell) {
  const { key, altKey: alt, shiftKey: shift } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (document.querySelector("dialog[open]")) return null;
  if (ctrl && !alt && key.toLowerCase() === "k" && !shift) return () => quickSwitch(ctx);
  if (ctrl && shift && key.toLowerCase() === "p") return openSwitcher;
  if (ctrl && key === "/") return showHelp;
  if (alt && !ctrl && key === "ArrowDown") return () => shell.step(1, shift);
  if (alt && !ctrl && key === "ArrowUp") return () => shell.step(-1, shift);
  if (key === "Escape") return () => (popoverIsOpen() ? closePopover() : shell.escape());
  if (ctrl || alt || isField(event.target)) return null;
  if (key === "?") return showHelp;
  return typed(key, event) ? () => shell.typeInto(key) : null;
}

/** A letter typed at nothing in particular is meant for the composer. */
const typed = (key, event) =>
  key.length === 1 &&
  /[\p{L}\p{N}/@#:]/u.test(key) &&
  (event.target === document.body || event.target.classList.contains("stream"));

const isField = (node) => node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);

export function showHelp() {
  const list = ([title, entries]) =>
    h(
      "section",
      {},
      h("h3", {}, title),
      h(
        "dl",
        { class: "keys" },
        entries.map(([keys, words]) =>
          h(
            "div",
            {},
            h(
              "dt",
              {},
              keys.map((one) => h("kbd", {}, one)),
            ),
            h("dd", {}, words),
          ),
        ),
      ),
    );
  dialog({
    title: "Keyboard",
    wide: true,
    build: () =>
      h("div", { class: "dialog-body keys-body", tabindex: "0", role: "group", "aria-label": "Keys" }, HELP.map(list)),
  });
}
