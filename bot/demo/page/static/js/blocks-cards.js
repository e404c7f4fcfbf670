// Cards, rows of cards to leaf through, and containers that hold other blocks.

import { sketch } from "./blocks-icons.js";
import { picture } from "./blocks-media.js";
import { plainText, textObject } from "./blocks-texts.js";
import { h } from "./dom.js";
import { element } from "./elements.js";
import { richText, richWords } from "./richtext.js";
import { nextId } from "./select-list.js";

export function card(block, at) {
  const words = (name) =>
    block[name] ? h("div", { class: `card-${name}` }, ...textObject(block[name], at.ctx)) : null;
  const icon = block.icon
    ? picture(block.icon, at.ctx, { small: true })
    : block.slack_icon
      ? sketch("info", "card-icon")
      : null;
  const titles = h("div", { class: "card-titles" }, words("title"), words("subtitle"));
  const actions = (block.actions ?? []).map((one) => element(one, block, at));
  return h(
    "article",
    { class: "card" },
    block.hero_image ? h("div", { class: "card-hero" }, picture(block.hero_image, at.ctx)) : null,
    h("div", { class: "card-head" }, icon, titles),
    words("body"),
    words("subtext"),
    actions.length ? h("div", { class: "block-actions card-actions" }, ...actions) : null,
  );
}

export function carousel(block, at) {
  const items = (block.elements ?? []).map((one) => h("li", { class: "carousel-item" }, card(one, at)));
  const row = h("ul", { class: "carousel-row", tabindex: "0", "aria-label": "Cards" }, ...items);
  const turn = (name, drawing, way) => {
    const run = () => row.scrollBy({ left: way * row.clientWidth * 0.8, behavior: calm() ? "auto" : "smooth" });
    return h(
      "button",
      { type: "button", class: "el-icon carousel-turn", "aria-label": name, on: { click: run } },
      sketch(drawing),
    );
  };
  const turns = [turn("Cards before", "left", -1), turn("More cards", "right", 1)];
  const node = h(
    "section",
    { class: "carousel", "aria-label": "Cards to leaf through" },
    row,
    h("div", { class: "carousel-turns" }, ...turns),
  );
  const ends = () => {
    const room = row.scrollWidth - row.clientWidth;
    turns[0].disabled = row.scrollLeft < 4;
    turns[1].disabled = row.scrollLeft > room - 4;
    node.classList.toggle("is-whole", room < 4);
  };
  row.addEventListener("scroll", ends, { passive: true });
  new ResizeObserver(ends).observe(row);
  return node;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** `drawAll` draws the blocks inside. */
export function container(block, at, drawAll) {
  const icon = block.icon ? picture(block.icon, at.ctx, { small: true }) : null;
  const title = block.rich_text_title
    ? richText(block.rich_text_title, at.ctx)
    : h("div", {}, plainText(block.title, at.ctx));
  const subtitle = block.subtitle ? h("div", { class: "container-subtitle" }, plainText(block.subtitle, at.ctx)) : null;
  const head = [icon, h("div", { class: "container-titles" }, h("div", { class: "container-title" }, title), subtitle)];
  const body = h("div", { class: "container-body", id: nextId("container") }, ...drawAll(block.child_blocks ?? [], at));
  const name = block.title?.text ?? (block.rich_text_title ? richWords(block.rich_text_title).trim() : "");
  const cls = `container container-${block.width ?? "standard"}${block.has_header_divider ? " has-line" : ""}`;
  const top = block.is_collapsible ? fold(head, body, name, block) : [h("div", { class: "container-head" }, ...head)];
  return h("section", { class: cls, "aria-label": name || "Group" }, ...top, body);
}

function fold(head, body, name, block) {
  const shown = !block.default_collapsed;
  body.hidden = !shown;
  const aria = { "aria-expanded": String(shown), "aria-controls": body.id, "aria-label": name };
  const button = h("button", { type: "button", class: "el-icon container-fold", ...aria }, sketch("chevron"));
  button.addEventListener("click", () => {
    body.hidden = !body.hidden;
    button.setAttribute("aria-expanded", String(!body.hidden));
  });
  return [h("div", { class: "container-head" }, ...head, button)];
}
