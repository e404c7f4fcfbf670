// Fields to type into: one line or several, with a count near the limit; addresses, links and numbers.

import { h } from "./dom.js";

const LONGEST = 3000;
const NEAR_LIMIT = 0.8;
const SHORT_FIELD = 100;

/** A text field of any kind. */
export function textField(element, spot) {
  const many = element.type === "rich_text_input" || Boolean(element.multiline);
  const target = many ? area(element, spot) : line(element, spot);
  target.value = spot.value ?? "";
  const count = h("span", { class: "field-count", "aria-live": "polite" });
  const node = h("div", { class: many ? "text-field text-field-many" : "text-field" }, target, count);
  const limit = element.type === "plain_text_input" ? (element.max_length ?? LONGEST) : 0;
  const typed = () => {
    if (many) grow(target);
    tellCount(count, target.value, limit);
  };
  target.addEventListener("input", () => {
    typed();
    spot.changed(target.value, { typing: true });
  });
  target.addEventListener("change", () => spot.changed(target.value, { done: true }));
  if (many) requestAnimationFrame(() => grow(target));
  tellCount(count, target.value, limit);
  const set = (value) => {
    target.value = value ?? "";
    typed();
  };
  return { node, target, value: () => target.value, set };
}

const KINDS = {
  email_text_input: { type: "email", inputmode: "email", autocomplete: "email" },
  url_text_input: { type: "url", inputmode: "url" },
  number_input: { type: "text", inputmode: "numeric" },
};

function line(element, spot) {
  const kind = { type: "text", ...KINDS[element.type] };
  if (element.is_decimal_allowed) kind.inputmode = "decimal";
  return h("input", { class: "text-input", autocomplete: "off", ...kind, ...common(element, spot) });
}

function area(element, spot) {
  return h("textarea", { class: "text-input", rows: Math.min(element.min_lines ?? 3, 12), ...common(element, spot) });
}

function common(element, spot) {
  return {
    id: spot.id,
    placeholder: element.placeholder?.text ?? null,
    "aria-label": spot.labelId ? null : spot.name || "Text",
    dir: "auto",
  };
}

function grow(target) {
  target.style.height = "auto";
  target.style.height = `${Math.min(target.scrollHeight + 2, 320)}px`;
}

/** How many characters are left, once that matters. */
function tellCount(node, value, limit) {
  const left = limit - value.length;
  const near = limit && (value.length > limit * NEAR_LIMIT || left < 0) && (limit > SHORT_FIELD || left < 10);
  node.textContent = near ? String(left) : "";
  node.classList.toggle("is-over", Boolean(limit) && left < 0);
  if (near) node.setAttribute("aria-label", left < 0 ? `${-left} characters too many` : `${left} characters left`);
  else node.removeAttribute("aria-label");
}
