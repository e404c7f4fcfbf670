// What Slack's own client says of a field before it sends a form.

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const EMPTY = "Please complete this required field.";

/** Words for what is wrong with a field, or nothing. */
export function problem({ element, block, made }) {
  const value = made.value();
  const empty =
    value === null || value === undefined || (typeof value === "string" && !value.trim()) || value.length === 0;
  if (empty) return block.optional ? "" : EMPTY;
  return CHECKS[element.type]?.(element, value) ?? "";
}

const CHECKS = {
  plain_text_input: length,
  email_text_input: (_, value) =>
    MAIL.test(value.trim()) ? "" : "Please enter a valid email address, like you@example.com.",
  url_text_input: (_, value) => (isAddress(value) ? "" : "Please enter a valid link, like https://acme.example."),
  number_input: number,
};

function length(element, value) {
  const { min_length: least = 0, max_length: most = 3000 } = element;
  if (value.length < least) return `Please enter at least ${characters(least)}.`;
  return value.length > most ? `Please enter at most ${characters(most)}; these are ${value.length}.` : "";
}

const characters = (count) => `${count} character${count === 1 ? "" : "s"}`;

function isAddress(value) {
  try {
    return Boolean(new URL(value.trim()).host);
  } catch {
    return false;
  }
}

function number(element, value) {
  const { is_decimal_allowed: decimals, min_value: least, max_value: most } = element;
  const text = value.trim();
  if (!/^-?\d+(\.\d+)?$/.test(text)) return "Please enter a number.";
  if (!decimals && Number(text) % 1) return "Please enter a whole number.";
  if (least !== undefined && Number(text) < Number(least)) return `Please enter a number that is at least ${least}.`;
  return most !== undefined && Number(text) > Number(most) ? `Please enter a number that is at most ${most}.` : "";
}
