// A search field over a list of things, steered by arrows and Enter: for the quick switcher and the choice of people.

import { fill, h } from "./dom.js";

let number = 0;

/**
 * `find(typed)` gives groups [{label, options: [{key, node, chosen}]}]; `choose(option, event)` takes one.
 * Returns {node, input, draw}.
 */
export function finder({ label, placeholder, find, choose, none = "Nothing by that name." }) {
  number += 1;
  const id = `finder-${number}`;
  const list = h("div", { class: "finder-list", role: "listbox", id, "aria-label": label });
  const input = h("input", {
    class: "entry finder-field",
    type: "text",
    role: "combobox",
    placeholder,
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-expanded": "true",
    "aria-controls": id,
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
  const state = { options: [], at: 0 };
  const draw = () => drawList({ list, input, id, none, state }, find(input.value));
  input.addEventListener("input", () => {
    state.at = 0;
    draw();
  });
  input.addEventListener("keydown", (event) => steer(event, { list, input, state, choose }));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("pointermove", (event) => {
    const at = Number(event.target.closest("[data-at]")?.dataset.at ?? -1);
    if (at >= 0 && at !== state.at) mark({ list, input, state }, at);
  });
  list.addEventListener("click", (event) => {
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (at !== undefined) choose(state.options[Number(at)], event);
  });
  draw();
  return { node: h("div", { class: "finder" }, input, list), input, draw };
}

function drawList(parts, groups) {
  const { list, id, none, state } = parts;
  state.options = groups.flatMap((group) => group.options);
  let at = 0;
  const shown = groups
    .filter((group) => group.options.length)
    .map((group) => {
      const rows = group.options.map((option) => wrap(option, id, at++));
      if (!group.label) return rows;
      const title = h("div", { class: "finder-group", id: `${id}-${group.label.replace(/\W/g, "")}` }, group.label);
      return h("div", { role: "group", "aria-labelledby": title.id }, title, rows);
    });
  if (shown.length) fill(list, shown);
  else
    fill(
      list,
      h("div", { class: "finder-none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, none),
    );
  mark(parts, Math.min(state.at, Math.max(0, state.options.length - 1)), false);
}

const wrap = ({ node, chosen }, id, at) =>
  h(
    "div",
    { class: chosen ? "finder-option chosen" : "finder-option", role: "option", id: `${id}-${at}`, dataset: { at } },
    node,
  );

function mark({ list, input, state }, at, scroll = true) {
  state.at = at;
  const rows = [...list.querySelectorAll("[data-at]")];
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  if (rows[at]) input.setAttribute("aria-activedescendant", rows[at].id);
  else input.removeAttribute("aria-activedescendant");
  if (scroll) rows[at]?.scrollIntoView({ block: "nearest" });
}

function steer(event, parts) {
  const { state, choose } = parts;
  const many = state.options.length;
  if (!many || event.isComposing) return;
  const steps = { ArrowDown: state.at + 1, ArrowUp: state.at - 1 + many };
  if (event.key in steps) mark(parts, steps[event.key] % many);
  else if (event.key === "Enter") choose(state.options[state.at], event);
  else return;
  event.preventDefault();
}
