"""Walks Block Kit trees: which words a reader sees, which elements can be pressed, chosen or filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# Keys whose values the reader sees (or a screen reader says); ids and values stay out.
_SEEN = ("title", "subtitle", "text", "label", "hint", "fields", "body", "subtext", "elements", "element")
_SEEN_TOO = (
    "accessory",
    "actions",
    "rows",
    "options",
    "option_groups",
    "placeholder",
    "child_blocks",
    "tasks",
)
_INSIDE = (*_SEEN, *_SEEN_TOO)


@dataclass(frozen=True, slots=True)
class Part:
    """An element with the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"

    def is_called(self, name: str) -> bool:
        """`name` is the label, the placeholder, the action_id or the block_id."""
        return name in {*self.labels(), self.action_id, self.block_id}

    def labels(self) -> list[str]:
        texts = [self.element.get("text"), self.element.get("placeholder"), self.block.get("label")]
        return [plain(text) for text in texts if text]


def plain(text: Any) -> str:
    """The words of a text object, or of a bare string."""
    return str(text.get("text", "")) if isinstance(text, dict) else str(text)


def words(blocks: Sequence[Json]) -> str:
    """Everything a reader sees, a line for each piece of text."""
    return "\n".join(_texts(list(blocks)))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
        return
    if isinstance(node, dict):
        for key in _INSIDE:
            if key in node:
                yield from _texts(node[key])


def parts(blocks: Sequence[Json]) -> Iterator[Part]:
    """Every interactive element, in reading order."""
    for block in blocks:
        for element in _elements(block):
            if "action_id" in element:
                yield Part(block=block, element=element)
        yield from parts(block.get("child_blocks", []))
        if block.get("type") == "carousel":
            yield from parts(block.get("elements", []))


def _elements(block: Json) -> Iterator[Json]:
    singles = (block.get("accessory"), block.get("element"))
    yield from (single for single in singles if isinstance(single, dict))
    for key in ("elements", "actions"):
        yield from (item for item in block.get(key, []) if isinstance(item, dict))


def with_ids(blocks: Sequence[Json], fresh: Iterator[str]) -> list[Json]:
    """The blocks as Slack keeps them: every block has a block_id, every interactive element an action_id."""
    return [_with_ids(block, fresh) for block in blocks]


_STILL = {"context", "rich_text"}  # their elements are texts and pictures


def _with_ids(block: Json, fresh: Iterator[str]) -> Json:
    kept = {**block, "block_id": block.get("block_id") or next(fresh)}
    if block["type"] in _STILL:
        return kept
    for key, value in block.items():
        if key == "child_blocks" or (block["type"], key) == ("carousel", "elements"):
            kept[key] = with_ids(value, fresh)
        elif key in {"elements", "actions"}:
            kept[key] = [_with_action(element, fresh) for element in value]
        elif key in {"accessory", "element"}:
            kept[key] = _with_action(value, fresh)
    return kept


def _with_action(element: Json, fresh: Iterator[str]) -> Json:
    if element["type"] == "image":
        return element
    return {**element, "action_id": element.get("action_id") or next(fresh)}
