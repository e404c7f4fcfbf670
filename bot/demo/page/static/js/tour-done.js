// Whether what a step of the tour asks for has been done: seen in what Slack told the bot.

import { get } from "./api.js";

/** Calls `done()` once, when this person does it; returns what stops watching. */
export function watchFor(wanted, ctx, done) {
  if (wanted.kind === "next") return () => {};
  const watch = { since: (ctx.state?.log ?? ctx.start.log).last, reading: false, again: false, over: false };
  const stop = ctx.subscribe("log", () =>
    look(watch, wanted, ctx, () => {
      watch.over = true;
      stop();
      done();
    }),
  );
  return () => {
    watch.over = true;
    stop();
  };
}

async function look(watch, wanted, ctx, found) {
  watch.again = true;
  if (watch.reading) return;
  watch.reading = true;
  while (watch.again && !watch.over) {
    watch.again = false;
    const entries = await newer(watch);
    if (!watch.over && entries.some((entry) => isIt(entry, wanted, ctx.me))) found();
  }
  watch.reading = false;
}

/** The next change will try again. */
async function newer(watch) {
  try {
    const { entries } = await get("/page/log", { since: watch.since, limit: 500 });
    watch.since = entries.at(-1)?.n ?? watch.since;
    return entries;
  } catch {
    return [];
  }
}

function isIt({ kind, title, request }, wanted, me) {
  const event = request?.event ?? {};
  const mine = event.user === me;
  if (wanted.kind === "command") return kind === "command" && title === wanted.command && request.user_id === me;
  if (wanted.kind === "react") return title === "reaction_added" && mine && fits(wanted.name, event.reaction);
  if (wanted.kind === "say") return title === "message" && mine && fits(wanted.channel, event.channel);
  if (wanted.kind !== "press" || request?.user?.id !== me) return false;
  return (request.actions ?? []).some(({ action_id: action }) => fits(wanted.action, action));
}

/** One name, or several of which any will do. */
const fits = (wanted, given) => !wanted || [wanted].flat().includes(given);
