// Charts: what a chart is made of in every kind (title, drawing, legend, table), and which kind draws itself how.

import { axesChart } from "./charts-axes.js";
import { pieChart } from "./charts-pie.js";
import { plainText } from "./blocks-texts.js";
import { h } from "./dom.js";
import { nextId } from "./select-list.js";
import { number } from "./tables.js";

const KINDS = { pie: "Pie chart", bar: "Bar chart", line: "Line chart", area: "Area chart" };

export function chart(block, at) {
  const { chart: given } = block;
  if (!Object.hasOwn(KINDS, given?.type)) return null;
  const title = nextId("chart-title");
  const said = h("div", { class: "chart-said", "aria-hidden": "true" });
  const say = (words) => said.replaceChildren(words || "\u00a0");
  say("");
  const drawn = given.type === "pie" ? pieChart(given, say) : axesChart(given, say);
  const head = h("figcaption", { class: "chart-title", id: title }, plainText(block.title, at.ctx));
  const group = h("div", { class: "chart-drawing", role: "group", "aria-label": KINDS[given.type] }, drawn.node);
  return h(
    "figure",
    { class: "chart", "aria-labelledby": title },
    head,
    group,
    said,
    legend(drawn.entries),
    asTable(block, given),
  );
}

/** Colour, pattern and name: nobody has to tell two by colour alone. */
function legend(entries) {
  if (entries.length < 2 && !entries[0]?.always) return null;
  const items = entries.map(({ name, value, mark }) =>
    h("li", { class: "chart-entry" }, mark, h("span", {}, name), value === undefined ? null : h("b", {}, value)),
  );
  return h("ul", { class: "chart-legend" }, ...items);
}

function asTable(block, given) {
  const { head, rows } = given.type === "pie" ? pieRows(given) : axesRows(given);
  const top = h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)));
  const body = rows.map(([first, ...rest]) =>
    h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", { class: "cell-right" }, cell))),
  );
  const name = block.title?.text ?? block.title;
  const table = h(
    "table",
    { class: "table" },
    h("caption", { class: "for-readers" }, name),
    h("thead", {}, top),
    h("tbody", {}, ...body),
  );
  const wide = h(
    "div",
    { class: "table-wide", tabindex: "0", role: "group", "aria-label": `${name}, as a table` },
    table,
  );
  return h("details", { class: "chart-table" }, h("summary", {}, "Show as a table"), wide);
}

function pieRows({ segments }) {
  const total = segments.reduce((sum, one) => sum + one.value, 0);
  const share = (value) => `${Math.round((100 * value) / total)}%`;
  return {
    head: ["", "Value", "Share"],
    rows: segments.map((one) => [one.label, number(one.value), share(one.value)]),
  };
}

function axesRows({ series, axis_config: axis }) {
  const value = (one, category) => one.data.find((point) => point.label === category)?.value;
  const shown = (found) => (found === undefined ? "" : number(found));
  return {
    head: [axis.x_label ?? "", ...series.map((one) => one.name)],
    rows: axis.categories.map((category) => [category, ...series.map((one) => shown(value(one, category)))]),
  };
}
