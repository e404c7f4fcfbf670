// The entries that the inspector has read, and which of them are shown.

import { get } from "./api.js";
import { TO_BOT, TO_SLACK, isTrouble, named } from "./inspector-words.js";

const FIRST = 400;
const MOST = 5000;

const FILTERS = {
  all: () => true,
  bot: (entry) => TO_BOT.has(entry.kind),
  slack: (entry) => TO_SLACK.has(entry.kind),
  trouble: isTrouble,
};

/** `changed` is called after everything that may alter what is shown. */
export function makeLog(ctx, changed) {
  return {
    ctx,
    changed,
    entries: [],
    last: 0, // the newest that was read
    counts: ctx.start.log ?? { last: 0, violations: 0, errors: 0 },
    filter: "all",
    words: "",
    paused: false,
    clearedAt: 0,
    earlier: false, // older entries are there to be read
    reading: false,
    again: false,
    failed: "",
    texts: new WeakMap(),
    memo: null,
  };
}

/** The counts went up, here or before. */
export function counted(log, counts) {
  log.counts = { last: counts.last, violations: counts.violations, errors: counts.errors };
}

/** Reads what is new; asked again while reading, it reads once more. */
export async function catchUp(log) {
  if (log.paused) return log.changed();
  if (log.reading) {
    log.again = true;
    return undefined;
  }
  log.reading = true;
  do {
    log.again = false;
    await readNewer(log);
  } while (log.again && !log.paused);
  log.reading = false;
  return log.changed();
}

async function readNewer(log) {
  try {
    const first = log.entries.length === 0;
    const answer = await get("/page/log", { since: log.last, limit: first ? FIRST : MOST });
    take(log, answer.entries, first);
    counted(log, answer);
    log.failed = "";
  } catch (failure) {
    log.failed = failure.message;
  }
  log.changed();
}

function take(log, entries, first) {
  if (!entries.length) return;
  if (first) log.earlier = entries[0].n > 1 && entries.length >= FIRST;
  log.entries = [...log.entries, ...entries].slice(-MOST);
  log.last = entries.at(-1).n;
  log.memo = null;
}

/** Everything that the workspace still remembers. */
export async function readEarlier(log) {
  try {
    const answer = await get("/page/log", { since: 0, limit: MOST });
    const newest = log.last;
    log.entries = answer.entries.filter((entry) => !log.paused || entry.n <= newest);
    log.last = log.entries.at(-1)?.n ?? newest;
    log.clearedAt = 0;
    log.earlier = false;
    log.memo = null;
  } catch (failure) {
    log.failed = failure.message;
  }
  log.changed();
}

export const waiting = (log) => Math.max(0, log.counts.last - log.last);

export function setFilter(log, filter) {
  log.filter = filter;
  log.changed();
}

export function setWords(log, words) {
  log.words = words.trim().toLowerCase();
  log.changed();
}

export function pause(log, paused) {
  log.paused = paused;
  return catchUp(log);
}

/** What is there now goes out of sight; it is not forgotten. */
export function clear(log) {
  log.clearedAt = log.last;
  log.earlier = log.last > 0;
  log.changed();
}

/** The entries that filter and search let through, oldest first. */
export function shown(log) {
  const key = `${log.filter} ${log.clearedAt} ${log.words}`;
  if (log.memo?.key !== key) log.memo = { key, found: select(log), tally: tally(log) };
  return log.memo.found;
}

/** How many each filter would show: {all, bot, slack, trouble}. */
export function tallied(log) {
  shown(log);
  return log.memo.tally;
}

const visible = (log) => log.entries.filter((entry) => entry.n > log.clearedAt && matches(log, entry));

function select(log) {
  return visible(log).filter(FILTERS[log.filter]);
}

function tally(log) {
  const all = visible(log);
  return Object.fromEntries(Object.entries(FILTERS).map(([name, lets]) => [name, all.filter(lets).length]));
}

function matches(log, entry) {
  return !log.words || log.words.split(/\s+/).every((word) => textOf(log, entry).includes(word));
}

function textOf(log, entry) {
  if (!log.texts.has(entry)) {
    const { title, summary, request, response, words } = entry;
    const whole = [title, named(summary, log.ctx), summary, JSON.stringify(request), JSON.stringify(response), words];
    log.texts.set(entry, whole.join(" ").toLowerCase());
  }
  return log.texts.get(entry);
}
