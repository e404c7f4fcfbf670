// Makes nodes: text stays text, so nothing that people write can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. `props` are attributes; `dataset: {}`, `on: {click: fn}`, and `props: {}` set as properties. */
export function h(tag, props = {}, ...children) {
  return dress(document.createElement(tag), props, children);
}

/** As `h`, for drawings. */
export function svg(tag, props = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), props, children);
}

/** Everything in the node gives way to these children. */
export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

/** Listens, and returns what stops it. */
export function on(node, type, listener, options) {
  node.addEventListener(type, listener, options);
  return () => node.removeEventListener(type, listener, options);
}

function dress(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") Object.entries(value).forEach(([type, listener]) => node.addEventListener(type, listener));
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "props") Object.assign(node, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...nodes(children));
  return node;
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
