// Fields for a day, and for a day with a time.

import { sketch } from "./blocks-icons.js";
import { briefDay, isoDay, moment, readDay, wall } from "./dates.js";
import { fill, h } from "./dom.js";
import { calendar } from "./pickers-calendar.js";
import { timePicker } from "./pickers-time.js";
import { nextId } from "./select-list.js";
import { openPanel } from "./select-panel.js";

/** A day, "2026-11-01" as its value. */
export function datePicker(element, spot) {
  const words = h("span", { class: "picker-words", id: nextId("day") });
  const target = pickerButton(spot, words);
  let value = spot.value ?? null;
  const set = (given) => {
    value = given;
    const day = readDay(value);
    fill(words, day ? briefDay(day) : (element.placeholder?.text ?? "Choose a date"));
    target.classList.toggle("is-empty", !day);
  };
  const open = () => {
    const picks = (day) => {
      panel.close();
      set(day && isoDay(day));
      spot.changed(value);
    };
    const month = calendar({ ctx: spot.at.ctx, day: readDay(value), optional: spot.optional, picks });
    target.setAttribute("aria-expanded", "true");
    const panel = openPanel(target, month.node, { onClose: () => target.setAttribute("aria-expanded", "false") });
    month.focus();
  };
  target.addEventListener("click", open);
  set(value);
  return { node: target, target, value: () => value, set };
}

function pickerButton(spot, words) {
  const own = spot.labelId ? { "aria-labelledby": `${spot.labelId} ${words.id}` } : { "aria-label": null };
  const name = spot.labelId ? null : h("span", { class: "for-readers" }, `${spot.name || "Date"}: `);
  const aria = { "aria-haspopup": "dialog", "aria-expanded": "false", ...own };
  return h("button", { type: "button", class: "picker", id: spot.id, ...aria }, sketch("calendar"), name, words);
}

/** A moment, in seconds, entered by the clock of the person who looks. */
export function momentPicker(element, spot) {
  const { zone } = spot.at.ctx;
  const begin = spot.value ? wall(Number(spot.value), zone) : null;
  const held = { day: begin && isoDay(begin), time: begin && clockOf(begin) };
  const value = () => (held.day && held.time ? seconds(held, zone) : null);
  const part = (name) => (given) => {
    held[name] = given;
    if (value() !== null) spot.changed(value());
  };
  const shared = { at: spot.at, block: spot.block, optional: spot.optional };
  const label = spot.name || "Date and time";
  const day = datePicker({}, { ...shared, ...spot, name: `${label}, day`, value: held.day, changed: part("day") });
  const time = timePicker(
    { type: "timepicker" },
    { ...shared, id: nextId("time"), name: `${label}, time`, value: held.time, changed: part("time") },
  );
  const set = (given) => {
    const at = given ? wall(Number(given), zone) : null;
    Object.assign(held, { day: at && isoDay(at), time: at && clockOf(at) });
    day.set(held.day);
    time.set(held.time);
  };
  return { node: h("div", { class: "picker-pair" }, day.node, time.node), target: day.target, value, set };
}

const clockOf = ({ hour, minute }) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

function seconds({ day, time }, zone) {
  const [hour, minute] = time.split(":").map(Number);
  return moment({ ...readDay(day), hour, minute }, zone);
}
