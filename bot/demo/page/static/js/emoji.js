// Turns Slack's short names into the characters that this system draws itself.

import { FACES, PEOPLE } from "./emoji-people.js";
import { FLAGS, SYMBOLS } from "./emoji-signs.js";
import { ACTIVITIES, FOOD, NATURE, OBJECTS, PLACES } from "./emoji-things.js";
import { WORDS } from "./emoji-words.js";

const GROUPS = [
  ["Faces", FACES],
  ["People", PEOPLE],
  ["Nature", NATURE],
  ["Food", FOOD],
  ["Activities", ACTIVITIES],
  ["Places", PLACES],
  ["Objects", OBJECTS],
  ["Symbols", SYMBOLS],
  ["Flags", FLAGS],
];
const TONES = { 2: "\u{1F3FB}", 3: "\u{1F3FC}", 4: "\u{1F3FD}", 5: "\u{1F3FE}", 6: "\u{1F3FF}" };

const drawn = new Map();
const toned = new Set();
const groups = GROUPS.map(([label, text]) => ({ label, names: learn(text) }));

function learn(text) {
  const parts = text.trim().split(/\s+/);
  const names = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const aliases = parts[at].replace("*", "").split(",");
    for (const name of aliases) {
      drawn.set(name, parts[at + 1]);
      if (parts[at].endsWith("*")) toned.add(name);
    }
    names.push(aliases[0]);
  }
  return names;
}

/** The character of `wave`, `:wave:` or `wave::skin-tone-3`; null for a name that nobody drew. */
export function emoji(name) {
  const [base, tone] = String(name ?? "")
    .replace(/^:|:$/g, "")
    .split("::");
  const plain = drawn.get(base);
  if (!plain) return null;
  const mark = TONES[/^skin-tone-([2-6])$/.exec(tone ?? "")?.[1]];
  return mark && toned.has(base) ? withTone(plain, mark) : plain;
}

function withTone(plain, mark) {
  const [first, ...rest] = [...plain];
  return first + mark + (rest[0] === "\uFE0F" ? rest.slice(1) : rest).join("");
}

/** [{label, names}] as the picker lists them. */
export const emojiGroups = () => groups;

/** Names that fit what is typed, the closest first. */
export function searchEmoji(typed, most = 60) {
  const wanted = typed.trim().toLowerCase().replace(/^:|:$/g, "").replaceAll(" ", "_");
  if (!wanted) return [];
  const found = [];
  for (const name of drawn.keys()) {
    const rank = fits(name, wanted);
    if (rank < 9) found.push([rank, name]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1].length - b[1].length);
  const seen = new Set();
  const fresh = found.filter(([, name]) => !seen.has(drawn.get(name)) && seen.add(drawn.get(name)));
  return fresh.slice(0, most).map(([, name]) => name);
}

function fits(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const words = WORDS[name];
  if (words?.some((word) => word === wanted)) return 2;
  if (name.includes(`_${wanted}`)) return 3;
  if (words?.some((word) => word.startsWith(wanted))) return 4;
  return wanted.length > 2 && name.includes(wanted) ? 5 : 9;
}
