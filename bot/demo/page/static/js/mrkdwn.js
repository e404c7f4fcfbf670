// Slack's mrkdwn as nodes: what stands on lines of its own (quotes, lists, code) here, what stands inside a line there.

import { h } from "./dom.js";
import { inline, literal } from "./mrkdwn-inline.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_ALL = /^(?:&gt;&gt;&gt;|>>>) ?/;
const ITEM = /^(\s{0,12})(?:([•◦▪‣–-])|(\d{1,3})[.)]) +(?=\S)/;

/** Text as Slack stores it, as nodes. `still`: it stands where nothing may be pressed, as in an option. */
export function mrkdwn(text, ctx, { verbatim = false, still = false } = {}) {
  const options = { verbatim, still };
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const found of String(text ?? "").matchAll(FENCE)) {
    if (!found[1].trim()) continue;
    fragment.append(...lines(trimmed(text.slice(from, found.index)), ctx, options), pre(found[1], ctx));
    from = found.index + found[0].length;
  }
  fragment.append(...lines(from ? trimmed(String(text).slice(from)) : String(text ?? ""), ctx, options));
  return fragment;
}

/** The same as one string, for names and labels that only take words. */
export function plainWords(text, ctx) {
  const holder = h("div", {}, mrkdwn(text, ctx, { still: true }));
  return holder.textContent;
}

function pre(code, ctx) {
  return h(
    "pre",
    { class: "mrk-pre", tabindex: "0", role: "group", "aria-label": "Code" },
    h("code", {}, ...literal(code, ctx)),
  );
}

/** A fence brings its own line break on both sides. */
const trimmed = (text) => text.replace(/^\n|\n$/g, "");

function lines(text, ctx, options) {
  if (!text) return [];
  const rows = text.split("\n");
  const nodes = [];
  let at = 0;
  while (at < rows.length) {
    const [node, next] = QUOTE.test(rows[at]) ? quote(rows, at, ctx, options) : other(rows, at, ctx, options);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

function other(rows, at, ctx, options) {
  if (ITEM.test(rows[at])) return list(rows, at, ctx, options);
  if (!rows[at].trim()) return [h("span", { class: "mrk-gap" }), at + 1];
  let end = at + 1;
  while (end < rows.length && rows[end].trim() && !QUOTE.test(rows[end]) && !ITEM.test(rows[end])) end += 1;
  const parts = rows.slice(at, end).flatMap((row, index) => [index ? h("br") : null, ...inline(row, ctx, options)]);
  return [h("span", { class: "mrk-p", dir: "auto" }, ...parts), end];
}

function quote(rows, at, ctx, options) {
  if (QUOTE_ALL.test(rows[at])) {
    const inner = [rows[at].replace(QUOTE_ALL, ""), ...rows.slice(at + 1)].join("\n");
    return [
      h("blockquote", { class: "mrk-quote" }, ...lines(inner.replace(/^(&gt;|>)+/, ""), ctx, options)),
      rows.length,
    ];
  }
  let end = at;
  while (end < rows.length && QUOTE.test(rows[end])) end += 1;
  const inner = rows.slice(at, end).map((row) => row.replace(QUOTE, ""));
  return [h("blockquote", { class: "mrk-quote" }, ...quoted(inner, ctx, options)), end];
}

/** Inside a quote a further > is a character like any other. */
function quoted(rows, ctx, options) {
  const parts = rows.flatMap((row, index) => [index ? h("br") : null, ...inline(row, ctx, options)]);
  return [h("span", { class: "mrk-p", dir: "auto" }, ...parts)];
}

function list(rows, at, ctx, options) {
  const numbered = Boolean(ITEM.exec(rows[at])[3]);
  const items = [];
  let end = at;
  for (; end < rows.length; end += 1) {
    const found = ITEM.exec(rows[end]);
    if (!found || Boolean(found[3]) !== numbered) break;
    items.push(item(found, rows[end].slice(found[0].length), ctx, options));
  }
  return [h(numbered ? "ol" : "ul", { class: "mrk-list" }, ...items), end];
}

function item(found, text, ctx, options) {
  const mark = found[2] ?? `${found[3]}.`;
  const depth = Math.min(Math.floor(found[1].length / 2), 4);
  const props = { class: `mrk-item mrk-depth-${depth}`, dir: "auto" };
  return h("li", props, h("span", { class: "mrk-mark" }, `${mark} `), h("span", {}, ...inline(text, ctx, options)));
}
