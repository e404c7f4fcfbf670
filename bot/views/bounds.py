"""The form in which a coordinator sets the bounds of the workspace."""

from __future__ import annotations

from dataclasses import fields

from bot.domain.bounds import DEFAULTS, Bounds
from bot.views.blocks import Block
from bot.views.forms import Modal, field, modal
from bot.views.ids import BOUNDS_FORM


def bounds_form(bounds: Bounds, *, defaults: Bounds = DEFAULTS) -> Modal:
    """Every bound that is a number; emoji and channels have a form of their own, `/kudos settings`."""
    blocks: list[Block] = []
    for bound in fields(Bounds):
        if "least" not in bound.metadata:
            continue
        value, least, most = getattr(bounds, bound.name), bound.metadata["least"], bound.metadata["most"]
        entry: Block = {
            "type": "number_input",
            "is_decimal_allowed": isinstance(most, float),
            "min_value": str(least),
            "max_value": str(most),
            "initial_value": str(value),
        }
        label, usual = bound.metadata["about"], getattr(defaults, bound.name)
        blocks.append(
            field(bound.name, label[0].upper() + label[1:], entry, hint=f"{least} to {most}; usually {usual}")
        )
    return modal("Settings", BOUNDS_FORM, blocks)
