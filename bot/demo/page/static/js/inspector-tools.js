// The head of the inspector: which calls are shown, a search, and pause, clear, follow.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mark } from "./inspector-icons.js";
import { clear, pause, setFilter, setWords, tallied } from "./inspector-log.js";

const FILTERS = [
  ["all", "All"],
  ["bot", "To the bot"],
  ["slack", "To Slack"],
  ["trouble", "Problems"],
];

const ABOUT = "What the bot and Slack say to each other";

/** `shut()` closes the drawer, `end()` goes to the newest. */
export function makeTools(log, { shut, end }) {
  const filters = FILTERS.map(([name, words]) => filterButton(log, name, words));
  const still = toolButton("Pause", mark("pause", 18), () => pause(log, !log.paused));
  const follow = toolButton("Follow the newest", mark("down", 18), end);
  const sweep = toolButton("Clear the view", mark("broom", 18), () => clear(log));
  const told = h("span", { class: "inspector-told", role: "status", "aria-live": "polite" });
  const actions = h("div", { class: "inspector-actions" }, still, follow, sweep);
  const box = h(
    "header",
    { class: "inspector-head" },
    h(
      "div",
      { class: "inspector-head-row" },
      h("div", { class: "inspector-name" }, h("h2", {}, "Inspector"), h("p", {}, ABOUT)),
      toolButton("Close the inspector", icon("close", 18), shut),
    ),
    h(
      "div",
      { class: "inspector-head-row inspector-strip" },
      h(
        "div",
        { class: "inspector-filters", role: "group", "aria-label": "Show" },
        filters.map((one) => one.button),
      ),
      h("div", { class: "inspector-right" }, search(log), actions),
    ),
    told,
  );
  return { box, filters, still, follow, told, resume: () => pause(log, false) };
}

function filterButton(log, name, words) {
  const count = h("span", { class: "inspector-count" });
  const props = { type: "button", class: "inspector-filter", "aria-pressed": "false", dataset: { filter: name } };
  const button = h("button", { ...props, on: { click: () => setFilter(log, name) } }, words, count);
  return { name, button, count };
}

function toolButton(label, drawing, run) {
  const props = { type: "button", class: "inspector-tool", "aria-label": label, dataset: { tip: label } };
  return h("button", { ...props, on: { click: run } }, drawing);
}

function search(log) {
  const props = { type: "search", placeholder: "Search", autocomplete: "off", spellcheck: "false" };
  const field = h("input", { ...props, "aria-label": "Search the calls" });
  field.addEventListener("input", () => setWords(log, field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    setWords(log, "");
  });
  return h("label", { class: "inspector-search" }, icon("search", 16), field);
}

export function paintTools({ filters, still, follow, told }, log, list) {
  const counts = tallied(log);
  for (const { name, button, count } of filters) {
    button.setAttribute("aria-pressed", String(log.filter === name));
    button.classList.toggle("bad", name === "trouble" && counts.trouble > 0);
    count.textContent = counts[name] ? String(counts[name]) : "";
  }
  const words = log.paused ? "Go on" : "Pause";
  if (still.getAttribute("aria-label") !== words) {
    still.setAttribute("aria-label", words);
    still.dataset.tip = words;
    still.replaceChildren(mark(log.paused ? "play" : "pause", 18));
  }
  still.classList.toggle("on", log.paused);
  follow.classList.toggle("on", list.follow && !log.paused);
  follow.setAttribute("aria-pressed", String(list.follow && !log.paused));
  const problems = counts.trouble ? `Problems among the calls: ${counts.trouble}.` : "";
  if (told.textContent !== problems) told.textContent = problems;
}
