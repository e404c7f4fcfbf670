// Which drawing belongs to an interactive element that stands outside an input block.

import { button, feedbackButtons, iconButton, overflow, workflowButton } from "./elements-buttons.js";
import { isControl, looseControl } from "./inputs.js";
import { picture } from "./blocks-media.js";
import { unknown } from "./blocks-unknown.js";

const DRAWN = {
  button,
  workflow_button: workflowButton,
  icon_button: iconButton,
  feedback_buttons: feedbackButtons,
  overflow,
  image: (element, _block, at) => picture(element, at.ctx, { small: true }),
};

/** One element; what nobody knows is shown as such. */
export function element(given, block, at) {
  const draw = DRAWN[given?.type];
  if (draw) return draw(given, block, at);
  if (given && isControl(given.type)) return looseControl(given, block, at);
  return unknown(given, { inline: true });
}
