// Lets a text field be as tall as its words, up to what its style allows.

/** Fits the height to the text. */
export function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
  area.classList.toggle("overflowing", area.scrollHeight > area.clientHeight + 1);
}

export function keepGrowing(area) {
  area.addEventListener("input", () => grow(area));
}
