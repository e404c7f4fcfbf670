// Tells the bot what was pressed or chosen, and shows that it is on its way or that it went wrong.

import { act } from "./api.js";
import { spinner } from "./blocks-icons.js";
import { confirmed } from "./confirm.js";
import { fill, h } from "./dom.js";
import { sent } from "./inputs-memory.js";

const REFOCUS = 6000;
const NO_ANSWER = "Whoknows did not answer in time. Try it again in a moment.";
const REFUSED = "That did not work. The inspector shows what happened.";
let last = null;

/** A button was pressed. `option`: which one of a menu or of feedback buttons. */
export async function press(at, block, element, node, option) {
  if (node.getAttribute("aria-disabled") === "true") return;
  if (element.confirm && !(await confirmed(element.confirm, at.ctx, node))) return;
  const body = { on: at.on, block_id: block.block_id, action_id: element.action_id };
  await send(at, "press", option === undefined ? body : { ...body, option }, node);
}

/** Something was chosen where the bot hears of it at once; false if the person took it back. */
export async function choose(at, block, element, value, node) {
  if (element.confirm && !(await confirmed(element.confirm, at.ctx, node))) return false;
  const chosen = sent(element, value);
  await send(at, "choose", { on: at.on, block_id: block.block_id, action_id: element.action_id, value: chosen }, node);
  return true;
}

async function send(at, what, body, node) {
  const root = node.closest(".blocks");
  note(root, "");
  last = { owner: JSON.stringify(at.on), action: body.action_id, block: body.block_id, when: Date.now() };
  busy(node, true);
  try {
    await at.form?.flush();
    const answer = await act(what, body);
    if (answer.acked === false) note(root, words(answer.error));
  } catch (failure) {
    note(root, failure.message);
  } finally {
    busy(node, false);
  }
}

/** Slack's name of a failure as words for a person. */
export function words(error) {
  return error === "operation_timeout" ? NO_ANSWER : REFUSED;
}

/** Whether something is on its way. It keeps the focus, so it is only marked as not to be pressed. */
export function busy(node, is) {
  node.classList.toggle("is-busy", is);
  node.setAttribute("aria-busy", String(is));
  if (node.matches("button")) node.setAttribute("aria-disabled", String(is));
  node.querySelector(":scope > .spinner")?.remove();
  if (is) node.append(spinner());
}

/** The quiet line under a message. */
export function note(root, text) {
  const line = root?.querySelector(":scope > .blocks-note");
  if (line) fill(line, text ? h("span", {}, text) : null);
}

/** Drawn anew right after a press: whoever works by keyboard stands where they stood. */
export function refocus(root, on) {
  if (!last || last.owner !== JSON.stringify(on) || Date.now() - last.when > REFOCUS) return;
  const { action, block } = last;
  requestAnimationFrame(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (!lost || !root.isConnected) return;
    const same = [...root.querySelectorAll("[data-action-id]")].find(
      (node) => node.dataset.actionId === action && node.dataset.blockId === block,
    );
    (same ?? root.querySelector("[data-action-id]"))?.focus({ preventScroll: true });
  });
}
