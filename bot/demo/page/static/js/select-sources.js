// Where the options of a menu come from: the block itself, the people and channels of the workspace, or the bot.

import { act } from "./api.js";
import { sketch } from "./blocks-icons.js";
import { h } from "./dom.js";
import { avatar } from "./people.js";

const SHORTEST_QUERY = 3;

/** What a menu asks: {groups(typed), known(value), needs, asks}. `value` is what goes to the bot. */
export function source(element, spot) {
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "external_select") return external(element, spot);
  if (kind === "users_select")
    return local([{ options: people(spot.at.ctx) }], (id) => personOption(spot.at.ctx.person(id)));
  if (kind === "channels_select")
    return local([{ options: rooms(spot.at.ctx, { include: ["public"] }) }], roomOf(spot.at.ctx));
  if (kind === "conversations_select") {
    return local([{ options: rooms(spot.at.ctx, element.filter ?? {}) }], roomOf(spot.at.ctx));
  }
  return local(offered(element));
}

function offered(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.map((group) => ({
    label: group.label?.text ?? "",
    options: group.options.map(written),
  }));
}

function written(option) {
  return { value: option.value, text: option.text.text, about: option.description?.text ?? "" };
}

function local(groups, name) {
  const all = groups.flatMap((group) => group.options);
  return {
    needs: 0,
    asks: false,
    groups: (typed) => filtered(groups, typed),
    known: (value) => all.find((option) => option.value === value) ?? name?.(value) ?? null,
  };
}

/** Options in which every typed word begins a word. */
function filtered(groups, typed) {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  if (!wanted.length) return groups;
  const fits = (option) => {
    const words = ` ${folded(`${option.text} ${option.about ?? ""} ${option.also ?? ""}`)}`;
    return wanted.every(
      (part) => words.includes(` ${part}`) || words.includes(`#${part}`) || words.includes(`-${part}`),
    );
  };
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function external(element, spot) {
  const seen = new Map();
  const keep = (option) => {
    const value = option.value;
    const whole = { text: { type: "plain_text", text: option.text, emoji: true }, value };
    seen.set(value, { value, text: option.text, about: option.description ?? "", sends: whole });
    return seen.get(value);
  };
  return {
    needs: element.min_query_length ?? SHORTEST_QUERY,
    asks: true,
    async groups(typed) {
      const body = { on: spot.at.on, block_id: spot.block.block_id, action_id: element.action_id, typed };
      const { options } = await act("search", body);
      return [{ label: "", options: (options ?? []).map(keep) }];
    },
    known(value) {
      if (!value) return null;
      return { value: value.value, text: value.text?.text ?? value.value, sends: value };
    },
  };
}

function people(ctx) {
  const here = ctx.people().filter((person) => !person.deleted);
  return here.map(personOption).sort((one, other) => one.text.localeCompare(other.text));
}

function personOption(person) {
  if (!person) return null;
  const { id, real_name: full, name, title, is_bot: bot } = person;
  return {
    value: id,
    text: full || name || id,
    about: bot ? "App" : title,
    also: name,
    mark: () => avatar(person, 20),
  };
}

const SHOWN = { public: "channel", private: "group", im: "im", mpim: "mpim" };

function rooms(ctx, filter) {
  const kinds = (filter.include ?? Object.keys(SHOWN)).map((kind) => SHOWN[kind]);
  const fits = (room) =>
    kinds.includes(room.kind) && !room.archived && !(filter.exclude_external_shared_channels && room.shared);
  const bots = (room) => filter.exclude_bot_users && room.kind === "im" && ctx.person(room.with?.[0])?.is_bot;
  const options = ctx
    .channels()
    .filter((room) => fits(room) && !bots(room))
    .map((room) => roomOption(room, ctx));
  return options.sort((one, other) => one.text.localeCompare(other.text));
}

const roomOf = (ctx) => (id) => {
  const room = ctx.channel(id);
  return room ? roomOption(room, ctx) : { value: id, text: id };
};

function roomOption(room, ctx) {
  const direct = room.kind === "im" || room.kind === "mpim";
  const text = direct ? (room.with ?? []).map((id) => ctx.person(id)?.real_name || id).join(", ") : room.name;
  const mark = () =>
    h(
      "span",
      { class: "option-sign", "aria-hidden": "true" },
      room.kind === "group" ? sketch("lock") : direct ? "@" : "#",
    );
  return { value: room.id, text: text || room.name, mark };
}
