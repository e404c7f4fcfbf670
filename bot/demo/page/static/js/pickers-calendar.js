// A month to pick a day from, by mouse or by keyboard (the ARIA grid pattern).

import { sketch } from "./blocks-icons.js";
import { isoDay, monthWords, plusDays, spelledDay, today, weekday, weekdayNames } from "./dates.js";
import { fill, h } from "./dom.js";
import { nextId } from "./select-list.js";

/** The calendar; `picks(day)` hears of the choice, null when it is cleared. */
export function calendar({ ctx, day, optional, picks }) {
  return new Calendar({ ctx, day, optional, picks });
}

class Calendar {
  constructor(given) {
    Object.assign(this, given);
    this.now = today(this.ctx);
    this.at = this.day ?? { year: this.now.year, month: this.now.month, day: this.now.day };
    this.title = h("h2", { class: "calendar-title", id: nextId("month"), "aria-live": "polite" });
    this.body = h("tbody", {});
    this.node = h(
      "div",
      { class: "calendar", role: "dialog", "aria-label": "Choose a date" },
      this.head(),
      this.grid(),
      this.foot(),
    );
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.draw();
  }

  head() {
    const turn = (name, drawing, months) =>
      h(
        "button",
        { type: "button", class: "el-icon", "aria-label": name, on: { click: () => this.turn(months) } },
        sketch(drawing),
      );
    return h(
      "div",
      { class: "calendar-head" },
      turn("Month before", "left", -1),
      this.title,
      turn("Month after", "right", 1),
    );
  }

  grid() {
    const days = [...weekdayNames().slice(1), weekdayNames()[0]];
    const heads = days.map((name) =>
      h("th", { scope: "col", abbr: name }, h("span", { "aria-hidden": "true" }, name.slice(0, 2))),
    );
    const head = h("thead", {}, h("tr", {}, ...heads));
    return h("table", { class: "calendar-grid", role: "grid", "aria-labelledby": this.title.id }, head, this.body);
  }

  foot() {
    const link = (name, run) => h("button", { type: "button", class: "el-quiet", on: { click: run } }, name);
    const now = link("Today", () => this.picks(plain(this.now)));
    return h("div", { class: "calendar-foot" }, now, this.optional ? link("Clear", () => this.picks(null)) : null);
  }

  draw() {
    const { year, month } = this.at;
    fill(this.title, monthWords(year, month));
    const first = (weekday(year, month, 1) + 6) % 7;
    const weeks = Array.from({ length: 6 }, (_, week) =>
      h(
        "tr",
        {},
        ...Array.from({ length: 7 }, (_, at) => this.cell(plusDays({ year, month, day: 1 }, week * 7 + at - first))),
      ),
    );
    fill(this.body, ...weeks);
  }

  cell(day) {
    const chosen = Boolean(this.day) && isoDay(day) === isoDay(this.day);
    const current = isoDay(day) === isoDay(this.at);
    const cls = [
      "calendar-day",
      day.month !== this.at.month && "is-other",
      isoDay(day) === isoDay(this.now) && "is-today",
    ];
    const props = {
      type: "button",
      class: cls.filter(Boolean).join(" "),
      tabindex: current ? "0" : "-1",
      dataset: { day: isoDay(day) },
    };
    const mark = isoDay(day) === isoDay(this.now) ? "date" : null;
    const label = { "aria-label": spelledDay(day), "aria-current": mark };
    const node = h("button", { ...props, ...label, on: { click: () => this.picks(day) } }, String(day.day));
    return h("td", { role: "gridcell", "aria-selected": String(chosen) }, node);
  }

  key(event) {
    const column = (weekday(this.at.year, this.at.month, this.at.day) + 6) % 7;
    const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -column, End: 6 - column }[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (days === undefined && months === undefined) return;
    event.preventDefault();
    if (months) this.turn(event.shiftKey ? months * 12 : months, { focus: true });
    else this.go(plusDays(this.at, days));
  }

  go(day) {
    this.at = day;
    this.draw();
    this.focus();
  }

  /** The same day of another month, or its last one. */
  turn(months, { focus = false } = {}) {
    const first = new Date(Date.UTC(this.at.year, this.at.month - 1 + months, 1));
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    this.at = { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(this.at.day, last) };
    this.draw();
    if (focus) this.focus();
  }

  focus() {
    this.body.querySelector('[tabindex="0"]')?.focus();
  }
}

const plain = ({ year, month, day }) => ({ year, month, day });
