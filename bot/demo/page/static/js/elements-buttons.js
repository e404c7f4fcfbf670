// Buttons of every kind: plain ones, links, overflow menus, feedback, icons, workflows.

import { sketch } from "./blocks-icons.js";
import { h } from "./dom.js";
import { press } from "./elements-send.js";
import { plainText } from "./blocks-texts.js";
import { follow, safeAddress } from "./mrkdwn-parts.js";
import { openPanel } from "./select-panel.js";

const STYLES = { primary: "el-button-primary", danger: "el-button-danger" };

export function button(element, block, at) {
  if (!isForMe(element, at)) return null;
  const cls = `el-button ${STYLES[element.style] ?? ""}`.trim();
  const props = { class: cls, "aria-label": element.accessibility_label || null, dataset: ids(element, block) };
  const label = h("span", { class: "el-button-label" }, plainText(element.text, at.ctx));
  const address = element.url ? safeAddress(element.url) : null;
  if (address) return linkButton(address, label, props, element, block, at);
  const node = h("button", { type: "button", ...props }, label);
  node.addEventListener("click", () => press(at, block, element, node));
  return node;
}

/** Opens its address, and the bot hears of it too. */
function linkButton(address, label, props, element, block, at) {
  const node = h("a", { ...props, href: address, target: "_blank", rel: "noopener noreferrer" }, label, sketch("open"));
  node.addEventListener("click", (event) => {
    follow(event, address, at.ctx);
    press(at, block, { ...element, confirm: undefined }, node);
  });
  return node;
}

export function workflowButton(element, block, at) {
  return button({ ...element, url: undefined }, block, at);
}

export function iconButton(element, block, at) {
  if (!isForMe(element, at)) return null;
  const name = element.accessibility_label || element.text?.text || element.icon;
  const props = { type: "button", class: "el-icon", "aria-label": name, title: element.text?.text ?? name };
  const node = h(
    "button",
    { ...props, dataset: ids(element, block) },
    sketch(element.icon === "trash" ? "trash" : "more"),
  );
  node.addEventListener("click", () => press(at, block, element, node));
  return node;
}

export function feedbackButtons(element, block, at) {
  const sides = [
    ["positive_button", "up"],
    ["negative_button", "down"],
  ];
  const nodes = sides
    .filter(([side]) => element[side])
    .map(([side, drawing]) => {
      const given = element[side];
      const name = given.accessibility_label || given.text.text;
      const props = {
        type: "button",
        class: "el-icon",
        "aria-label": name,
        title: given.text.text,
        "aria-pressed": "false",
      };
      const node = h("button", { ...props, dataset: ids(element, block) }, sketch(drawing));
      node.addEventListener("click", () => {
        nodes.forEach((one) => one.setAttribute("aria-pressed", String(one === node)));
        press(at, block, element, node, given.value);
      });
      return node;
    });
  return h("span", { class: "el-feedback", role: "group", "aria-label": "Was this helpful?" }, ...nodes);
}

export function overflow(element, block, at) {
  const props = { type: "button", class: "el-icon el-overflow", "aria-label": "More actions", "aria-haspopup": "menu" };
  const node = h("button", { ...props, "aria-expanded": "false", dataset: ids(element, block) }, sketch("more"));
  node.addEventListener("click", () => openMenu(node, element, block, at));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    openMenu(node, element, block, at);
  });
  return node;
}

function openMenu(node, element, block, at) {
  const choose = (option) => () => {
    panel.close();
    press(at, block, element, node, option.value);
  };
  const items = element.options.map((option) => menuItem(option, at, choose(option)));
  const menu = h("div", { class: "el-menu", role: "menu", "aria-label": "More actions" }, ...items);
  menu.addEventListener("keydown", (event) => walk(event, items));
  node.setAttribute("aria-expanded", "true");
  const panel = openPanel(node, menu, { onClose: () => node.setAttribute("aria-expanded", "false"), align: "end" });
  items[0]?.focus();
}

function menuItem(option, at, run) {
  const content = [h("span", {}, plainText(option.text, at.ctx)), described(option, at)];
  const address = option.url ? safeAddress(option.url) : null;
  const props = { class: "el-menu-item", role: "menuitem", tabindex: "-1" };
  if (!address) return h("button", { type: "button", ...props, on: { click: run } }, ...content);
  const opened = (event) => {
    follow(event, address, at.ctx);
    run();
  };
  return h(
    "a",
    { ...props, href: address, target: "_blank", rel: "noopener noreferrer", on: { click: opened } },
    ...content,
  );
}

function described(option, at) {
  return option.description ? h("span", { class: "option-about" }, plainText(option.description, at.ctx)) : null;
}

function walk(event, items) {
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  items[steps[event.key] % items.length].focus();
}

function isForMe(element, at) {
  const seen = element.visible_to_user_ids;
  return !seen?.length || seen.includes(at.ctx.me);
}

export function ids(element, block) {
  return { actionId: element.action_id ?? "", blockId: block.block_id ?? "" };
}
