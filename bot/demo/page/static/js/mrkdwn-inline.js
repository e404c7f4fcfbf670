// Reads one line of Slack's mrkdwn: emphasis, code, links, mentions, dates, emoji. Whatever is no mark stays as typed.

import { h } from "./dom.js";
import { broadcastChip, channelChip, dateMark, emojiMark, groupChip, link, personChip } from "./mrkdwn-parts.js";

const MARKS = { "*": ["strong", "mrk-bold"], _: ["em", "mrk-italic"], "~": ["s", "mrk-strike"] };
const WORD = /[\p{L}\p{N}]/u;
const EMOJI = /:([a-z0-9_+'-]{1,80}?(?:::skin-tone-[2-6])?):/iy;
const ADDRESS = /https?:\/\/[^\s<>|*`]+/iy;

/** Slack's three entities, and no others. */
function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** The nodes of one line. `options`: {still: nothing may be pressed, verbatim: addresses are not linked}. */
export function inline(text, ctx, options = {}) {
  return new Line(text, ctx, options).read(0, text.length, "");
}

/** What stands between < and >: a node, or null where it means nothing to Slack. */
function angle(inner, ctx, options = {}) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : decoded(inner.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(target)) return personChip(target.slice(1), ctx, options);
  if (/^#[A-Z0-9]+$/.test(target)) return channelChip(target.slice(1), label, ctx, options);
  if (target.startsWith("!")) return special(target.slice(1), label, ctx, options);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return link(decoded(target), label || null, ctx, options);
  return null;
}

function special(target, label, ctx, options) {
  if (["here", "channel", "everyone"].includes(target)) return broadcastChip(target);
  const [kind, ...rest] = target.split("^");
  if (kind === "subteam" && rest[0]) return groupChip(rest[0], label);
  if (kind === "date" && /^-?\d+$/.test(rest[0] ?? "") && rest[1]) {
    const [stamp, pattern, url] = rest;
    const date = { seconds: Number(stamp), pattern: decoded(pattern), url: url && decoded(url), fallback: label };
    return dateMark(date, ctx, options);
  }
  return label ? document.createTextNode(label) : null;
}

class Line {
  constructor(text, ctx, options) {
    Object.assign(this, { text, ctx, options });
    this.closed = {}; // per mark: from here to the end of the range no closing one was found
  }

  /** The nodes between two places; `inside` holds the marks that are open already. */
  read(start, end, inside) {
    const nodes = [];
    let plain = start;
    let at = start;
    while (at < end) {
      const found = this.token(at, end, inside);
      if (found) {
        nodes.push(...this.words(plain, at), found.node);
        at = plain = found.end;
      } else at += 1;
    }
    return [...nodes, ...this.words(plain, end)];
  }

  words(start, end) {
    return start < end ? [document.createTextNode(decoded(this.text.slice(start, end)))] : [];
  }

  token(at, end, inside) {
    const sign = this.text[at];
    if (sign === "<") return this.angled(at, end);
    if (sign === "`") return this.code(at, end);
    if (sign === ":") return this.emoji(at, end);
    if (sign in MARKS) return this.emphasis(sign, at, end, inside);
    if ((sign === "h" || sign === "H") && !this.options.verbatim) return this.address(at, end);
    return null;
  }

  angled(at, end) {
    const close = this.text.indexOf(">", at + 1);
    if (close < 0 || close >= end) return null;
    const node = angle(this.text.slice(at + 1, close), this.ctx, this.options);
    return node && { node, end: close + 1 };
  }

  code(at, end) {
    const close = this.codeEnd(at, end);
    if (close < 0) return null;
    return {
      node: h("code", { class: "mrk-code" }, ...literal(this.text.slice(at + 1, close), this.ctx)),
      end: close + 1,
    };
  }

  codeEnd(at, end) {
    const close = this.text.indexOf("`", at + 1);
    return close > at + 1 && close < end && this.text.slice(at + 1, close).trim() ? close : -1;
  }

  emoji(at, end) {
    EMOJI.lastIndex = at;
    const found = EMOJI.exec(this.text);
    if (!found || at + found[0].length > end) return null;
    const node = emojiMark(found[1].toLowerCase(), this.ctx);
    return node.nodeType === Node.TEXT_NODE ? null : { node, end: at + found[0].length };
  }

  address(at, end) {
    if (at > 0 && WORD.test(this.text[at - 1])) return null;
    ADDRESS.lastIndex = at;
    const found = ADDRESS.exec(this.text);
    if (!found || at + found[0].length > end) return null;
    const url = found[0].replace(/[.,;:!?'"_~)\]]+$/, "");
    return { node: link(decoded(url), null, this.ctx, this.options), end: at + url.length };
  }

  emphasis(sign, at, end, inside) {
    if (inside.includes(sign) || !this.opens(at, end)) return null;
    const close = this.closing(sign, at + 1, end);
    if (close < 0) return null;
    const [tag, cls] = MARKS[sign];
    return { node: h(tag, { class: cls }, ...this.read(at + 1, close, inside + sign)), end: close + 1 };
  }

  /** Not in the middle of a word, and not before a space. */
  opens(at, end) {
    const before = this.text[at - 1];
    const after = this.text[at + 1];
    return at + 1 < end && !/\s/.test(after) && after !== this.text[at] && !(before && WORD.test(before));
  }

  closing(sign, from, end) {
    if (this.closed[`${sign}${end}`]) return -1; // one line is read once for each mark, however many are open
    for (let at = from; at < end; at += 1) {
      const char = this.text[at];
      if (char === "`" && this.codeEnd(at, end) > 0) at = this.codeEnd(at, end);
      else if (char === "<") at = Math.max(at, Math.min(this.text.indexOf(">", at), end));
      else if (char === sign && at > from && this.closes(at, end)) return at;
    }
    this.closed[`${sign}${end}`] = true;
    return -1;
  }

  closes(at, end) {
    const after = at + 1 < end ? this.text[at + 1] : "";
    return !/\s/.test(this.text[at - 1]) && !(after && WORD.test(after)) && after !== this.text[at];
  }
}

/** Code: marks mean nothing, but links and mentions are still written for the eye. */
export function literal(text, ctx) {
  return text.split(/(<[^<>]+>)/).map((part) => {
    const node = part.startsWith("<") && part.endsWith(">") ? angle(part.slice(1, -1), ctx, { still: true }) : null;
    return node ?? document.createTextNode(decoded(part));
  });
}
