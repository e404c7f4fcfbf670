// Reads what a calendar file (RFC 5545) says of its first event.

import { moment } from "./dates.js";

const ESCAPES = { "\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\" };

/** {title, start, end, zone, allDay, place, about, url, cancelled}, times in seconds; null if there is no event. */
export function readCalendar(text) {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const begin = lines.findIndex((line) => /^BEGIN:VEVENT$/i.test(line.trim()));
  if (begin < 0) return null;
  const end = lines.findIndex((line, at) => at > begin && /^END:VEVENT$/i.test(line.trim()));
  const inside = lines.slice(begin + 1, end < 0 ? undefined : end);
  const fields = new Map(inside.map(field).filter(Boolean).reverse());
  const start = when(fields.get("DTSTART"));
  if (!start) return null;
  const words = (name) => unescaped(fields.get(name)?.value ?? "").trim();
  const method = lines.find((line) => /^METHOD:/i.test(line)) ?? "";
  return {
    title: words("SUMMARY") || "Event",
    start: start.seconds,
    end: when(fields.get("DTEND"))?.seconds ?? null,
    zone: start.zone,
    allDay: start.allDay,
    place: words("LOCATION"),
    about: words("DESCRIPTION"),
    url: words("URL"),
    cancelled: /CANCEL/i.test(method) || words("STATUS") === "CANCELLED",
  };
}

function field(line) {
  const found = /^([A-Z-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/i.exec(line);
  if (!found) return null;
  const zone = /;TZID="?([^;":]+)"?/i.exec(found[2])?.[1] ?? "";
  return [found[1].toUpperCase(), { value: found[3], zone }];
}

function when(given) {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/.exec(given?.value.trim() ?? "");
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1, 6).map(Number);
  const zone = found[7] || !given.zone ? "UTC" : given.zone;
  const allDay = found[4] === undefined;
  return { seconds: moment({ year, month, day, hour: hour || 0, minute: minute || 0 }, zone), zone, allDay };
}

const unescaped = (text) => text.replace(/\\[nN,;\\]/g, (sign) => ESCAPES[sign]);
