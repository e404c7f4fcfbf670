// What the page knows of the workspace, and the context that every part is given.

import { ApiError, act as send, get, iAm } from "./api.js";
import { emoji } from "./emoji.js";
import { remember } from "./history.js";
import { openProfile } from "./profile.js";
import { go, openLink } from "./router.js";
import { toast } from "./toast.js";

/** Reads everything the page begins with, and makes the context of it. */
export async function enter() {
  const start = await get("/page/start");
  iAm(start.me);
  return context(start);
}

function context(start) {
  const state = {
    people: new Map(start.people.map((person) => [person.id, person])),
    channels: new Map(start.channels.map((channel) => [channel.id, channel])),
    aheadMs: start.now * 1000 - Date.now(),
    home: start.home,
    views: start.views ?? [],
    progress: start.progress,
    log: start.log,
  };
  const listeners = new Map();
  const ctx = {
    start,
    state,
    me: start.me,
    team: start.team,
    bot: start.bot,
    person: (id) => personOf(state, start, id),
    channel: (id) => state.channels.get(id),
    people: () => [...state.people.keys()].map((id) => personOf(state, start, id)),
    channels: () => [...state.channels.values()],
    now: () => new Date(Date.now() + state.aheadMs),
    emoji,
    toast,
    act: (what, body) => acted(what, body),
    subscribe: (kind, listener) => subscribe(listeners, kind, listener),
    tell: (change) => tell(listeners, change),
    openPerson: (id, anchor) => openProfile(ctx, id, anchor),
    openChannel: (id) => go(`#/${id}`),
    openLink: (url) => openLink(url, ctx),
  };
  ctx.zone = ctx.person(start.me).tz || Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ctx;
}

/** Changes come in here, from the feed or from what this page did itself. */
export function apply(ctx, change) {
  const { state } = ctx;
  if (change.kind === "channel") state.channels.set(change.channel.id, change.channel);
  if (change.kind === "channel_gone") state.channels.delete(change.id);
  if (change.kind === "person") state.people.set(change.person.id, change.person);
  if (change.kind === "views") state.views = change.views;
  if (change.kind === "home") state.home = change.home;
  if (change.kind === "clock") state.aheadMs = change.now * 1000 - Date.now();
  if (change.kind === "progress") state.progress = change.label ? change : null;
  if (change.kind === "log") state.log = change;
  remember(change);
  ctx.tell(change);
}

const SLACKBOT = "USLACKBOT"; // not marked as a bot by Slack itself
const STRANGER = { title: "", tz: "", presence: "away", status_text: "", status_emoji: "", is_bot: false };

function personOf(state, start, id) {
  const known = state.people.get(id);
  if (id === start.bot.user) {
    const own = known ?? { ...STRANGER, id, name: start.bot.name };
    return { ...own, real_name: start.bot.title || own.real_name, is_bot: true, whoknows: true, presence: "active" };
  }
  if (id === SLACKBOT && known) return { ...known, is_bot: true };
  return known ?? { ...STRANGER, id, name: "somebody", real_name: "Somebody", unknown: true };
}

async function acted(what, body) {
  try {
    return await send(what, body);
  } catch (failure) {
    if (!(failure instanceof ApiError)) throw failure;
    toast(failure.message, { tone: "bad" });
    return null;
  }
}

/** Listens to one kind of change ("*" to all); returns what stops it. */
function subscribe(listeners, kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(listener);
  return () => listeners.get(kind).delete(listener);
}

/** One listener's failure must not keep the others from hearing. */
function tell(listeners, change) {
  for (const kind of [change.kind, "*"]) {
    for (const listener of [...(listeners.get(kind) ?? [])]) {
      try {
        listener(change);
      } catch (failure) {
        console.error(failure);
      }
    }
  }
}

/** How a conversation is called: "sales", "Ana Ribeiro", "Ana, Scott". */
export function titleOf(channel, ctx) {
  if (channel.kind === "im")
    return ctx.person(partner(channel, ctx)).real_name || ctx.person(partner(channel, ctx)).name;
  if (channel.kind === "mpim") return channel.with.map((id) => ctx.person(id).real_name.split(" ")[0]).join(", ");
  return channel.name;
}

/** With whom one speaks in a direct message; with oneself when nobody else is in it. */
export const partner = (channel, ctx) => channel.with?.[0] ?? ctx.me;

export const isDirect = (channel) => channel.kind === "im" || channel.kind === "mpim";

/** "#sales" for a channel, a plain name for people: for labels and toasts. */
export const spoken = (channel, ctx) => (isDirect(channel) ? titleOf(channel, ctx) : `#${titleOf(channel, ctx)}`);
