// Pictures, videos and files in blocks. Nothing is loaded from elsewhere: what lies outside is named and linked.

import { sketch } from "./blocks-icons.js";
import { plainText } from "./blocks-texts.js";
import { h } from "./dom.js";
import { link, safeAddress } from "./mrkdwn-parts.js";

/** Whether it comes from this very page. */
function isOwn(url) {
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml|avif)[;,]/i.test(url)) return true;
  try {
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** An image element or block: the picture if it is our own, else its frame with the words for it. */
export function picture(given, ctx, { small = false } = {}) {
  const url = given.image_url ?? given.slack_file?.url ?? "";
  const alt = given.alt_text ?? "";
  if (url && isOwn(url))
    return h("img", { class: small ? "picture-small" : "picture", src: url, alt, loading: "lazy" });
  if (small)
    return h(
      "span",
      { class: "picture-small picture-away", role: "img", "aria-label": alt, title: alt },
      sketch("image"),
    );
  return frame("image", alt, url, ctx, "Open the picture");
}

function frame(drawing, words, url, ctx, verb) {
  const open = safeAddress(url) ? link(url, verb, ctx) : null;
  const text = h("span", { class: "frame-words" }, h("span", {}, words), open);
  return h("div", { class: "frame" }, h("span", { class: "frame-mark" }, sketch(drawing)), text);
}

export function imageBlock(block, at) {
  const title = block.title ? h("figcaption", { class: "figure-title" }, plainText(block.title, at.ctx)) : null;
  return h("figure", { class: "figure" }, title, picture(block, at.ctx));
}

export function videoBlock(block, at) {
  const { ctx } = at;
  const title = plainText(block.title, ctx);
  const head = block.title_url ? link(block.title_url, h("strong", {}, title), ctx) : h("strong", {}, title);
  const by = [block.provider_name, block.author_name].filter(Boolean).join(" · ");
  return h(
    "div",
    { class: "video" },
    by ? h("div", { class: "video-by" }, by) : null,
    h("div", { class: "video-title" }, head),
    block.description ? h("div", { class: "video-about" }, plainText(block.description, ctx)) : null,
    frame("play", block.alt_text ?? "Video", block.video_url ?? "", ctx, "Watch the video"),
  );
}

export function fileBlock(block) {
  const words = h(
    "span",
    { class: "frame-words" },
    h("span", {}, "A file kept elsewhere"),
    h("code", {}, block.external_id),
  );
  return h("div", { class: "frame" }, h("span", { class: "frame-mark" }, sketch("file")), words);
}
