// A calendar file as a card: what, when by the reader's own clock, where.

import { sketch } from "./blocks-icons.js";
import { dayKey, timeWords, wall } from "./dates.js";
import { h } from "./dom.js";
import { link, safeAddress } from "./mrkdwn-parts.js";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** `event` as files-calendar.js reads it. */
export function calendarCard(event, ctx) {
  const at = wall(event.start, event.allDay ? event.zone : ctx.zone);
  const leaf = h(
    "div",
    { class: "event-leaf", "aria-hidden": "true" },
    h("span", { class: "event-month" }, MONTHS[at.month - 1]),
    h("span", { class: "event-day" }, String(at.day)),
  );
  const title = h("div", { class: "event-title" }, event.title);
  const off = event.cancelled ? h("span", { class: "event-off" }, "Cancelled") : null;
  const lines = [
    row("clock", h("time", { datetime: new Date(event.start * 1000).toISOString() }, whenWords(event, at, ctx))),
  ];
  if (event.place) lines.push(row("pin", safeAddress(event.place) ? link(event.place, null, ctx) : event.place));
  if (event.url && event.url !== event.place) lines.push(row("open", link(event.url, null, ctx)));
  const body = h("div", { class: "event-body" }, h("div", { class: "event-head" }, title, off), ...lines);
  return h("div", { class: event.cancelled ? "event is-off" : "event" }, leaf, body);
}

function row(drawing, words) {
  return h("div", { class: "event-row" }, sketch(drawing), h("span", {}, words));
}

function whenWords(event, at, ctx) {
  const day = `${DAYS[at.weekday]} ${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
  if (event.allDay) return `${day}, all day`;
  const sameDay = event.end && dayKey(event.start, ctx) === dayKey(event.end, ctx);
  const until = sameDay ? ` to ${timeWords(event.end, ctx)}` : "";
  return `${day}, ${timeWords(event.start, ctx)}${until}`;
}
