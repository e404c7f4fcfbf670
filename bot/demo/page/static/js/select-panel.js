// A small window that hangs on a control (a list, a calendar, a menu): where it stands, and when it goes.

import { h } from "./dom.js";

const GAP = 4;
const EDGE = 8;
let open = null;

/** Opens `content` beside `anchor`. One at a time; Escape, a press elsewhere and Tab close it. */
export function openPanel(anchor, content, { onClose, align = "start", sameWidth = false, returnFocus = true } = {}) {
  open?.close({ focus: false });
  const panel = h("div", { class: "panel" }, content);
  const host = anchor.closest(".modal-layer") ?? document.body;
  const stop = new AbortController();
  const handle = {
    node: panel,
    place: () => place(panel, anchor, { align, sameWidth }),
    close({ focus = returnFocus } = {}) {
      if (open !== handle) return;
      open = null;
      stop.abort();
      panel.remove();
      if (focus && anchor.isConnected) anchor.focus({ preventScroll: true });
      onClose?.();
    },
  };
  host.append(panel);
  open = handle;
  handle.place();
  watch(handle, anchor, stop.signal);
  return handle;
}

function watch(handle, anchor, signal) {
  const outside = (event) => {
    if (handle.node.contains(event.target) || anchor.contains(event.target)) return;
    handle.close({ focus: false });
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    handle.close();
  };
  document.addEventListener("pointerdown", outside, { signal, capture: true });
  document.addEventListener("keydown", key, { signal, capture: true });
  window.addEventListener("resize", handle.place, { signal });
  document.addEventListener("scroll", (event) => !handle.node.contains(event.target) && handle.place(), {
    signal,
    capture: true,
    passive: true,
  });
  handle.node.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to && !handle.node.contains(to) && !anchor.contains(to)) handle.close({ focus: false });
  });
  new MutationObserver((_, observer) => {
    if (signal.aborted) observer.disconnect();
    else if (!anchor.isConnected) handle.close({ focus: false });
  }).observe(document.body, { childList: true, subtree: true });
}

function place(panel, anchor, { align, sameWidth }) {
  const edge = anchor.getBoundingClientRect();
  if (sameWidth) panel.style.minWidth = `${Math.min(edge.width, window.innerWidth - 2 * EDGE)}px`;
  panel.style.maxHeight = "";
  const size = panel.getBoundingClientRect();
  const below = window.innerHeight - edge.bottom - GAP - EDGE;
  const above = edge.top - GAP - EDGE;
  const upwards = size.height > below && above > below;
  const room = Math.max(upwards ? above : below, 120);
  const height = Math.min(size.height, room);
  panel.style.maxHeight = `${room}px`;
  panel.style.top = `${upwards ? Math.max(edge.top - GAP - height, EDGE) : edge.bottom + GAP}px`;
  const wanted = align === "end" ? edge.right - size.width : edge.left;
  panel.style.left = `${Math.max(EDGE, Math.min(wanted, window.innerWidth - size.width - EDGE))}px`;
}
