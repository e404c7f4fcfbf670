// The small dark label over a button: shown on hover and on keyboard focus, for all that carry `data-tip`.

import { h } from "./dom.js";
import { placeBeside } from "./popover.js";

const WAIT = 350;

let timer = 0;
let label = null;

export function startTips() {
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && consider(event.target, WAIT));
  document.addEventListener(
    "focusin",
    (event) => event.target.matches?.(":focus-visible") && consider(event.target, 0),
  );
  for (const type of ["pointerdown", "focusout", "keydown", "wheel"]) {
    document.addEventListener(type, hide, { capture: true, passive: true });
  }
}

function consider(target, wait) {
  const owner = target.closest?.("[data-tip]");
  if (label && label.owner === owner) return;
  hide();
  if (owner) timer = setTimeout(() => show(owner), wait);
}

function show(owner) {
  if (!owner.isConnected || owner.classList.contains("is-open")) return;
  const box = h("div", { class: "tip", "aria-hidden": "true" }, ...lines(owner));
  (owner.closest("dialog") ?? document.body).append(box);
  placeBeside(owner, box, "above");
  centre(owner, box);
  label = { owner, box };
}

function lines(owner) {
  const mark = owner.dataset.tipMark;
  return [mark && h("span", { class: "tip-mark" }, mark), h("span", {}, owner.dataset.tip)];
}

function centre(owner, box) {
  const from = owner.getBoundingClientRect();
  const left = from.left + from.width / 2 - box.offsetWidth / 2;
  box.style.left = `${Math.round(Math.max(8, Math.min(left, innerWidth - 8 - box.offsetWidth)))}px`;
}

function hide() {
  clearTimeout(timer);
  label?.box.remove();
  label = null;
}
