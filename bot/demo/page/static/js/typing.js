// "Ana is typing": shown for three seconds after each sign of it, gone as soon as the words arrive.

import { fill, h } from "./dom.js";

const SHOWN_MS = 3200;

/** A quiet line for one conversation or thread. */
export function typingLine(ctx, channel, thread = "") {
  const node = h("div", { class: "typing", "aria-live": "polite" });
  const writers = new Map();
  const draw = () => fill(node, ...(writers.size ? [dots(), words(ctx, [...writers.keys()])] : []));
  const forget = (user) => {
    clearTimeout(writers.get(user));
    if (writers.delete(user)) draw();
  };
  const heard = (change) => {
    if (change.channel !== channel || (change.thread_ts || "") !== (thread || "") || change.user === ctx.me) return;
    clearTimeout(writers.get(change.user));
    writers.set(
      change.user,
      setTimeout(() => forget(change.user), SHOWN_MS),
    );
    draw();
  };
  const spoke = ({ message }) => message.channel === channel && forget(message.user);
  const stops = [ctx.subscribe("typing", heard), ctx.subscribe("message", spoke)];
  const stop = () => {
    stops.forEach((end) => end());
    writers.forEach((timer) => clearTimeout(timer));
  };
  return { node, stop };
}

const dots = () => h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

function words(ctx, users) {
  const names = users.map((id) => ctx.person(id).real_name);
  if (names.length > 3) return h("span", {}, "Several people are typing");
  const said = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are` : `${names[0]} is`;
  return h("span", {}, h("b", {}, said.replace(/ (is|are)$/, "")), said.endsWith("are") ? " are typing" : " is typing");
}
