// Rich text as Slack keeps it: sections, lists, quotes and code, with styled pieces in them.

import { h } from "./dom.js";
import { broadcastChip, channelChip, dateMark, emojiMark, groupChip, link, personChip } from "./mrkdwn-parts.js";

const STYLES = [
  ["code", "code", "mrk-code"],
  ["bold", "strong", "mrk-bold"],
  ["italic", "em", "mrk-italic"],
  ["strike", "s", "mrk-strike"],
  ["underline", "u", "mrk-underline"],
  ["highlight", "mark", "mrk-highlight"],
];

const GROUPS = {
  rich_text_section: (group, ctx) => h("div", { class: "rich-section", dir: "auto" }, ...pieces(group, ctx)),
  rich_text_quote: (group, ctx) => h("blockquote", { class: "mrk-quote", dir: "auto" }, ...pieces(group, ctx)),
  rich_text_preformatted: (group, ctx) => {
    const props = { class: "mrk-pre", tabindex: "0", role: "group", "aria-label": "Code" };
    return h("pre", props, h("code", {}, ...pieces(group, ctx)));
  },
  rich_text_list: list,
};

const PIECES = {
  text: (piece) => piece.text,
  link: (piece, ctx) => link(piece.url, piece.text || null, ctx),
  user: (piece, ctx) => personChip(piece.user_id, ctx),
  usergroup: (piece) => groupChip(piece.usergroup_id, ""),
  channel: (piece, ctx) => channelChip(piece.channel_id, "", ctx),
  team: (piece, ctx) => h("span", { class: "chip" }, `@${ctx.team?.name ?? piece.team_id}`),
  emoji: (piece, ctx) => emojiMark(toned(piece), ctx, piece.unicode),
  broadcast: (piece) => broadcastChip(piece.range),
  color: (piece) => swatch(piece.value),
  date: (piece, ctx) => {
    const { timestamp, format, url, fallback } = piece;
    return dateMark({ seconds: Number(timestamp), pattern: format, url, fallback }, ctx);
  },
};

const toned = ({ name, skin_tone: tone }) => (tone ? `${name}::skin-tone-${tone}` : name);

/** A rich_text block, or one inside a cell. */
export function richText(block, ctx) {
  return h("div", { class: "rich" }, ...(block.elements ?? []).map((group) => grouped(group, ctx)));
}

/** Its words alone. */
export function richWords(block) {
  if (Array.isArray(block)) return block.map(richWords).join("");
  if (!block || typeof block !== "object") return "";
  const own = block.text ?? block.url ?? (block.type === "emoji" ? `:${block.name}:` : "");
  const line = ["rich_text_section", "rich_text_quote", "rich_text_preformatted"].includes(block.type) ? "\n" : "";
  const inner = (block.elements ?? []).map(richWords).join("");
  return typeof own === "string" ? `${own}${inner}${line}` : inner;
}

function grouped(group, ctx) {
  const draw = GROUPS[group.type];
  return draw ? draw(group, ctx) : strange(group);
}

function list(group, ctx) {
  const depth = Math.min(Number(group.indent) || 0, 8);
  const ordered = group.style === "ordered";
  const start = ordered && group.offset ? Number(group.offset) + 1 : null;
  const props = { class: `rich-list rich-depth-${depth} rich-kind-${depth % 3}`, start };
  const items = (group.elements ?? []).map((one) => h("li", { dir: "auto" }, inItem(one, ctx)));
  return h(ordered ? "ol" : "ul", props, ...items);
}

const inItem = (one, ctx) => (one.type === "rich_text_section" ? pieces(one, ctx) : grouped(one, ctx));

function pieces(group, ctx) {
  return (group.elements ?? []).map((piece) => styled(piece, PIECES[piece.type]?.(piece, ctx) ?? strange(piece)));
}

function styled(piece, node) {
  const style = piece.style ?? {};
  return STYLES.reduce((inner, [name, tag, cls]) => (style[name] ? h(tag, { class: cls }, inner) : inner), node);
}

function swatch(value) {
  const sample = h("span", { class: "rich-colour" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) sample.style.backgroundColor = value;
  return h("span", { class: "chip" }, sample, value);
}

function strange(piece) {
  return h("span", { class: "block-unknown-inline" }, `[${String(piece?.type ?? "unknown")}]`);
}
