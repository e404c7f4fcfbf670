// Words for days and times, by the clock of the person who looks and as Slack's own clients say them.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const DAY = 86_400;
const HALF_A_YEAR = 183 * DAY;
const formats = new Map();

/** The calendar fields of a moment (seconds) in a zone: {year, month, day, hour, minute, second, weekday}. */
export function wall(seconds, zone) {
  const found = {};
  for (const { type, value } of format(zone).formatToParts(new Date(seconds * 1000))) found[type] = Number(value);
  const { year, month, day, hour, minute, second } = found;
  return { year, month, day, hour, minute, second, weekday: weekday(year, month, day) };
}

/** The moment (seconds) at which a zone's clocks show this. */
export function moment({ year, month, day, hour = 0, minute = 0 }, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - shownAsUtc(guess, zone);
  return guess;
}

/** "2026-11-01": two moments with the same key lie on one day. */
export function dayKey(ts, ctx) {
  const at = wall(Number(ts), ctx.zone);
  return isoDay(at);
}

export function isoDay({ year, month, day }) {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** "14:05". */
export function timeWords(ts, ctx) {
  return clock(wall(Number(ts), ctx.zone));
}

/** "Tuesday 3 March 2026 at 14:05:09", with nothing left out. */
export function fullMoment(ts, ctx) {
  const at = wall(Number(ts), ctx.zone);
  return `${DAYS[at.weekday]} ${at.day} ${MONTHS[at.month - 1]} ${at.year} at ${clock(at, true)}`;
}

/** "just now", "3 minutes ago", "in 2 hours", "5 days ago". */
function agoWords(ts, ctx) {
  const away = Math.round(ctx.now().getTime() / 1000) - Number(ts);
  const size = Math.abs(away);
  if (size < 60) return "just now";
  const steps = [
    [3600, 60, "minute"],
    [DAY, 3600, "hour"],
    [30 * DAY, DAY, "day"],
    [365 * DAY, 30 * DAY, "month"],
  ];
  const [, unit, word] = steps.find(([limit]) => size < limit) ?? [0, 365 * DAY, "year"];
  const count = Math.floor(size / unit);
  const words = `${count} ${word}${count === 1 ? "" : "s"}`;
  return away > 0 ? `${words} ago` : `in ${words}`;
}

/** Slack's date format with its tokens written out; null where it has one nobody knows. */
export function dateTokens(seconds, pattern, ctx) {
  const known = tokens(seconds, ctx);
  const unknown = [...pattern.matchAll(/\{(\w+)\}/g)].some(([, name]) => !Object.hasOwn(known, name));
  return unknown ? null : pattern.replace(/\{(\w+)\}/g, (_, name) => known[name]());
}

/** "2026-11-01" as {year, month, day}; null where it is no day. */
export function readDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? "");
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null;
}

/** "Sunday 1 November 2026". */
export function spelledDay({ year, month, day }) {
  return `${DAYS[weekday(year, month, day)]} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** "Sun 1 Nov 2026". */
export function briefDay({ year, month, day }) {
  return `${DAYS[weekday(year, month, day)].slice(0, 3)} ${day} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

export const monthWords = (year, month) => `${MONTHS[month - 1]} ${year}`;
export const weekdayNames = () => [...DAYS];

/** 0 is Sunday. */
export function weekday(year, month, day) {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** The day so many days further on. */
export function plusDays({ year, month, day }, days) {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Today by the demo's clock, where the person who looks lives. */
export function today(ctx) {
  return wall(ctx.now().getTime() / 1000, ctx.zone);
}

function tokens(seconds, ctx) {
  const at = wall(seconds, ctx.zone);
  const near = nearWord(seconds, ctx);
  const year = isNear(seconds, ctx) ? "" : ` ${at.year}`;
  const plain = `${at.day} ${MONTHS[at.month - 1]}${year}`;
  const short = `${at.day} ${MONTHS[at.month - 1].slice(0, 3)}${year}`;
  const long = `${DAYS[at.weekday]} ${plain}`;
  return {
    date_num: () => isoDay(at),
    date_slash: () => `${two(at.day)}/${two(at.month)}/${at.year}`,
    date: () => plain,
    date_short: () => short,
    date_long: () => long,
    date_long_full: () => `${DAYS[at.weekday]} ${at.day} ${MONTHS[at.month - 1]} ${at.year}`,
    date_pretty: () => near || plain,
    date_short_pretty: () => near || short,
    date_long_pretty: () => near || long,
    day_divider_pretty: () => near || long,
    time: () => clock(at),
    time_secs: () => clock(at, true),
    ago: () => agoWords(seconds, ctx),
  };
}

function nearWord(seconds, ctx) {
  const now = today(ctx);
  const key = dayKey(seconds, ctx);
  if (key === isoDay(now)) return "today";
  if (key === isoDay(plusDays(now, -1))) return "yesterday";
  return key === isoDay(plusDays(now, 1)) ? "tomorrow" : "";
}

function isNear(seconds, ctx) {
  return Math.abs(ctx.now().getTime() / 1000 - seconds) < HALF_A_YEAR;
}

function clock({ hour, minute, second = 0 }, withSeconds = false) {
  return `${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ""}`;
}

const two = (number) => String(number).padStart(2, "0");

function shownAsUtc(seconds, zone) {
  const at = wall(seconds, zone);
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second) / 1000;
}

function format(zone) {
  if (!formats.has(zone)) formats.set(zone, inZone(zone));
  return formats.get(zone);
}

function inZone(zone) {
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" };
  const options = { ...fields, minute: "numeric", second: "numeric", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  }
}
