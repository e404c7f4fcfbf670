// One message: who, when, what, with its files, reactions and thread. Only what changed is drawn again.

import { blocks } from "./blocks.js";
import { fill, h } from "./dom.js";
import { files } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn, plainWords } from "./mrkdwn.js";
import { avatar, nameOf, tag } from "./people.js";
import { reactionBar } from "./reactions.js";
import { addressOf } from "./router.js";
import { clock, fullWords, lastWords, shortWords } from "./when.js";

const JUMBO = /^\s*(:[\w+'-]+:(:skin-tone-[2-6]:)?\s*){1,8}$/;
const FACES = 5;

/** A row of the stream; `deeds` are what can be done from here: {openThread, dismiss, retry, forget}. */
export class MessageRow {
  constructor(ctx, deeds) {
    Object.assign(this, { ctx, deeds, drawn: {}, editing: null });
    this.note = h("div", { class: "message-note" });
    this.gutter = h("div", { class: "message-gutter" });
    this.head = h("div", { class: "message-head" });
    this.body = h("div", { class: "message-body" });
    this.files = h("div", { class: "message-files" });
    this.reactions = h("div", { class: "message-reactions" });
    this.thread = h("div", { class: "message-thread" });
    const main = [this.note, this.head, this.body, this.files, this.reactions, this.thread];
    this.node = h(
      "div",
      { class: "message", role: "listitem", tabindex: "-1", dataset: { part: "message" } },
      this.gutter,
      h("div", { class: "message-main" }, main),
    );
    this.node.row = this;
  }

  update({ message, grouped }) {
    this.message = message;
    const author = authorOf(message, this.ctx);
    this.node.dataset.ts = message.ts;
    this.node.dataset.channel = message.channel;
    this.node.dataset.user = message.user;
    this.node.classList.toggle("grouped", grouped);
    this.node.classList.toggle("only-for", Boolean(message.only_for));
    this.node.classList.toggle("sending", Boolean(message.pending && !message.failed));
    this.node.classList.toggle("failed", Boolean(message.failed));
    this.name(author);
    this.draw("note", [message.only_for, message.broadcast, message.is_reply, message.failed], () => this.notes());
    this.draw("gutter", [grouped, author, message.ts], () => this.face(author, grouped));
    this.draw("head", [grouped, author, message.ts, message.pending], () => (grouped ? [] : this.heading(author)));
    this.draw("files", message.files ?? [], () => (message.files?.length ? [files(message.files, this.ctx)] : []));
    this.draw("reactions", message.reactions, () => reactionBar(message, this.ctx));
    const { reply_count, reply_users, latest_reply } = message;
    this.draw("thread", [reply_count, reply_users, latest_reply], () => this.threadBar());
    if (!this.editing) this.drawBody();
    return this.node;
  }

  /** What is read out when the focus comes here. */
  name(author) {
    const key = `${nameOf(author)}${this.message.text}`;
    if (this.named === key) return;
    this.named = key;
    this.node.setAttribute("aria-label", label(this.message, author, this.ctx));
  }

  /** Draws a part again when what it shows is another; focus inside it is kept where that can be. */
  draw(part, from, make) {
    const key = JSON.stringify(from);
    if (this.drawn[part] === key) return;
    this.drawn[part] = key;
    const node = this[part];
    const held = node.contains(document.activeElement) ? document.activeElement.dataset : null;
    fill(node, ...make());
    node.hidden = node.childNodes.length === 0;
    if (held) this.refocus(node, held);
  }

  refocus(node, { actionId, name }) {
    const again =
      (actionId && node.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`)) ||
      (name && node.querySelector(`[data-name="${CSS.escape(name)}"]`));
    (again || this.node).focus({ preventScroll: true });
  }

  drawBody() {
    const { text, blocks: list, edited } = this.message;
    this.draw("body", [text, list, edited], () => content(this.message, this.ctx));
    this.body.classList.toggle("jumbo", !list?.length && JUMBO.test(text ?? ""));
  }

  notes() {
    const { only_for: alone, failed, broadcast, is_reply: reply } = this.message;
    if (failed) return [this.failure(failed)];
    if (alone) return [this.onlyYou()];
    if (broadcast && reply && !this.deeds.inThread) return [this.replied()];
    return [];
  }

  onlyYou() {
    const away = () => this.deeds.dismiss(this.message);
    return h(
      "div",
      { class: "only-you" },
      icon("eye", 16),
      h("span", {}, "Only visible to you"),
      h("button", { type: "button", class: "link-button", on: { click: away } }, "Dismiss"),
    );
  }

  failure(words) {
    const again = () => this.deeds.retry(this.message);
    const away = () => this.deeds.forget(this.message);
    return h(
      "div",
      { class: "not-sent" },
      icon("warning", 16),
      h("span", {}, `Not sent. ${words}`),
      h("button", { type: "button", class: "link-button", on: { click: again } }, "Try again"),
      h("button", { type: "button", class: "link-button", on: { click: away } }, "Remove"),
    );
  }

  replied() {
    const open = () => this.deeds.openThread(this.message);
    const words = h("button", { type: "button", class: "link-button", on: { click: open } }, "replied to a thread");
    return h("div", { class: "replied" }, icon("reply", 16), words);
  }

  face(author, grouped) {
    if (grouped) return [this.time("message-time-aside")];
    const open = (event) => this.ctx.openPerson(this.message.user, event.currentTarget);
    const words = `About ${nameOf(author)}`;
    return [
      h(
        "button",
        { type: "button", class: "face", tabindex: "-1", "aria-label": words, on: { click: open } },
        avatar(author, 36),
      ),
    ];
  }

  heading(author) {
    const open = (event) => this.ctx.openPerson(this.message.user, event.currentTarget);
    return [
      h("button", { type: "button", class: "author", on: { click: open } }, nameOf(author)),
      tag(author),
      author.status_emoji &&
        h("span", { class: "status", title: author.status_text }, this.ctx.emoji(author.status_emoji)),
      this.time("message-time"),
    ];
  }

  time(style) {
    const { channel, ts, thread_ts: thread, is_reply: reply, pending, sentAt } = this.message;
    if (pending) return h("span", { class: style }, clock(sentAt, this.ctx));
    const href = addressOf(channel, { thread: reply ? thread : null, at: ts });
    const full = fullWords(ts, this.ctx);
    const long = this.deeds.inThread && style === "message-time";
    const words = long ? shortWords(ts, this.ctx) : clock(ts, this.ctx);
    return h("a", { class: style, href, "data-tip": full, "aria-label": full, tabindex: "-1" }, words);
  }

  threadBar() {
    const { reply_count: count, reply_users: users = [], latest_reply: last } = this.message;
    if (!count || this.deeds.inThread) return [];
    const open = () => this.deeds.openThread(this.message);
    return [
      h(
        "button",
        { type: "button", class: "thread-bar", dataset: { name: "thread" }, on: { click: open } },
        h(
          "span",
          { class: "thread-faces" },
          users.slice(0, FACES).map((id) => avatar(this.ctx.person(id), 24)),
        ),
        h("span", { class: "thread-count" }, count === 1 ? "1 reply" : `${count} replies`),
        last && h("span", { class: "thread-last" }, `Last reply ${lastWords(last, this.ctx)}`),
        h("span", { class: "thread-view", "aria-hidden": "true" }, "View thread", icon("chevronRight", 16)),
      ),
    ];
  }
}

/** Who speaks: a bot may borrow a name for a message. */
export function authorOf(message, ctx) {
  const person = ctx.person(message.user);
  if (!message.username || person.whoknows) return person;
  return { ...person, real_name: message.username, is_bot: person.is_bot || message.bot };
}

function content(message, ctx) {
  const { text, blocks: list, edited, channel, ts } = message;
  const mark = edited && h("span", { class: "edited", title: "Edited after it was sent" }, "(edited)");
  if (list?.length) return [blocks(list, ctx, { channel, ts }), mark];
  if (!text) return [];
  const words = h("div", { class: "message-text" }, mrkdwn(text, ctx));
  const last = words.lastElementChild?.matches(".mrk-p") ? words.lastElementChild : words;
  if (mark) last.append(" ", mark);
  return [words];
}

function label(message, author, ctx) {
  const alone = message.only_for ? ", only visible to you" : "";
  const words = plainWords(message.text ?? "", ctx).slice(0, 300);
  return `${nameOf(author)}, ${clock(message.sentAt ?? message.ts, ctx)}${alone}. ${words}`;
}
