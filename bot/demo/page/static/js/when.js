// Words for days and times, in the zone of the person who looks and by the demo's clock.

const made = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!made.has(key)) made.set(key, maker(zone, options));
  return made.get(key);
}

function maker(zone, options) {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  } catch {
    return new Intl.DateTimeFormat("en-GB", options);
  }
}

const date = (ts) => new Date(Number(ts) * 1000);

/** "14:20" */
export const clock = (ts, ctx) => format(ctx.zone, { hour: "2-digit", minute: "2-digit" }).format(date(ts));

/** A day as a key to compare: "2026-10-06". */
export function dayKey(ts, ctx) {
  return keyOf(date(ts), ctx.zone);
}

function keyOf(moment, zone) {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(moment);
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** "Today", "Yesterday", "Tuesday, 6 October", with the year where it is another one. */
export function dayWords(ts, ctx) {
  const now = ctx.now();
  const key = dayKey(ts, ctx);
  if (key === keyOf(now, ctx.zone)) return "Today";
  if (key === keyOf(new Date(now.getTime() - 86_400_000), ctx.zone)) return "Yesterday";
  const sameYear = key.slice(0, 4) === keyOf(now, ctx.zone).slice(0, 4);
  const options = { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return format(ctx.zone, options).format(date(ts));
}

/** "Tuesday, 6 October 2026 at 14:20:07" */
export function fullWords(ts, ctx) {
  return format(ctx.zone, { dateStyle: "full", timeStyle: "medium" }).format(date(ts));
}

/** "today at 14:20", "6 Oct": how long ago a thread was last answered. */
export function lastWords(ts, ctx) {
  const day = dayWords(ts, ctx);
  if (day === "Today" || day === "Yesterday") return `${day.toLowerCase()} at ${clock(ts, ctx)}`;
  return format(ctx.zone, { day: "numeric", month: "short" }).format(date(ts));
}

/** "14:20", "yesterday at 14:20", "6 Oct at 14:20": where no label of the day stands above. */
export function shortWords(ts, ctx) {
  const day = dayWords(ts, ctx);
  if (day === "Today") return clock(ts, ctx);
  const said = day === "Yesterday" ? day : format(ctx.zone, { day: "numeric", month: "short" }).format(date(ts));
  return `${said} at ${clock(ts, ctx)}`;
}

/** The time on somebody else's wall: "15:20". */
export const clockIn = (moment, zone) => format(zone, { hour: "2-digit", minute: "2-digit" }).format(moment);

/** "Lisbon" for "Europe/Lisbon". */
export const cityOf = (zone) => (zone || "").split("/").pop().replaceAll("_", " ");
