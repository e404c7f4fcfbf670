// A conversation: its head, its messages, and where one writes; a preview for who has not joined yet.

import { act } from "./api.js";
import { Composer } from "./composer.js";
import { startEditing } from "./editing.js";
import { beginning, bar, header } from "./header.js";
import { historyOf } from "./history.js";
import { h } from "./dom.js";
import { plainWords } from "./mrkdwn.js";
import { addressOf, go } from "./router.js";
import { forget, retry, send } from "./sending.js";
import { spoken } from "./store.js";
import { Stream } from "./stream.js";

/** The view of one channel or direct message. `node` goes into the main pane; call `leave()` when it goes. */
export class Conversation {
  constructor(ctx, id) {
    Object.assign(this, { ctx, id, unreadAtFirst: 0 });
    const channel = ctx.channel(id);
    this.history = historyOf(id);
    this.unreadAtFirst = channel.unread;
    this.stream = new Stream(ctx, {
      history: this.history,
      deeds: this.deeds(),
      label: `Messages in ${spoken(channel, ctx)}`,
      beginning: () => (this.history.loaded ? beginning(ctx, ctx.channel(id)) : null),
    });
    if (channel.unread) this.stream.newAfter = channel.read || "0";
    this.head = h("div", { class: "head-place" });
    this.foot = h("div", { class: "foot-place" });
    this.voice = h("div", { class: "unseen", "aria-live": "polite" });
    this.node = h(
      "section",
      { class: "conversation", "aria-label": spoken(channel, ctx) },
      this.head,
      this.stream.frame,
      this.foot,
      this.voice,
    );
    this.drawHead();
    this.drawFoot();
    this.stops = [
      ctx.subscribe("message", (change) => this.heard(change.message)),
      ctx.subscribe("gone", (change) => change.channel === id && this.stream.changed()),
      ctx.subscribe("channel", (change) => change.channel.id === id && this.channelChanged()),
      ctx.subscribe("person", () => this.drawHead()),
    ];
    this.looked = () => this.stream.pinned && this.read();
    document.addEventListener("visibilitychange", this.looked);
  }

  deeds() {
    return {
      openThread: (message) => go(addressOf(this.id, { thread: message.thread_ts || message.ts })),
      dismiss: (message) => {
        this.history.hide(message.ts);
        this.stream.changed();
      },
      retry: (message) => retry(this.ctx, this.stream, message),
      forget: (message) => forget(this.stream, message),
      focusComposer: () => this.composer?.focus(),
      seen: (atEnd) => atEnd && this.read(),
      unread: () => this.unreadAtFirst,
    };
  }

  show({ at }) {
    return this.stream.show({ at }).catch((failure) => this.ctx.toast(failure.message, { tone: "bad" }));
  }

  /** Already here: only the message that the address names. */
  async point(at) {
    if (!this.stream.point(at)) await this.show({ at });
  }

  drawHead() {
    this.head.replaceChildren(header(this.ctx, this.ctx.channel(this.id)));
  }

  drawFoot() {
    const channel = this.ctx.channel(this.id);
    const kind = `${channel.member}${channel.archived}`;
    if (this.kind === kind) return;
    this.kind = kind;
    this.composer?.leave();
    this.composer = channel.member && !channel.archived ? this.makeComposer(channel) : null;
    this.foot.replaceChildren(this.composer?.node ?? bar(this.ctx, channel));
  }

  makeComposer(channel) {
    const { ctx, stream } = this;
    return new Composer(ctx, {
      channel: this.id,
      label: `Message ${spoken(channel, ctx)}`,
      send: (written) => {
        this.unreadAtFirst = 0;
        send(ctx, { channel: this.id, stream }, written);
      },
      editLast: () => editLast(stream, ctx),
    });
  }

  heard(message) {
    if (message.channel !== this.id) return;
    if (document.hidden && message.user !== this.ctx.me && this.stream.newAfter === null && !message.is_reply) {
      this.stream.newAfter = this.ctx.channel(this.id)?.read ?? null;
    }
    const known = this.stream.rows.has(message.ts);
    this.stream.changed(message.is_reply && !message.broadcast ? null : message);
    if (known || message.user === this.ctx.me || message.is_reply) return;
    const words = plainWords(message.text ?? "", this.ctx).slice(0, 200);
    this.voice.textContent = `${this.ctx.person(message.user).real_name}: ${words}`;
    if (this.stream.pinned) this.read();
  }

  channelChanged() {
    this.drawHead();
    this.drawFoot();
    this.stream.edges();
  }

  /** What was seen at the end is read, also in the person's other windows. */
  read() {
    const channel = this.ctx.channel(this.id);
    const last = this.history.messages.findLast((message) => !message.only_for)?.ts;
    if (document.hidden || !channel?.member || !last || last <= channel.read || this.telling === last) return;
    this.telling = last;
    act("read", { channel: this.id, ts: last }).catch(() => {});
    channel.read = last;
    channel.unread = channel.mentions = 0;
    this.ctx.tell({ kind: "channel", channel });
  }

  focus() {
    this.composer?.focus();
  }

  leave() {
    this.stops.forEach((stop) => stop());
    document.removeEventListener("visibilitychange", this.looked);
    this.composer?.leave();
    this.stream.leave();
  }
}

/** The up arrow in an empty field: one's own newest message. */
export function editLast(stream, ctx) {
  const row = [...stream.rows.values()]
    .filter((one) => one.message?.user === ctx.me && !one.message.pending && !one.message.only_for)
    .sort((a, b) => (a.message.ts < b.message.ts ? 1 : -1))[0];
  if (row) startEditing(row, ctx);
  return Boolean(row);
}
