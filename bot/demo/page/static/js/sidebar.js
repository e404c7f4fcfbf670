// The side of the page: the workspace, its channels, direct messages and the app, each with what is unread.

import { browseChannels } from "./browse.js";
import { newDirect } from "./direct.js";
import { fill, h } from "./dom.js";
import { channelIcon } from "./header.js";
import { icon } from "./icons.js";
import { avatar, plain, presence } from "./people.js";
import { route } from "./router.js";
import { isDirect, partner, titleOf } from "./store.js";

const QUIET_DIRECTS = 12;

/** The navigation; it follows the workspace and the address by itself. */
export function sidebar(ctx) {
  const channels = section("Channels", () => browseChannels(ctx), "Browse channels");
  const directs = section("Direct messages", () => newDirect(ctx), "New message");
  const apps = section("Apps");
  const nav = h(
    "nav",
    { class: "side", "aria-label": ctx.team.name, dataset: { part: "sidebar" } },
    head(ctx),
    h("div", { class: "side-scroll" }, apps.node, channels.node, directs.node),
  );
  let closed = new Set();
  const draw = () => {
    const here = route();
    fill(apps.list, ...appRows(ctx, here));
    fill(channels.list, ...channelRows(ctx, here), browseRow(ctx));
    fill(directs.list, ...directRows(ctx, here), newRow(ctx));
  };
  const later = once(draw);
  ["channel", "channel_gone", "person", "home"].forEach((kind) => ctx.subscribe(kind, later));
  addEventListener("hashchange", later);
  draw();
  return nav;
}

/** Many changes in one breath are one drawing; the focus stays on its row. */
function once(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const held = document.activeElement?.closest?.(".side-row")?.getAttribute("href");
      draw();
      if (held) document.querySelector(`.side-row[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
    });
  };
}

function head(ctx) {
  return h(
    "header",
    { class: "side-head" },
    h("span", { class: "side-team" }, ctx.team.name),
    h(
      "button",
      {
        type: "button",
        class: "side-compose",
        "aria-label": "New message",
        dataset: { tip: "New message" },
        on: { click: () => newDirect(ctx) },
      },
      icon("compose"),
    ),
  );
}

function section(title, add, words) {
  const list = h("ul", { class: "side-list" });
  const id = `side-${plain(title).replace(/\W/g, "-")}`;
  const fold = h(
    "button",
    { type: "button", class: "side-fold", "aria-expanded": "true", "aria-controls": id },
    icon("chevronDown", 16),
    title,
  );
  list.id = id;
  fold.addEventListener("click", () => {
    const open = fold.getAttribute("aria-expanded") !== "true";
    fold.setAttribute("aria-expanded", String(open));
    list.classList.toggle("folded", !open);
  });
  const plus =
    add &&
    h(
      "button",
      { type: "button", class: "side-add", "aria-label": words, dataset: { tip: words }, on: { click: add } },
      icon("plus", 16),
    );
  return { list, node: h("section", { class: "side-section" }, h("h2", { class: "side-title" }, fold, plus), list) };
}

/** One line of the sidebar. */
function row({ href, id, mark, words, unread = 0, mentions = 0, here, muted, aside }) {
  const style = ["side-row", unread ? "unread" : "", muted ? "muted" : ""].filter(Boolean).join(" ");
  const count = mentions ? (mentions > 99 ? "99+" : String(mentions)) : null;
  return h(
    "li",
    {},
    h(
      "a",
      { class: style, href, "aria-current": here ? "page" : null, dataset: id ? { channel: id } : {} },
      mark,
      h("span", { class: "side-words" }, words),
      aside,
      unread && !count ? h("span", { class: "unseen" }, `, ${unread} unread`) : null,
      count && h("span", { class: "badge" }, count, h("span", { class: "unseen" }, " for you")),
    ),
  );
}

const isHere = (here, id) => here.place === "channel" && here.channel === id;

function channelRows(ctx, here) {
  const shown = ctx
    .channels()
    .filter((one) => !isDirect(one) && ((one.member && !one.archived) || isHere(here, one.id)));
  shown.sort((a, b) => a.name.localeCompare(b.name));
  return shown.map((one) =>
    row({
      href: `#/${one.id}`,
      id: one.id,
      mark: h("span", { class: "side-mark" }, channelIcon(one, 18)),
      words: one.name,
      unread: one.unread,
      mentions: one.mentions,
      here: isHere(here, one.id),
      muted: !one.member,
    }),
  );
}

/** Those with something unread, then the newest; one's own space and the app stand elsewhere. */
function directRows(ctx, here) {
  const shown = ctx.channels().filter((one) => isDirect(one) && one.id !== ctx.bot.dm);
  shown.sort((a, b) => (b.unread > 0) - (a.unread > 0) || (b.last || "").localeCompare(a.last || ""));
  const kept = shown.filter((one, at) => at < QUIET_DIRECTS || one.unread || isHere(here, one.id));
  return kept.map((one) => directRow(ctx, one, here));
}

function directRow(ctx, channel, here) {
  const person = ctx.person(partner(channel, ctx));
  const group = channel.kind === "mpim";
  const mark = group
    ? h("span", { class: "side-mark" }, h("span", { class: "side-many", "aria-hidden": "true" }, channel.with.length))
    : h("span", { class: "side-mark face" }, avatar(person, 20), presence(person));
  const status = !group && person.status_emoji && ctx.emoji(person.status_emoji);
  return row({
    href: `#/${channel.id}`,
    id: channel.id,
    mark,
    words: [titleOf(channel, ctx), person.id === ctx.me && !group ? h("span", { class: "side-you" }, "you") : null],
    unread: channel.unread,
    mentions: channel.mentions || channel.unread,
    here: isHere(here, channel.id),
    aside: status && h("span", { class: "side-status", title: person.status_text }, status),
  });
}

function appRows(ctx, here) {
  const { bot } = ctx;
  const channel = ctx.channel(bot.dm);
  const unread = channel?.unread ?? 0;
  return [
    row({
      href: `#/${bot.dm}`,
      id: bot.dm,
      mark: h("span", { class: "side-mark face" }, avatar(ctx.person(bot.user), 20)),
      words: bot.title,
      unread,
      mentions: unread,
      here: isHere(here, bot.dm),
    }),
    row({
      href: "#/home",
      mark: h("span", { class: "side-mark" }, icon("home", 18)),
      words: "Home",
      here: here.place === "home",
    }),
  ];
}

const doRow = (words, run) =>
  h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "side-row do", on: { click: run } },
      h("span", { class: "side-mark" }, icon("plus", 16)),
      words,
    ),
  );

const browseRow = (ctx) => doRow("Browse channels", () => browseChannels(ctx));
const newRow = (ctx) => doRow("Write to somebody", () => newDirect(ctx));
