"""Forms in small pieces, each within Slack's limits (docs.slack.dev/reference/views/modal-views)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.views.blocks import Block, clip

Modal = dict[str, Any]

TITLE = 24
LABEL = 2000
PLACEHOLDER = 150
ENTERED = 3000


def modal(title: str, callback_id: str, blocks: Sequence[Block], *, submit: str = "Save", about: str = "") -> Modal:
    """`about` comes back with the form: the id of what it is for."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "submit": plain(submit, TITLE),
        "close": plain("Never mind", TITLE),
        "private_metadata": about,
        "blocks": list(blocks),
    }


def words_modal(words: str) -> Modal:
    """In the place of a form that cannot be taken: why."""
    block = {"type": "section", "text": {"type": "mrkdwn", "text": clip(words, ENTERED)}}
    return {"type": "modal", "title": plain("Whoknows", TITLE), "close": plain("All right", TITLE), "blocks": [block]}


def field(name: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """`name` is both block_id and action_id: what was entered is found by it, and so is what is wrong with it."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, LABEL),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, LABEL)
    return block


def text_input(value: str = "", *, most: int = ENTERED, multiline: bool = False, placeholder: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": min(most, ENTERED)}
    if value:
        element["initial_value"] = value[:most]
    if placeholder:
        element["placeholder"] = plain(placeholder, PLACEHOLDER)
    return element


def plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(text, limit), "emoji": True}
