// Decides what stands between messages: days, the mark of what is new, who is named again, who joined together.

import { dayKey } from "./when.js";

const TOGETHER_SECONDS = 300;
const QUIET = /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive|convert.*)$|^bot_(add|remove)$/;

export const isSystem = (message) => QUIET.test(message.subtype ?? "");
const isJoin = (message) => /_join$/.test(message.subtype ?? "");

/**
 * Rows to show, each with a key of its own and the group (the day) it stands in. Kinds: "line", "day", "new",
 * "replies", "message", "system", "joined".
 * `newAfter`: what came later by others is new; `root`: in a thread, the message that all answer.
 */
export function rowsOf(messages, ctx, { newAfter = null, root = null } = {}) {
  const rows = [];
  let before = null;
  let group = "all";
  let marked = newAfter === null;
  for (const message of messages) {
    if (!root && (!before || dayKey(before.ts, ctx) !== dayKey(message.ts, ctx))) {
      group = dayKey(message.ts, ctx);
      rows.push(
        { kind: "line", key: `line-${group}`, group },
        { kind: "day", key: `day-${group}`, ts: message.ts, group },
      );
      before = null;
    }
    if (!marked && message.ts > newAfter && message.user !== ctx.me && message.ts !== root) {
      rows.push({ kind: "new", key: "new", group });
      marked = true;
      before = null;
    }
    rows.push({ ...rowOf(message, before), group });
    before = message;
    if (message.ts === root && messages.length > 1) {
      const count = messages.filter((one) => one !== message && !one.only_for).length;
      rows.push({ kind: "replies", key: "replies", count, group });
      before = null;
    }
  }
  return joinedTogether(rows);
}

function rowOf(message, before) {
  if (isSystem(message)) return { kind: "system", key: message.ts, message };
  return { kind: "message", key: message.key ?? message.ts, message, grouped: continues(message, before) };
}

/** The same voice, soon after, needs no name again. */
function continues(message, before) {
  return Boolean(
    before &&
    !isSystem(before) &&
    before.user === message.user &&
    before.username === message.username &&
    before.only_for === message.only_for &&
    !message.broadcast &&
    !message.only_for &&
    Number(message.sentAt ?? message.ts) - Number(before.ts) < TOGETHER_SECONDS,
  );
}

/** Twenty people who join one after the other are one line. */
function joinedTogether(rows) {
  const out = [];
  for (const row of rows) {
    const last = out.at(-1);
    const joins = row.kind === "system" && isJoin(row.message);
    if (joins && last?.kind === "joined" && last.group === row.group) last.messages.push(row.message);
    else out.push(joins ? { kind: "joined", key: row.key, group: row.group, messages: [row.message] } : row);
  }
  return out;
}
