// Brings to the workspace what somebody wrote: a message, shown at once and settled later, or a command.

import { ApiError, act } from "./api.js";
import { commandsOf } from "./candidates.js";

let number = 0;

/** `stream` shows the message while it is on its way. */
export async function send(ctx, { channel, thread, stream }, { text, files, broadcast }) {
  if (text.startsWith("/") && !files.length && /^\/[\w-]+(\s|$)/.test(text))
    return command(ctx, { channel, thread }, text);
  const waiting = standIn(ctx, { channel, thread, text, files, broadcast });
  if (!stream.live) await stream.toNewest();
  stream.pending.push(waiting);
  stream.newAfter = null;
  stream.pinned = true;
  stream.render();
  return deliver(ctx, stream, waiting);
}

function standIn(ctx, { channel, thread, text, files, broadcast }) {
  number += 1;
  const sentAt = ctx.now().getTime() / 1000;
  const body = { channel, text, thread_ts: thread || undefined, broadcast: broadcast || undefined, files };
  const shown = files.map(({ name }) => `:paperclip: ${name}`).join("\n");
  const words = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return {
    ...{ key: `waiting-${number}`, pending: true, body, channel, sentAt, ts: String(sentAt + number / 1e6) },
    ...{ user: ctx.me, text: [words, shown].filter(Boolean).join("\n"), blocks: [], reactions: [], files: [] },
    ...{ only_for: "", subtype: "", username: "", is_reply: Boolean(thread), thread_ts: thread || "" },
  };
}

async function deliver(ctx, stream, waiting) {
  try {
    const { ts } = await act("say", waiting.body);
    waiting.sentTs = ts;
    if (stream.history.messages.some((message) => message.ts === ts)) forget(stream, waiting);
  } catch (failure) {
    if (!(failure instanceof ApiError)) throw failure;
    replace(stream, waiting, { ...waiting, failed: failure.message });
  }
}

export function retry(ctx, stream, waiting) {
  const again = { ...waiting, failed: null };
  replace(stream, waiting, again);
  return deliver(ctx, stream, again);
}

export function forget(stream, waiting) {
  stream.pending = stream.pending.filter((one) => one.key !== waiting.key);
  stream.render();
}

function replace(stream, old, fresh) {
  stream.pending = stream.pending.map((one) => (one.key === old.key ? fresh : one));
  stream.render();
}

/** A command goes to the bot; when the bot does not answer in time, that is said as Slack would. */
async function command(ctx, { channel, thread }, text) {
  const [name, ...rest] = text.split(/\s/);
  if (!commandsOf(ctx).some((one) => one.command === name)) {
    ctx.toast(`${name} is not a command here. Type / to see which are.`, { tone: "bad" });
    return;
  }
  const body = { channel, command: name, text: text.slice(name.length).trim(), thread_ts: thread || undefined };
  const answer = await ctx.act("command", body);
  if (!answer) return;
  if (answer.error) ctx.toast(`${name} failed: ${answer.error}`, { tone: "bad" });
  else if (answer.acked === false) ctx.toast(`${name} did not answer in time.`, { tone: "bad" });
}
