// A thin line under the top bar while something long is going on, with words on what.

import { fill, h } from "./dom.js";

export function progressBar(ctx) {
  const node = h("div", { class: "progress", hidden: true });
  const draw = () => {
    const going = ctx.state.progress;
    node.hidden = !going?.label;
    if (node.hidden) return;
    const share = going.total ? Math.min(1, going.done / going.total) : 0;
    const fillLine = h("span", { class: going.total ? "progress-fill" : "progress-fill unknown" });
    fillLine.style.width = going.total ? `${Math.round(share * 100)}%` : "30%";
    const count = going.total ? `${going.done.toLocaleString("en-GB")} of ${going.total.toLocaleString("en-GB")}` : "";
    fill(
      node,
      h("span", { class: "progress-words", role: "status" }, going.label, count && h("span", {}, count)),
      h("span", { class: "progress-line", "aria-hidden": "true" }, fillLine),
    );
  };
  ctx.subscribe("progress", draw);
  draw();
  return node;
}
