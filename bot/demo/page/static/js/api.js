// Talks to the workspace behind the page; what went wrong comes as words a person can read.

export class ApiError extends Error {}

const AWAY = "The workspace does not answer. Is whoknows demo still running?";

/** Who looks: the `as` of the address, until the workspace has named the default person. */
let person = new URLSearchParams(location.search).get("as") ?? "";

export const me = () => person;

export function iAm(user) {
  person = user;
}

/** Reads something. */
export async function get(path, params = {}) {
  const query = new URLSearchParams({ as: person });
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, value);
  }
  return answered(await reach(`${path}?${query}`));
}

/** Does something as this person. */
export async function act(what, body = {}) {
  const query = new URLSearchParams({ as: person });
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ do: what, ...body }),
  };
  return answered(await reach(`/page/act?${query}`, request));
}

async function reach(address, request) {
  try {
    return await fetch(address, request);
  } catch {
    throw new ApiError(AWAY);
  }
}

async function answered(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    throw new ApiError(`The workspace answered with ${response.status}.`);
  }
  if (!response.ok || body.ok === false)
    throw new ApiError(body.error || `The workspace answered with ${response.status}.`);
  return body;
}
