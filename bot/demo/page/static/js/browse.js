// All channels a person may see, to look into, join or leave; and making a new one.

import { dialog } from "./dialog.js";
import { fill, h } from "./dom.js";
import { channelIcon } from "./header.js";
import { plain } from "./people.js";
import { go } from "./router.js";
import { isDirect } from "./store.js";

export function browseChannels(ctx) {
  const list = h("ul", { class: "browse-list" });
  const search = h("input", {
    class: "entry",
    type: "search",
    placeholder: "Find a channel",
    "aria-label": "Find a channel",
    autofocus: true,
  });
  const draw = () => fill(list, rows(ctx, plain(search.value), shown?.close));
  const shown = dialog({
    title: "Channels",
    wide: true,
    build: (close) => [
      h("div", { class: "dialog-body browse" }, search, list),
      h("footer", { class: "dialog-foot" }, createButton(ctx, close)),
    ],
    onClose: () => stop(),
  });
  const stop = ctx.subscribe("channel", draw);
  search.addEventListener("input", draw);
  draw();
}

function createButton(ctx, close) {
  if (ctx.person(ctx.me).is_guest) return h("p", { class: "quiet" }, "Guests see the channels they were brought into.");
  const open = () => {
    close();
    createChannel(ctx);
  };
  return h("button", { type: "button", class: "button", on: { click: open } }, "New channel");
}

function rows(ctx, wanted, close) {
  const all = ctx
    .channels()
    .filter((one) => !isDirect(one) && plain(`${one.name} ${one.topic} ${one.purpose}`).includes(wanted));
  all.sort((a, b) => a.archived - b.archived || a.name.localeCompare(b.name));
  if (!all.length) return h("li", { class: "quiet" }, "No channel by that name.");
  return all.slice(0, 300).map((channel) => row(ctx, channel, close));
}

function row(ctx, channel, close) {
  const open = () => {
    close?.();
    go(`#/${channel.id}`);
  };
  const words = [
    channel.member && h("b", { class: "joined" }, "Joined"),
    h("span", {}, channel.members === 1 ? "1 member" : `${channel.members} members`),
    channel.archived && h("span", {}, "Archived"),
    (channel.topic || channel.purpose) && h("span", {}, channel.topic || channel.purpose),
  ];
  return h(
    "li",
    { class: "browse-row" },
    h(
      "button",
      { type: "button", class: "browse-open", on: { click: open } },
      h("span", { class: "browse-name" }, channelIcon(channel, 16), channel.name),
      h("span", { class: "browse-words" }, words),
    ),
    membership(ctx, channel),
  );
}

function membership(ctx, channel) {
  if (channel.archived) return null;
  const what = channel.member ? "leave" : "join";
  const words = channel.member ? "Leave" : "Join";
  const run = () => ctx.act(what, { channel: channel.id });
  const style = channel.member ? "button small" : "button small primary";
  return h(
    "button",
    { type: "button", class: style, "aria-label": `${words} #${channel.name}`, on: { click: run } },
    words,
  );
}

export function createChannel(ctx) {
  const name = h("input", {
    class: "entry",
    type: "text",
    maxlength: 80,
    placeholder: "for example garden",
    autofocus: true,
  });
  const closed = h("input", { type: "checkbox" });
  const wrong = h("p", { class: "entry-error", role: "alert", hidden: true });
  const make = (close) => async (event) => {
    event.preventDefault();
    const wanted = plain(name.value).replace(/^#/, "").replace(/\s+/g, "-");
    wrong.hidden = /^[\p{L}\p{N}_-]{1,80}$/u.test(wanted);
    wrong.textContent = "Letters, digits, hyphens, up to 80 of them.";
    if (!wrong.hidden) return;
    const made = await ctx.act("create_channel", { name: wanted, private: closed.checked });
    if (!made) return;
    close();
    go(`#/${made.channel.id ?? made.channel}`);
  };
  dialog({
    title: "New channel",
    build: (close) =>
      h(
        "form",
        { on: { submit: make(close) } },
        h(
          "div",
          { class: "dialog-body form" },
          h("label", { class: "labelled" }, h("span", {}, "Name"), name),
          wrong,
          h("label", { class: "tick" }, closed, h("span", {}, "Private: only those you bring in see it")),
        ),
        h(
          "footer",
          { class: "dialog-foot" },
          h("button", { type: "button", class: "button", on: { click: close } }, "Cancel"),
          h("button", { type: "submit", class: "button primary" }, "Create"),
        ),
      ),
  });
}
