// What lies over the page: it keeps the focus inside, hears Escape, and gives the focus back when it goes.

import { h } from "./dom.js";

const REACHABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const STAYS = "[data-part=tour], [data-part=toasts], [aria-live], script, link, style";
const layers = [];

/** Lays `dialog` over everything. `escape` is called for Escape. Returns {close(), node}. */
export function layer(dialog, { escape, from = document.activeElement } = {}) {
  const node = h("div", { class: "modal-layer" }, h("div", { class: "modal-scrim" }), dialog);
  const entry = { node, escape, back: wayBack(from) };
  node.addEventListener("keydown", (event) => key(event, entry));
  document.body.append(node);
  layers.push(entry);
  quieten();
  return { node, close: () => leave(entry) };
}

function leave(entry) {
  const at = layers.indexOf(entry);
  if (at < 0) return;
  layers.splice(at, 1);
  entry.node.remove();
  quieten();
  entry.back();
}

/** Everything but the topmost layer is out of reach. */
function quieten() {
  const top = layers.at(-1)?.node;
  for (const node of document.body.children) {
    const out = Boolean(top) && node !== top && !node.matches(STAYS);
    if (out) node.inert = true;
    else node.inert = false;
  }
}

function key(event, entry) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    entry.escape?.();
  }
  if (event.key === "Tab") around(event, entry.node);
}

/** From the last one on to the first, and back. */
function around(event, node) {
  const all = reachable(node);
  if (!all.length) return event.preventDefault();
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge && node.contains(document.activeElement)) return undefined;
  event.preventDefault();
  return (event.shiftKey ? all.at(-1) : all[0]).focus();
}

/** What Tab comes to inside a node. */
export function reachable(node) {
  return [...node.querySelectorAll(REACHABLE)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[hidden], [inert]") && one.getClientRects().length,
  );
}

/** The focus goes back to where it was; if that is drawn anew, to what stands in its place. */
function wayBack(from) {
  const { actionId, blockId } = from?.dataset ?? {};
  const holder = from?.closest?.("[data-part]")?.dataset.part;
  return () => {
    const same =
      actionId &&
      document.querySelector(
        `[data-action-id="${CSS.escape(actionId)}"][data-block-id="${CSS.escape(blockId ?? "")}"]`,
      );
    const place =
      holder &&
      document.querySelector(`[data-part="${CSS.escape(holder)}"] :is(textarea, [contenteditable=true], button)`);
    const to = from?.isConnected && from !== document.body ? from : (same ?? place);
    to?.focus?.({ preventScroll: true });
  };
}
