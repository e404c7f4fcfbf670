// The markdown block: the Markdown that Slack takes (headings, lists, tasks, tables, code, links, emphasis).

import { sketch } from "./blocks-icons.js";
import { h } from "./dom.js";
import { emojiMark, link } from "./mrkdwn-parts.js";

const FENCE = /^\s*(```|~~~)/;
const HEAD = /^(#{1,6})\s+(.+?)\s*#*$/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const MARK = new RegExp(
  [
    String.raw`(\x60+)(?=[^\x60])(.+?[^\x60]|[^\x60])\1(?!\x60)`,
    String.raw`!?\[([^\]\n]{0,500})\]\(\s*<?([^\s)>]{1,3000})>?(?:\s+"[^"\n]*")?\s*\)`,
    String.raw`(\*\*|__)(?=\S)(.+?\S|\S)\5`,
    String.raw`(~~)(?=\S)(.+?\S|\S)\7`,
    String.raw`(?<![\p{L}\p{N}_])([*_])(?=[^\s*_])(.+?[^\s*_]|[^\s*_])\9(?![\p{L}\p{N}_])`,
    String.raw`\\([\\\x60*_{}[\]()#+.!~>|-])`,
    String.raw`(https?:\/\/[^\s<>()]*[^\s<>().,;:!?*_~])`,
    String.raw`:([a-z0-9_+-]{1,60}):`,
  ].join("|"),
  "u",
);
const LONGEST = 12_000;
const DEEPEST = 4;
const MOST_COLUMNS = 20;

export function markdown(text, ctx) {
  const rows = String(text ?? "")
    .slice(0, LONGEST)
    .split("\n");
  return h("div", { class: "markdown" }, ...read(rows, ctx, 0));
}

function read(rows, ctx, depth) {
  const nodes = [];
  let at = 0;
  while (at < rows.length) {
    const [node, next] = part(rows, at, ctx, depth);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function part(rows, at, ctx, depth) {
  const row = rows[at];
  if (!row.trim()) return [null, at + 1];
  if (FENCE.test(row)) return fenced(rows, at);
  const head = HEAD.exec(row);
  if (head) return [heading(head, ctx), at + 1];
  if (RULE.test(row)) return [h("hr", { class: "block-divider" }), at + 1];
  if (/^\s*>/.test(row) && depth < DEEPEST) return quote(rows, at, ctx, depth);
  if (ITEM.test(row)) return list(rows, at, ctx);
  if (row.includes("|") && TABLE_RULE.test(rows[at + 1] ?? "")) return grid(rows, at, ctx);
  return paragraph(rows, at, ctx);
}

function heading([, marks, words], ctx) {
  const level = marks.length;
  const props = {
    class: `block-header block-header-${level}`,
    role: "heading",
    "aria-level": Math.min(level + 2, 6),
    dir: "auto",
  };
  return h("div", props, ...spans(words, ctx));
}

function fenced(rows, at) {
  let end = at + 1;
  while (end < rows.length && !FENCE.test(rows[end])) end += 1;
  const props = { class: "mrk-pre", tabindex: "0", role: "group", "aria-label": "Code" };
  return [h("pre", props, h("code", {}, rows.slice(at + 1, end).join("\n"))), end + 1];
}

function quote(rows, at, ctx, depth) {
  let end = at;
  while (end < rows.length && /^\s*>/.test(rows[end])) end += 1;
  const inner = rows.slice(at, end).map((row) => row.replace(/^\s*> ?/, ""));
  return [h("blockquote", { class: "mrk-quote" }, ...read(inner, ctx, depth + 1)), end];
}

function list(rows, at, ctx) {
  const numbered = Boolean(ITEM.exec(rows[at])[2]);
  const items = [];
  let end = at;
  for (; end < rows.length && ITEM.test(rows[end]); end += 1) {
    const [, indent, number, words] = ITEM.exec(rows[end]);
    if (!indent && Boolean(number) !== numbered) break;
    items.push(item(indent, words, ctx));
  }
  const start = numbered ? Number(ITEM.exec(rows[at])[2]) : null;
  return [h(numbered ? "ol" : "ul", { class: "rich-list", start: start > 1 ? start : null }, ...items), end];
}

function item(indent, words, ctx) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(words);
  const depth = Math.min(Math.floor(indent.replaceAll("\t", "  ").length / 2), 4);
  const props = { class: `rich-inner-${depth}${task ? " markdown-task" : ""}`, dir: "auto" };
  if (!task) return h("li", props, ...spans(words, ctx));
  const done = task[1] !== " ";
  const name = done ? "Done:" : "To do:";
  const cls = `choice-mark choice-mark-checkbox${done ? " is-done" : ""}`;
  const box = h("span", { class: cls, role: "img", "aria-label": name }, sketch("check"));
  return h("li", props, box, " ", ...spans(task[2], ctx));
}

function grid(rows, at, ctx) {
  let end = at + 2;
  while (end < rows.length && rows[end].includes("|")) end += 1;
  const head = h("tr", {}, ...cells(rows[at]).map((cell) => h("th", { scope: "col" }, ...spans(cell, ctx))));
  const body = rows
    .slice(at + 2, end)
    .map((row) => h("tr", {}, ...cells(row).map((cell) => h("td", {}, ...spans(cell, ctx)))));
  const table = h("table", { class: "table" }, h("thead", {}, head), h("tbody", {}, ...body));
  return [h("div", { class: "table-wide", tabindex: "0", role: "group", "aria-label": "Table" }, table), end];
}

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .slice(0, MOST_COLUMNS)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

function paragraph(rows, at, ctx) {
  let end = at + 1;
  const goesOn = (row) => row.trim() && !FENCE.test(row) && !HEAD.test(row) && !ITEM.test(row) && !/^\s*>/.test(row);
  while (end < rows.length && goesOn(rows[end])) end += 1;
  const parts = rows.slice(at, end).flatMap((row, index) => [index ? h("br") : null, ...spans(row, ctx)]);
  return [h("p", { class: "markdown-p", dir: "auto" }, ...parts), end];
}

/** What stands inside a line. */
function spans(text, ctx, depth = 0) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const found = depth < DEEPEST ? MARK.exec(rest) : null;
    if (!found) return [...nodes, rest];
    nodes.push(rest.slice(0, found.index), span(found, ctx, depth));
    rest = rest.slice(found.index + found[0].length);
  }
  return nodes;
}

function span(found, ctx, depth) {
  const [all, , code, label, url, , bold, , struck, , slanted, escaped, address, emoji] = found;
  const inner = (words) => spans(words, ctx, depth + 1);
  if (code !== undefined) return h("code", { class: "mrk-code" }, code.trim() || code);
  if (url !== undefined) return link(url, h("span", {}, ...inner(label || url)), ctx);
  if (bold !== undefined) return h("strong", { class: "mrk-bold" }, ...inner(bold));
  if (struck !== undefined) return h("s", {}, ...inner(struck));
  if (slanted !== undefined) return h("em", {}, ...inner(slanted));
  if (escaped !== undefined) return escaped;
  if (address !== undefined) return link(address, null, ctx);
  return emoji === undefined ? all : emojiMark(emoji, ctx);
}
