// Slack's blocks as nodes: which drawing belongs to which kind, in the order the bot sent them.

import { alertBlock, contextActions, contextBlock, divider, header, section } from "./blocks-basic.js";
import { card, carousel, container } from "./blocks-cards.js";
import { fileBlock, imageBlock, videoBlock } from "./blocks-media.js";
import { plan, taskCard } from "./blocks-tasks.js";
import { unknown } from "./blocks-unknown.js";
import { chart } from "./charts.js";
import { h } from "./dom.js";
import { element } from "./elements.js";
import { refocus } from "./elements-send.js";
import { inputBlock } from "./inputs.js";
import { memory } from "./inputs-memory.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";

const DRAWN = {
  header,
  section,
  divider,
  context: contextBlock,
  context_actions: contextActions,
  actions: (block, at) =>
    h("div", { class: "block-actions" }, ...(block.elements ?? []).map((one) => element(one, block, at))),
  image: imageBlock,
  input: inputBlock,
  rich_text: (block, at) => richText(block, at.ctx),
  table: (block, at) => table(block, at.ctx),
  data_table: (block, at) => dataTable(block, at.ctx),
  data_visualization: chart,
  card: (block, at) => card(block, at),
  carousel,
  container: (block, at) => container(block, at, drawAll),
  video: videoBlock,
  file: fileBlock,
  markdown: (block, at) => markdown(block.text, at.ctx),
  alert: alertBlock,
  plan,
  task_card: taskCard,
};

/**
 * All blocks of a message or view. `on`: {channel, ts} or {view}. `form`: the memory of a form that its owner keeps;
 * without one, what is chosen is remembered here.
 */
export function blocks(list, ctx, on, form = memory(on)) {
  const at = { ctx, on, form };
  const note = h("div", { class: "blocks-note", role: "status" });
  const root = h("div", { class: "blocks" }, ...drawAll(list ?? [], at), note);
  refocus(root, on);
  return root;
}

function drawAll(list, at) {
  return list.map((block) => h("div", { class: `block block-is-${kindOf(block)}` }, draw(block, at)));
}

const kindOf = (block) => (Object.hasOwn(DRAWN, block?.type) ? block.type : "unknown");

/** A block that is not as it should be is shown as such too: one of them never takes the others with it. */
function draw(block, at) {
  const kind = kindOf(block);
  if (kind === "unknown") return unknown(block);
  try {
    return DRAWN[kind](block, at) ?? unknown(block);
  } catch (failure) {
    console.warn("A block could not be drawn", block, failure);
    return unknown(block);
  }
}
