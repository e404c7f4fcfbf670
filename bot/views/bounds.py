"""The form in which a coordinator sets the bounds of the workspace."""

from __future__ import annotations

from dataclasses import fields

from bot.domain.bounds import DEFAULTS, Bounds
from bot.views.blocks import Block
from bot.views.forms import Modal, field, modal, plain
from bot.views.ids import BOUNDS_FORM

SWITCH = {0: "Off", 1: "On"}


def bounds_form(bounds: Bounds, *, defaults: Bounds = DEFAULTS) -> Modal:
    """Every bound that is a number; emoji and channels have a form of their own, `/kudos settings`."""
    blocks: list[Block] = []
    for bound in fields(Bounds):
        if "least" not in bound.metadata:
            continue
        value, least, most = getattr(bounds, bound.name), bound.metadata["least"], bound.metadata["most"]
        label, usual = bound.metadata["about"], getattr(defaults, bound.name)
        switches = isinstance(most, int) and (least, most) == (0, 1)
        entry = switch(value) if switches else number(value, least, most)
        hint = f"Usually {SWITCH[usual].lower()}" if switches else f"{least:g} to {most:g}; usually {usual:g}"
        blocks.append(field(bound.name, label[0].upper() + label[1:], entry, hint=hint))
    return modal("Settings", BOUNDS_FORM, blocks)


def number(value: float, least: float, most: float) -> Block:
    return {
        "type": "number_input",
        "is_decimal_allowed": isinstance(most, float),
        "min_value": f"{least:g}",
        "max_value": f"{most:g}",
        "initial_value": f"{value:g}",
    }


def switch(value: int) -> Block:
    options = [{"text": plain(name, 75), "value": str(at)} for at, name in SWITCH.items()]
    return {"type": "static_select", "options": options, "initial_option": options[value]}
