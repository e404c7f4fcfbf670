"""Arguments of a Web API call as Slack reads them: forms and JSON alike, unknown ones ignored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.demo.errors import SlackError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Args:
    """One call's arguments, read by name."""

    values: Json

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise SlackError("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.values.get(name)
        if value is None:
            return default
        return value is True or str(value).lower() in {"true", "1"}

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        if not value:
            return default
        try:
            return int(float(value))
        except (ValueError, OverflowError):
            raise SlackError("invalid_arguments", messages=[f"[ERROR] must be an integer: {name}"]) from None

    def names(self, name: str) -> list[str]:
        """A list, or words between commas."""
        value = self.values.get(name) or ""
        items = value if isinstance(value, list) else str(value).split(",")
        return [str(item).strip() for item in items if str(item).strip()]

    def json(self, name: str, *, wrong: str) -> Any:
        """An object or array, written out or already read; None when it is not there."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(wrong) from None


def page(items: list[Any], args: Args, *, default: int, most: int = 1000) -> tuple[list[Any], str]:
    """One page of `items` and the cursor to the next."""
    cursor = args.text("cursor")
    start = 0
    if cursor:
        number = cursor.removeprefix("after:")
        if not cursor.startswith("after:") or not number.isdigit():
            raise SlackError("invalid_cursor")
        start = int(number)
    limit = min(max(args.number("limit", default) or default, 1), most)
    end = start + limit
    return items[start:end], f"after:{end}" if end < len(items) else ""
