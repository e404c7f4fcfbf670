// A value as a tree that opens and closes, in the colours of its kinds.

import { fill, h } from "./dom.js";

const OPEN_DEPTH = 2; // levels that are open at first
const SMALL = 4; // what has no more parts than this opens too
const CHUNK = 100; // parts that are shown at once
const LONG = 400; // letters of a text that are shown at once

/** The tree of any JSON value. */
export function tree(value) {
  return h("div", { class: "json" }, part(null, value, 0, true));
}

function part(name, value, depth, last) {
  const held = parsed(value);
  const inside = held ?? value;
  if (inside === null || typeof inside !== "object") return leaf(name, value, last);
  return branch(name, inside, depth, last, held !== null);
}

/** Slack takes blocks and views as texts that hold JSON: shown as what they hold. */
function parsed(value) {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return null;
  try {
    const inside = JSON.parse(value);
    return inside !== null && typeof inside === "object" ? inside : null;
  } catch {
    return null;
  }
}

function branch(name, value, depth, last, asText) {
  const list = Array.isArray(value);
  const [left, right] = list ? ["[", "]"] : ["{", "}"];
  const parts = list ? value.map((one) => [null, one]) : Object.entries(value);
  const comma = last ? "" : ",";
  if (!parts.length) return line(label(name), sign(left + right + comma));
  const body = h("div", { class: "json-body" });
  const end = h("div", { class: "json-line" }, sign(right + comma));
  const head = [label(name), sign(left), asText && hint("held as text"), folded(parts, right + comma)];
  const box = h("details", { class: "json-branch" }, h("summary", { class: "json-line" }, head), body, end);
  const grow = () => body.childElementCount || more(body, parts, 0, depth + 1);
  box.addEventListener("toggle", () => box.open && grow());
  if (depth < OPEN_DEPTH || (depth < OPEN_DEPTH + 2 && parts.length <= SMALL)) {
    box.open = true;
    grow();
  }
  return box;
}

function more(body, parts, from, depth) {
  const until = Math.min(from + CHUNK, parts.length);
  parts.slice(from, until).forEach(([name, one], index) => {
    body.append(...[part(name, one, depth, from + index === parts.length - 1)].flat());
  });
  if (until === parts.length) return;
  const words = `Show ${Math.min(CHUNK, parts.length - until)} more`;
  const button = h("button", { type: "button", class: "json-more" }, words);
  button.addEventListener("click", () => {
    button.remove();
    more(body, parts, until, depth);
  });
  body.append(button);
}

const folded = (parts, end) => h("span", { class: "json-folded" }, `${parts.length}`, sign(end));

function leaf(name, value, last) {
  const comma = last ? null : sign(",");
  if (typeof value === "string") return line(label(name), text(value), comma);
  const kind = value === null ? "null" : typeof value;
  return line(label(name), h("span", { class: `json-${kind}` }, String(value)), comma);
}

function text(value) {
  const quoted = JSON.stringify(value);
  const box = h("span", { class: "json-string" }, quoted.slice(0, LONG));
  if (quoted.length <= LONG) return box;
  const all = h("button", { type: "button", class: "json-more" }, `and ${quoted.length - LONG} more letters`);
  all.addEventListener("click", () => fill(box, quoted));
  return [box, " ", all];
}

const line = (...children) => h("div", { class: "json-line" }, ...children);
const label = (name) => (name === null ? null : [h("span", { class: "json-key" }, JSON.stringify(name)), sign(": ")]);
const sign = (words) => h("span", { class: "json-sign" }, words);
const hint = (words) => h("span", { class: "json-hint" }, words);
