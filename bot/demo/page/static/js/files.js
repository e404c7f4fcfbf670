// Files under a message: a picture, the text, or the date of a calendar file at once; the whole as a download.

import { sketch, spinner } from "./blocks-icons.js";
import { fill, h } from "./dom.js";
import { readCalendar } from "./files-calendar.js";
import { calendarCard } from "./files-event.js";

const PICTURES = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp" };
const TEXTS = new Set(["txt", "text", "md", "markdown", "csv", "log", "json"]);
const LARGEST = 2_000_000;
const SHOWN_LINES = 8;
const LONGEST = 20_000;

export function files(list, ctx) {
  return h("div", { class: "files" }, ...(list ?? []).map((file) => card(file, ctx)));
}

function card(file, ctx) {
  const place = h("div", { class: "file-inside" });
  const node = h("article", { class: "file", "aria-label": `File ${file.name}` }, head(file), place);
  const kind = endOf(file);
  const draw = DRAWN[kind] ?? (kind in PICTURES ? drawPicture : TEXTS.has(kind) ? drawText : null);
  if (draw && file.size <= LARGEST && isHere(file.url)) show(place, draw, file, ctx);
  else place.hidden = true;
  return node;
}

/** Slack's own names for kinds of files aside, the end of the name says what it is. */
function endOf(file) {
  const end = /\.([a-z0-9]+)$/i.exec(file.name ?? "")?.[1]?.toLowerCase();
  return end ?? String(file.type ?? "").toLowerCase();
}

function isHere(url) {
  try {
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

function head(file) {
  const name = file.title || file.name;
  const more = [file.title && file.title !== file.name ? file.name : null, sizeWords(file.size)]
    .filter(Boolean)
    .join(" · ");
  const words = h(
    "span",
    { class: "file-words" },
    h("span", { class: "file-name" }, name),
    h("span", { class: "file-more" }, more),
  );
  return h("div", { class: "file-head" }, h("span", { class: "file-mark" }, sketch("file")), words, download(file));
}

function download(file) {
  if (!isHere(file.url)) return null;
  const name = `Download ${file.name}`;
  return h(
    "a",
    { class: "el-icon", href: file.url, download: file.name, "aria-label": name, title: "Download" },
    sketch("download"),
  );
}

async function show(place, draw, file, ctx) {
  fill(place, h("div", { class: "file-wait" }, spinner(), "Loading…"));
  try {
    const response = await fetch(file.url);
    if (!response.ok) throw new Error(String(response.status));
    fill(place, ...(await draw(response, file, ctx)));
  } catch {
    fill(place, h("p", { class: "file-wait" }, "This file cannot be shown here. Download it to look inside."));
  }
}

const DRAWN = {
  async ics(response, file, ctx) {
    const text = await response.text();
    const found = readCalendar(text);
    return found ? [calendarCard(found, ctx), folded("Show as text", text)] : [excerpt(text)];
  },
  async csv(response) {
    const text = await response.text();
    return [sheet(text), folded("Show as text", text)];
  },
};

async function drawText(response) {
  return [excerpt(await response.text())];
}

async function drawPicture(response, file) {
  const bytes = await response.arrayBuffer();
  const url = URL.createObjectURL(new Blob([bytes], { type: PICTURES[endOf(file)] }));
  const image = h("img", { class: "file-picture", src: url, alt: file.title || file.name });
  image.addEventListener("load", () => URL.revokeObjectURL(url), { once: true });
  return [image];
}

/** The first lines; the rest on demand. */
function excerpt(text) {
  const lines = text.split(/\r?\n/);
  const short = lines.slice(0, SHOWN_LINES).join("\n");
  const code = h("pre", pre(), short);
  if (lines.length <= SHOWN_LINES) return code;
  const more = h(
    "button",
    { type: "button", class: "el-quiet", "aria-expanded": "false" },
    `Show all ${lines.length} lines`,
  );
  more.addEventListener("click", () => {
    const open = more.getAttribute("aria-expanded") !== "true";
    more.setAttribute("aria-expanded", String(open));
    fill(more, open ? "Show less" : `Show all ${lines.length} lines`);
    fill(code, open ? text.slice(0, LONGEST) : short);
  });
  return h("div", {}, code, more);
}

const pre = () => ({
  class: "file-text",
  tabindex: "0",
  role: "group",
  "aria-label": "Text of the file",
  dir: "auto",
});

function folded(name, text) {
  return h("details", { class: "file-fold" }, h("summary", {}, name), h("pre", pre(), text.slice(0, LONGEST)));
}

function sheet(text) {
  const [head = [], ...rows] = readRows(text, SHOWN_LINES + 1);
  const top = h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)));
  const body = rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))));
  const table = h("table", { class: "table" }, h("thead", {}, top), h("tbody", {}, ...body));
  return h("div", { class: "table-wide", tabindex: "0", role: "group", "aria-label": "First rows" }, table);
}

/** The first rows of comma- or semicolon-separated text; quotes may hold commas and line breaks. */
function readRows(text, most) {
  const first = text.slice(0, (text.indexOf("\n") + text.length + 1) % (text.length + 1) || text.length);
  const comma = first.split(";").length > first.split(",").length ? ";" : ",";
  const rows = [[]];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && rows.length <= most; at += 1) {
    const char = text[at];
    if (quoted && char === '"' && text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === comma || char === "\n")) {
      rows.at(-1).push(cell.replace(/\r$/, ""));
      cell = "";
      if (char === "\n") rows.push([]);
    } else cell += char;
  }
  if (cell) rows.at(-1).push(cell);
  return rows.filter((row) => row.length).slice(0, most);
}

function sizeWords(size) {
  if (!Number.isFinite(size)) return "";
  if (size < 1000) return `${size} B`;
  return size < 1e6 ? `${Math.round(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}
