// How people look: a generated picture, a name, whether they are there. Nothing comes from the network.

import { h, svg } from "./dom.js";

// Pairs that carry white letters at 4.5:1 or better.
const TONES = [
  ["#2f6f91", "#245873"],
  ["#8a4a2b", "#703a20"],
  ["#7a3f6b", "#613056"],
  ["#3d6b4f", "#2e543d"],
  ["#5b4b9a", "#483a7e"],
  ["#a03d4e", "#84303f"],
  ["#1f6f6b", "#175754"],
  ["#8a6414", "#6f500e"],
  ["#4a5a8f", "#394775"],
  ["#b04a2f", "#933b24"],
  ["#5f6b2d", "#4b5522"],
  ["#35637a", "#274d60"],
  ["#8e3f86", "#74316d"],
  ["#6b5344", "#544135"],
];

const hash = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);

/** What somebody is called everywhere on the page. */
export const nameOf = (person) => person.real_name || person.name || "Somebody";

/** Their picture, `size` pixels wide. Decoration: the name stands beside it. */
export function avatar(person, size = 36) {
  const art = isWhoknows(person) ? mark() : initials(person);
  const box = h("span", { class: "avatar", "aria-hidden": "true" }, art);
  box.style.width = box.style.height = `${size}px`;
  box.style.borderRadius = `${Math.max(4, Math.round(size * 0.2))}px`;
  return box;
}

const isWhoknows = (person) => person.whoknows === true;

function initials(person) {
  const [light, deep] = TONES[hash(person.id || nameOf(person)) % TONES.length];
  const turn = hash(`${person.id}.`) % 4;
  const corners = [
    ["0", "40"],
    ["40", "40"],
    ["40", "0"],
    ["0", "0"],
  ][turn];
  return svg(
    "svg",
    { viewBox: "0 0 40 40" },
    svg("rect", { width: 40, height: 40, fill: light }),
    svg("circle", { cx: corners[0], cy: corners[1], r: 29, fill: deep }),
    person.is_bot ? robot() : letters(person),
  );
}

function letters(person) {
  const text = initialsOf(nameOf(person));
  const size = text.length > 2 ? 13 : 15.5;
  const at = { x: 20, y: 20.5, fill: "#fff", "font-size": size, "font-weight": 650, "letter-spacing": 0.2 };
  return svg("text", { ...at, "text-anchor": "middle", "dominant-baseline": "central" }, text.toUpperCase());
}

/** "Ana Ribeiro" is AR, "ana" is AN, "member0027" is M27. */
function initialsOf(name) {
  const words = name.split(/[\s.\-_]+/).filter(Boolean);
  const [first] = [...(words[0] ?? "?")];
  if (words.length > 1) return first + [...words.at(-1)][0];
  const number = /\d{1,2}$/.exec(name);
  return number ? first + number[0] : [...(words[0] ?? "?")].slice(0, 2).join("");
}

function robot() {
  const line = {
    fill: "none",
    stroke: "#fff",
    "stroke-width": 2.2,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  return svg(
    "g",
    line,
    svg("path", { d: "M12 16h16v12H12zM20 16v-4M9 21v3M31 21v3M17 24.5h6" }),
    svg("path", { d: "M16.5 20.500v.1M23.5 20.500v.1", "stroke-width": 3 }),
  );
}

/** Whoknows' own mark: the way from one who asks to one who knows. */
export function mark() {
  const line = { fill: "none", "stroke-linecap": "round" };
  return svg(
    "svg",
    { viewBox: "0 0 40 40" },
    svg("rect", { width: 40, height: 40, fill: "#2f4858" }),
    svg("path", { ...line, d: "M11 12.5c0 8 5.5 5.5 9 8.500s.5 8 8 8", stroke: "#fff", "stroke-width": 2.6 }),
    svg("circle", { cx: 11, cy: 11, r: 4.4, fill: "#fff" }),
    svg("circle", { cx: 29, cy: 28.5, r: 5.8, fill: "#f0a04b" }),
    svg("path", { ...line, d: "M21 11h8.500M25.5 15.500h4", stroke: "#8fb0c2", "stroke-width": 2.4 }),
  );
}

/** The dot that says who is there; words for those who listen. */
export function presence(person) {
  const here = person.presence === "active";
  return h(
    "span",
    { class: here ? "presence on" : "presence", title: here ? "Active" : "Away" },
    h("span", { class: "unseen" }, here ? "active" : "away"),
  );
}

/** "APP", "Guest", "left": what one should know about who speaks. */
export function tag(person) {
  if (person.is_bot) return h("span", { class: "tag" }, "App");
  if (person.deleted) return h("span", { class: "tag" }, "Left");
  if (person.is_guest) return h("span", { class: "tag" }, "Guest");
  if (person.outside) return h("span", { class: "tag" }, "Outside");
  return null;
}

/** People that fit what is typed, by name, handle or title; the closest first. */
export function searchPeople(people, typed) {
  const wanted = plain(typed).replace(/^@/, "");
  if (!wanted) return people;
  const rank = (person) => {
    const names = [plain(nameOf(person)), plain(person.name), plain(person.title)];
    if (names[0].startsWith(wanted) || names[1].startsWith(wanted)) return 0;
    if (names[0].split(" ").some((word) => word.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 9;
  };
  const ranked = people.map((person) => [rank(person), person]).filter(([at]) => at < 9);
  return ranked.sort((a, b) => a[0] - b[0]).map(([, person]) => person);
}

/** Without case and accents: "Ines" finds "Inês". */
export const plain = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
