// Charts with axes: bars, lines and areas over categories, with a scale of round numbers.

import { colour, dash, overlay, point, swatch } from "./charts-marks.js";
import { speaking } from "./charts-pie.js";
import { fill, h, svg } from "./dom.js";
import { nextId } from "./select-list.js";
import { number } from "./tables.js";

const WIDE = 560;
const NARROWEST = 240;
const HIGH = 260;
const LONGEST_NAME = 20;
const LEAN = 0.86; // how far a turned name reaches to the left, of its length
const RIGHT = 12;
const TOP = 12;
const LETTER = 6.6;
const TICKS = 5;

/** Drawn as wide as its place is, so that its words keep their size. */
export function axesChart(given, say) {
  const first = new Axes(given, say, WIDE);
  const node = h("div", { class: "chart-place" }, first.drawn());
  let drawn = WIDE;
  new ResizeObserver(([{ contentRect }]) => {
    const wide = Math.max(NARROWEST, Math.round(contentRect.width));
    if (!contentRect.width || wide === drawn) return;
    drawn = wide;
    requestAnimationFrame(() => fill(node, new Axes(given, say, wide).drawn()));
  }).observe(node);
  return { node, entries: first.entries() };
}

class Axes {
  constructor({ type, series, axis_config: axis }, say, wide) {
    Object.assign(this, { type, axis, say, wide, id: nextId("axes"), categories: axis.categories });
    this.series = series.map((one) => ({ ...one, values: valuesBy(one, axis.categories) }));
    this.scale = scale(this.series.flatMap((one) => one.values));
    const widest = Math.max(...this.scale.ticks.map((tick) => brief(tick).length));
    this.left = 14 + widest * LETTER + (axis.y_label ? 18 : 0);
    this.turned = this.categories.some((name) => name.length * LETTER > this.slot() - 6);
    const longest = Math.min(Math.max(...this.categories.map((name) => name.length)), LONGEST_NAME);
    if (this.turned) this.left = Math.max(this.left, longest * LETTER * LEAN - this.slot() / 2);
    this.bottom = (this.turned ? 16 + longest * LETTER * 0.6 : 26) + (axis.x_label ? 20 : 0);
    this.high = HIGH + (this.turned ? this.bottom - 26 : 0);
  }

  /** How wide a category is. */
  slot() {
    return (this.wide - this.left - RIGHT) / this.categories.length;
  }

  drawn() {
    const marks = { bar: () => this.bars(), line: () => this.lines(), area: () => this.areas() }[this.type]();
    const defs = svg("defs", {}, ...this.series.map((_, index) => this.filled() && overlay(index, this.id)));
    const box = { viewBox: `0 0 ${this.wide} ${Math.round(this.high)}`, class: `chart-axes chart-${this.type}` };
    return svg("svg", box, defs, ...this.grid(), ...this.names(), ...this.labels(), ...marks);
  }

  entries() {
    return this.series.map((one, index) => this.entry(one, index));
  }

  entry(one, index) {
    return { name: one.name, mark: swatch(index, { line: !this.filled(), id: this.id }) };
  }

  filled() {
    return this.type === "bar";
  }

  // -- places

  y(value) {
    const { low, top } = this.scale;
    return TOP + (1 - (value - low) / (top - low)) * (this.high - TOP - this.bottom);
  }

  /** The middle of a category. */
  x(index) {
    return this.left + this.slot() * (index + 0.5);
  }

  // -- what stands around

  grid() {
    return this.scale.ticks.flatMap((tick) => {
      const y = this.y(tick);
      const cls = tick === 0 ? "chart-grid chart-zero" : "chart-grid";
      const words = svg("text", { x: this.left - 8, y: y + 4, class: "chart-tick chart-tick-end" }, brief(tick));
      return [svg("line", { x1: this.left, x2: this.wide - RIGHT, y1: y, y2: y, class: cls }), words];
    });
  }

  names() {
    const y = this.high - this.bottom + 18;
    return this.categories.map((name, index) => {
      const x = this.x(index);
      const turned = this.turned ? { transform: `rotate(-35 ${x} ${y - 4})`, class: "chart-tick chart-tick-end" } : {};
      return svg(
        "text",
        { x, y: this.turned ? y - 4 : y, class: "chart-tick chart-tick-middle", ...turned },
        this.turned ? shortened(name) : name,
      );
    });
  }

  labels() {
    const middle = TOP + (this.high - TOP - this.bottom) / 2;
    const across = { x: (this.left + this.wide - RIGHT) / 2, y: this.high - 6, class: "chart-axis-label" };
    const up = { x: 13, y: middle, class: "chart-axis-label", transform: `rotate(-90 13 ${middle})` };
    return [
      this.axis.x_label ? svg("text", across, this.axis.x_label) : null,
      this.axis.y_label ? svg("text", up, this.axis.y_label) : null,
    ];
  }

  // -- the marks

  bars() {
    const gap = Math.min(this.slot() * 0.3, 28);
    const width = Math.min((this.slot() - gap) / this.series.length, 48);
    const whole = width * this.series.length;
    return this.each((value, at, index) => {
      const x = this.x(at) - whole / 2 + width * index;
      const edge = [this.y(value), this.y(0)].sort((one, other) => one - other);
      const shape = {
        x: x + 1,
        y: edge[0],
        width: Math.max(width - 2, 1),
        height: Math.max(edge[1] - edge[0], 1),
        rx: 2,
      };
      const pattern = overlay(index, this.id) ? svg("rect", { ...shape, fill: `url(#${this.id}-${index})` }) : null;
      return [svg("rect", { ...shape, class: colour(index) }), pattern];
    });
  }

  lines() {
    const strokes = this.series.map((one, index) =>
      svg("path", { d: this.way(one), class: `chart-line ${colour(index)}`, "stroke-dasharray": dash(index) }),
    );
    return [...strokes, ...this.each((value, at, index) => this.spot(value, at, index))];
  }

  areas() {
    const fills = this.series.map((one, index) => {
      const foot = this.y(Math.max(0, this.scale.low));
      const d = `${this.way(one)}L${this.x(this.categories.length - 1)} ${foot}L${this.x(0)} ${foot}Z`;
      return svg("path", { d, class: `chart-area-fill ${colour(index)}` });
    });
    return [...fills, ...this.lines()];
  }

  way(one) {
    return one.values
      .map((value, at) => `${at ? "L" : "M"}${this.x(at).toFixed(1)} ${this.y(value).toFixed(1)}`)
      .join("");
  }

  spot(value, at, index) {
    const x = this.x(at);
    const y = this.y(value);
    return [svg("circle", { cx: x, cy: y, r: 12, class: "chart-reach" }), point(index, x, y)];
  }

  /** A group for each value, which says what it is; Tab goes through them category by category. */
  each(draw) {
    const several = this.series.length > 1;
    return this.categories.flatMap((category, at) =>
      this.series.map((one, index) => {
        const words = `${category}${several ? `, ${one.name}` : ""}: ${number(one.values[at])}`;
        const props = { class: "chart-part", tabindex: "0", role: "img", "aria-label": words };
        return speaking(svg("g", props, ...draw(one.values[at], at, index).filter(Boolean)), words, this.say);
      }),
    );
  }
}

const shortened = (name) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

function valuesBy(series, categories) {
  const known = new Map(series.data.map((one) => [one.label, one.value]));
  return categories.map((category) => known.get(category) ?? 0);
}

/** From a round number at or below to one at or above; zero is always there. */
function scale(values) {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const raw = (most - least || 1) / TICKS;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((each) => each >= raw * 0.999);
  const low = Math.floor(least / step) * step;
  const count = Math.max(1, Math.ceil((most - low) / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12)));
  return { low, top: ticks.at(-1), ticks };
}

const shortly = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 2 });
const brief = (value) => shortly.format(value);
