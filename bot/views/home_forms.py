"""The form on the Home tab: what somebody can help with."""

from __future__ import annotations

from bot.views.forms import Modal, field, modal, text_input
from bot.views.ids import HOME_FORM

FIELD = "skill"
NO_SKILL = "One short name, or several with commas between them, like PowerPoint, Excel."
HINT = "I may name you to colleagues who ask. You can take it back at any time."


def skill_form() -> Modal:
    element = text_input(most=200, placeholder="PowerPoint, Excel")
    return modal("I can help with", HOME_FORM, [field(FIELD, "What can you help with?", element, hint=HINT)])
