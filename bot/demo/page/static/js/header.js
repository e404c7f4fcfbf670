// The head of a conversation, what stands before its first message, and what stands where nobody may write.

import { get } from "./api.js";
import { dialog } from "./dialog.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar, nameOf, presence, searchPeople, tag } from "./people.js";
import { go } from "./router.js";
import { isDirect, partner, spoken, titleOf } from "./store.js";
import { cityOf, clockIn } from "./when.js";

/** The mark before a channel's name: # or a lock. */
export const channelIcon = (channel, size = 20) => icon(channel.kind === "group" ? "lock" : "hash", size);

export function header(ctx, channel) {
  if (channel.id === ctx.bot.dm) return appHeader(ctx, "messages");
  return h(
    "header",
    { class: "head" },
    h("div", { class: "head-main" }, isDirect(channel) ? personTitle(ctx, channel) : channelTitle(ctx, channel)),
    isDirect(channel) ? null : membersButton(ctx, channel),
  );
}

function channelTitle(ctx, channel) {
  const open = (event) => channelMenu(ctx, channel, event.currentTarget);
  return [
    h(
      "h1",
      { class: "head-title" },
      h(
        "button",
        { type: "button", class: "head-button", "aria-haspopup": "menu", on: { click: open } },
        channelIcon(channel),
        h("span", { class: "head-name" }, channel.name),
        icon("chevronDown", 16),
      ),
    ),
    channel.archived && h("span", { class: "tag" }, "Archived"),
    channel.shared && h("span", { class: "tag" }, "Shared"),
    channel.topic && h("p", { class: "head-topic" }, mrkdwn(channel.topic, ctx)),
  ];
}

function personTitle(ctx, channel) {
  const people = (channel.with.length ? channel.with : [ctx.me]).map((id) => ctx.person(id));
  const [person] = people;
  const open = (event) => ctx.openPerson(person.id, event.currentTarget);
  const faces = people.slice(0, 3).map((one) => avatar(one, 24));
  const group = people.length > 1;
  return [
    h(
      "h1",
      { class: "head-title" },
      h(
        "button",
        { type: "button", class: "head-button", on: { click: open } },
        h("span", { class: "head-faces" }, faces),
        h("span", { class: "head-name" }, titleOf(channel, ctx)),
        group ? null : presence(person),
      ),
    ),
    group ? null : h("p", { class: "head-topic" }, about(person, ctx)),
  ];
}

function about(person, ctx) {
  const there = person.tz && `${clockIn(ctx.now(), person.tz)} in ${cityOf(person.tz)}`;
  return [person.title, there].filter(Boolean).join(" · ");
}

/** Whoknows has two sides: its Home and the conversation with it. */
export function appHeader(ctx, on) {
  const tab = (name, words, href) => h("a", { class: "tab", href, "aria-current": on === name ? "page" : null }, words);
  return h(
    "header",
    { class: "head app-head" },
    h(
      "div",
      { class: "head-main" },
      h(
        "h1",
        { class: "head-title" },
        h(
          "span",
          { class: "head-button still" },
          avatar(ctx.person(ctx.bot.user), 24),
          ctx.bot.title,
          tag({ is_bot: true }),
        ),
      ),
    ),
    h(
      "nav",
      { class: "tabs", "aria-label": ctx.bot.title },
      tab("home", "Home", "#/home"),
      tab("messages", "Messages", `#/${ctx.bot.dm}`),
    ),
  );
}

function membersButton(ctx, channel) {
  const words = channel.members === 1 ? "1 member" : `${channel.members} members`;
  return h(
    "button",
    {
      type: "button",
      class: "members",
      "aria-label": `${words}, see who`,
      dataset: { tip: words },
      on: { click: () => showMembers(ctx, channel) },
    },
    icon("people", 18),
    h("span", {}, channel.members),
  );
}

function channelMenu(ctx, channel, anchor) {
  const leave = async () => {
    if (await ctx.act("leave", { channel: channel.id })) ctx.toast(`You left #${channel.name}.`);
  };
  const items = [
    { label: "See members", icon: "people", run: () => showMembers(ctx, channel) },
    { label: "About this channel", icon: "info", run: () => showAbout(ctx, channel) },
    channel.member && null,
    channel.member && { label: "Leave channel", icon: "close", danger: true, run: leave },
  ];
  menu(
    anchor,
    items.filter((item) => item !== false),
    { label: `#${channel.name}` },
  );
}

function showAbout(ctx, channel) {
  const entry = (name, words) => words && [h("dt", {}, name), h("dd", {}, mrkdwn(words, ctx))];
  const kind = channel.kind === "group" ? "Private: only its members see it" : "Public: everybody may join";
  const list = h("dl", { class: "about" }, [
    entry("Topic", channel.topic),
    entry("Description", channel.purpose),
    entry("Kind", kind),
    entry("Members", String(channel.members)),
  ]);
  dialog({ title: `#${channel.name}`, build: () => h("div", { class: "dialog-body" }, list) });
}

async function showMembers(ctx, channel) {
  const found = h("div", { class: "people-list" }, h("p", { class: "quiet" }, "Loading"));
  const search = h("input", {
    class: "entry",
    type: "search",
    placeholder: "Find a member",
    "aria-label": "Find a member",
  });
  const shown = dialog({
    title: `In #${channel.name}`,
    build: () => h("div", { class: "dialog-body" }, search, found),
  });
  const { members } = await get("/page/members", { channel: channel.id });
  const people = members.map((id) => ctx.person(id)).sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const open = (person) => (event) => ctx.openPerson(person.id, event.currentTarget);
  const draw = () => {
    const fitting = searchPeople(people, search.value).slice(0, 200);
    fill(
      found,
      fitting.map((person) => memberRow(person, open(person))),
    );
    if (!fitting.length) fill(found, h("p", { class: "quiet" }, "Nobody here by that name."));
  };
  search.addEventListener("input", draw);
  draw();
  return shown;
}

function memberRow(person, open) {
  return h(
    "button",
    { type: "button", class: "person-row", on: { click: open } },
    avatar(person, 36),
    h("span", { class: "person-words" }, h("b", {}, nameOf(person)), h("span", {}, person.title)),
    tag(person),
    presence(person),
  );
}

/** What stands above the very first message. */
export function beginning(ctx, channel) {
  if (!channel) return null;
  if (isDirect(channel)) return directBeginning(ctx, channel);
  const words = channel.purpose || channel.topic;
  return h(
    "div",
    { class: "beginning" },
    h("span", { class: "beginning-mark" }, channelIcon(channel, 28)),
    h("h2", {}, channel.name),
    h("p", {}, `This is where #${channel.name} begins. `, words && mrkdwn(words, ctx)),
  );
}

function directBeginning(ctx, channel) {
  const person = ctx.person(partner(channel, ctx));
  const words = person.whoknows
    ? "Ask who knows something, in your own words, or type /whoknows help."
    : person.id === ctx.me
      ? "Your own space: notes, drafts, links to keep."
      : `This is the beginning of your conversation with ${titleOf(channel, ctx)}.`;
  return h(
    "div",
    { class: "beginning" },
    avatar(person, 56),
    h("h2", {}, titleOf(channel, ctx), " ", tag(person)),
    h("p", {}, words),
  );
}

/** In place of the composer: join first, or nothing is written here any more. */
export function bar(ctx, channel) {
  if (channel.archived)
    return h("div", { class: "bar" }, h("p", {}, `#${channel.name} is archived. You can read it, nobody can write.`));
  const join = async () => {
    if (await ctx.act("join", { channel: channel.id })) go(`#/${channel.id}`);
  };
  return h(
    "div",
    { class: "bar" },
    h("p", {}, "You are looking at ", h("b", {}, spoken(channel, ctx))),
    h("button", { type: "button", class: "button primary", on: { click: join } }, "Join channel"),
  );
}
