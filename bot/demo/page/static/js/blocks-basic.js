// The blocks most messages are made of: headers, sections, context lines, dividers, alerts.

import { sketch } from "./blocks-icons.js";
import { picture } from "./blocks-media.js";
import { plainText, textObject } from "./blocks-texts.js";
import { h } from "./dom.js";
import { element } from "./elements.js";

export function header(block, at) {
  const level = Math.min(Math.max(block.level ?? 1, 1), 6);
  const props = {
    class: `block-header block-header-${level}`,
    role: "heading",
    "aria-level": Math.min(level + 2, 6),
    dir: "auto",
  };
  return h("div", props, plainText(block.text, at.ctx));
}

const BESIDE = new Set(["button", "overflow", "image", "workflow_button"]);

export function section(block, at) {
  const text = block.text ? h("div", { class: "section-text" }, ...textObject(block.text, at.ctx)) : null;
  const fields = block.fields?.length
    ? h(
        "div",
        { class: "section-fields" },
        ...block.fields.map((one) => h("div", { class: "section-field" }, ...textObject(one, at.ctx))),
      )
    : null;
  const body = h("div", { class: "section-body" }, text, fields);
  if (!block.accessory) return body;
  const cls = BESIDE.has(block.accessory.type) ? "section-beside" : "section-below";
  return h(
    "div",
    { class: `section ${cls}` },
    body,
    h("div", { class: "section-accessory" }, element(block.accessory, block, at)),
  );
}

export function contextBlock(block, at) {
  const parts = (block.elements ?? []).map((one) =>
    one.type === "image"
      ? picture(one, at.ctx, { small: true })
      : h("div", { class: "context-text" }, ...textObject(one, at.ctx)),
  );
  return h("div", { class: "block-context" }, ...parts);
}

export function contextActions(block, at) {
  return h("div", { class: "block-context-actions" }, ...(block.elements ?? []).map((one) => element(one, block, at)));
}

export function divider() {
  return h("hr", { class: "block-divider" });
}

const LEVELS = { default: "info", info: "info", warning: "warn", error: "bad", success: "good" };

export function alertBlock(block, at) {
  const level = Object.hasOwn(LEVELS, block.level) ? block.level : "default";
  const props = { class: `block-alert block-alert-${level}`, role: "note" };
  return h(
    "div",
    props,
    sketch(LEVELS[level]),
    h("div", { class: "block-alert-text" }, ...textObject(block.text, at.ctx)),
  );
}
