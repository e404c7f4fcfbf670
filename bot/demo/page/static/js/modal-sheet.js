// One form: draws it, checks what was entered, sends it, and says at each field what is wrong.

import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { plainText } from "./blocks-texts.js";
import { sketch } from "./blocks-icons.js";
import { fill, h } from "./dom.js";
import { busy, words } from "./elements-send.js";
import { problem } from "./inputs-check.js";
import { memory, sent } from "./inputs-memory.js";
import { reachable } from "./modal-layer.js";
import { avatar } from "./people.js";
import { nextId } from "./select-list.js";

const PATIENCE = 4000;

export class Sheet {
  constructor(ctx, view, stack) {
    this.ctx = ctx;
    const title = nextId("modal-title");
    this.title = h("h2", { class: "modal-title", id: title });
    this.head = h("div", { class: "modal-head" });
    this.body = h("div", { class: "modal-body", tabindex: "-1" });
    this.foot = h("div", { class: "modal-foot" });
    this.said = h("p", { class: "modal-said", role: "alert" });
    const aria = { role: "dialog", "aria-modal": "true", "aria-labelledby": title };
    const form = h("form", { class: "modal-form", novalidate: true }, this.head, this.body, this.foot);
    this.node = h("div", { class: "modal", "data-part": "modal", ...aria }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.draw(view, stack);
  }

  shows(view, depth) {
    return this.view.id === view.id && this.view.hash === view.hash && this.stack.length === depth;
  }

  // -- drawing

  draw(view, stack) {
    const same = this.view?.id === view.id;
    Object.assign(this, { view, stack, sending: false });
    this.node.removeAttribute("aria-busy");
    if (!same) this.form = memory({ view: view.id }, view.state);
    this.form.fields = [];
    fill(this.title, plainText(view.title || "Whoknows", this.ctx));
    fill(
      this.head,
      this.backButton(),
      h("span", { class: "modal-mark", "aria-hidden": "true" }, avatar({ whoknows: true }, 24)),
      this.title,
      this.closeButton(),
    );
    fill(this.body, blocks(view.blocks, this.ctx, { view: view.id }, this.form));
    fill(this.said);
    fill(this.foot, this.said, ...this.buttons());
  }

  /** Another view, or another version of this one: what was typed stays, and the focus where it was. */
  replace(view, stack) {
    const same = this.view.id === view.id;
    const place = same ? this.place() : null;
    this.draw(view, stack);
    if (!same) this.body.scrollTop = 0;
    if (!place || !this.restore(place)) this.begin();
  }

  place() {
    const at = document.activeElement;
    if (!this.body.contains(at)) return null;
    const { actionId, blockId } = at.dataset;
    return {
      actionId,
      blockId,
      top: this.body.scrollTop,
      caret: at.matches("input[type=text], textarea") ? at.selectionStart : null,
    };
  }

  restore({ actionId, blockId, top, caret }) {
    this.body.scrollTop = top;
    const all = [...this.body.querySelectorAll("[data-action-id]")];
    const to = all.find((node) => node.dataset.actionId === actionId && (!blockId || node.dataset.blockId === blockId));
    to?.focus({ preventScroll: true });
    if (to && caret !== null && to.setSelectionRange) to.setSelectionRange(caret, caret);
    return Boolean(to);
  }

  /** The focus goes to the first field, as in Slack; a form without fields begins at its body. */
  begin() {
    const wished = this.form.fields.find(({ element }) => element.focus_on_load) ?? this.form.fields[0];
    const first = wished?.made.target ?? reachable(this.foot)[0] ?? this.body;
    first.focus({ preventScroll: true });
  }

  backButton() {
    if (this.stack.length < 2) return null;
    const props = { type: "button", class: "el-icon modal-back", "aria-label": "Back" };
    return h("button", { ...props, on: { click: () => this.back() } }, sketch("back"));
  }

  closeButton() {
    const props = { type: "button", class: "el-icon modal-close", "aria-label": "Close" };
    return h("button", { ...props, on: { click: () => this.leave() } }, sketch("close"));
  }

  buttons() {
    const { view, ctx } = this;
    const close = h("button", { type: "button", class: "el-button el-button-tall", on: { click: () => this.back() } });
    close.append(
      h("span", { class: "el-button-label" }, plainText(view.close || (view.submit ? "Cancel" : "Close"), ctx)),
    );
    if (!view.submit && !this.form.fields.length) return [close];
    const label = h("span", { class: "el-button-label" }, plainText(view.submit || "Submit", ctx));
    this.send = h("button", { type: "submit", class: "el-button el-button-tall el-button-primary" }, label);
    return [close, this.send];
  }

  // -- leaving

  back() {
    return this.ctx.act("close", { view: this.view.id });
  }

  async leave() {
    for (const view of [...this.stack].reverse()) await this.ctx.act("close", { view: view.id });
  }

  // -- sending

  async submit() {
    if (this.sending || !this.send) return;
    fill(this.said);
    const wrong = Object.fromEntries(this.form.fields.map((field) => [field.block.block_id, problem(field)]));
    if (this.complain(wrong)) return;
    this.wait(true);
    try {
      await this.form.flush();
      const answer = await act("submit", { view: this.view.id, values: this.values() });
      this.answered(answer);
    } catch (failure) {
      this.failed(failure.message);
    }
  }

  answered(answer) {
    const errors = answer.errors ?? {};
    if (Object.keys(errors).length) {
      this.wait(false);
      this.complain(errors);
    } else if (answer.error || answer.acked === false) {
      this.failed(words(answer.error));
    } else {
      const { view } = this;
      setTimeout(() => this.view === view && this.wait(false), PATIENCE); // the next view, or none, is on its way
    }
  }

  failed(text) {
    this.wait(false);
    fill(this.said, sketch("bad"), h("span", {}, text));
  }

  /** Says what is wrong at the fields and goes to the first; false if nothing is. */
  complain(errors) {
    let first = null;
    for (const field of this.form.fields) {
      const text = errors[field.block.block_id] ?? "";
      field.complain(text);
      if (text) first ??= field;
    }
    const known = new Set(this.form.fields.map(({ block }) => block.block_id));
    const elsewhere = Object.entries(errors).filter(([id, text]) => text && !known.has(id));
    if (elsewhere.length) fill(this.said, sketch("bad"), h("span", {}, elsewhere.map(([, text]) => text).join(" ")));
    first?.node.scrollIntoView({ block: "nearest" });
    first?.focus();
    return Boolean(first) || elsewhere.length > 0;
  }

  values() {
    const values = {};
    for (const { block, element, made } of this.form.fields) {
      (values[block.block_id] ??= {})[element.action_id] = sent(element, tidy(element, made.value()));
    }
    return values;
  }

  wait(is) {
    this.sending = is;
    this.node.setAttribute("aria-busy", String(is));
    if (this.send) busy(this.send, is);
  }
}

const TIDIED = new Set(["email_text_input", "url_text_input", "number_input"]);

/** Spaces around a number or an address are nobody's wish. */
const tidy = (element, value) => (TIDIED.has(element.type) && typeof value === "string" ? value.trim() : value);
