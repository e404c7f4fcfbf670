// The small picker of emoji: recent ones, groups, a search that also knows other words for them.

import { fill, h } from "./dom.js";
import { emoji, emojiGroups, searchEmoji } from "./emoji.js";
import { popover } from "./popover.js";

const KEY = "whoknows-emoji";
const FIRST = ["raised_hands", "taco", "bulb", "+1", "heart", "joy", "tada", "eyes", "white_check_mark"];
const ACROSS = 9;
const MARKS = {
  Recent: "🕘",
  Faces: "🙂",
  People: "👋",
  Nature: "🌱",
  Food: "🌮",
  Activities: "🎯",
  Places: "✈️",
  Objects: "💡",
  Symbols: "💬",
  Flags: "🏳️",
};

/** Opens beside `anchor` and calls `chosen(name)` once. */
export function pickEmoji(anchor, ctx, { label = "Choose an emoji", onClose } = {}, chosen) {
  const found = h("div", { class: "emoji-found", tabindex: "0", role: "group", "aria-label": "Emoji" });
  const preview = h("div", { class: "emoji-preview", "aria-live": "polite" });
  const search = h("input", {
    class: "entry emoji-search",
    type: "search",
    placeholder: "Search emoji",
    "aria-label": "Search emoji",
    autocomplete: "off",
    spellcheck: "false",
  });
  const tabs = h("div", { class: "emoji-tabs" });
  const box = h("div", { class: "emoji-picker" }, search, tabs, found, preview);
  const choose = (name) => {
    shown.close();
    keepRecent(name);
    chosen(name);
  };
  fill(tabs, ...groupTabs(found, search));
  showGroups(found);
  search.addEventListener("input", () => showFound(found, search.value, tabs));
  box.addEventListener("keydown", (event) => steer(event, search, found));
  found.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-name]");
    if (cell) choose(cell.dataset.name);
  });
  for (const type of ["pointerover", "focusin"]) found.addEventListener(type, (event) => describe(preview, event));
  const shown = popover(anchor, box, { label, onClose });
  return shown;
}

function groupTabs(found, search) {
  const to = (label) => () => {
    search.value = "";
    showGroups(found);
    found.querySelector(`[data-group="${label}"]`)?.scrollIntoView({ block: "start" });
  };
  return ["Recent", ...emojiGroups().map((group) => group.label)].map((label) =>
    h(
      "button",
      {
        type: "button",
        tabindex: "-1",
        class: "emoji-tab",
        "aria-label": label,
        dataset: { tip: label },
        on: { click: to(label) },
      },
      MARKS[label],
    ),
  );
}

function showGroups(found) {
  const groups = [{ label: "Recent", names: recent() }, ...emojiGroups()];
  fill(
    found,
    groups.map(({ label, names }) => section(label, names)),
  );
}

function showFound(found, typed, tabs) {
  tabs.hidden = Boolean(typed.trim());
  if (!typed.trim()) return showGroups(found);
  const names = searchEmoji(typed, 72);
  if (names.length) fill(found, section("Found", names));
  else fill(found, h("p", { class: "emoji-none" }, "No emoji by that name."));
}

function section(label, names) {
  return h(
    "section",
    { class: "emoji-group", "aria-label": label, dataset: { group: label } },
    h("h3", {}, label),
    h("div", { class: "emoji-grid" }, names.map(cell)),
  );
}

const cell = (name) =>
  h(
    "button",
    { type: "button", class: "emoji-cell", tabindex: "-1", "aria-label": name.replaceAll("_", " "), dataset: { name } },
    emoji(name),
  );

function describe(preview, event) {
  const name = event.target.closest?.("[data-name]")?.dataset.name;
  if (name) fill(preview, h("span", { class: "emoji-big", "aria-hidden": "true" }, emoji(name)), `:${name}:`);
}

/** Arrows walk through the grid; Enter in the search takes the first one. */
function steer(event, search, found) {
  const cells = [...found.querySelectorAll(".emoji-cell")];
  const at = cells.indexOf(document.activeElement);
  if (event.key === "Enter" && at < 0) {
    event.preventDefault();
    if (search.value.trim()) cells[0]?.click();
    return;
  }
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: at < 0 ? 1 : ACROSS, ArrowUp: -ACROSS };
  const step = steps[event.key];
  if (!step || (at < 0 && event.key !== "ArrowDown")) return;
  event.preventDefault();
  if (at + step < 0) search.focus();
  else cells[Math.min(at + step, cells.length - 1)]?.focus();
}

function recent() {
  try {
    return [...new Set([...JSON.parse(localStorage.getItem(KEY) ?? "[]"), ...FIRST])].slice(0, ACROSS * 2);
  } catch {
    return FIRST;
  }
}

function keepRecent(name) {
  try {
    localStorage.setItem(KEY, JSON.stringify([name, ...recent().filter((one) => one !== name)].slice(0, ACROSS * 2)));
  } catch {
    // a browser may keep nothing
  }
}
