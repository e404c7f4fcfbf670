// The demo's clock in the top bar: what it shows, where it can be turned to, and what is seen while it turns.

import { sure } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { toast } from "./toast.js";
import { cityOf, clock, dayKey } from "./when.js";

const TICK = 1000;
const NOTE = "Reminders, digests and weekly posts come on the way.";
const MARKS = { hour: "clock", morning: "sun", tuesday: "people" };

const seconds = (ctx) => ctx.now().getTime() / 1000;

/** The bar: a button with the day and the time, which opens a menu of moments ahead. */
export function clockBar(ctx) {
  const state = { turning: false, asked: false, shown: "" };
  const day = h("span", { class: "clock-day" });
  const time = h("span", { class: "clock-time" });
  const button = h(
    "button",
    { type: "button", class: "clock-button", "aria-haspopup": "menu", "aria-expanded": "false" },
    h("span", { class: "clock-mark" }, icon("clock")),
    h("span", { class: "clock-words" }, day, time),
    h("span", { class: "clock-more" }, icon("chevronDown", 14)),
  );
  const told = h("span", { class: "clock-told", role: "status", "aria-live": "polite" });
  const bar = h("div", { class: "clock", dataset: { part: "clock" } }, button, told);
  const parts = { bar, button, day, time, told };
  button.addEventListener("click", () => openMenu(ctx, state, parts));
  ctx.subscribe("clock", (change) => heard(ctx, state, parts, change.turning));
  paint(ctx, state, parts);
  setInterval(() => paint(ctx, state, parts), TICK);
  return bar;
}

function paint(ctx, state, { button, day, time }) {
  const now = seconds(ctx);
  const shown = `${dayKey(now, ctx)} ${clock(now, ctx)} ${state.turning}`;
  if (shown === state.shown) return;
  state.shown = shown;
  day.textContent = shortDay(ctx);
  time.textContent = clock(now, ctx);
  const place = cityOf(ctx.zone);
  const words = state.turning ? "The clock moves on" : `${fullWords(ctx)} in ${place}. Turn the clock on`;
  button.setAttribute("aria-label", words);
  button.dataset.tip = state.turning ? words : `Turn the clock on (${place})`;
}

function openMenu(ctx, state, parts) {
  if (state.turning || parts.button.classList.contains("is-open")) return;
  const jumps = ctx.start.jumps.map(({ id, label }) => ({
    label,
    icon: MARKS[id] ?? "clock",
    run: () => jump(ctx, state, parts, id),
  }));
  const again = { label: "Begin again", icon: "swap", run: () => beginAgain(ctx, state, parts) };
  const shown = menu(parts.button, [...jumps, null, again], { label: "Turn the clock on", side: "end" });
  shown.box.prepend(h("p", { class: "clock-note" }, h("strong", {}, "Turn the clock on"), NOTE));
  shown.place();
}

/** The answer comes when all that was due has been said; until then "clock" changes tell how far it is. */
async function jump(ctx, state, parts, to) {
  state.asked = true;
  turn(ctx, state, parts, true);
  const answer = await ctx.act("jump", { to });
  state.asked = false;
  if (state.turning) turn(ctx, state, parts, false, answer?.now);
}

/** A reload comes by itself when everything is as it was. */
async function beginAgain(ctx, state, parts) {
  const words = "Everything is as it was at first, for every window: what was said and done since then is gone.";
  if (!(await sure({ title: "Begin again?", words, yes: "Begin again" }))) return;
  state.asked = true;
  turn(ctx, state, parts, true);
  const answer = await ctx.act("reset", {});
  state.asked = false;
  if (!answer) turn(ctx, state, parts, false);
}

function heard(ctx, state, parts, turning) {
  if (turning === state.turning) {
    paint(ctx, state, parts);
    return;
  }
  if (turning || !state.asked) turn(ctx, state, parts, turning);
}

function turn(ctx, state, parts, turning, now = seconds(ctx)) {
  state.turning = turning;
  parts.bar.classList.toggle("turning", turning);
  parts.button.disabled = turning;
  parts.bar.setAttribute("aria-busy", String(turning));
  paint(ctx, state, parts);
  if (turning) {
    parts.told.textContent = "The clock moves on. The bot does what is due on the way.";
    return;
  }
  parts.told.textContent = "";
  toast(fullWords(ctx, now), { tone: "good" });
}

/** "Tue 20 Oct" */
function shortDay(ctx) {
  return worded(ctx, seconds(ctx), { weekday: "short", day: "numeric", month: "short" });
}

/** "Tuesday 20 October, 12:00" */
export function fullWords(ctx, now = seconds(ctx)) {
  return `${worded(ctx, now, { weekday: "long", day: "numeric", month: "long" })}, ${clock(now, ctx)}`;
}

function worded(ctx, now, options) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: ctx.zone, ...options });
  const parts = format.formatToParts(new Date(now * 1000));
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of("weekday")} ${of("day")} ${of("month")}`;
}
