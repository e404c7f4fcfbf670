// Menus to choose one or many from: an ARIA combobox with a list that narrows down while one types.

import { sketch } from "./blocks-icons.js";
import { h } from "./dom.js";
import { emojiMark } from "./mrkdwn-parts.js";
import { nextId, optionList } from "./select-list.js";
import { openPanel } from "./select-panel.js";
import { source } from "./select-sources.js";

const PAUSE = 250;
const PAGE = 8;

/** A menu. `spot`: {at, block, id, name, value, optional, changed(value)}; returns {node, target, value(), set()}. */
export function select(element, spot, from = source(element, spot)) {
  return new Menu(element, spot, from);
}

class Menu {
  constructor(element, spot, from) {
    Object.assign(this, { element, spot, from, panel: null, asked: 0 });
    this.many = element.type.startsWith("multi_");
    this.most = element.max_selected_items ?? Infinity;
    this.chosen = this.read(spot.value);
    this.target = this.field();
    this.chips = h("span", { class: "select-chips", role: "list", "aria-label": "Chosen" });
    this.node = h("div", { class: `select ${this.many ? "select-many" : ""}`.trim() }, this.chips, this.target);
    if (!this.many) this.node.append(...this.tail());
    this.listen();
    this.write();
  }

  field() {
    const { id, name } = this.spot;
    const props = {
      class: "select-field",
      id,
      role: "combobox",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
    };
    const aria = {
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
      "aria-label": name || null,
    };
    return h("input", { ...props, ...aria, autofocus: false });
  }

  tail() {
    this.clear = h(
      "button",
      { type: "button", class: "select-clear", "aria-label": "Clear", tabindex: "-1" },
      sketch("close"),
    );
    this.clear.addEventListener("click", () => this.choose(null));
    return [this.clear, sketch(this.element.sketch ?? "chevron", "select-chevron")];
  }

  listen() {
    const { target, node } = this;
    target.addEventListener("input", () => this.show(target.value));
    target.addEventListener("keydown", (event) => this.key(event));
    // Opened by the mouse, what stands there gives way to what is typed: the press may put no caret into it.
    target.addEventListener("mousedown", (event) => this.panel && !this.many && event.preventDefault());
    target.addEventListener("blur", () => !this.panel && this.settle());
    node.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button")) return;
      if (event.target !== target) event.preventDefault();
      this.toggle();
    });
  }

  toggle() {
    this.target.focus();
    if (this.panel) this.panel.close();
    else this.show("");
  }

  // -- the list

  async show(typed) {
    this.open();
    const round = (this.asked += 1);
    if (!this.from.asks) return this.list(this.from.groups(typed));
    if (typed.trim().length < this.from.needs) return this.tell(`Type ${this.from.needs} letters or more.`);
    this.tell("Looking…", { busy: true });
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (round !== this.asked) return undefined;
    try {
      const groups = await this.from.groups(typed.trim());
      return round === this.asked && this.panel ? this.list(groups) : undefined;
    } catch {
      return round === this.asked ? this.tell("This could not be looked up. Try it again.") : undefined;
    }
  }

  list(groups) {
    const extra = this.from.typed?.(this.target.value);
    this.options.show(extra ? [{ label: "", options: [extra] }, ...groups] : groups);
    this.point();
  }

  tell(words, how) {
    this.options.say(words, how);
    this.point();
  }

  open() {
    if (this.panel) return;
    const { spot, many } = this;
    const isChosen = (option) => this.chosen.some((one) => one.value === option.value);
    const picks = (option) => this.pick(option);
    this.options = optionList({ many, name: spot.name || "Options", ctx: spot.at.ctx, picks, isChosen });
    const closed = () => this.closed();
    this.panel = openPanel(this.node, this.options.node, { onClose: closed, sameWidth: true, returnFocus: false });
    this.target.setAttribute("aria-expanded", "true");
    this.target.setAttribute("aria-controls", this.options.node.id);
    if (!many) this.target.select();
  }

  closed() {
    this.panel = null;
    this.asked += 1;
    this.target.setAttribute("aria-expanded", "false");
    this.target.removeAttribute("aria-activedescendant");
    this.target.removeAttribute("aria-controls");
    this.settle();
  }

  point() {
    const id = this.options.activeId();
    if (id) this.target.setAttribute("aria-activedescendant", id);
    else this.target.removeAttribute("aria-activedescendant");
    this.panel?.place();
  }

  // -- keys

  key(event) {
    const { key, altKey } = event;
    if (key === "Backspace" && this.many && !this.target.value && this.chosen.length)
      return this.drop(this.chosen.at(-1));
    if (key === "Tab") return this.panel?.close();
    if (!this.panel) return ["ArrowDown", "ArrowUp", "Enter"].includes(key) ? this.begin(event) : undefined;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
    if (key === "ArrowUp" && altKey) this.panel.close();
    else if (steps) this.options.move(steps);
    else if (key !== "Enter") return undefined;
    event.preventDefault();
    if (key === "Enter" && this.options.current()) return this.pick(this.options.current());
    return this.panel ? this.point() : undefined;
  }

  begin(event) {
    event.preventDefault();
    event.stopPropagation();
    this.show("");
  }

  // -- what is chosen

  pick(option) {
    if (!this.many) {
      this.panel.close();
      return this.choose(option);
    }
    const has = this.chosen.some((one) => one.value === option.value);
    if (has) this.chosen = this.chosen.filter((one) => one.value !== option.value);
    else if (this.chosen.length < this.most) this.chosen.push(option);
    else return this.tell(`At most ${this.most} can be chosen.`);
    this.target.value = "";
    this.tellChange();
    return this.show("");
  }

  drop(option) {
    this.chosen = this.chosen.filter((one) => one.value !== option.value);
    this.tellChange();
    this.options?.tick();
    this.target.focus();
  }

  choose(option) {
    this.chosen = option ? [option] : [];
    this.tellChange();
    this.target.focus();
  }

  tellChange() {
    this.write();
    this.panel?.place();
    this.spot.changed(this.value());
  }

  value() {
    const sent = this.chosen.map((option) => option.sends ?? option.value);
    return this.many ? sent : (sent[0] ?? null);
  }

  set(value) {
    this.chosen = this.read(value);
    this.write();
  }

  read(value) {
    const values = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
    return values.map((one) => this.from.known(one) ?? { value: one, text: String(one) });
  }

  /** What was typed and not chosen goes. */
  settle() {
    const typed = this.target.value;
    const meant = typed !== this.words() && this.from.typed?.(typed);
    if (meant) this.choose(meant);
    else this.write();
  }

  words() {
    const name = this.chosen[0]?.text ?? "";
    return this.many
      ? ""
      : name.replace(/:[a-z0-9_+'-]+:/gi, (sign) => emojiMark(sign.slice(1, -1), this.spot.at.ctx).textContent);
  }

  write() {
    this.target.value = this.words();
    const empty = !this.chosen.length;
    this.target.placeholder = empty || !this.many ? (this.element.placeholder?.text ?? "Choose an option") : "";
    this.node.classList.toggle("is-empty", empty);
    if (this.clear) this.clear.hidden = empty || !this.spot.optional;
    if (this.many) this.chips.replaceChildren(...this.chosen.map((option) => this.chip(option)));
    this.chips.hidden = !this.many || empty;
  }

  chip(option) {
    const name = `Remove ${option.text}`;
    const off = h(
      "button",
      { type: "button", class: "select-off", "aria-label": name, id: nextId("off") },
      sketch("close"),
    );
    off.addEventListener("click", () => this.drop(option));
    return h(
      "span",
      { class: "select-chip", role: "listitem" },
      option.mark?.() ?? null,
      h("span", {}, option.text),
      off,
    );
  }
}
