// Text objects: plain text with its emoji, or mrkdwn.

import { h } from "./dom.js";
import { emojiMark } from "./mrkdwn-parts.js";
import { mrkdwn } from "./mrkdwn.js";

/** A text object (or a bare string) as nodes. `still`: nothing in it may be pressed. */
export function textObject(text, ctx, { still = false } = {}) {
  if (text?.type === "mrkdwn") return [mrkdwn(text.text, ctx, { verbatim: text.verbatim, still })];
  return [h("span", { class: "mrk-p", dir: "auto" }, plainText(text, ctx))];
}

/** Plain text: line breaks stay, :emoji: become emoji unless it says not to. */
export function plainText(text, ctx) {
  const words = typeof text === "string" ? text : String(text?.text ?? "");
  if (typeof text === "object" && text?.emoji === false) return [words];
  return words
    .split(/(:[a-z0-9_+'-]{1,80}:)/i)
    .map((part) =>
      part.length > 2 && part.startsWith(":") && part.endsWith(":")
        ? emojiMark(part.slice(1, -1).toLowerCase(), ctx)
        : part,
    );
}
