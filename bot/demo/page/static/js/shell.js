// Puts the parts of the page together and shows what the address names.

import { Conversation } from "./channel.js";
import { h } from "./dom.js";
import { appHeader } from "./header.js";
import { home } from "./home.js";
import { showModals } from "./modal.js";
import { progressBar } from "./progress.js";
import { addressOf, go, onRoute, route } from "./router.js";
import { sidebar } from "./sidebar.js";
import { skeleton } from "./skeleton.js";
import { isDirect, spoken } from "./store.js";
import { Thread } from "./thread.js";
import { topbar } from "./topbar.js";

const SMALL = matchMedia("(max-width: 767px)");

export class Shell {
  constructor(ctx) {
    Object.assign(this, { ctx, view: null, thread: null });
    this.main = h("main", { class: "main", id: "main", tabindex: "-1" });
    this.side = sidebar(ctx);
    this.veil = h("div", { class: "veil", on: { click: () => this.showSide(false) } });
    this.body = h("div", { class: "body" }, this.side, this.veil, this.main);
    this.top = topbar(ctx, { toggleSide: () => this.showSide(!this.body.classList.contains("side-open")) });
    this.node = h("div", { class: "page" }, this.top, progressBar(ctx), this.body);
  }

  start(place) {
    place.replaceChildren(this.node);
    onRoute((to) => this.show(to));
    this.ctx.subscribe("channel_gone", ({ id }) => this.view?.id === id && this.toStart());
    this.ctx.subscribe("home", () => this.view?.drawHome?.());
    this.ctx.subscribe("views", ({ views }) => showModals(views, this.ctx));
    showModals(this.ctx.state.views, this.ctx);
    this.ctx.subscribe("channel", () => this.title());
    SMALL.addEventListener("change", () => this.showSide(false));
    this.side.addEventListener("click", (event) => event.target.closest("a") && this.showSide(false));
    this.inertSide();
    document.querySelector(".skip")?.addEventListener("click", (event) => this.skip(event));
    return this.show(route());
  }

  async show(to) {
    if (to.place === "start") return this.toStart();
    if (to.place === "home") return this.showHome();
    if (!this.ctx.channel(to.channel)) return this.notHere(to.channel);
    remember(this.ctx, to.channel);
    this.turn = (this.turn ?? 0) + 1;
    const { turn } = this;
    const same = this.view?.id === to.channel;
    const inThread = to.thread && to.thread !== this.thread?.root;
    if (!same) await this.open(new Conversation(this.ctx, to.channel), to);
    else if (to.at && !to.thread) await this.view.point(to.at);
    if (turn !== this.turn) return undefined;
    await this.showThread(to);
    if (!inThread && !to.at && !same) this.focusWhereOneWrites();
    this.title();
    return undefined;
  }

  async open(view, { at, thread }) {
    this.view?.leave();
    this.closeThread();
    this.view = view;
    this.main.replaceChildren(view.node);
    await view.show({ at: thread ? null : at });
  }

  async showThread({ channel, thread, at }) {
    if (!thread) {
      const had = this.thread;
      this.closeThread();
      if (had && !SMALL.matches) this.view.focus();
      return;
    }
    if (this.thread?.root === thread && this.thread.channel === channel) {
      if (at) this.thread.point(at);
      return;
    }
    this.closeThread();
    this.thread = new Thread(this.ctx, channel, thread);
    this.main.append(this.thread.node);
    this.main.classList.add("with-pane");
    await this.thread.show({ at });
    if (!at) this.thread?.focus();
  }

  closeThread() {
    this.thread?.leave();
    this.thread?.node.remove();
    this.thread = null;
    this.main.classList.remove("with-pane");
  }

  /** Home as the bot has drawn it; it is told each time somebody looks. */
  showHome() {
    this.view?.leave();
    this.closeThread();
    const { ctx } = this;
    const place = h("div", {
      class: "home-place",
      dataset: { part: "home" },
      tabindex: "0",
      role: "region",
      "aria-label": "Home",
    });
    const drawHome = () => place.replaceChildren(ctx.state.home ? home(ctx.state.home, ctx) : skeleton(5));
    const node = h(
      "section",
      { class: "conversation", "aria-label": `${ctx.bot.title} Home` },
      appHeader(ctx, "home"),
      place,
    );
    this.view = { id: "home", node, drawHome, leave() {}, focus: () => place.focus() };
    this.main.replaceChildren(node);
    drawHome();
    ctx.act("open_home", {}).then(() => ctx.state.home || place.replaceChildren(home(null, ctx)));
    this.title();
  }

  toStart() {
    const channels = this.ctx.channels().filter((one) => one.member && !one.archived && !isDirect(one));
    const kept = channels.find(({ id }) => id === remembered(this.ctx));
    const first = kept ?? channels.find(({ name }) => name === "general") ?? channels[0];
    go(first ? `#/${first.id}` : "#/home", { replace: true });
  }

  /** Of somebody else's conversation with the bot: whoever became another person means their own. */
  notHere(id = "") {
    if (id.startsWith("D")) {
      go(`#/${this.ctx.bot.dm}`, { replace: true });
      return;
    }
    this.ctx.toast("That conversation is not there, or not for you.", { tone: "info" });
    this.toStart();
  }

  /** "(3) #sales · Harbour & Pine": what waits can be seen from another tab. */
  title() {
    const waiting = this.ctx
      .channels()
      .reduce((sum, channel) => sum + (isDirect(channel) ? channel.unread : channel.mentions), 0);
    const channel = this.ctx.channel(this.view?.id);
    const place = channel ? spoken(channel, this.ctx) : "Home";
    document.title = `${waiting ? `(${waiting}) ` : ""}${place} · ${this.ctx.team.name}`;
  }

  showSide(open) {
    const shown = open && SMALL.matches;
    this.body.classList.toggle("side-open", shown);
    this.top.querySelector(".top-menu").setAttribute("aria-expanded", String(shown));
    this.inertSide();
    if (shown) this.side.querySelector("a[aria-current], a")?.focus();
  }

  /** A closed drawer is not to be reached by Tab. */
  inertSide() {
    this.side.inert = SMALL.matches && !this.body.classList.contains("side-open");
  }

  /** The address says where one is: the link over everything moves the focus alone. */
  skip(event) {
    event.preventDefault();
    this.main.focus();
  }

  // -- what keys.js asks for

  escape() {
    if (this.body.classList.contains("side-open")) this.showSide(false);
    else if (this.thread) go(addressOf(this.thread.channel));
    else this.view?.focus?.();
  }

  step(by, unreadOnly) {
    const rows = [...this.side.querySelectorAll("a.side-row")].filter((row) => row.offsetParent);
    const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
    const order = rows.map((_, index) => rows[(at + by * (index + 1) + rows.length * 2) % rows.length]);
    const next = order.find((row) => !unreadOnly || row.classList.contains("unread"));
    if (next) go(next.getAttribute("href"));
  }

  typeInto(letter) {
    const composer = (this.thread ?? this.view)?.composer;
    composer?.insert(letter);
  }

  /** On a small screen a keyboard would jump up: only where there is a real one. */
  focusWhereOneWrites() {
    if (!SMALL.matches && matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]"))
      this.view?.focus();
  }
}

const key = (ctx) => `whoknows-place-${ctx.team.id}-${ctx.me}`;

function remember(ctx, id) {
  try {
    sessionStorage.setItem(key(ctx), id);
  } catch {
    // then the next start is in the first channel
  }
}

function remembered(ctx) {
  try {
    return sessionStorage.getItem(key(ctx));
  } catch {
    return null;
  }
}
