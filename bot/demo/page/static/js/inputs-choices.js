// Check boxes and radio buttons, drawn over the browser's own, which stay there for keyboards and screen readers.

import { sketch } from "./blocks-icons.js";
import { h } from "./dom.js";
import { nextId } from "./select-list.js";
import { textObject } from "./blocks-texts.js";

export function checkboxes(element, spot) {
  return choices(element, spot, "checkbox");
}

export function radioButtons(element, spot) {
  return choices(element, spot, "radio");
}

function choices(element, spot, kind) {
  const name = nextId(kind);
  const held = new Set(kind === "radio" ? [spot.value] : (spot.value ?? []));
  const boxes = element.options.map((option) =>
    box(option, { kind, name, checked: held.has(option.value), ctx: spot.at.ctx }),
  );
  const value = () => {
    const chosen = boxes.filter(({ input }) => input.checked).map(({ option }) => option.value);
    return kind === "radio" ? (chosen[0] ?? null) : chosen;
  };
  const set = (given) => {
    const wanted = new Set(kind === "radio" ? [given] : (given ?? []));
    for (const { input, option } of boxes) input.checked = wanted.has(option.value);
  };
  const role = kind === "radio" ? "radiogroup" : "group";
  const named = spot.labelId ? { "aria-labelledby": spot.labelId } : { "aria-label": spot.name || "Options" };
  const node = h("div", { class: "choices", role, id: spot.id, ...named }, ...boxes.map((one) => one.node));
  node.addEventListener("change", () => spot.changed(value()));
  const target = boxes.find(({ input }) => input.checked)?.input ?? boxes[0]?.input ?? node;
  return { node, target, group: node, value, set };
}

function box(option, { kind, name, checked, ctx }) {
  const about = option.description ? nextId("about") : null;
  const input = h("input", { type: kind, name, class: "choice-input", "aria-describedby": about, props: { checked } });
  const mark = h(
    "span",
    { class: `choice-mark choice-mark-${kind}`, "aria-hidden": "true" },
    kind === "checkbox" ? sketch("check") : null,
  );
  const words = h("span", { class: "choice-words" }, textObject(option.text, ctx, { still: true }));
  const label = h("label", { class: "choice-label" }, input, mark, words);
  const more = about
    ? h("div", { class: "choice-about", id: about }, textObject(option.description, ctx, { still: true }))
    : null;
  return { node: h("div", { class: "choice" }, label, more), input, option };
}
