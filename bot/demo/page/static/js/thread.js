// A thread in its pane beside the conversation: the message, its replies, and where one answers.

import { get } from "./api.js";
import { editLast } from "./channel.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { addressOf, go } from "./router.js";
import { forget, retry, send } from "./sending.js";
import { spoken } from "./store.js";
import { Stream } from "./stream.js";

/** The replies to one message, all of them. */
class Replies {
  constructor(channel, root) {
    Object.assign(this, { channel, root, messages: [], more: false, newer: false, loaded: false, hidden: new Set() });
  }

  async open() {
    const { messages } = await get("/page/thread", { channel: this.channel, ts: this.root });
    this.messages = messages;
    this.loaded = true;
  }

  async openAround() {
    if (!this.loaded) await this.open();
  }

  belongs(message) {
    return message.channel === this.channel && (message.ts === this.root || message.thread_ts === this.root);
  }

  take(message) {
    if (!this.loaded || this.hidden.has(message.ts)) return;
    const others = this.messages.filter((one) => one.ts !== message.ts);
    this.messages = [...others, message].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  }

  drop(ts) {
    this.messages = this.messages.filter((message) => message.ts !== ts);
  }
}

/** The pane of one thread. */
export class Thread {
  constructor(ctx, channel, root) {
    Object.assign(this, { ctx, channel, root, history: new Replies(channel, root) });
    const place = ctx.channel(channel);
    this.stream = new Stream(ctx, {
      history: this.history,
      deeds: this.deeds(),
      label: "Thread",
      part: "replies",
      root,
    });
    this.foot = h("div", { class: "foot-place" });
    this.node = h(
      "aside",
      { class: "pane thread", "aria-label": `Thread in ${spoken(place, ctx)}`, dataset: { part: "thread" } },
      this.header(place),
      this.stream.frame,
      this.foot,
    );
    this.makeComposer(place);
    this.stops = [
      ctx.subscribe("message", ({ message }) => this.heard(message)),
      ctx.subscribe("gone", (change) => change.channel === channel && this.gone(change.ts)),
    ];
  }

  header(place) {
    const close = () => go(addressOf(this.channel));
    return h(
      "header",
      { class: "head pane-head" },
      h(
        "button",
        { type: "button", class: "icon-button back", "aria-label": "Back", on: { click: close } },
        icon("arrowLeft"),
      ),
      h("h2", { class: "pane-title" }, "Thread", h("span", { class: "pane-aside" }, spoken(place, this.ctx))),
      h(
        "button",
        { type: "button", class: "icon-button close", "aria-label": "Close thread", on: { click: close } },
        icon("close"),
      ),
    );
  }

  deeds() {
    return {
      inThread: true,
      openThread: () => this.composer?.focus(),
      dismiss: (message) => {
        this.history.hidden.add(message.ts);
        this.gone(message.ts);
      },
      retry: (message) => retry(this.ctx, this.stream, message),
      forget: (message) => forget(this.stream, message),
      focusComposer: () => this.composer?.focus(),
    };
  }

  makeComposer(place) {
    if (!place.member || place.archived) return;
    const { ctx, stream, channel, root } = this;
    this.composer = new Composer(ctx, {
      channel,
      thread: root,
      label: "Reply",
      broadcast: place.kind === "im" || place.kind === "mpim" ? "" : `Also send to ${spoken(place, ctx)}`,
      send: (written) => send(ctx, { channel, thread: root, stream }, written),
      editLast: () => editLast(stream, ctx),
    });
    this.foot.replaceChildren(this.composer.node);
  }

  async show({ at }) {
    try {
      await this.stream.show({ at });
    } catch (failure) {
      this.ctx.toast(failure.message, { tone: "bad" });
      go(addressOf(this.channel), { replace: true });
    }
  }

  point(at) {
    this.stream.point(at);
  }

  heard(message) {
    if (!this.history.belongs(message)) return;
    this.history.take(message);
    this.stream.changed(message);
  }

  gone(ts) {
    if (ts === this.root) {
      this.ctx.toast("This thread was deleted.");
      go(addressOf(this.channel), { replace: true });
      return;
    }
    this.history.drop(ts);
    this.stream.changed();
  }

  focus() {
    this.composer?.focus();
  }

  leave() {
    this.stops.forEach((stop) => stop());
    this.composer?.leave();
    this.stream.leave();
  }
}
