// A tour of a few steps through the story: it points, the reader does, and the page stays usable all the while.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { addressAs, go, routeOf } from "./router.js";
import { makeCard, paintCard } from "./tour-card.js";
import { watchFor } from "./tour-done.js";
import { dismiss, keepStep, keptStep, undismiss, wasDismissed } from "./tour-kept.js";
import { bring, found, isSmall, keepInPlace } from "./tour-place.js";

const WELCOME = -1;
const ABOUT =
  "Whoknows leads you to the colleague who knows, and says why. " +
  "Try it in a workspace that is made up: nothing you do here leaves this computer.";
const END = {
  title: "That is how it begins",
  text:
    "Turn the clock to Tuesday noon to see the reminder come. " +
    "Be somebody else at the top right, in a second window too.",
  target: '[data-part="clock"]',
};

const tours = new WeakMap();

/** After the first rendering: begins by itself, once, for whom the story is told to. */
export function startTour(ctx) {
  const tour = tourOf(ctx);
  if (!tour.steps.length || wasDismissed(ctx)) return;
  const kept = keptStep(ctx);
  if (kept === null && ctx.me !== tour.you) return;
  show(tour, kept ?? WELCOME, { moves: kept !== null });
}

/** The button that begins it again, or brings the reader back to it. */
export function tourButton(ctx) {
  const tour = tourOf(ctx);
  const words = "Take the tour";
  const press = () => {
    undismiss(ctx);
    if (!tour.open) show(tour, WELCOME);
    tour.card.box.focus();
  };
  const props = { type: "button", class: "top-button tour-button", "aria-label": words, hidden: !tour.steps.length };
  const label = h("span", { class: "tour-button-words" }, "Tour");
  return h("button", { ...props, dataset: { tip: words }, on: { click: press } }, icon("bulb"), label);
}

function tourOf(ctx) {
  if (!tours.has(ctx)) tours.set(ctx, make(ctx));
  return tours.get(ctx);
}

function make(ctx) {
  const { tour: steps = [], cast = [] } = ctx.start.story;
  const you = cast[0]?.user ?? ctx.me;
  const tour = { ctx, steps, you, at: WELCOME, open: false, sought: false, unwatch: () => {}, helps: null };
  tour.card = makeCard(steps.length, {
    back: () => show(tour, tour.at - 1, { moves: true }),
    next: () => (isStep(tour) ? show(tour, tour.at + 1, { moves: true }) : end(tour)),
    skip: () => end(tour),
    help: () => tour.helps(),
  });
  tour.ring = h("div", { class: "tour-ring", "aria-hidden": "true", hidden: true });
  return tour;
}

const isStep = (tour) => tour.at >= 0 && tour.at < tour.steps.length;

/** `moves`: the reader asked for it, so the page goes where the step is. */
function show(tour, at, { moves = false } = {}) {
  tour.unwatch();
  tour.at = at;
  tour.sought = false;
  keepStep(tour.ctx, at);
  open(tour);
  if (isStep(tour)) {
    const step = tour.steps[at];
    if (isMine(tour, step) && (moves || isNear(step))) travel(step);
    tour.unwatch = watchFor(step.done, tour.ctx, () => show(tour, at + 1));
  }
  paint(tour);
}

function open(tour) {
  if (tour.open) return;
  tour.open = true;
  document.body.append(tour.ring, tour.card.box);
  tour.keeper = keepInPlace(tour.card.box, tour.ring, () => target(tour));
  tour.onRoute = () => paint(tour);
  addEventListener("hashchange", tour.onRoute);
}

function end(tour) {
  const inside = tour.card.box.contains(document.activeElement);
  tour.open = false;
  tour.unwatch();
  tour.keeper.stop();
  removeEventListener("hashchange", tour.onRoute);
  tour.card.box.remove();
  tour.ring.remove();
  dismiss(tour.ctx);
  if (inside) document.querySelector(".tour-button")?.focus();
}

/** What the step points at; brought into view once. */
function target(tour) {
  const selector = isStep(tour) ? tour.steps[tour.at].target : tour.at < 0 ? null : END.target;
  const node = isStep(tour) && !isThere(tour.steps[tour.at]) ? null : found(selector);
  if (node && !tour.sought) {
    tour.sought = true;
    bring(node);
  }
  return node;
}

function paint(tour) {
  const { at, steps } = tour;
  const shown = isStep(tour) ? stepCard(tour, steps[at]) : edgeCard(tour);
  tour.helps = shown.help?.run ?? null;
  paintCard(tour.card, { ...shown, at, count: steps.length });
  tour.keeper.ask();
}

function edgeCard(tour) {
  if (tour.at >= 0) return { ...END, next: "Close", back: true };
  const { ctx, steps } = tour;
  const begin = { words: `Show me in ${steps.length} steps`, run: () => show(tour, 0, { moves: true }) };
  const title = `Welcome to ${ctx.team.name}`;
  return { title, text: ABOUT, extra: ctx.start.story.about, help: begin, next: "Not now" };
}

function stepCard(tour, step) {
  return { title: step.title, text: step.text, help: helpFor(tour, step), next: "Next", back: true };
}

/** The one thing that brings the reader closer: be the right person, go there, or have it typed. */
function helpFor(tour, step) {
  const { ctx } = tour;
  if (!isMine(tour, step)) {
    const name = ctx.person(step.as ?? tour.you).real_name.split(" ")[0];
    const there = addressAs(step.as ?? tour.you, step.open ?? location.hash);
    return { words: `Be ${name}`, run: () => location.assign(there) };
  }
  if (!isThere(step)) return { words: "Show me", run: () => travel(step) };
  return step.type ? { words: "Type it for me", run: () => type(step.type) } : null;
}

const isMine = (tour, step) => tour.ctx.me === (step.as ?? tour.you);

/** Whether the page shows the place of the step. */
function isThere(step) {
  if (!step.open) return true;
  const [here, there] = [routeOf(location.hash), routeOf(step.open)];
  const sameChannel = here.place === there.place && here.channel === there.channel;
  return sameChannel && (!there.thread || here.thread === there.thread);
}

/** What has just happened stays in sight when the step is in the same conversation of a wide window. */
const isNear = (step) =>
  Boolean(step.open) && !isSmall() && routeOf(location.hash).channel === routeOf(step.open).channel;

function travel(step) {
  if (step.open && location.hash !== step.open) go(step.open);
}

/** Into the composer of the conversation itself, for the reader to send. */
function type(words) {
  const area = found('[data-part="composer"] textarea');
  if (!area) return;
  area.value = words;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  area.focus();
  area.setSelectionRange(words.length, words.length);
}
