// Files that wait beside a message until it is sent: chosen, dropped or pasted, with a small picture of each.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

const LARGEST = 2_000_000;
const MOST = 5;
const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

/** A shelf for files; `changed` is called whenever what lies on it changes. */
export class Attachments {
  constructor(ctx, changed) {
    Object.assign(this, { ctx, changed, files: [] });
    this.input = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    this.node = h("div", { class: "attachments", role: "list", "aria-label": "Files to send", hidden: true });
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
  }

  choose() {
    this.input.click();
  }

  add(list) {
    for (const file of list) {
      if (file.size > LARGEST) this.ctx.toast(`${file.name} is over 2 MB, the most this page takes.`, { tone: "bad" });
      else if (this.files.length >= MOST) this.ctx.toast(`Up to ${MOST} files go with a message.`, { tone: "info" });
      else this.files.push({ file, url: PICTURE.test(file.type) ? URL.createObjectURL(file) : null });
    }
    this.draw();
  }

  set(files) {
    this.files = files;
    this.draw();
  }

  remove(one) {
    if (one.url) URL.revokeObjectURL(one.url);
    this.set(this.files.filter((other) => other !== one));
  }

  draw() {
    fill(this.node, ...this.files.map((one) => this.card(one)));
    this.node.hidden = !this.files.length;
    this.changed();
  }

  card(one) {
    const { file, url } = one;
    const away = () => this.remove(one);
    const art = url ? h("img", { src: url, alt: "" }) : h("span", { class: "attachment-icon" }, icon("file"));
    return h(
      "div",
      { class: "attachment", role: "listitem" },
      art,
      h("span", { class: "attachment-words" }, h("b", {}, file.name), h("span", {}, sizeWords(file.size))),
      h(
        "button",
        { type: "button", class: "attachment-close", "aria-label": `Remove ${file.name}`, on: { click: away } },
        icon("close", 14),
      ),
    );
  }

  /** As the server takes them. */
  encoded() {
    return Promise.all(this.files.map(async ({ file }) => ({ name: file.name, base64: await base64(file) })));
  }
}

const sizeWords = (size) =>
  size < 1000 ? `${size} B` : size < 1e6 ? `${Math.round(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`;

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
