// The drawer of the inspector: the list beside the chosen entry, above them what to show.

import { h, on } from "./dom.js";
import { icon } from "./icons.js";
import { makeDetail, showDetail } from "./inspector-detail.js";
import { mark } from "./inspector-icons.js";
import { chosen, forgetRows, makeList, showEntries, toEnd } from "./inspector-list.js";
import { catchUp, makeLog, readEarlier, shown, waiting } from "./inspector-log.js";
import { makeSizer } from "./inspector-sizer.js";
import { makeTools, paintTools } from "./inspector-tools.js";

const QUIET = "Ask something or press a button: what the bot and Slack say to each other comes up here.";

/** `opener()` is the button that focus goes back to. */
export function makeDrawer(ctx, opener) {
  const drawer = { ctx, opener, open: false, unread: false };
  drawer.log = makeLog(ctx, () => paint(drawer));
  drawer.list = makeList(ctx, (entry, how) => choose(drawer, entry, how));
  drawer.detail = makeDetail(ctx, () => unchoose(drawer));
  drawer.tools = makeTools(drawer.log, { shut: () => shutDrawer(drawer), end: () => toEnd(drawer.list) });
  drawer.list.onFollow = () => paintTools(drawer.tools, drawer.log, drawer.list);
  drawer.empty = h("div", { class: "inspector-empty" });
  drawer.earlier = earlierButton(drawer);
  drawer.newest = newestButton(drawer);
  drawer.box = frame(drawer);
  drawer.heard = () => drawer.open && catchUp(drawer.log);
  ctx.subscribe("person", () => forgetRows(drawer.list));
  on(drawer.box, "keydown", (event) => pressed(drawer, event));
  return drawer;
}

function frame(drawer) {
  const { tools, list, detail } = drawer;
  const box = h("aside", { class: "inspector", "aria-label": "Inspector", dataset: { part: "inspector" } });
  const column = h("div", { class: "inspector-column" }, drawer.earlier, list.box, drawer.empty, drawer.newest);
  box.append(makeSizer(box), tools.box, h("div", { class: "inspector-panes" }, column, detail.box));
  return box;
}

export function openDrawer(drawer) {
  drawer.open = true;
  document.body.append(drawer.box);
  document.documentElement.classList.add("inspecting");
  drawer.opener().setAttribute("aria-expanded", "true");
  drawer.opener().classList.add("is-open");
  drawer.list.box.focus({ preventScroll: true });
  catchUp(drawer.log);
}

export function shutDrawer(drawer) {
  const inside = drawer.box.contains(document.activeElement);
  drawer.open = false;
  drawer.box.remove();
  document.documentElement.classList.remove("inspecting");
  drawer.opener().setAttribute("aria-expanded", "false");
  drawer.opener().classList.remove("is-open");
  if (inside) drawer.opener().focus();
}

function paint(drawer) {
  const { log, list, tools, empty, earlier } = drawer;
  const entries = shown(log);
  list.box.hidden = entries.length === 0;
  empty.hidden = entries.length > 0;
  if (entries.length === 0) empty.replaceChildren(...emptyWords(log));
  earlier.hidden = !log.earlier;
  showEntries(list, entries);
  if (drawer.detail.shown !== null && !log.entries.some((entry) => entry.n === drawer.detail.shown)) hide(drawer);
  paintTools(tools, log, list);
  paintNewest(drawer);
}

function emptyWords(log) {
  const drawing = h("span", { class: "inspector-empty-mark" }, mark("inspect", 26));
  const say = (title, words) => [drawing, h("h3", {}, title), h("p", {}, words)];
  if (log.failed) return say("The log could not be read", log.failed);
  if (log.reading && !log.entries.length) return say("Reading the log", "It takes a moment.");
  if (log.words || log.filter !== "all") return say("Nothing matches", "Try another word, or show everything.");
  return say("Quiet so far", QUIET);
}

function choose(drawer, entry, how) {
  const open = drawer.detail.shown !== null;
  if (how === "move" && !open) return;
  showDetail(drawer.detail, entry);
  drawer.box.classList.add("choosing");
  if (how === "open" && isNarrow(drawer)) drawer.detail.box.querySelector(".inspector-back").focus();
  chosen(drawer.list, entry.n);
}

function hide(drawer) {
  showDetail(drawer.detail, null);
  drawer.box.classList.remove("choosing");
}

function unchoose(drawer) {
  hide(drawer);
  drawer.list.box.focus({ preventScroll: true });
}

const isNarrow = (drawer) => getComputedStyle(drawer.list.box.parentElement).display === "none";

/** Nothing pressed in here means anything to the page behind. */
function pressed(drawer, event) {
  event.stopPropagation();
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  if (drawer.detail.shown === null) shutDrawer(drawer);
  else unchoose(drawer);
}

function earlierButton(drawer) {
  const read = () => readEarlier(drawer.log);
  return h("button", { type: "button", class: "inspector-earlier", on: { click: read } }, "Show earlier calls");
}

function newestButton(drawer) {
  const go = async () => {
    if (drawer.log.paused) await drawer.tools.resume();
    toEnd(drawer.list);
    drawer.list.box.focus({ preventScroll: true });
  };
  const words = h("span", {});
  const props = { type: "button", class: "inspector-newest", hidden: true, on: { click: go } };
  return h("button", props, words, icon("arrowDown", 14));
}

function paintNewest({ newest, log }) {
  const count = log.paused ? waiting(log) : 0;
  newest.hidden = count === 0;
  newest.firstElementChild.textContent = `Paused, ${count} new`;
}
