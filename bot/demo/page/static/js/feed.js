// Hears what changes in the workspace and hands it on; comes back by itself when the line breaks.

import { me } from "./api.js";
import { apply } from "./store.js";
import { toast } from "./toast.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
const QUIET = 4; // failures before anybody is told

/** Follows the workspace from change number `seq` on. */
export function follow(ctx, seq) {
  const line = { last: seq, failures: 0, told: null };
  connect(ctx, line);
}

function connect(ctx, line) {
  const query = new URLSearchParams({ as: me(), since: line.last });
  const source = new EventSource(`/page/events?${query}`);
  source.addEventListener("open", () => back(line));
  source.addEventListener("message", (event) => heard(ctx, line, event.data));
  source.addEventListener("error", () => {
    source.close();
    line.failures += 1;
    if (line.failures === QUIET) line.told = toast("Connection lost. Trying again.", { tone: "bad" });
    setTimeout(() => connect(ctx, line), Math.min(FIRST_WAIT * 2 ** line.failures, LONGEST_WAIT));
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

function back(line) {
  if (line.failures >= QUIET) {
    line.told?.close();
    toast("Connected again.", { tone: "good" });
  }
  line.failures = 0;
}

function heard(ctx, line, data) {
  const { seq, changes } = JSON.parse(data);
  line.last = seq;
  if (changes.some((change) => change.kind === "reload")) {
    location.reload();
    return;
  }
  changes.forEach((change) => apply(ctx, change));
}
