"""What a message may hold, whether it comes by chat.postMessage, a response_url or an acknowledgement."""

from __future__ import annotations

from typing import Any

from bot.demo.args import Args
from bot.demo.checks import MESSAGE_BUDGET, TEXT_LIMIT, block_characters, block_problems
from bot.demo.errors import SlackError
from bot.demo.shapes import record, string
from bot.demo.world import World

Json = dict[str, Any]


def content(world: World, args: Args, *, of: str, needed: bool = True) -> Json:
    """`text`, `blocks`, `attachments` as far as given; refused as Slack does, noted where it is lenient."""
    text = args.text("text") or args.text("markdown_text")
    blocks = args.json("blocks", wrong="invalid_blocks_format")
    attachments = args.json("attachments", wrong="invalid_attachments") or []
    if args.text("markdown_text") and (args.text("text") or blocks):
        raise SlackError("markdown_text_conflict")
    if needed and not (text or blocks or attachments):
        raise SlackError("no_text")
    if len(text) > TEXT_LIMIT:
        raise SlackError("msg_too_long")
    if len(attachments) > 100:
        raise SlackError("too_many_attachments")
    _check_blocks(blocks)
    if blocks and not text:
        world.broke(f"{of}: blocks without text, so notifications and screen readers say nothing")
    given: Json = {"text": text} if text or needed else {}
    if blocks is not None:
        given["blocks"] = blocks
    if attachments:
        given["attachments"] = attachments
    return given


def _check_blocks(blocks: Any) -> None:
    if not blocks:
        return
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if found := block_problems(blocks):
        raise SlackError("invalid_blocks", errors=found, messages=found)
    if block_characters(blocks) > MESSAGE_BUDGET:
        raise SlackError("msg_blocks_too_long")


_METADATA = record({"event_type": string(255), "event_payload": lambda value, path: iter(_object(value, path))})


def _object(value: Any, path: str) -> list[str]:
    return [] if isinstance(value, dict) else [f"[ERROR] must be an object [json-pointer:{path}]"]


def metadata(args: Args) -> Json | None:
    given: Json | None = args.json("metadata", wrong="invalid_metadata_format")
    if given is None:
        return None
    if found := list(_METADATA(given, "/metadata")):
        raise SlackError("invalid_metadata_schema", messages=found)
    return given
