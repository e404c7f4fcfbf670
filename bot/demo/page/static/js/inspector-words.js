// What the inspector calls things: who speaks to whom, how long it took, and names in place of ids.

import { clock, fullWords } from "./when.js";

export const TO_BOT = new Set(["event", "command", "interactive"]);
export const TO_SLACK = new Set(["call", "hook", "upload"]);
export const PATIENCE = 3000; // what Slack waits for an acknowledgement, in ms
const BRISK = 1000;

const SENTENCES = {
  event: "Slack told the bot that something happened",
  command: "Slack handed the bot a command",
  interactive: "Slack handed the bot a press, a choice or a form",
  call: "The bot asked Slack to do something",
  hook: "The bot answered later, through a response_url",
  upload: "The bot sent Slack a file",
  error: "The bot ran into a problem",
  violation: "The bot broke a rule of Slack's",
};

const DIRECTIONS = { bot: "to the bot", slack: "to Slack", none: "noted" };

export const sentenceOf = (entry) => SENTENCES[entry.kind] ?? "Something went between the bot and Slack";

/** "bot", "slack", or "none" for what was noted about the two. */
export function directionOf(entry) {
  if (TO_BOT.has(entry.kind)) return "bot";
  return TO_SLACK.has(entry.kind) ? "slack" : "none";
}

export const directionWords = (entry) => DIRECTIONS[directionOf(entry)];

export const isTrouble = (entry) => !entry.ok || entry.late || entry.kind === "error" || entry.kind === "violation";

/** What the time is that it took, in the words of whoever waited. */
export function tookWords(entry) {
  if (!entry.ok) return "Failed after";
  return directionOf(entry) === "bot" ? "Acknowledged in" : "Answered in";
}

/** "<1 ms", "34 ms", "1.2 s" */
export function msWords(ms) {
  if (ms < 1) return "<1 ms";
  return ms < BRISK ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function paceOf(ms) {
  if (ms > PATIENCE) return "late";
  return ms > BRISK ? "slow" : "brisk";
}

/** One word on how it went, and its tone. */
export function outcomeOf(entry) {
  if (entry.kind === "error") return { word: "Error", tone: "bad" };
  if (entry.kind === "violation") return { word: "Rule broken", tone: "bad" };
  if (!entry.ok) return { word: "Failed", tone: "bad" };
  return entry.late ? { word: "Late", tone: "bad" } : { word: "OK", tone: "good" };
}

export const timeWords = (entry, ctx) => `${clock(entry.at, ctx)}:${secondsOf(entry.at)}`;
export const momentWords = (entry, ctx) => fullWords(entry.at, ctx);

const secondsOf = (at) => String(Math.floor(at) % 60).padStart(2, "0");

const ENTITIES = { amp: "&", lt: "<", gt: ">" };
const MENTION = /<[@#]([A-Z0-9]{4,})(?:\|[^>]*)?>/g;
const ID = /\b[UWCGD](?=[A-Z0-9]*\d)[A-Z0-9]{3,}\b/g;

/** Names in place of ids, for those that the reader may know. */
export function named(text, ctx) {
  const plain = text.replace(MENTION, "$1").replace(ID, (id) => nameOf(id, ctx) ?? id);
  return plain.replace(/&(amp|lt|gt);/g, (_, name) => ENTITIES[name]);
}

function nameOf(id, ctx) {
  const channel = ctx.channel(id);
  if (channel?.name && channel.kind !== "im" && channel.kind !== "mpim") return `#${channel.name}`;
  if (channel || id.startsWith("D")) return "a direct message";
  const person = ctx.person(id);
  return person && !person.unknown && person.real_name ? person.real_name : null;
}

const TITLES = {
  message: "message",
  block_actions: "button or choice",
  view_submission: "form sent",
  view_closed: "form closed",
  message_action: "message shortcut",
  block_suggestion: "search in a list",
  response_url: "response_url",
};

/** A quiet word for those who do not know Slack's name of it. */
export const plainTitle = (entry) => (TITLES[entry.title] === entry.title ? "" : (TITLES[entry.title] ?? ""));
