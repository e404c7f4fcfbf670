// What could be meant by the word being typed: a command, a person, a channel, an emoji.

import { h } from "./dom.js";
import { emoji, searchEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { avatar, nameOf, plain, presence, searchPeople } from "./people.js";
import { isDirect } from "./store.js";

const MOST = 8;
const OWN = [
  { command: "/invite", description: "Bring somebody into this channel", usage_hint: "@whoknows" },
  { command: "/join", description: "Join a channel", usage_hint: "#channel" },
  { command: "/leave", description: "Leave this channel", usage_hint: "" },
];
const WIDE = [
  { name: "here", title: "Tells everybody who is active in this channel" },
  { name: "channel", title: "Tells everybody in this channel" },
];

export const commandsOf = (ctx) => [...(ctx.start.commands ?? []), ...OWN];

/**
 * Looks at the text up to the caret: {from, options, eager, label, hint} or null. An option is
 * {key, label, detail, insert, mark}; an eager list takes Enter for its first option, another one leaves it be.
 */
export function candidates(before, ctx, { commands = true } = {}) {
  return (
    (commands && (slash(before, ctx) ?? usage(before, ctx))) ||
    mention(before, ctx) ||
    channel(before, ctx) ||
    face(before)
  );
}

function slash(before, ctx) {
  const found = /^\/[\w-]*$/.exec(before);
  if (!found) return null;
  const fitting = commandsOf(ctx).filter(({ command }) => command.startsWith(found[0].toLowerCase()));
  if (!fitting.length) return null;
  const exact = fitting.some(({ command }) => command === found[0].toLowerCase());
  const options = fitting.map(({ command, description, usage_hint: hint }) => ({
    key: command,
    label: command,
    aside: hint,
    detail: description,
    insert: `${command} `,
    mark: () => commandMark(ctx, command),
  }));
  return { from: 0, options, eager: !exact, stacked: true, label: "Commands" };
}

const commandMark = (ctx, command) =>
  OWN.some((one) => one.command === command)
    ? h("span", { class: "suggestion-icon" }, icon("slash", 18))
    : avatar(ctx.person(ctx.bot.user), 24);

/** After the command: what its usage hint names, and the hint itself. */
function usage(before, ctx) {
  const found = /^(\/[\w-]+) (.*)$/s.exec(before);
  const command = found && commandsOf(ctx).find((one) => one.command === found[1]);
  if (!command) return null;
  const typed = plain(found[2]);
  const ways = command.usage_hint
    .split("|")
    .map((way) => way.trim())
    .filter(Boolean);
  if (mention(before, ctx) || channel(before, ctx)) return null;
  const fitting = ways.filter((way) => plain(way).startsWith(typed) && plain(way) !== typed);
  const options = fitting.map((way) => ({
    key: way,
    label: `${command.command} ${way}`,
    insert: `${command.command} ${way}`,
    mark: () => h("span", { class: "suggestion-icon" }, icon("chevronRight", 16)),
  }));
  return { from: 0, options, eager: false, label: `Ways to use ${command.command}`, hint: command.description };
}

function mention(before, ctx) {
  const found = /(^|[\s(*_~"'])@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!found) return null;
  const people = ctx.people().filter((person) => !person.deleted);
  const ranked = searchPeople(people, found[2]).slice(0, MOST);
  const options = ranked.map((person) => ({
    key: person.id,
    label: nameOf(person),
    aside: `@${person.name}`,
    detail: person.id === ctx.me ? "you" : person.title,
    insert: `@${person.name} `,
    mark: () => h("span", { class: "suggestion-face" }, avatar(person, 24), presence(person)),
  }));
  if (found[2]) options.push(...WIDE.filter(({ name }) => name.startsWith(found[2])).map(wide));
  return options.length ? { from: before.length - found[2].length - 1, options, eager: true, label: "People" } : null;
}

const wide = ({ name, title }) => ({
  key: name,
  label: `@${name}`,
  detail: title,
  insert: `@${name} `,
  mark: () => h("span", { class: "suggestion-icon" }, icon("bell", 18)),
});

function channel(before, ctx) {
  const found = /(^|[\s(])#([\p{L}\p{N}_-]*)$/u.exec(before);
  if (!found) return null;
  const wanted = plain(found[2]);
  const places = ctx.channels().filter((one) => !isDirect(one) && !one.archived && plain(one.name).includes(wanted));
  places.sort((a, b) => b.name.startsWith(wanted) - a.name.startsWith(wanted) || a.name.localeCompare(b.name));
  const options = places.slice(0, MOST).map((one) => ({
    key: one.id,
    label: one.name,
    detail: one.topic || one.purpose,
    insert: `#${one.name} `,
    mark: () => h("span", { class: "suggestion-icon" }, icon(one.kind === "group" ? "lock" : "hash", 18)),
  }));
  return options.length ? { from: before.length - found[2].length - 1, options, eager: true, label: "Channels" } : null;
}

function face(before) {
  const found = /(^|\s):([\w+-]{2,})$/.exec(before);
  if (!found) return null;
  const options = searchEmoji(found[2], MOST).map((name) => ({
    key: name,
    label: `:${name}:`,
    insert: `:${name}: `,
    mark: () => h("span", { class: "suggestion-emoji" }, emoji(name)),
  }));
  return options.length ? { from: before.length - found[2].length - 1, options, eager: true, label: "Emoji" } : null;
}
