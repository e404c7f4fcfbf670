// The messages of one conversation that this window has: an unbroken run, newest last, and what lies beyond it.

import { get } from "./api.js";

const PAGE = 50;
const KEPT_CHANNELS = 12;
const KEPT_MESSAGES = 120;

const kept = new Map();

/** The run of a channel, kept for when somebody comes back. */
export function historyOf(channel) {
  const known = kept.get(channel);
  if (known) kept.delete(channel);
  const history = known ?? new History(channel);
  kept.set(channel, history);
  if (kept.size > KEPT_CHANNELS) kept.delete(kept.keys().next().value);
  return history;
}

/** Changes reach every run that is kept, also of channels that nobody looks at. */
export function remember(change) {
  if (change.kind === "message") kept.get(change.message.channel)?.take(change.message);
  if (change.kind === "gone") kept.get(change.channel)?.drop(change.ts);
  if (change.kind === "channel_gone") kept.delete(change.id);
}

const inMain = (message) => !message.is_reply || message.broadcast;

class History {
  constructor(channel) {
    this.channel = channel;
    this.messages = [];
    this.more = true;
    this.newer = false;
    this.loaded = false;
    this.hidden = new Set();
    this.late = null;
  }

  /** The newest page. */
  open() {
    return this.load({ limit: PAGE });
  }

  /** The page around a message, unless it is here already. */
  async openAround(ts) {
    if (this.loaded && this.messages.some((message) => message.ts === ts)) return;
    await this.load({ around: ts, limit: PAGE });
  }

  /** What is said while the page is on its way comes after it. */
  async load(which) {
    this.late = [];
    const page = await get("/page/history", { channel: this.channel, ...which });
    const { late } = this;
    this.late = null;
    this.replace(page);
    late.forEach((message) => this.take(message));
  }

  async older() {
    const before = this.messages.find((message) => !message.only_for)?.ts;
    const page = await get("/page/history", { channel: this.channel, before, limit: PAGE });
    this.merge(page.messages);
    this.more = page.more && page.messages.length > 0;
  }

  /** There is no "after": what lies around the newest one brings the next half page. */
  async later() {
    const around = this.messages.findLast((message) => !message.only_for)?.ts;
    const page = await get("/page/history", { channel: this.channel, around, limit: PAGE * 2 });
    this.merge(page.messages);
    this.newer = page.newer;
  }

  replace(page) {
    this.messages = page.messages.filter((message) => !this.hidden.has(message.ts));
    this.more = page.more;
    this.newer = page.newer;
    this.loaded = true;
  }

  merge(messages) {
    const known = new Map(this.messages.map((message) => [message.ts, message]));
    messages.forEach((message) => this.hidden.has(message.ts) || known.set(message.ts, message));
    this.messages = [...known.values()].sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
  }

  /** A new or changed message; one that lies outside the run is left for when it is loaded. */
  take(message) {
    this.late?.push(message);
    if (!this.loaded || !inMain(message) || this.hidden.has(message.ts)) return;
    const at = this.messages.findIndex((known) => known.ts === message.ts);
    if (at >= 0) this.messages = this.messages.with(at, message);
    else if (this.belongs(message)) this.merge([message]);
  }

  belongs(message) {
    const first = this.messages[0]?.ts ?? "";
    const last = this.messages.at(-1)?.ts ?? "";
    if (message.ts < first) return !this.more;
    return message.ts < last || !this.newer;
  }

  drop(ts) {
    this.messages = this.messages.filter((message) => message.ts !== ts);
  }

  /** Out of sight for as long as this window lives: what only this person saw. */
  hide(ts) {
    this.hidden.add(ts);
    this.drop(ts);
  }

  /** When nobody looks any more, the newest messages are enough. */
  rest() {
    if (this.newer) {
      this.loaded = false;
      this.messages = [];
    } else if (this.messages.length > KEPT_MESSAGES) {
      this.messages = this.messages.slice(-KEPT_MESSAGES);
      this.more = true;
    }
  }
}
