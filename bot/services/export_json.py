"""How the JSON lists of an export are decoded, and what is said of those that cannot be.

A whole file at once; entry by entry if one is not as Slack writes it; forgivingly if it is not quite JSON.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from bot.services.export_values import Fault

T = TypeVar("T", bound=msgspec.Struct)

LENIENT_BYTES = 64 * 1024 * 1024  # the forgiving way holds several times the file in memory
TEXTS = frozenset({str, str | None})
STAMPS = frozenset({"ts", "thread_ts"})
STRAY_BYTES = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
HALF_PAIR = re.compile(r"\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\ud[89a-f][0-9a-f]{2}", re.IGNORECASE)
TOO_DEEP = Fault("the JSON is nested too deeply to be a Slack export; this file was skipped")
TOO_LARGE = Fault("the JSON of this file is damaged and it is too large to look for where; it was skipped")
NO_LIST = Fault("a list was expected here and something else was found; this file was skipped", line=1)


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What a file held; `damaged` entries were left out of `items`."""

    items: list[T]
    fault: Fault | None = None
    damaged: int = 0


class Lists(Generic[T]):
    """Decodes files that are a list of one kind of entry. `sound` may refuse well-typed entries."""

    def __init__(
        self,
        kind: type[T],
        *,
        sound: Callable[[list[T]], bool] | None = None,
        lenient_bytes: int = LENIENT_BYTES,
    ) -> None:
        self._kind = kind
        self._sound = sound or (lambda _: True)
        self._lenient_bytes = lenient_bytes
        self._all = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
        self._one = msgspec.json.Decoder(kind)
        self._apart = msgspec.json.Decoder(list[msgspec.Raw])
        fields = msgspec.structs.fields(kind)
        self._texts = frozenset(field.encode_name for field in fields if field.type in TEXTS)

    def decode(self, raw: bytes) -> Decoded[T]:
        if not raw:
            return Decoded([], Fault("the file is empty"))
        try:
            items = self._all.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._patiently(raw)
        return Decoded(items) if self._sound(items) else self._patiently(raw)

    def _patiently(self, raw: bytes) -> Decoded[T]:
        try:
            return self._gather(self._read_entry(part) for part in self._apart.decode(raw))
        except msgspec.ValidationError:
            return Decoded([], NO_LIST)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self._forgivingly(raw)
        except RecursionError:
            return Decoded([], TOO_DEEP)

    def _forgivingly(self, raw: bytes) -> Decoded[T]:
        """NaN, bare control characters, half emoji and Latin-1 bytes: no JSON, yet clear enough."""
        if len(raw) > self._lenient_bytes:
            return Decoded([], TOO_LARGE)
        try:
            entries = json.loads(as_text(raw), strict=False)
        except json.JSONDecodeError as error:
            what = f"the JSON breaks here ({error.msg}, column {error.colno}); the file was skipped"
            return Decoded([], Fault(what, error.lineno))
        except ValueError:
            return Decoded([], Fault("the file is neither UTF-8 nor another text we can read; it was skipped"))
        except RecursionError:
            return Decoded([], TOO_DEEP)
        if not isinstance(entries, list):
            return Decoded([], NO_LIST)
        return self._gather(self._convert(entry) for entry in entries)

    def _gather(self, entries: Iterable[T | str]) -> Decoded[T]:
        items: list[T] = []
        first, damaged, total = "", 0, 0
        for total, entry in enumerate(entries, start=1):
            if not isinstance(entry, str):
                items.append(entry)
                continue
            damaged += 1
            first = first or f"the first is entry {total}: {entry}"
        if not damaged:
            return Decoded(items)
        what = f"{damaged} of {total} entries are not as Slack writes them and were skipped ({first})"
        return Decoded(items, Fault(what), damaged)

    def _read_entry(self, part: msgspec.Raw) -> T | str:
        try:
            item = self._one.decode(part)
            if self._sound([item]):
                return item
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass  # not as Slack writes it, but perhaps clear all the same
        try:
            return self._convert(json.loads(as_text(bytes(part)), strict=False))
        except ValueError:
            return "a number in it has thousands of digits"

    def _convert(self, entry: Any) -> T | str:
        """The entry with numbers for strings and nulls set right; else why it cannot be read."""
        if not isinstance(entry, dict):
            return "not an object"
        try:
            fields = {name: self._mended(name, value) for name, value in entry.items() if value is not None}
            item = msgspec.convert(fields, self._kind)
        except (msgspec.ValidationError, ValueError, OverflowError) as error:
            return str(error)
        return item if self._sound([item]) else "its time is none"

    def _mended(self, name: str, value: Any) -> Any:
        if name not in self._texts or isinstance(value, bool) or not isinstance(value, int | float | str):
            return value
        if name in STAMPS:
            return as_stamp(value)
        return str(value)


def as_stamp(value: float | str) -> str:
    """Slack's own form of a time, where the value is one."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,10}", value):
        return value
    return f"{float(value):.6f}"


def as_text(raw: bytes) -> str:
    """The file's text: bytes that are no UTF-8 are taken for Latin-1, half surrogate pairs become U+FFFD."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16")
    else:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape").translate(STRAY_BYTES)
    return HALF_PAIR.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    escape = found.group()
    is_half = len(escape) == len(r"\uXXXX")
    return "\N{REPLACEMENT CHARACTER}" if is_half else escape
