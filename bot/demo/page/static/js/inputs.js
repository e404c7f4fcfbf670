// Input blocks: a label, a field of any kind, a hint, and the place where it says what is wrong.

import { plainText } from "./blocks-texts.js";
import { fill, h } from "./dom.js";
import { ids } from "./elements-buttons.js";
import { choose } from "./elements-send.js";
import { problem } from "./inputs-check.js";
import { checkboxes, radioButtons } from "./inputs-choices.js";
import { fileField } from "./inputs-file.js";
import { textField } from "./inputs-text.js";
import { datePicker, momentPicker } from "./pickers.js";
import { timePicker } from "./pickers-time.js";
import { nextId } from "./select-list.js";
import { sketch } from "./blocks-icons.js";
import { select } from "./select.js";

const MENUS = ["static", "external", "users", "conversations", "channels"].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const PAUSE = 500;

const CONTROLS = {
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: textField,
  rich_text_input: textField,
  file_input: fileField,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: momentPicker,
  ...Object.fromEntries(MENUS.map((kind) => [kind, select])),
};

export const isControl = (kind) => Object.hasOwn(CONTROLS, kind);

/** A field of any kind. `spot`: {at, block, id, name, labelId, optional, value, changed(value, how)}. */
function control(element, spot) {
  const made = CONTROLS[element.type](element, spot);
  Object.assign(made.target.dataset, ids(element, spot.block));
  return made;
}

/** A control outside an input block: the bot hears of every choice at once. */
export function looseControl(element, block, at) {
  let before = at.form.value(block, element);
  const name = element.placeholder?.text ?? NAMES[element.type] ?? "Choose an option";
  const changed = async (value) => {
    if (!(await choose(at, block, element, value, made.node))) return made.set(before);
    before = value;
    return at.form.keep(block, element, value);
  };
  const made = control(element, { at, block, id: nextId("control"), name, value: before, optional: false, changed });
  return made.node;
}

const NAMES = {
  checkboxes: "Options",
  radio_buttons: "Options",
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
};

/** An input block. It registers with the form, so that a submission finds it. */
export function inputBlock(block, at) {
  const { element } = block;
  if (!isControl(element.type)) return null;
  const id = nextId("field");
  const labelId = `${id}-label`;
  const made = control(element, {
    at,
    block,
    id,
    labelId,
    name: "",
    optional: Boolean(block.optional),
    value: at.form.value(block, element),
    changed: (value, how = {}) => field.changed(value, how),
  });
  const field = new Field(block, element, made, at);
  label(made, labelId);
  field.node = h(
    "div",
    { class: "field", dataset: { blockId: block.block_id ?? "" } },
    labelNode(block, made, id, labelId, at.ctx),
    made.node,
    h("p", { class: "field-error", id: `${id}-error`, hidden: true }),
    block.hint ? h("p", { class: "field-hint", id: `${id}-hint` }, plainText(block.hint, at.ctx)) : null,
  );
  field.describe(id);
  at.form.fields?.push(field);
  return field.node;
}

function label(made, labelId) {
  if (made.group || made.target.hasAttribute("aria-labelledby")) return;
  made.target.setAttribute("aria-labelledby", labelId);
  made.target.removeAttribute("aria-label");
}

function labelNode(block, made, id, labelId, ctx) {
  const optional = block.optional ? h("span", { class: "field-optional" }, " (optional)") : null;
  const words = [plainText(block.label, ctx), optional];
  if (made.group) return h("div", { class: "field-label", id: labelId }, ...words);
  return h("label", { class: "field-label", id: labelId, for: id }, ...words);
}

class Field {
  constructor(block, element, made, at) {
    Object.assign(this, { block, element, made, at, error: "" });
  }

  describe(id) {
    const { target, group } = this.made;
    this.words = this.node.querySelector(`[id="${id}-error"]`);
    const hint = this.block.hint ? `${id}-hint` : "";
    const carrier = group ?? target;
    this.point = () => {
      const all = [this.error && this.words.id, hint].filter(Boolean).join(" ");
      if (all) carrier.setAttribute("aria-describedby", all);
      else carrier.removeAttribute("aria-describedby");
    };
    const takesRequired = carrier.getAttribute("role") !== "group" && !carrier.matches("button");
    if (!this.block.optional && takesRequired) carrier.setAttribute("aria-required", "true");
    this.carrier = carrier;
    this.point();
  }

  /** Typing keeps; leaving the field or choosing may be what the bot waits for. */
  changed(value, how) {
    this.at.form.keep(this.block, this.element, value, how);
    if (this.error && !problem(this)) this.complain("");
    if (!this.block.dispatch_action) return;
    const when = this.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    clearTimeout(this.pause);
    const send = () => choose(this.at, this.block, this.element, this.made.value(), this.made.node);
    if (!how.typing && !how.done) send();
    else if (how.typing && when.includes("on_character_entered")) this.pause = setTimeout(send, PAUSE);
    else if (how.done && when.includes("on_enter_pressed")) send();
  }

  complain(words) {
    this.error = words;
    this.words.hidden = !words;
    fill(this.words, words ? sketch("bad") : null, words ? h("span", {}, words) : null);
    this.node.classList.toggle("has-error", Boolean(words));
    if (this.carrier.getAttribute("role") !== "group" && !this.carrier.matches("button")) {
      if (words) this.carrier.setAttribute("aria-invalid", "true");
      else this.carrier.removeAttribute("aria-invalid");
    }
    this.point();
  }

  focus() {
    this.made.target.focus();
  }
}
