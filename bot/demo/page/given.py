"""Reads what the page sent; what is not as it has to be is refused in words."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from bot.demo.errors import StandInError

Json = dict[str, Any]

LARGEST_FILE = 2_000_000


def text(body: Json, name: str, longest: int = 4_000) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise StandInError(f"{name} has to be a text.")
    if len(value) > longest:
        raise StandInError(f"That is longer than {longest} characters.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise StandInError("There is half a letter in that, which cannot be sent.")
    return value


def table(body: Json, name: str) -> Json:
    value = body.get(name) or {}
    if not isinstance(value, dict):
        raise StandInError(f"{name} has to be an object.")
    return value


def listed(body: Json, name: str) -> list[Any]:
    value = body.get(name) or []
    if not isinstance(value, list):
        raise StandInError(f"{name} has to be a list.")
    return value


def spot(body: Json) -> tuple[str, str]:
    return text(body, "block_id"), text(body, "action_id")


def file(given: Any) -> tuple[str, bytes]:
    if not isinstance(given, dict):
        raise StandInError("A file has a name and its content.")
    name = text(given, "name", 255).replace("/", "_") or "file"
    try:
        content = base64.b64decode(text(given, "base64", LARGEST_FILE * 2), validate=True)
    except binascii.Error:
        raise StandInError(f"{name} could not be read.") from None
    if not content or len(content) > LARGEST_FILE:
        raise StandInError(f"{name} is empty, or larger than 2 MB.")
    return name, content
