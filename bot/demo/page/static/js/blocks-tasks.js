// Plans and task cards: what is being worked on, how far it is, what came of it.

import { sketch, spinner } from "./blocks-icons.js";
import { plainText } from "./blocks-texts.js";
import { h } from "./dom.js";
import { link } from "./mrkdwn-parts.js";
import { richText } from "./richtext.js";

const STATES = {
  pending: ["pending", "To come"],
  in_progress: ["", "In progress"],
  complete: ["good", "Done"],
  error: ["bad", "Failed"],
};

export function plan(block, at) {
  const tasks = block.tasks ?? [];
  const done = tasks.filter((task) => task.status === "complete").length;
  const count = tasks.length ? h("span", { class: "plan-count" }, `${done} of ${tasks.length} done`) : null;
  const head = h(
    "div",
    { class: "plan-head" },
    h("div", { class: "plan-title" }, plainText(block.title, at.ctx)),
    count,
  );
  return h(
    "section",
    { class: "plan" },
    head,
    h("ol", { class: "plan-tasks" }, ...tasks.map((task) => h("li", {}, row(task, at)))),
  );
}

export function taskCard(block, at) {
  return h("section", { class: "task-card" }, row(block, at));
}

function row(task, at) {
  const state = Object.hasOwn(STATES, task.status) ? task.status : "pending";
  const [drawing, words] = STATES[state];
  const mark = h("span", { class: `task-mark task-${state}` }, drawing ? sketch(drawing) : spinner());
  const title = h(
    "span",
    { class: "task-title" },
    plainText(task.title, at.ctx),
    h("span", { class: "for-readers" }, `, ${words}`),
  );
  const details = [
    task.details ? h("div", { class: "task-details" }, richText(task.details, at.ctx)) : null,
    task.output ? h("div", { class: "task-output" }, richText(task.output, at.ctx)) : null,
    task.sources?.length
      ? h("div", { class: "task-sources" }, ...task.sources.map((one) => source(one, at.ctx)))
      : null,
  ].filter(Boolean);
  return h("div", { class: "task" }, mark, h("div", { class: "task-body" }, title, ...details));
}

function source(given, ctx) {
  return link(given.url, given.text, ctx, { cls: "mrk-link task-source" });
}
