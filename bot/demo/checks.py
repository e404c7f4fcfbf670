"""Whether Slack would take a message's blocks, a view or an acknowledgement: a list of its complaints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.demo.blocks import BLOCKS, SURFACES
from bot.demo.blocktree import parts
from bot.demo.charts import characters
from bot.demo.objects import GROUP, OPTION, plain
from bot.demo.shapes import Check, array, boolean, choice, problem, record, string, tagged

Json = dict[str, Any]

MESSAGE_BUDGET = 13_200
TEXT_LIMIT = 40_000
VIEW_BYTES = 250_000
# Data tables answer to a budget of their own (20,000), charts hold almost no text.
_OUTSIDE_BUDGET = {"data_table", "data_visualization"}

_BLOCK = tagged(BLOCKS)


def block_problems(blocks: Any, *, surface: str = "message", path: str = "/blocks") -> list[str]:
    """What Slack would refuse; empty when it would take them."""
    most = 50 if surface == "message" else 100
    found = list(array(_BLOCK, most, least=0)(blocks, path))
    if found:
        return found
    return [
        *_misplaced(blocks, surface, path),
        *_repeated([b.get("block_id") for b in blocks], "block_id", path),
        *_twins(blocks, path),
        *_too_much(blocks, path),
    ]


def _misplaced(blocks: list[Json], surface: str, path: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        if block["type"] not in SURFACES[surface]:
            yield problem(f"{block['type']} is not supported in a {surface}", f"{path}/{index}/type")


def _repeated(ids: list[str | None], name: str, path: str) -> Iterator[str]:
    for value, times in Counter(filter(None, ids)).items():
        if times > 1:
            yield problem(f"`{name}` {value} already exists", path)


def _twins(blocks: list[Json], path: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        inner = block["elements"] if block["type"] == "carousel" else block.get("child_blocks")
        if inner:
            yield from _twins(inner, f"{path}/{index}")
            continue
        ids: list[str | None] = [part.action_id for part in parts([block])]
        yield from _repeated(ids, "action_id", f"{path}/{index}")


def _too_much(blocks: list[Json], path: str) -> Iterator[str]:
    markdown = sum(len(b["text"]) for b in blocks if b["type"] == "markdown")
    if markdown > 12_000:
        yield problem("markdown blocks must be less than 12001 characters in all", path)
    charts = sum(b["type"] == "data_visualization" for b in blocks)
    if charts > 2:
        yield problem("no more than 2 data_visualization blocks allowed", path)


def block_characters(blocks: list[Json]) -> int:
    """What counts towards the budget of a whole message."""
    return sum(characters(b) for b in blocks if b.get("type") not in _OUTSIDE_BUDGET)


def _any(_value: Any, _path: str) -> Iterator[str]:
    return iter(())


_COMMON: dict[str, Check] = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
_MODAL = record(
    {"type": choice("modal"), "title": plain(24), "blocks": _any},
    {
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        **_COMMON,
    },
)
_HOME = record({"type": choice("home"), "blocks": _any}, _COMMON)
_VIEW = tagged({"modal": _MODAL, "home": _HOME})


def view_problems(view: Any) -> list[str]:
    """What Slack would refuse in a modal or a Home tab."""
    found = list(_VIEW(view, "/view"))
    if found:
        return found
    blocks = view["blocks"]
    found = block_problems(blocks, surface=view["type"], path="/view/blocks")
    if found:
        return found
    if view["type"] == "modal" and not view.get("submit") and any(b["type"] == "input" for b in blocks):
        found.append(problem("submit is required where there is an input block", "/view"))
    if sum(part.element.get("focus_on_load") is True for part in parts(blocks)) > 1:
        found.append(problem("only one element may have focus_on_load", "/view/blocks"))
    return found


def view_bytes(view: Json) -> int:
    return len(json.dumps(view, ensure_ascii=False).encode())


def option_problems(answer: Any) -> list[str]:
    """An answer to an options request: `options` or `option_groups`, at most 100."""
    shape = record({}, {"options": array(OPTION, 100, least=0), "option_groups": array(GROUP, 100, least=0)})
    return list(shape(answer, ""))


def submission_problems(answer: Json, inputs: set[str]) -> list[str]:
    """An answer to a view_submission: nothing, or a `response_action` Slack knows."""
    action = answer.get("response_action")
    if action == "clear":
        return []
    if action in {"update", "push"}:
        return view_problems(answer.get("view"))
    if action == "errors":
        errors = answer.get("errors") or {}
        strange = sorted(set(errors) - inputs)
        return [problem(f"no input block has this id: {name}", "/errors") for name in strange]
    return [problem(f"unknown response_action: {action}", "/response_action")]
