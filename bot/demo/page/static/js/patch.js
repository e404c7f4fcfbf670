// Makes the nodes of a stream equal to its rows, and touches only those that differ.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageRow } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { clock, dayWords } from "./when.js";

/** `stream.rows` keeps what was drawn under each key. */
export function patchRows(stream, rows) {
  const wanted = new Set(rows.map(({ key }) => key));
  for (const [key, drawn] of stream.rows) {
    if (wanted.has(key)) continue;
    drawn.node.remove();
    stream.rows.delete(key);
  }
  const groups = [...new Set(rows.map(({ group }) => group))];
  inOrder(
    stream.list,
    groups.map((group) => groupOf(stream, group)),
  );
  for (const group of groups) {
    const nodes = rows.filter((row) => row.group === group).map((row) => nodeOf(stream, row));
    inOrder(stream.groups.get(group), nodes);
  }
  for (const [group, node] of stream.groups) if (!groups.includes(group)) dropGroup(stream, group, node);
}

/** Puts these nodes into the parent in this order; those that stand right already are not moved. */
function inOrder(parent, nodes) {
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

/** The rows of one day lie together, so that its label can stay above them while they pass. */
function groupOf(stream, group) {
  if (!stream.groups.has(group)) stream.groups.set(group, h("div", { class: "day-group", role: "presentation" }));
  return stream.groups.get(group);
}

function dropGroup(stream, group, node) {
  node.remove();
  stream.groups.delete(group);
}

function nodeOf(stream, row) {
  const known = stream.rows.get(row.key);
  if (row.kind === "message") {
    const drawn = known?.update ? known : new MessageRow(stream.ctx, stream.deeds);
    stream.rows.set(row.key, drawn);
    return drawn.update(row);
  }
  const words = said(row, stream.ctx);
  if (known?.words === words) return known.node;
  const node = MAKERS[row.kind](row, stream.ctx);
  known?.node.remove();
  stream.rows.set(row.key, { node, words });
  return node;
}

/** What a row says, to see whether it has to be drawn again. */
function said({ kind, ts, count, message, messages }, ctx) {
  if (kind === "day") return dayWords(ts, ctx);
  if (kind === "joined") return messages.map((one) => ctx.person(one.user).real_name).join();
  return `${count ?? ""}${message?.text ?? ""}${message?.user ?? ""}`;
}

const MAKERS = {
  line: () => h("div", { class: "day-line", role: "presentation" }),
  day: ({ ts }, ctx) =>
    h("div", { class: "day", role: "listitem" }, h("h3", { class: "day-words" }, dayWords(ts, ctx))),
  new: () => h("div", { class: "new-mark", role: "listitem" }, h("span", {}, "New")),
  replies: ({ count }) =>
    h("div", { class: "replies-mark", role: "listitem" }, h("span", {}, count === 1 ? "1 reply" : `${count} replies`)),
  system: ({ message }, ctx) => systemLine([message], mrkdwn(message.text, ctx), ctx),
  joined: ({ messages }, ctx) => systemLine(messages, joinedWords(messages, ctx), ctx),
};

function systemLine(messages, words, ctx) {
  const users = [...new Set(messages.map((message) => message.user))].slice(0, 4);
  return h(
    "div",
    { class: "system", role: "listitem", dataset: { ts: messages.at(-1).ts, channel: messages[0].channel } },
    h(
      "span",
      { class: "system-faces" },
      users.map((id) => avatar(ctx.person(id), 20)),
    ),
    h("span", { class: "system-words" }, words),
    h("span", { class: "system-time" }, clock(messages.at(-1).ts, ctx)),
  );
}

/** "Ana, Scott and 5 others joined." */
function joinedWords(messages, ctx) {
  const names = [...new Set(messages.map((message) => message.user))].map((id) => ctx.person(id).real_name);
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
  const all = shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown[0];
  const more = h("span", { title: names.length > 4 ? names.join(", ") : null }, `${all} joined.`);
  return [icon("people", 16), more];
}
