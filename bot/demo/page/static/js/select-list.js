// The list of options under a menu: groups, what is chosen, what is active, and the words when there is nothing.

import { sketch, spinner } from "./blocks-icons.js";
import { h } from "./dom.js";
import { plainText } from "./blocks-texts.js";

const MOST = 100;
let counter = 0;

export const nextId = (word) => `${word}-${(counter += 1)}`;

/** A listbox. `picks(option)` is called with what was pressed; `isChosen(option)` says what bears a tick. */
export function optionList({ many, name, ctx, picks, isChosen }) {
  const id = nextId("list");
  const node = h("div", {
    class: "options",
    role: "listbox",
    id,
    "aria-label": name,
    "aria-multiselectable": many || null,
  });
  return new List(node, { ctx, picks, isChosen });
}

class List {
  constructor(node, given) {
    Object.assign(this, given, { node, shown: [], active: -1 });
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", (event) => this.pressed(event));
  }

  pressed(event) {
    const row = event.target.closest("[role=option]");
    const found = this.shown.find((entry) => entry.row === row);
    if (found) this.picks(found.option);
  }

  /** Shows these groups; the chosen one, else the first, is active. */
  show(groups) {
    this.shown = [];
    const parts = groups.map((group) => this.group(group));
    const total = groups.reduce((sum, group) => sum + group.options.length, 0);
    const more =
      total > this.shown.length ? h("p", { class: "options-note", role: "presentation" }, "Type to see more.") : null;
    this.node.replaceChildren(...parts, ...(more ? [more] : []));
    if (!total) return this.say("No matches");
    const chosen = this.shown.findIndex(({ option }) => this.isChosen(option));
    return this.activate(Math.max(chosen, 0));
  }

  group({ label, options }) {
    const room = Math.max(MOST - this.shown.length, 0);
    const rows = options.slice(0, room).map((option) => this.row(option));
    const id = nextId("group");
    const head = label
      ? h("div", { class: "options-head", id, role: "presentation" }, plainText(label, this.ctx))
      : null;
    return h("div", { role: label ? "group" : "presentation", "aria-labelledby": label ? id : null }, head, ...rows);
  }

  row(option) {
    const chosen = this.isChosen(option);
    const about = option.about ? h("span", { class: "option-about" }, plainText(option.about, this.ctx)) : null;
    const words = h("span", { class: "option-words" }, h("span", {}, plainText(option.text, this.ctx)), about);
    const props = { class: "option", role: "option", id: nextId("option"), "aria-selected": String(chosen) };
    const row = h("div", props, option.mark?.() ?? null, words, sketch("check", "option-tick"));
    this.shown.push({ option, row });
    return row;
  }

  say(words, { busy = false } = {}) {
    this.shown = [];
    this.active = -1;
    const props = { class: "options-note", role: "option", "aria-disabled": "true", "aria-selected": "false" };
    this.node.replaceChildren(h("div", props, busy ? spinner() : null, words));
  }

  /** Refreshes the ticks without moving. */
  tick() {
    for (const { option, row } of this.shown) row.setAttribute("aria-selected", String(this.isChosen(option)));
  }

  activate(index) {
    this.shown[this.active]?.row.classList.remove("is-active");
    this.active = this.shown.length ? (index + this.shown.length) % this.shown.length : -1;
    const row = this.shown[this.active]?.row;
    row?.classList.add("is-active");
    row?.scrollIntoView({ block: "nearest" });
  }

  move(steps) {
    const last = this.shown.length - 1;
    if (Math.abs(steps) > 1) this.activate(Math.min(Math.max(this.active + steps, 0), last));
    else this.activate(this.active + steps);
  }

  current() {
    return this.shown[this.active]?.option ?? null;
  }

  activeId() {
    return this.shown[this.active]?.row.id ?? null;
  }
}
