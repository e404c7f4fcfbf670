// Where in the workspace the window is: the part of the address after the hash.

/** What an address means: {place: "home"} or {place: "channel", channel, thread, at}. */
export function routeOf(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [first, thread] = path.split("/").map(decodeURIComponent);
  if (!first) return { place: "start" };
  if (first === "home") return { place: "home" };
  return { place: "channel", channel: first, thread: thread || null, at: new URLSearchParams(query).get("at") };
}

export const route = () => routeOf(location.hash);

/** Goes somewhere; `replace` leaves no step behind in the browser's history. */
export function go(hash, { replace = false } = {}) {
  if (location.hash === hash) {
    dispatchEvent(new HashChangeEvent("hashchange"));
    return;
  }
  if (replace) location.replace(hash);
  else location.hash = hash;
}

export const addressOf = (channel, { thread, at } = {}) =>
  `#/${channel}${thread ? `/${thread}` : ""}${at ? `?at=${at}` : ""}`;

export function onRoute(listener) {
  addEventListener("hashchange", () => listener(route()));
}

const PERMALINK = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?\/?$/;

/** Opens a link into this workspace here; false for any other link. */
export function openLink(url, ctx) {
  const target = hereOf(url, ctx);
  if (target) go(target);
  return Boolean(target);
}

/** The address in this page for a link such as https://acme.example/archives/C1/p1760605200000100, or null. */
export function hereOf(url, ctx) {
  let parsed;
  try {
    parsed = new URL(url, location.href);
  } catch {
    return null;
  }
  const ours = [new URL(ctx.team.url || location.href, location.href).host, location.host];
  const found = PERMALINK.exec(parsed.pathname);
  if (!found || !ours.includes(parsed.host)) return null;
  const [, channel, seconds, rest] = found;
  const at = seconds && `${seconds}.${rest}`;
  const thread = parsed.searchParams.get("thread_ts");
  return addressOf(channel, { thread: thread && thread !== at ? thread : null, at });
}

/** A link to a message that can be sent to somebody. */
export const permalink = (message, ctx) => {
  const thread = message.is_reply ? `?thread_ts=${message.thread_ts}&cid=${message.channel}` : "";
  return `${ctx.team.url}archives/${message.channel}/p${message.ts.replace(".", "")}${thread}`;
};

/** This very place as another person: another address, so that two windows can be two people. */
export function addressAs(user, hash = location.hash) {
  return `/?as=${encodeURIComponent(user)}${hash}`;
}
