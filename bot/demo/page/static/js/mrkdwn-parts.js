// The small things that stand inside text: people, channels, links, dates, emoji; the same in mrkdwn and rich text.

import { h } from "./dom.js";
import { sketch } from "./blocks-icons.js";
import { dateTokens, fullMoment } from "./dates.js";

const LATEST = 8e12; // no calendar of a browser reaches further
const SAFE = new Set(["http:", "https:", "mailto:"]);

/** The address if a browser may follow it, else null. */
export function safeAddress(url) {
  try {
    return SAFE.has(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link; what is not http, https or mailto stays text. `still`: where nothing may be pressed. */
export function link(url, label, ctx, { still = false, cls = "mrk-link" } = {}) {
  const content = label ?? url.replace(/^mailto:/, "");
  const address = safeAddress(url);
  if (!address || still) return h("span", { class: still && address ? cls : null }, content);
  const opened = (event) => follow(event, address, ctx);
  return h(
    "a",
    { class: cls, href: address, target: "_blank", rel: "noopener noreferrer", on: { click: opened } },
    content,
  );
}

/** Opens a permalink inside the page; everything else is left to the browser. */
export function follow(event, url, ctx) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (ctx.openLink?.(url)) event.preventDefault();
}

export function personChip(id, ctx, { still = false } = {}) {
  const person = ctx.person(id);
  const name = `@${person?.real_name || person?.name || id}`;
  const cls = id === ctx.me ? "chip chip-person chip-me" : "chip chip-person";
  if (still) return h("span", { class: cls }, name);
  const chip = h("button", { type: "button", class: cls, dataset: { user: id } }, name);
  chip.addEventListener("click", () => ctx.openPerson(id, chip));
  return chip;
}

export function channelChip(id, label, ctx, { still = false } = {}) {
  const channel = ctx.channel(id);
  const name = channel?.name || label;
  if (!name) return h("span", { class: "chip chip-channel chip-unknown" }, "a private channel");
  const sign = channel?.kind === "group" ? sketch("lock") : "#";
  if (still || !channel) return h("span", { class: "chip chip-channel" }, sign, name);
  const props = { type: "button", class: "chip chip-channel", "aria-label": `Channel ${name}` };
  return h("button", { ...props, on: { click: () => ctx.openChannel(id) } }, sign, name);
}

export function broadcastChip(range) {
  return h("span", { class: "chip chip-broadcast" }, `@${range}`);
}

export function groupChip(id, label) {
  return h("span", { class: "chip chip-person" }, label ? `@${label.replace(/^@/, "")}` : `@${id}`);
}

/** An emoji by its name, or the name between colons where there is none such. */
export function emojiMark(name, ctx, unicode = "") {
  const sign = ctx.emoji?.(name) ?? fromHex(unicode);
  if (!sign) return document.createTextNode(`:${name}:`);
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": name.split("::")[0].replaceAll("_", " "), title: `:${name}:` },
    sign,
  );
}

/** A moment in the reader's own zone; the fallback where the format says nothing. */
export function dateMark({ seconds, pattern, url, fallback }, ctx, options) {
  const known = Math.abs(seconds) < LATEST;
  const words = (known && dateTokens(seconds, pattern, ctx)) || fallback || pattern;
  const iso = known ? new Date(seconds * 1000).toISOString() : null;
  const mark = h("time", { class: "mrk-date", datetime: iso, title: known ? fullMoment(seconds, ctx) : null }, words);
  return url ? link(url, mark, ctx, options) : mark;
}

function fromHex(unicode) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode)) return null;
  try {
    return String.fromCodePoint(...unicode.split("-").map((part) => Number.parseInt(part, 16)));
  } catch {
    return null;
  }
}
