"""Block Kit in small pieces, each within Slack's limits (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

SECTION_TEXT = 3000
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
CONTEXT_ELEMENTS = 10
ACTIONS = 25


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message; by its name it is known again."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class View:
    """A message: its blocks, and the plain text that notifications and screen readers get. With a file the text is all
    there is: Slack shows no blocks beside files.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    file: File | None = None


def section(text: str, *, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": clip(text, SECTION_TEXT)}}
    if accessory:
        block["accessory"] = accessory
    return block


def context(*texts: str) -> Block:
    elements = [{"type": "mrkdwn", "text": clip(text, SECTION_TEXT)} for text in texts[:CONTEXT_ELEMENTS]]
    return {"type": "context", "elements": elements}


def button(label: str, action_id: str, value: str = "", *, style: str = "") -> Block:
    block: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": clip(label, BUTTON_TEXT), "emoji": True},
        "action_id": action_id,
    }
    if value:
        block["value"] = value[:BUTTON_VALUE]
    if style:
        block["style"] = style
    return block


def actions(buttons: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons[:ACTIONS])}


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, the last an ellipsis where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "\u2026"


def link(url: str, label: str) -> str:
    """A link in mrkdwn; the label must be safe already."""
    return f"<{url}|{label}>"
