// Keeps the form before the person equal to the views the workspace says are open.

import { Sheet } from "./modal-sheet.js";
import { layer } from "./modal-layer.js";

let open = null;

/** Shows the topmost of these views, or none. Safe to call with the same list again. */
export function showModals(views, ctx) {
  const list = (views ?? []).filter((view) => view.type === "modal");
  if (!list.length) return close();
  const top = list.at(-1);
  if (open?.sheet.shows(top, list.length)) return undefined;
  if (open) return open.sheet.replace(top, list);
  const sheet = new Sheet(ctx, top, list);
  const over = layer(sheet.node, { escape: () => sheet.back() });
  open = { sheet, over };
  return sheet.begin();
}

function close() {
  open?.over.close();
  open = null;
}
