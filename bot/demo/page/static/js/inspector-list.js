// The inspector's list: only the rows that can be seen exist, however many entries there are.

import { fill, h } from "./dom.js";
import { mark } from "./inspector-icons.js";
import {
  PATIENCE,
  directionOf,
  directionWords,
  isTrouble,
  msWords,
  named,
  outcomeOf,
  paceOf,
  timeWords,
} from "./inspector-words.js";

const ROW = 50;
const MARGIN = 6; // rows beyond the edge
const PAGE = 10;
const NEAR = 24; // px from the end that still count as the end

/** `choose(entry, how)`: how is "move" for arrows, "open" for Enter and clicks. */
export function makeList(ctx, choose) {
  const room = h("div", { class: "inspector-rows", role: "presentation" });
  const box = h(
    "div",
    {
      class: "inspector-list",
      role: "listbox",
      tabindex: "0",
      "aria-label": "Calls between the bot and Slack, newest last",
    },
    room,
  );
  const list = { ctx, choose, box, room, entries: [], at: null, follow: true, drawn: new Map(), onFollow: () => {} };
  box.addEventListener("scroll", () => scrolled(list), { passive: true });
  box.addEventListener("keydown", (event) => pressed(list, event));
  box.addEventListener("click", (event) => clicked(list, event));
  new ResizeObserver(() => (list.follow ? toEnd(list) : draw(list))).observe(box);
  return list;
}

/** Shows these; stays at the newest, or where the reader is. */
export function showEntries(list, entries) {
  list.entries = entries;
  list.room.style.height = `${entries.length * ROW}px`;
  if (list.at !== null && !entries.some((entry) => entry.n === list.at)) list.at = null;
  if (list.follow) toEnd(list);
  draw(list);
}

export function toEnd(list) {
  list.follow = true;
  list.box.scrollTop = list.box.scrollHeight;
  draw(list);
  list.onFollow();
}

/** Marks one as the chosen one; null for none. */
export function chosen(list, n) {
  list.at = n;
  draw(list);
}

function scrolled(list) {
  const { scrollTop, scrollHeight, clientHeight } = list.box;
  const follow = scrollHeight - scrollTop - clientHeight <= NEAR;
  if (follow !== list.follow) {
    list.follow = follow;
    list.onFollow();
  }
  draw(list);
}

function draw(list) {
  const { box, entries, drawn } = list;
  const first = Math.max(0, Math.floor(box.scrollTop / ROW) - MARGIN);
  const last = Math.min(entries.length, Math.ceil((box.scrollTop + box.clientHeight) / ROW) + MARGIN);
  const wanted = new Map();
  for (let index = first; index < last; index += 1) {
    const entry = entries[index];
    const row = drawn.get(entry.n) ?? rowOf(entry, list.ctx);
    row.style.transform = `translateY(${index * ROW}px)`;
    row.setAttribute("aria-posinset", index + 1);
    row.setAttribute("aria-setsize", entries.length);
    row.setAttribute("aria-selected", String(entry.n === list.at));
    wanted.set(entry.n, row);
  }
  list.drawn = wanted;
  sync(list.room, [...wanted.values()]);
  const active = list.at !== null && wanted.has(list.at) ? `inspector-row-${list.at}` : null;
  if (active) box.setAttribute("aria-activedescendant", active);
  else box.removeAttribute("aria-activedescendant");
}

/** Rows that stay are not touched, so that a press on one does not lose it. */
function sync(room, rows) {
  const stays = new Set(rows);
  [...room.children].forEach((child) => !stays.has(child) && child.remove());
  rows.forEach((row, index) => room.children[index] !== row && room.insertBefore(row, room.children[index] ?? null));
}

function rowOf(entry, ctx) {
  const trouble = isTrouble(entry);
  const way = directionOf(entry);
  const outcome = outcomeOf(entry);
  const words = named(entry.summary, ctx);
  return h(
    "div",
    {
      id: `inspector-row-${entry.n}`,
      class: `inspector-row${trouble ? " trouble" : ""}`,
      role: "option",
      dataset: { n: entry.n, kind: entry.kind },
      "aria-label": `${entry.title}, ${directionWords(entry)}, ${outcome.word}. ${words}`,
    },
    h("span", { class: `inspector-way way-${way}`, title: directionWords(entry) }, mark(way)),
    h(
      "span",
      { class: "inspector-words" },
      h("span", { class: "inspector-title" }, h("span", {}, entry.title), chips(entry, outcome, trouble)),
      h("span", { class: "inspector-summary" }, words || " "),
    ),
    h("span", { class: "inspector-pace" }, entry.ms === null ? null : pace(entry)),
    h("span", { class: "inspector-time" }, timeWords(entry, ctx)),
  );
}

function chips(entry, outcome, trouble) {
  return [
    trouble && entry.kind !== "violation" && h("span", { class: "inspector-chip bad" }, outcome.word),
    entry.tries > 1 && h("span", { class: "inspector-chip" }, `try ${entry.tries}`),
  ];
}

/** The time it took, beside a bar that is full when Slack would give up. */
export function pace(entry) {
  const part = h("span", { class: "inspector-bar-part" });
  part.style.width = `${Math.max(2, Math.min(100, (entry.ms / PATIENCE) * 100))}%`;
  const bar = h("span", { class: "inspector-bar", "aria-hidden": "true" }, part);
  return h("span", { class: `inspector-took ${paceOf(entry.ms)}` }, h("span", {}, msWords(entry.ms)), bar);
}

function clicked(list, event) {
  const row = event.target.closest("[data-n]");
  if (!row) return;
  const entry = list.entries.find((one) => one.n === Number(row.dataset.n));
  if (!entry) return;
  list.at = entry.n;
  draw(list);
  list.choose(entry, "open");
}

function pressed(list, event) {
  const { entries } = list;
  if (!entries.length) return;
  const at = entries.findIndex((entry) => entry.n === list.at);
  const from = at < 0 ? entries.length : at;
  const steps = {
    ArrowDown: at < 0 ? entries.length - 1 : at + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: entries.length - 1,
  };
  if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    list.choose(entries[at], "open");
  } else if (steps[event.key] !== undefined) {
    event.preventDefault();
    move(list, Math.max(0, Math.min(entries.length - 1, steps[event.key])));
  }
}

function move(list, index) {
  const { box } = list;
  list.at = list.entries[index].n;
  const top = index * ROW;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW - box.clientHeight;
  draw(list);
  list.choose(list.entries[index], "move");
}

/** Names of people may have changed: every row is made anew. */
export function forgetRows(list) {
  list.drawn.clear();
  fill(list.room);
}
