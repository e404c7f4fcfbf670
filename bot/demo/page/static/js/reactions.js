// The reactions under a message, with the names of who gave them, and the way to add one.

import { h } from "./dom.js";
import { pickEmoji } from "./emoji-picker.js";
import { icon } from "./icons.js";

const NAMED = 12;

/** Nodes for the reactions of a message; none when there are none. */
export function reactionBar(message, ctx) {
  const given = (message.reactions ?? []).filter((one) => one.users.length);
  if (!given.length) return [];
  return [...given.map((one) => chip(message, one, ctx)), addButton(message, ctx)];
}

/** Gives or takes back a reaction of one's own. */
export function react(ctx, message, name, on) {
  const { channel, ts } = message;
  return ctx.act("react", { channel, ts, name, on });
}

/** Asks which emoji, then reacts with it; again on one already given takes it back. */
export function chooseReaction(ctx, message, anchor, onClose) {
  return pickEmoji(anchor, ctx, { label: "React with", onClose }, (name) => {
    const mine = message.reactions?.find((one) => one.name === name)?.users.includes(ctx.me);
    react(ctx, message, name, !mine);
  });
}

function chip(message, { name, users }, ctx) {
  const mine = users.includes(ctx.me);
  const drawn = ctx.emoji(name) ?? `:${name}:`;
  const words = `${names(users, ctx)} reacted with :${name}:`;
  return h(
    "button",
    {
      type: "button",
      class: mine ? "reaction mine" : "reaction",
      "aria-pressed": String(mine),
      "aria-label": words,
      dataset: { name, tip: words, tipMark: ctx.emoji(name) ?? "" },
      on: { click: () => react(ctx, message, name, !mine) },
    },
    h("span", { class: "reaction-emoji" }, drawn),
    h("span", { class: "reaction-count" }, users.length),
  );
}

function addButton(message, ctx) {
  return h(
    "button",
    {
      type: "button",
      class: "reaction add",
      "aria-label": "Add a reaction",
      "aria-haspopup": "dialog",
      dataset: { tip: "Add a reaction", name: "add" },
      on: { click: (event) => chooseReaction(ctx, message, event.currentTarget) },
    },
    icon("smilePlus", 18),
  );
}

/** "You, Ana and 3 others" */
function names(users, ctx) {
  const ordered = [...users].sort((a, b) => (b === ctx.me) - (a === ctx.me));
  const said = ordered.slice(0, NAMED).map((id) => (id === ctx.me ? "You" : ctx.person(id).real_name));
  if (ordered.length > NAMED) said.push(`${ordered.length - NAMED} others`);
  return said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${said.at(-1)}` : said[0];
}
