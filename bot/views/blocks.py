"""Block Kit in small pieces, each within Slack's limits (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

SECTION_TEXT = 3000
LONGEST_ESCAPE = len("&amp;")
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


def sections(lines: Iterable[str]) -> list[Block]:
    """As many as it takes for all of these lines, none of which is too long for one."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) < SECTION_TEXT:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return [section(text) for text in texts]


def parted(line: str, most: int = SECTION_TEXT - 1) -> Iterator[str]:
    """A line that is escaped already, in parts that fit: between two words where there is one, never in an escape."""
    while len(line) > most:
        end = line.rfind(" ", most // 2, most)
        if end < 0:
            begun = line.rfind("&", most - LONGEST_ESCAPE + 1, most)
            end = begun if begun >= 0 and ";" not in line[begun:most] else most
        yield line[:end]
        line = line[end:].lstrip()
    yield line


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
