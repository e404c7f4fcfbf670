// Completes what is being typed in a text field: a combobox whose list floats above it.

import { candidates } from "./candidates.js";
import { fill, h } from "./dom.js";
import { placeBeside } from "./popover.js";

let number = 0;

/** Watches a text field. `takes(event)`: whether the open list used the key. `place`: what the list stands above. */
export function completes(area, ctx, { commands = true, place = area } = {}) {
  const completion = new Completion(area, ctx, { commands, place });
  return { takes: (event) => completion.takes(event), close: () => completion.close() };
}

class Completion {
  constructor(area, ctx, options) {
    number += 1;
    Object.assign(this, { area, ctx, options, found: null, at: -1, closedFor: null });
    this.id = `completion-${number}`;
    this.list = h("div", { class: "completion-list", role: "listbox", id: this.id });
    this.hint = h("div", { class: "completion-hint" });
    this.box = h("div", { class: "completion" }, this.hint, this.list);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", () => this.look());
    area.addEventListener("click", () => this.look());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("keyup", (event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && this.look());
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    this.box.addEventListener("click", (event) => this.clicked(event));
  }

  before() {
    return this.area.value.slice(0, this.area.selectionStart);
  }

  look() {
    const before = this.before();
    const found =
      this.area.selectionStart === this.area.selectionEnd ? candidates(before, this.ctx, this.options) : null;
    if (this.closedFor !== null && before.startsWith(this.closedFor) && !/\s$/.test(before)) return;
    this.closedFor = null;
    if (found && (found.options.length || found.hint)) this.show(found);
    else this.close();
  }

  show(found) {
    const same = this.found?.label === found.label && this.found?.options[this.at]?.key;
    this.found = found;
    this.at = found.eager ? 0 : found.options.findIndex(({ key }) => key === same);
    fill(this.list, ...found.options.map((option, at) => this.option(option, at)));
    fill(this.hint, found.label, found.hint && h("span", {}, found.hint));
    this.list.setAttribute("aria-label", found.label);
    this.list.hidden = !found.options.length;
    if (!this.box.isConnected) (this.area.closest("dialog") ?? document.body).append(this.box);
    this.box.style.width = `${Math.min(this.options.place.offsetWidth, 560)}px`;
    placeBeside(this.options.place, this.box, "above");
    this.area.setAttribute("role", "combobox");
    this.area.setAttribute("aria-expanded", "true");
    this.area.setAttribute("aria-controls", this.id);
    this.mark();
  }

  option({ label, aside, detail, mark }, at) {
    const style = this.found.stacked ? "suggestion stacked" : "suggestion";
    return h(
      "div",
      { class: style, role: "option", id: `${this.id}-${at}`, dataset: { at } },
      mark(),
      h("span", { class: "suggestion-label" }, label),
      aside && h("span", { class: "suggestion-aside" }, aside),
      detail && h("span", { class: "suggestion-detail" }, detail),
    );
  }

  mark() {
    [...this.list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.at)));
    const node = this.list.children[this.at];
    if (node) {
      this.area.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else this.area.removeAttribute("aria-activedescendant");
  }

  takes(event) {
    if (!this.found || event.ctrlKey || event.metaKey || event.altKey) return false;
    const many = this.found.options.length;
    if (event.key === "Escape") this.dismiss();
    else if (!many) return false;
    else if (event.key === "ArrowDown") this.move(this.at + 1);
    else if (event.key === "ArrowUp") this.move(this.at < 0 ? many - 1 : this.at - 1);
    else if (event.key === "Tab" && !event.shiftKey) this.take(Math.max(this.at, 0));
    else if (event.key === "Enter" && !event.shiftKey && this.at >= 0) this.take(this.at);
    else return false;
    event.preventDefault();
    return true;
  }

  move(to) {
    const many = this.found.options.length;
    this.at = (to + many) % many;
    this.mark();
  }

  clicked(event) {
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (at !== undefined) this.take(Number(at));
  }

  take(at) {
    const { insert } = this.found.options[at];
    const { from } = this.found;
    const { area } = this;
    this.close();
    const after = area.value.slice(area.selectionStart);
    area.setRangeText(insert, from, area.selectionStart, "end");
    if (insert.endsWith(" ") && after.startsWith(" "))
      area.setRangeText("", area.selectionStart, area.selectionStart + 1, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    area.focus();
  }

  /** Escape: not for this word again. */
  dismiss() {
    this.closedFor = this.before();
    this.close();
  }

  close() {
    this.found = null;
    this.box.remove();
    this.area.removeAttribute("role");
    ["aria-expanded", "aria-controls", "aria-activedescendant"].forEach((name) => this.area.removeAttribute(name));
  }
}
