// One exchange in full: how it went, what was asked, what came back.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { mark } from "./inspector-icons.js";
import { tree } from "./inspector-json.js";
import { pace } from "./inspector-list.js";
import { directionOf, momentWords, named, outcomeOf, plainTitle, sentenceOf, tookWords } from "./inspector-words.js";
import { toast } from "./toast.js";

/** The pane of the chosen entry; `back` closes it. */
export function makeDetail(ctx, back) {
  const body = h("div", { class: "inspector-detail-body", tabindex: "0" });
  const box = h("section", { class: "inspector-detail", "aria-label": "The chosen call", hidden: true }, body);
  return { ctx, back, box, body, shown: null };
}

export function showDetail(detail, entry) {
  detail.shown = entry?.n ?? null;
  detail.box.hidden = !entry;
  if (!entry) return fill(detail.body);
  fill(detail.body, head(detail, entry), facts(entry, detail.ctx), ...told(entry), ...exchanged(entry));
  detail.body.scrollTop = 0;
  return detail.body;
}

function head(detail, entry) {
  const way = directionOf(entry);
  const close = h(
    "button",
    { type: "button", class: "inspector-back", "aria-label": "Back to the list", on: { click: detail.back } },
    icon("arrowLeft", 18),
  );
  return h(
    "header",
    { class: "inspector-detail-head" },
    close,
    h("span", { class: `inspector-way way-${way}` }, mark(way)),
    h(
      "div",
      { class: "inspector-detail-title" },
      h("h3", {}, entry.title),
      h("p", {}, sentenceOf(entry), plainTitle(entry) && ` (${plainTitle(entry)})`),
    ),
  );
}

function facts(entry, ctx) {
  const outcome = outcomeOf(entry);
  return h(
    "dl",
    { class: "inspector-facts" },
    fact("Outcome", h("span", { class: `inspector-outcome ${outcome.tone}` }, outcome.word)),
    entry.ms !== null && fact(tookWords(entry), pace(entry), "Slack waits three seconds"),
    entry.tries > 1 && fact("Tries", String(entry.tries)),
    fact("When", momentWords(entry, ctx)),
    entry.summary && !entry.words && fact("About", named(entry.summary, ctx)),
    fact("Number", `${entry.n}`),
  );
}

const fact = (name, value, hint) => h("div", { title: hint }, h("dt", {}, name), h("dd", {}, value));

/** The rule that was broken, or what the bot said of its failure, in full. */
function told(entry) {
  if (entry.kind === "violation") {
    return [h("div", { class: "inspector-rule" }, icon("warning", 18), h("p", {}, entry.words))];
  }
  if (!entry.words) return [];
  const trace = h("pre", { class: "inspector-trace", tabindex: "0" }, entry.words);
  return [section("What the bot noted", trace, entry.words)];
}

function exchanged(entry) {
  const toBot = directionOf(entry) === "bot";
  const [asked, answered] = toBot ? ["Slack sent", "The bot answered"] : ["The bot sent", "Slack answered"];
  return [said(asked, entry.request), said(answered, entry.response, entry.request !== null)];
}

/** `awaited`: that nothing came is worth a word. */
function said(title, value, awaited = false) {
  if (present(value)) return section(title, tree(value), pretty(value));
  return awaited && section(title, h("p", { class: "inspector-nothing" }, "With nothing to add."));
}

const present = (value) => value !== null && value !== undefined && value !== "" && !isEmpty(value);
const isEmpty = (value) => typeof value === "object" && Object.keys(value).length === 0;
const pretty = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function section(title, content, copied) {
  return h(
    "section",
    { class: "inspector-section", "aria-label": title },
    h(
      "div",
      { class: "inspector-section-head" },
      h("h4", {}, title),
      copied !== undefined && copyButton(title, copied),
    ),
    content,
  );
}

function copyButton(title, text) {
  return h(
    "button",
    { type: "button", class: "inspector-copy", "aria-label": `Copy: ${title}`, on: { click: () => copy(text) } },
    icon("copy", 14),
    "Copy",
  );
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied.", { tone: "good" });
  } catch {
    toast("The browser did not let this be copied.", { tone: "bad" });
  }
}
