// What a browser remembers of the tour: that it was dismissed (for good), and how far it is (in this tab).

const gone = (ctx) => `whoknows-tour-gone-${ctx.team.id}-${ctx.start.story.title}`;
const far = (ctx) => `whoknows-tour-at-${ctx.team.id}-${ctx.start.story.title}`;

export const wasDismissed = (ctx) => read("localStorage", gone(ctx)) !== null;

export function dismiss(ctx) {
  write("localStorage", gone(ctx), "yes");
  write("sessionStorage", far(ctx), null);
}

export function undismiss(ctx) {
  write("localStorage", gone(ctx), null);
}

/** The step of this tab, or null; a story that was begun anew, and so shows an earlier time, begins its tour anew. */
export function keptStep(ctx) {
  const [step, at] = (read("sessionStorage", far(ctx)) ?? "").split(" ").map(Number);
  return Number.isFinite(at) && at <= ctx.start.now ? step : null;
}

export function keepStep(ctx, step) {
  write("sessionStorage", far(ctx), `${step} ${Math.floor(ctx.start.now)}`);
}

// A browser may forbid to keep anything: then the tour comes again, which is no harm.
function read(shelf, key) {
  try {
    return globalThis[shelf].getItem(key);
  } catch {
    return null;
  }
}

function write(shelf, key, value) {
  try {
    if (value === null) globalThis[shelf].removeItem(key);
    else globalThis[shelf].setItem(key, value);
  } catch {
    // as above
  }
}
