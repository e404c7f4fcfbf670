// Tables: plain ones, and those with pages whose columns can be sorted.

import { sketch } from "./blocks-icons.js";
import { plainText } from "./blocks-texts.js";
import { fill, h } from "./dom.js";
import { richText, richWords } from "./richtext.js";
import { nextId } from "./select-list.js";

const PAGE = 10;
const ALIGN = new Set(["left", "center", "right"]);

export function table(block, ctx) {
  const [head = [], ...rows] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const heads = head.map((cell, at) =>
    h("th", { scope: "col", class: classes(settings[at], cell) }, content(cell, ctx)),
  );
  const body = rows.map((row) =>
    h("tr", {}, ...row.map((cell, at) => h("td", { class: classes(settings[at], cell) }, content(cell, ctx)))),
  );
  const inner = h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...body));
  return wide(inner, "Table");
}

/** What is wider than its place scrolls sideways, by keyboard too. */
function wide(inner, name) {
  return h("div", { class: "table-wide", tabindex: "0", role: "group", "aria-label": name }, inner);
}

function content(cell, ctx) {
  if (cell?.type === "rich_text") return richText(cell, ctx);
  if (cell?.type === "raw_number") return cell.text ?? number(cell.value);
  return plainText({ text: cell?.text ?? "", emoji: cell?.emoji }, ctx);
}

export function number(value) {
  return new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 }).format(value);
}

function classes(setting, cell) {
  const align = ALIGN.has(setting?.align) ? setting.align : cell?.type === "raw_number" ? "right" : "left";
  return `cell-${align}${setting?.is_wrapped ? " cell-wrapped" : ""}`;
}

export function dataTable(block, ctx) {
  return new DataTable(block, ctx).node;
}

class DataTable {
  constructor(block, ctx) {
    [this.head, ...this.all] = block.rows;
    Object.assign(this, { block, ctx, page: 0, by: -1, down: false });
    this.size = Math.min(Math.max(block.page_size ?? PAGE, 1), 100);
    this.body = h("tbody", {});
    this.heads = this.head.map((cell, at) => this.headCell(cell, at));
    const id = nextId("caption");
    const caption = h("caption", { class: "table-caption", id }, plainText(block.caption, ctx));
    const inner = h("table", { class: "table" }, caption, h("thead", {}, h("tr", {}, ...this.heads)), this.body);
    this.foot = h("div", { class: "table-foot" });
    this.node = h("div", { class: "data-table" }, wide(inner, block.caption), this.foot);
    this.draw();
  }

  headCell(cell, at) {
    const numeric = this.all.length > 0 && this.all.every((row) => row[at]?.type === "raw_number");
    const run = () => this.sort(at);
    const button = h(
      "button",
      { type: "button", class: "table-sort", on: { click: run } },
      content(cell, this.ctx),
      sketch("sort"),
    );
    return h("th", { scope: "col", class: numeric ? "cell-right" : "cell-left" }, button);
  }

  sort(at) {
    this.down = this.by === at ? !this.down : false;
    this.by = at;
    this.page = 0;
    this.heads.forEach((head, index) => {
      if (index === at) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.draw();
  }

  rows() {
    if (this.by < 0) return this.all;
    const way = this.down ? -1 : 1;
    return [...this.all].sort((one, other) => way * compare(one[this.by], other[this.by]));
  }

  draw() {
    const from = this.page * this.size;
    const rows = this.rows().slice(from, from + this.size);
    fill(this.body, ...rows.map((row) => h("tr", {}, ...row.map((cell, at) => this.cell(cell, at)))));
    const pages = Math.ceil(this.all.length / this.size);
    if (pages > 1)
      fill(
        this.foot,
        this.turn("Page before", "left", -1, pages),
        this.where(from, rows.length),
        this.turn("Next page", "right", 1, pages),
      );
  }

  cell(cell, at) {
    const row = at === this.block.row_header_column_index;
    return h(row ? "th" : "td", { scope: row ? "row" : null, class: classes(null, cell) }, content(cell, this.ctx));
  }

  where(from, count) {
    return h("span", { role: "status" }, `${from + 1} to ${from + count} of ${this.all.length}`);
  }

  turn(name, drawing, step, pages) {
    const to = this.page + step;
    const off = to < 0 || to >= pages;
    const run = () => {
      if (off) return;
      this.page = to;
      this.draw();
      this.foot.querySelector(`[aria-label="${name}"]`).focus();
    };
    const props = { type: "button", class: "el-icon", "aria-label": name, "aria-disabled": String(off) };
    return h("button", { ...props, on: { click: run } }, sketch(drawing));
  }
}

function compare(one, other) {
  if (one?.type === "raw_number" && other?.type === "raw_number") return one.value - other.value;
  return words(one).localeCompare(words(other), "en", { numeric: true });
}

const words = (cell) => (cell?.type === "rich_text" ? richWords(cell) : String(cell?.text ?? cell?.value ?? ""));
