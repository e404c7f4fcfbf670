// Remembers what was typed and chosen, by block and action, so that it survives when a message or form is drawn anew.

import { act } from "./api.js";
import { richWords } from "./richtext.js";

const TYPING_PAUSE = 600;
const HOLDS = {
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  rich_text_input: ["rich_text_value", "initial_value"],
  file_input: ["files", ""],
};
const kept = new Map();

/** What is held on this message or view. `state`: what the workspace knows already of a view. */
export function memory(on, state = {}) {
  return new Memory(on, state ?? {});
}

class Memory {
  constructor(on, state) {
    Object.assign(this, { on, state });
    this.owner = on.view ? `view ${on.view}` : `${on.channel} ${on.ts}`;
    this.waiting = new Map();
  }

  /** What stands in this element now. */
  value(block, element) {
    const [held, initial] = HOLDS[element.type] ?? ["value", "initial_value"];
    const mine = kept.get(this.key(block, element));
    if (mine && (this.on.view || mine.initial === JSON.stringify(element[initial]))) return mine.value;
    const known = this.state[block.block_id]?.[element.action_id];
    return simple(element, known ? known[held] : element[initial]);
  }

  /** Keeps it; of a form the workspace is told too, at once or when the typing pauses. */
  keep(block, element, value, { typing = false } = {}) {
    const [, initial] = HOLDS[element.type] ?? ["value", "initial_value"];
    kept.set(this.key(block, element), { value, initial: JSON.stringify(element[initial]) });
    if (this.on.view) this.tell(block, element, value, typing);
  }

  /** Everything typed so far is with the workspace. */
  async flush() {
    const told = [...this.waiting.values()].map((entry) => entry.now());
    await Promise.all(told);
  }

  tell(block, element, value, typing) {
    const key = this.key(block, element);
    clearTimeout(this.waiting.get(key)?.timer);
    const now = async () => {
      clearTimeout(this.waiting.get(key)?.timer);
      this.waiting.delete(key);
      await quietly(this.on.view, block, element, value);
    };
    this.waiting.set(key, { now, timer: setTimeout(now, typing ? TYPING_PAUSE : 0) });
  }

  key(block, element) {
    return `${this.owner}|${block.block_id}|${element.action_id}`;
  }
}

/** A form that has closed meanwhile needs nothing kept. */
async function quietly(view, block, element, value) {
  if (element.type === "file_input") return;
  const spot = { on: { view }, view, block_id: block.block_id, action_id: element.action_id };
  try {
    await act("fill", { ...spot, value: sent(element, value) });
  } catch {
    // Only a help against a reload: what counts goes along with the submission.
  }
}

/** What goes to the workspace: nothing is null, not an empty text. */
export function sent(element, value) {
  if (value === "" || value === undefined) return null;
  return element.type === "file_input" ? (value ?? []).map((file) => file.name) : value;
}

/** Slack's state of an element as the page holds it: texts, ids, values of options. */
function simple(element, held) {
  const kind = element.type;
  if (held === null || held === undefined) return isMany(kind) ? [] : null;
  if (kind === "rich_text_input") return richWords(held).trim();
  if (kind === "external_select" || kind === "multi_external_select") return held;
  if (["static_select", "radio_buttons"].includes(kind)) return held.value;
  if (["checkboxes", "multi_static_select"].includes(kind)) return held.map((option) => option.value);
  return held;
}

function isMany(kind) {
  return kind.startsWith("multi_") || kind === "checkboxes" || kind === "file_input";
}
