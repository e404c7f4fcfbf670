// A message of one's own, put back into a field to be changed where it stands.

import { h } from "./dom.js";
import { grow, keepGrowing } from "./growing.js";
import { completes } from "./completion.js";

/** Turns the body of a row into a field; Enter saves, Escape leaves everything as it was. */
export function startEditing(row, ctx) {
  if (row.editing) return;
  const { message } = row;
  const area = h("textarea", { class: "edit-area", rows: 1, "aria-label": "Edit message" });
  area.value = asTyped(message.text, ctx);
  const stop = () => {
    row.editing = null;
    row.drawn.body = null;
    row.drawBody();
    row.node.classList.remove("editing");
    row.node.focus({ preventScroll: true });
  };
  const save = async () => {
    const text = area.value.trim();
    if (!text) return ctx.toast("A message needs some words. To take it away, delete it.", { tone: "info" });
    if (text === asTyped(message.text, ctx).trim()) return stop();
    const done = await ctx.act("edit", { channel: message.channel, ts: message.ts, text });
    if (done) stop();
    return undefined;
  };
  row.editing = true;
  row.node.classList.add("editing");
  row.body.replaceChildren(box(area, save, stop));
  row.body.classList.remove("jumbo");
  const list = completes(area, ctx, { commands: false });
  area.addEventListener("keydown", (event) => keyed(event, list, save, stop));
  keepGrowing(area);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  grow(area);
}

function box(area, save, stop) {
  return h(
    "div",
    { class: "edit-box" },
    area,
    h(
      "div",
      { class: "edit-foot" },
      h("span", { class: "edit-hint" }, "Enter saves, Escape cancels"),
      h("button", { type: "button", class: "button small", on: { click: stop } }, "Cancel"),
      h("button", { type: "button", class: "button small primary", on: { click: save } }, "Save"),
    ),
  );
}

function keyed(event, list, save, stop) {
  event.stopPropagation();
  if (event.isComposing || list.takes(event)) return;
  if (event.key === "Escape") {
    event.preventDefault();
    stop();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    save();
  }
}

/** The text as somebody would type it: names for ids, signs for entities. */
export function asTyped(text, ctx) {
  return (text ?? "")
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${ctx.person(id).name}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${ctx.channel(id)?.name ?? name ?? id}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?:|mailto:)[^>|]+)(?:\|([^>]*))?>/g, (whole, url, words) =>
      !words || url.endsWith(words) ? url : whole,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
