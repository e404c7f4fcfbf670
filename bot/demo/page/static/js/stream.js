// The scrolling run of messages: only a window of them is drawn, it moves with the reader and stays where they look.

import { actionBar } from "./actions.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { patchRows } from "./patch.js";
import { rowsOf } from "./rows.js";
import { skeleton } from "./skeleton.js";

const STEP = 50;
const MOST = 160;
const NEAR = 700;
const AT_END = 60;
const HIGHLIGHT_MS = 3500;

export class Stream {
  /** `history`: where messages come from; `deeds`: what rows can do; `beginning`: what stands above them all. */
  constructor(ctx, { history, deeds, label, beginning, part = "messages", root = null }) {
    Object.assign(this, { ctx, history, deeds, beginning, root, pending: [], newAfter: null, fresh: 0 });
    Object.assign(this, { first: null, last: null, pinned: true, busy: false, rows: new Map(), groups: new Map() });
    this.top = h("div", { class: "stream-top" });
    this.list = h("div", { class: "stream-list", role: "list", "aria-label": label });
    this.bottom = h("div", { class: "stream-bottom" });
    this.inner = h("div", { class: "stream-inner" }, this.top, this.list, this.bottom);
    this.node = h(
      "div",
      { class: "stream", tabindex: "0", role: "region", "aria-label": label, dataset: { part } },
      this.inner,
    );
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toNewest() } });
    this.above = h("button", {
      type: "button",
      class: "jump above",
      hidden: true,
      on: { click: () => this.toUnread() },
    });
    this.frame = h("div", { class: "stream-frame" }, this.node, this.above, this.jump);
    this.bar = actionBar(ctx, this.list, deeds);
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.node.addEventListener("keydown", (event) => this.keyed(event));
    this.sizes = new ResizeObserver(() => this.pinned && this.stick());
    this.sizes.observe(this.inner);
    this.sizes.observe(this.node);
  }

  /** Draws what is there already, or a grey sketch of it, until the messages are. */
  async show({ at = null } = {}) {
    if (!this.history.loaded) this.node.classList.add("loading");
    if (!this.history.loaded) this.top.replaceChildren(skeleton());
    await (at ? this.history.openAround(at) : this.history.loaded || this.history.open());
    this.node.classList.remove("loading");
    if (at) this.around(at);
    else this.newest();
  }

  newest() {
    const { messages } = this.history;
    this.first = messages[Math.max(0, messages.length - STEP)]?.ts ?? null;
    this.last = null;
    this.pinned = true;
    this.render();
    this.stick();
    this.deeds.seen?.(true); // what fits without scrolling is seen as well
  }

  around(ts) {
    const { messages, newer } = this.history;
    const at = messages.findIndex((message) => message.ts >= ts);
    const to = at < 0 ? messages.length : at + STEP;
    this.first = messages[Math.max(0, to - STEP * 2)]?.ts ?? null;
    this.last = to < messages.length || newer ? (messages[Math.min(to, messages.length) - 1]?.ts ?? null) : null;
    this.pinned = false;
    this.render();
    this.point(ts);
  }

  /** To the middle of the view, lit for a moment. */
  point(ts) {
    const node = this.list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    if (!node) return false;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("lit");
    requestAnimationFrame(() => node.classList.add("lit"));
    setTimeout(() => node.classList.remove("lit"), HIGHLIGHT_MS);
    this.rove(node);
    this.scrolled();
    return true;
  }

  get live() {
    return this.last === null && !this.history.newer;
  }

  slice() {
    const { messages } = this.history;
    const shown = messages.filter(({ ts }) => (!this.first || ts >= this.first) && (!this.last || ts <= this.last));
    return this.live ? [...shown, ...this.pending] : shown;
  }

  /** Brings the page up to date; whoever reads further up keeps their place. */
  render({ hold = true } = {}) {
    const anchor = hold && !this.pinned ? this.anchor() : null;
    const rows = rowsOf(this.slice(), this.ctx, { newAfter: this.newAfter, root: this.root });
    patchRows(this, rows);
    this.edges();
    this.bar.refresh();
    if (anchor?.node.isConnected) this.node.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
    if (this.pinned) this.stick();
    if (!this.list.querySelector(".message[tabindex='0']"))
      this.rove([...this.list.querySelectorAll(".message")].at(-1), false);
    this.buttons();
  }

  anchor() {
    const edge = this.node.getBoundingClientRect().top;
    const nodes = this.list.querySelectorAll(".message, .system");
    const node = [...nodes].find((child) => child.getBoundingClientRect().bottom > edge);
    return node && { node, top: node.getBoundingClientRect().top };
  }

  edges() {
    const { messages, more } = this.history;
    const beyond = more || (this.first && messages[0]?.ts < this.first);
    const want = beyond ? "more" : "beginning";
    if (this.top.dataset.shows !== want || want === "beginning") {
      this.top.dataset.shows = want;
      this.top.replaceChildren(...(beyond ? [skeleton(3)] : [this.beginning?.()].filter(Boolean)));
    }
    this.bottom.replaceChildren(...(this.live ? [] : [skeleton(2)]));
  }

  stick() {
    this.node.scrollTop = this.node.scrollHeight;
    this.stuckAt = this.extent();
  }

  extent() {
    return `${this.node.scrollHeight}/${this.node.clientHeight}`;
  }

  get fromEnd() {
    return this.node.scrollHeight - this.node.clientHeight - this.node.scrollTop;
  }

  scrolled() {
    if (this.pinned && this.stuckAt !== this.extent()) this.stick(); // the page moved, not the reader
    this.pinned = this.live && this.fromEnd < AT_END;
    if (this.pinned && this.fresh) this.fresh = 0;
    this.buttons();
    this.deeds.seen?.(this.pinned);
    if (this.busy) return;
    if (this.node.scrollTop < NEAR) this.extend("older");
    else if (this.fromEnd < NEAR && !this.live) this.extend("later");
  }

  async extend(side) {
    const more = side === "older" ? this.hasOlder() : true;
    if (!more || !this.history.loaded) return;
    this.busy = true;
    try {
      await (side === "older" ? this.further() : this.nearer());
    } catch (failure) {
      this.ctx.toast(failure.message, { tone: "bad" });
    }
    requestAnimationFrame(() => {
      this.busy = false;
      if (side === "older" && this.node.scrollTop < NEAR && this.hasOlder()) this.extend("older");
    });
  }

  hasOlder() {
    return this.history.more || (this.first !== null && this.history.messages[0]?.ts < this.first);
  }

  /** One step up; what falls out at the lower end is drawn again when somebody comes back. */
  async further() {
    let at = this.indexOf(this.first);
    if (at < STEP && this.history.more) {
      await this.history.older();
      at = this.indexOf(this.first);
    }
    const { messages } = this.history;
    const from = Math.max(0, at - STEP);
    this.first = messages[from]?.ts ?? null;
    const end = this.last ? this.indexOf(this.last) : messages.length - 1;
    if (end - from >= MOST) this.last = messages[from + MOST - 1].ts;
    this.pinned = false;
    this.render();
  }

  async nearer() {
    let at = this.last ? this.indexOf(this.last) : this.history.messages.length - 1;
    if (at + STEP >= this.history.messages.length && this.history.newer) {
      await this.history.later();
      at = this.last ? this.indexOf(this.last) : at;
    }
    const { messages, newer } = this.history;
    const to = Math.min(messages.length - 1, at + STEP);
    this.last = to === messages.length - 1 && !newer ? null : (messages[to]?.ts ?? null);
    const from = this.first ? this.indexOf(this.first) : 0;
    if (to - from >= MOST) this.first = messages[to - MOST + 1].ts;
    this.render();
  }

  indexOf(ts) {
    const at = this.history.messages.findIndex((message) => message.ts >= ts);
    return at < 0 ? 0 : at;
  }

  /** Something changed in the history: draw it, and say that there is more below. */
  changed(message) {
    if (message) this.settle(message);
    const others = message && message.user !== this.ctx.me && !this.rows.has(message.ts);
    if (others && !this.pinned) this.fresh += 1;
    this.render();
  }

  /** A message of one's own has arrived: its stand-in goes. */
  settle(message) {
    const at = this.pending.findIndex((one) => one.sentTs === message.ts || (!one.sentTs && !one.failed));
    if (message.user === this.ctx.me && at >= 0 && !this.rows.has(message.ts)) this.pending.splice(at, 1);
  }

  async toNewest() {
    if (this.history.newer) await this.history.open();
    this.fresh = 0;
    this.newest();
  }

  /** To where the unread ones begin. */
  async toUnread() {
    const mark = () => this.list.querySelector(".new-mark");
    if (!mark()) {
      await this.history.openAround(this.newAfter);
      this.around(this.newAfter);
    }
    mark()?.scrollIntoView({ block: "center" });
    this.above.hidden = true;
  }

  buttons() {
    const away = this.fromEnd > 500 || !this.live;
    this.jump.hidden = !away && !this.fresh;
    const words = this.fresh ? `${this.fresh} new ${this.fresh === 1 ? "message" : "messages"}` : "Jump to newest";
    if (this.jump.dataset.words !== words) {
      this.jump.dataset.words = words;
      this.jump.replaceChildren(icon("arrowDown", 16), words);
    }
    this.unreadButton();
  }

  unreadButton() {
    const count = this.deeds.unread?.() ?? 0;
    const mark = this.list.querySelector(".new-mark");
    const edge = this.node.getBoundingClientRect().top;
    const hidden = !count || (mark && mark.getBoundingClientRect().top > edge - 8);
    if (this.above.hidden && !this.aboveSeen && !hidden) {
      this.above.replaceChildren(icon("arrowDown", 16), `${count} new`);
      this.above.hidden = false;
      this.aboveSeen = true;
    }
    if (hidden) this.above.hidden = true;
  }

  /** Arrows walk from message to message. */
  keyed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key))
      return;
    const from = event.target === this.node ? null : event.target;
    if (from && !from.row) return;
    event.preventDefault();
    const nodes = [...this.list.querySelectorAll(".message")];
    const at = from ? nodes.indexOf(from) : nodes.length;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (to >= nodes.length) this.deeds.focusComposer?.();
    else this.rove(nodes[Math.max(0, to)]);
  }

  /** The one message that Tab stops at. */
  rove(node, focus = true) {
    if (!node) return;
    this.list.querySelectorAll(".message[tabindex='0']").forEach((other) => other.setAttribute("tabindex", "-1"));
    node.setAttribute("tabindex", "0");
    if (focus) node.focus({ preventScroll: false });
  }

  leave() {
    this.sizes.disconnect();
    this.history.rest?.();
  }
}
