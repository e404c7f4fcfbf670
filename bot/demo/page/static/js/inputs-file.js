// A field for files: a button that opens the browser's dialog, and what was picked below it.

import { sketch } from "./blocks-icons.js";
import { fill, h } from "./dom.js";

export function fileField(element, spot) {
  const most = element.max_files ?? 10;
  const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",") || null;
  const input = h("input", {
    type: "file",
    class: "for-readers",
    tabindex: "-1",
    "aria-hidden": "true",
    accept,
    multiple: most > 1,
  });
  const named = spot.labelId ? `${spot.labelId} ${spot.id}` : null;
  const target = h(
    "button",
    { type: "button", class: "el-button", id: spot.id, "aria-labelledby": named },
    sketch("file"),
    "Choose a file",
  );
  const list = h("ul", { class: "file-picked" });
  let files = Array.isArray(spot.value) ? spot.value : [];
  const set = (given) => {
    files = (given ?? []).slice(0, most);
    fill(list, ...files.map((file) => picked(file, () => change(files.filter((one) => one !== file)))));
  };
  const change = (given) => {
    set(given);
    spot.changed(files);
  };
  target.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    change([...files, ...[...input.files].map(({ name, size }) => ({ name, size }))]);
    input.value = "";
  });
  set(files);
  return { node: h("div", { class: "file-field" }, input, target, list), target, value: () => files, set };
}

function picked(file, off) {
  const away = h(
    "button",
    { type: "button", class: "select-off", "aria-label": `Remove ${file.name}`, on: { click: off } },
    sketch("close"),
  );
  return h("li", { class: "select-chip" }, h("span", {}, file.name), away);
}
