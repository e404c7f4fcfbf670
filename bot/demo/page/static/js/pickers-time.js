// Times of day: a list by the half-hour, and whatever time somebody types.

import { select } from "./select.js";

const TIMES = Array.from({ length: 48 }, (_, index) => {
  const text = `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 ? "30" : "00"}`;
  return { value: text, text };
});
const TYPED = /^\s*(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?\s*$/i;

/** The time meant by "14:20", "2:20 pm", "1420", "9"; null where it is none. */
function readTime(typed) {
  const found = TYPED.exec(typed);
  if (!found) return null;
  const [, first, second, half] = found;
  const hour = half ? (Number(first) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(first);
  if (hour > 23 || Number(second ?? 0) > 59 || (half && (Number(first) > 12 || Number(first) < 1))) return null;
  return `${String(hour).padStart(2, "0")}:${second ?? "00"}`;
}

const option = (value) => (value ? { value, text: value } : null);

/** As a menu, with what was typed as its first option. */
export function timePicker(element, spot) {
  const from = {
    needs: 0,
    asks: false,
    known: option,
    typed: (words) => {
      const time = readTime(words);
      return time && !TIMES.some((one) => one.value === time) ? option(time) : null;
    },
    groups: (words) => [{ label: "", options: matching(words) }].filter((group) => group.options.length),
  };
  const dressed = { ...element, sketch: "clock", placeholder: element.placeholder ?? { text: "Choose a time" } };
  const made = select(dressed, spot, from);
  made.node.classList.add("select-time");
  return made;
}

function matching(words) {
  const typed = words.trim().toLowerCase();
  if (!typed) return TIMES;
  const time = readTime(typed);
  return TIMES.filter((one) => one.value === time || one.value.startsWith(typed));
}
