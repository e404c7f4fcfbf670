"""The forms about thanks: what one was for, and the bounds of the workspace."""

from __future__ import annotations

from bot.domain.kudos import MOST_EMOJI
from bot.domain.kudos_rules import MOST_SKILLS
from bot.domain.kudos_told import Rules, Thanked
from bot.domain.text import unescaped
from bot.views.blocks import Block
from bot.views.forms import Modal, field, modal, text_input
from bot.views.ids import KudosForm
from bot.views.kudos import listing, name

MOST_PER_DAY = 100

NO_SKILL = f"At most {MOST_SKILLS} short names with commas between them, like PowerPoint, Excel."
NO_EMOJI = f"Between 1 and {MOST_EMOJI} emoji, please, written like :taco: :bulb:."
NO_NUMBER = f"A whole number between 1 and {MOST_PER_DAY}, please."
NO_COORDINATOR = "That is for coordinators: workspace admins, and those they named."
MOST_LEFT_OUT = 100


def skill_form(thanked: Thanked, *, kept: str) -> Modal:
    """What was it for? Nothing typed is an answer, too."""
    whom = unescaped(listing([name(one) for one in thanked.people]))
    element = text_input(", ".join(thanked.skills) or thanked.meant, most=200)
    hint = f"Like PowerPoint, or up to {MOST_SKILLS} with commas. Leave it empty for nothing in particular."
    blocks = [field("skill", f"What do you thank {whom} for?", element, hint=hint, optional=True)]
    return modal("Change skill", KudosForm.SKILL, blocks, about=kept)


def settings_form(rules: Rules) -> Modal:
    bounds = rules.bounds
    chosen = [channel_id for channel_id in bounds.kudos_left_out if channel_id in rules.channels]
    emoji = text_input(" ".join(f":{each}:" for each in bounds.kudos_emoji))
    per_day: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MOST_PER_DAY),
        "initial_value": str(bounds.kudos_per_day),
    }
    left_out: Block = {"type": "multi_channels_select", "max_selected_items": MOST_LEFT_OUT}
    if chosen:
        left_out["initial_channels"] = chosen
    blocks = [
        field("emoji", "Reactions that thank", emoji, hint="Thanks given before stay as they are."),
        field("per_day", "Thanks a day for each person", per_day),
        field(
            "left_out",
            "Channels left out",
            left_out,
            hint="Reactions and ++ count nothing there; /kudos does.",
            optional=True,
        ),
    ]
    return modal("Thanks", KudosForm.SETTINGS, blocks)
