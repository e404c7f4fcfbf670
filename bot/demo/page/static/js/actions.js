// What can be done with a message: the bar that appears on it, the menu behind it, and the keys.

import { h } from "./dom.js";
import { startEditing } from "./editing.js";
import { dialog, sure } from "./dialog.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { chooseReaction, react } from "./reactions.js";
import { permalink } from "./router.js";
import { isSystem } from "./rows.js";

const QUICK = ["taco", "raised_hands"];

/** One bar for a whole stream: it moves to the message that is pointed at or has the focus. */
export function actionBar(ctx, list, deeds) {
  const bar = h("div", { class: "message-actions", role: "toolbar", "aria-label": "What to do with this message" });
  let on = null;
  const busy = () => bar.querySelector(".is-open") !== null;
  const put = (node) => {
    if (busy() || (on === node && bar.isConnected)) return;
    on = node;
    if (!node || !node.row || !isOpenTo(node.row)) {
      bar.remove();
      return;
    }
    bar.replaceChildren(...buttons(ctx, node.row, deeds));
    node.append(bar);
  };
  list.addEventListener("pointerover", (event) => put(event.target.closest(".message")));
  list.addEventListener("pointerleave", () => put(list.querySelector(".message:focus-within")));
  list.addEventListener("focusin", (event) => put(event.target.closest(".message")));
  list.addEventListener("keydown", (event) => keyed(event, ctx, deeds, bar));
  return { refresh: () => on && !on.isConnected && ((on = null), bar.remove()) };
}

const isOpenTo = ({ message, editing }) => !message.pending && !message.only_for && !isSystem(message) && !editing;

function buttons(ctx, row, deeds) {
  const { message } = row;
  const shortcut = messageShortcuts(ctx)[0];
  const run = () => useShortcut(ctx, shortcut, message);
  return [
    ...QUICK.map((name) => quick(ctx, row, name)),
    button("smilePlus", "Add a reaction", (event) => chooseReaction(ctx, row.message, event.currentTarget), "react"),
    !deeds.inThread && button("reply", "Reply in thread", () => deeds.openThread(message), "thread"),
    shortcut && button("seek", shortcut.name, run, "shortcut"),
    button("more", "More", (event) => more(ctx, row, deeds, event.currentTarget), "more"),
  ].filter(Boolean);
}

function button(drawing, label, run, name) {
  return h(
    "button",
    { type: "button", class: "action", "aria-label": label, dataset: { tip: label, do: name }, on: { click: run } },
    icon(drawing, 18),
  );
}

function quick(ctx, row, name) {
  const words = `React with :${name}:`;
  const run = () => {
    const given = row.message.reactions?.find((one) => one.name === name)?.users.includes(ctx.me);
    react(ctx, row.message, name, !given);
  };
  return h(
    "button",
    { type: "button", class: "action at-once", "aria-label": words, dataset: { tip: words }, on: { click: run } },
    ctx.emoji(name),
  );
}

const messageShortcuts = (ctx) => (ctx.start.shortcuts ?? []).filter(({ type }) => type === "message");

const useShortcut = (ctx, { callback_id }, { channel, ts }) => ctx.act("shortcut", { callback_id, channel, ts });

function more(ctx, row, deeds, anchor) {
  const { message } = row;
  const mine = message.user === ctx.me;
  const items = [
    !deeds.inThread && { label: "Reply in thread", icon: "reply", hint: "T", run: () => deeds.openThread(message) },
    { label: "Copy link", icon: "link", run: () => copy(ctx, permalink(message, ctx), "Link copied.") },
    { label: "Copy text", icon: "copy", run: () => copy(ctx, row.body.innerText.trim(), "Text copied.") },
    null,
    ...messageShortcuts(ctx).map((one) => ({
      label: one.name,
      icon: "seek",
      run: () => useShortcut(ctx, one, message),
    })),
    mine && null,
    mine && { label: "Edit message", icon: "edit", hint: "E", run: () => startEditing(row, ctx) },
    mine && { label: "Delete message", icon: "trash", hint: "Del", danger: true, run: () => remove(ctx, message) },
  ];
  menu(
    anchor,
    items.filter((item) => item !== false && item !== undefined),
    { label: "More actions", side: "end" },
  );
}

async function copy(ctx, text, done) {
  try {
    await navigator.clipboard.writeText(text);
    ctx.toast(done, { tone: "good" });
  } catch {
    byHand(text);
  }
}

/** Where the browser does not let a page copy, the words stand there to be taken. */
function byHand(text) {
  const field = h("input", {
    class: "entry",
    readonly: true,
    value: text,
    "aria-label": "Text to copy",
    autofocus: true,
  });
  dialog({ title: "Copy this", build: () => h("div", { class: "dialog-body" }, field) });
  field.select();
}

export async function remove(ctx, { channel, ts }) {
  const words = "It goes away for everybody. Thanks that it gives (++) are taken back, thanks it got stay.";
  if (await sure({ title: "Delete this message?", words, yes: "Delete" })) ctx.act("delete", { channel, ts });
}

/** R reacts, T opens the thread, E edits, M opens the menu: with the focus on the message itself. */
function keyed(event, ctx, deeds, bar) {
  const row = event.target.row;
  if (!row || event.metaKey || event.ctrlKey || event.altKey || !isOpenTo(row)) return;
  const mine = row.message.user === ctx.me;
  const press = (name) => bar.querySelector(`[data-do="${name}"]`)?.click();
  const keys = {
    r: () => press("react"),
    t: () => (deeds.inThread ? deeds.focusComposer() : deeds.openThread(row.message)),
    m: () => press("more"),
    e: () => mine && startEditing(row, ctx),
    Delete: () => mine && remove(ctx, row.message),
    Backspace: () => mine && remove(ctx, row.message),
  };
  const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!run) return;
  event.preventDefault();
  run();
}
