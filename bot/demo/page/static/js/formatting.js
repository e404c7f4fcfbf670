// The small buttons of the composer that put Slack's marks around words.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const MARKS = [
  { icon: "bold", label: "Bold", hint: "*words*", around: "*", key: "b" },
  { icon: "italic", label: "Italic", hint: "_words_", around: "_", key: "i" },
  { icon: "strike", label: "Strike", hint: "~words~", around: "~", key: "shift+x" },
  { icon: "code", label: "Code", hint: "`words`", around: "`", key: "shift+c" },
  { icon: "quote", label: "Quote", hint: "> words", before: "> ", key: "shift+9" },
  { icon: "list", label: "List", hint: "• words", before: "• ", key: "shift+8" },
];

export function formattingBar(area) {
  return h(
    "div",
    { class: "formatting", role: "group", "aria-label": "Formatting" },
    MARKS.map((mark) =>
      h(
        "button",
        {
          type: "button",
          class: "tool",
          "aria-label": mark.label,
          dataset: { tip: `${mark.label}  ${mark.hint}` },
          on: { click: () => put(area, mark) },
        },
        icon(mark.icon, 18),
      ),
    ),
  );
}

/** Ctrl+B and the like; whether the key was one of them. */
export function formattingKey(event, area) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = `${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
  const mark = MARKS.find((one) => one.key === key);
  if (!mark) return false;
  event.preventDefault();
  put(area, mark);
  return true;
}

function put(area, { around, before }) {
  if (around) wrap(area, around);
  else startLines(area, before);
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  area.focus();
}

function wrap(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const words = value.slice(from, to);
  if (words.length > 2 && words.startsWith(mark) && words.endsWith(mark)) {
    area.setRangeText(words.slice(1, -1), from, to, "select");
    return;
  }
  area.setRangeText(`${mark}${words}${mark}`, from, to, "end");
  area.setSelectionRange(from + 1, to + 1);
}

function startLines(area, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const to = area.selectionEnd;
  const lines = area.value.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(mark));
  area.setRangeText(lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join("\n"), from, to, "end");
}
