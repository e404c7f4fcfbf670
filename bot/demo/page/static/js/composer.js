// Where one writes: grows with the words, completes them, keeps a draft for each conversation while the page is open.

import { act } from "./api.js";
import { Attachments } from "./attachments.js";
import { completes } from "./completion.js";
import { h } from "./dom.js";
import { pickEmoji } from "./emoji-picker.js";
import { formattingBar, formattingKey } from "./formatting.js";
import { grow, keepGrowing } from "./growing.js";
import { icon } from "./icons.js";
import { typingLine } from "./typing.js";

const TYPING_EVERY = 2500;
const drafts = new Map();

/**
 * A composer for a channel or a thread. `send({text, files, broadcast})` takes what was written; `editLast()` is asked
 * when somebody presses the up arrow in an empty field.
 */
export class Composer {
  constructor(ctx, { channel, thread = "", label, send, editLast, broadcast = "" }) {
    Object.assign(this, { ctx, channel, thread, send, editLast, said: 0, key: `${channel}/${thread}` });
    this.area = h("textarea", { class: "composer-area", rows: 1, placeholder: label, "aria-label": label });
    this.files = new Attachments(ctx, () => this.changed());
    this.sendButton = h(
      "button",
      {
        type: "button",
        class: "send",
        "aria-label": "Send",
        dataset: { tip: "Send  Enter" },
        on: { click: () => this.submit() },
      },
      icon("send"),
    );
    this.also = broadcast && h("input", { type: "checkbox" });
    this.box = h("div", { class: "composer-box" }, this.files.node, this.area, this.tools());
    const check = this.also && h("label", { class: "tick composer-also" }, this.also, h("span", {}, broadcast));
    this.typing = typingLine(ctx, channel, thread);
    const hint = h("span", { class: "composer-hint" }, h("b", {}, "Shift + Enter"), " for a new line");
    const foot = h("div", { class: "composer-foot" }, this.typing.node, hint);
    this.node = h("div", { class: "composer", dataset: { part: "composer" } }, this.box, check, foot);
    this.list = completes(this.area, ctx, { place: this.box });
    this.listen();
    this.restore();
  }

  tools() {
    const tool = (drawing, label, run) =>
      h(
        "button",
        { type: "button", class: "tool", "aria-label": label, dataset: { tip: label }, on: { click: run } },
        icon(drawing, 18),
      );
    const emojis = (event) => pickEmoji(event.currentTarget, this.ctx, {}, (name) => this.insert(`:${name}: `));
    return h(
      "div",
      { class: "composer-tools" },
      tool("paperclip", "Attach a file", () => this.files.choose()),
      this.files.input,
      tool("smile", "Emoji", emojis),
      tool("at", "Mention somebody", () => this.insert("@")),
      tool("slash", "Use a command", () => this.insert("/", { alone: true })),
      h("span", { class: "tools-line", "aria-hidden": "true" }),
      formattingBar(this.area),
      this.sendButton,
    );
  }

  listen() {
    keepGrowing(this.area);
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("keydown", (event) => this.keyed(event));
    this.area.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) this.files.add(event.clipboardData.files);
    });
    this.box.addEventListener("dragover", (event) => event.preventDefault());
    this.box.addEventListener("drop", (event) => {
      event.preventDefault();
      this.files.add(event.dataTransfer.files);
    });
    this.box.addEventListener("pointerdown", (event) => {
      if (event.target !== this.box) return;
      event.preventDefault();
      this.area.focus();
    });
  }

  keyed(event) {
    if (event.isComposing || this.list.takes(event) || formattingKey(event, this.area)) {
      event.stopPropagation();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.area.value && !event.altKey && this.editLast?.()) {
      event.preventDefault();
    }
  }

  changed() {
    const { value } = this.area;
    const empty = !value.trim() && !this.files.files.length;
    this.sendButton.disabled = empty;
    this.box.classList.toggle("filled", !empty);
    drafts.set(this.key, { text: value, files: this.files.files });
    if (value.trim() && !value.startsWith("/")) this.sayTyping();
  }

  /** Others see that somebody writes; nobody minds when that fails. */
  sayTyping() {
    if (Date.now() - this.said < TYPING_EVERY) return;
    this.said = Date.now();
    act("typing", { channel: this.channel, thread_ts: this.thread || undefined }).catch(() => {});
  }

  async submit() {
    const text = this.area.value.trim();
    const count = this.files.files.length;
    if (!text && !count) return;
    const files = count ? await this.files.encoded() : [];
    this.clear();
    this.send({ text, files, broadcast: Boolean(this.also?.checked) });
    if (this.also) this.also.checked = false;
  }

  clear() {
    this.list.close();
    this.area.value = "";
    this.said = 0;
    this.files.set([]);
    grow(this.area);
  }

  /** Puts words in where the caret is; a command goes to the start of an empty field. */
  insert(words, { alone = false } = {}) {
    const { area } = this;
    if (alone && area.value.trim()) {
      this.ctx.toast("Commands stand at the start of a message of their own.", { tone: "info" });
      return;
    }
    const before = area.value.slice(0, area.selectionStart);
    const gap = before && !/\s$/.test(before) && !alone ? " " : "";
    area.setRangeText(gap + words, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** Other parts (the tour) may put a whole text here for the reader to send. */
  set(text) {
    this.area.value = text;
    this.area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.focus();
  }

  restore() {
    const draft = drafts.get(this.key);
    this.area.value = draft?.text ?? "";
    this.files.files = draft?.files ?? [];
    const keep = this.said;
    this.said = Infinity;
    this.files.draw();
    this.said = keep;
    requestAnimationFrame(() => grow(this.area));
  }

  focus() {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  leave() {
    this.list.close();
    this.typing.stop();
  }
}
