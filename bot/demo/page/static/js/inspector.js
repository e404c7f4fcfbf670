// The button of the inspector: how many problems there are, and the way into the drawer.

import { h } from "./dom.js";
import { makeDrawer, openDrawer, shutDrawer } from "./inspector-drawer.js";
import { mark } from "./inspector-icons.js";
import { counted } from "./inspector-log.js";
import { toast } from "./toast.js";

const MOST = 99;

/** For the top bar; the drawer is made when it is opened first. */
export function inspectorButton(ctx) {
  const badge = h("span", { class: "inspector-badge", "aria-hidden": "true", hidden: true });
  const button = h(
    "button",
    { type: "button", class: "top-button inspector-button", "aria-expanded": "false" },
    mark("inspect", 20),
    badge,
  );
  const counts = ctx.start.log ?? { last: 0, violations: 0, errors: 0 };
  const state = { ctx, button, badge, counts, drawer: null, told: null };
  button.addEventListener("click", () => flip(state));
  ctx.subscribe("log", (counts) => heard(state, counts));
  paint(state);
  return button;
}

const troubles = ({ violations, errors }) => violations + errors;

function paint({ button, badge, counts }) {
  const bad = troubles(counts);
  badge.hidden = bad === 0;
  badge.textContent = bad > MOST ? `${MOST}+` : String(bad);
  const words = bad ? `Inspector, ${problemWords(counts)}` : "Inspector";
  button.setAttribute("aria-label", words);
  button.dataset.tip = bad ? words : "Inspector: what the bot and Slack say to each other";
}

/** "2 errors, 1 broken rule" */
function problemWords({ violations, errors }) {
  const count = (number, one, many) => number > 0 && `${number} ${number === 1 ? one : many}`;
  const both = [count(errors, "error", "errors"), count(violations, "broken rule", "broken rules")];
  return both.filter(Boolean).join(", ");
}

function flip(state) {
  state.told?.close();
  state.drawer ??= makeDrawer(state.ctx, () => state.button);
  if (state.drawer.open) shutDrawer(state.drawer);
  else openDrawer(state.drawer);
}

function heard(state, counts) {
  const worse = troubles(counts) > troubles(state.counts);
  state.counts = counts;
  paint(state);
  if (!state.drawer?.open && worse && !state.told) tell(state);
  if (!state.drawer) return;
  counted(state.drawer.log, counts);
  state.drawer.heard();
}

/** Once is enough: the badge goes on counting. */
function tell(state) {
  state.told = toast("Something went wrong between the bot and Slack.", {
    tone: "bad",
    action: { label: "Look", run: () => state.drawer?.open || flip(state) },
  });
}
