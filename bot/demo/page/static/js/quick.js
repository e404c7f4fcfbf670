// The quick switcher: type a few letters of a channel or a person, and be there.

import { dialog } from "./dialog.js";
import { openDirect, personOption } from "./direct.js";
import { h } from "./dom.js";
import { finder } from "./finder.js";
import { channelIcon } from "./header.js";
import { icon } from "./icons.js";
import { avatar, plain, searchPeople } from "./people.js";
import { go } from "./router.js";
import { isDirect, titleOf } from "./store.js";

const MOST = 9;

export function quickSwitch(ctx) {
  const search = finder({
    label: "Jump to a channel or a person",
    placeholder: "Jump to a channel or a person",
    find: (typed) => [{ label: typed ? "" : "Unread and recent", options: found(ctx, typed) }],
    choose: (option) => {
      shown.close();
      option.run();
    },
    none: "No channel or person by that name.",
  });
  const hint = h(
    "p",
    { class: "quick-hint" },
    key("↑"),
    key("↓"),
    " to move, ",
    key("Enter"),
    " to open, ",
    key("Esc"),
    " to close",
  );
  const shown = dialog({ title: "Jump to", bare: true, build: () => h("div", { class: "quick" }, search.node, hint) });
}

const key = (name) => h("kbd", {}, name);

function found(ctx, typed) {
  const wanted = plain(typed).replace(/^[#@]/, "");
  const places = [...channelOptions(ctx, wanted), ...homeOption(ctx, wanted)];
  if (!wanted) return places.slice(0, MOST);
  const people = searchPeople(
    ctx.people().filter((one) => !one.deleted && !one.whoknows),
    wanted,
  );
  return [...places, ...people.map((person) => personChoice(ctx, person))].slice(0, MOST);
}

function channelOptions(ctx, wanted) {
  const fits = (one) => plain(titleOf(one, ctx)).includes(wanted) && (wanted ? !directWithOne(one, ctx) : one.member);
  const all = ctx.channels().filter((one) => fits(one) && !(one.archived && !wanted));
  const rank = (one) => (plain(titleOf(one, ctx)).startsWith(wanted) ? 1 : 0);
  const sorted = all.sort((a, b) => {
    if (wanted) return rank(b) - rank(a) || b.member - a.member || titleOf(a, ctx).localeCompare(titleOf(b, ctx));
    return (b.unread > 0) - (a.unread > 0) || (b.last || "").localeCompare(a.last || "");
  });
  return sorted.map((one) => ({ key: one.id, node: placeNode(ctx, one), run: () => go(`#/${one.id}`) }));
}

/** People are found by name anyhow: not twice. */
const directWithOne = (channel, ctx) => channel.kind === "im" && channel.id !== ctx.bot.dm;

function placeNode(ctx, channel) {
  const direct = isDirect(channel);
  const mark = direct ? avatar(ctx.person(channel.with[0] ?? ctx.me), 24) : channelIcon(channel, 20);
  return h(
    "span",
    { class: channel.unread ? "quick-place unread" : "quick-place" },
    h("span", { class: "quick-mark" }, mark),
    h("span", { class: "quick-name" }, titleOf(channel, ctx)),
    channel.topic && h("span", { class: "quick-aside" }, channel.topic),
    channel.member ? null : h("span", { class: "quick-aside" }, "not joined"),
    channel.unread ? h("span", { class: "badge" }, channel.mentions || channel.unread) : null,
  );
}

function homeOption(ctx, wanted) {
  if (wanted && !"home whoknows".includes(wanted)) return [];
  const node = h(
    "span",
    { class: "quick-place" },
    h("span", { class: "quick-mark" }, icon("home", 20)),
    h("span", { class: "quick-name" }, `${ctx.bot.title} Home`),
  );
  return [{ key: "home", node, run: () => go("#/home") }];
}

const personChoice = (ctx, person) => ({
  key: person.id,
  node: personOption(person),
  run: () => openDirect(ctx, [person.id]),
});
