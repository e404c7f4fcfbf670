"""A small language for the shape of Slack's JSON: each check yields what is wrong, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def problem(message: str, path: str) -> str:
    return f"[ERROR] {message} [json-pointer:{path}]"


def string(longest: int | None = None, *, shortest: int = 1, pattern: str = "") -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", path)
            return
        if len(value) < shortest:
            yield problem(f"must be more than {shortest - 1} characters", path)
        if longest is not None and len(value) > longest:
            yield problem(f"must be less than {longest + 1} characters", path)
        if pattern and not re.fullmatch(pattern, value):
            yield problem("does not match the expected pattern", path)

    return check


def boolean(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield problem("must be a boolean", path)


def integer(least: int | None = None, most: int | None = None) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must be an integer", path)
        elif least is not None and value < least:
            yield problem(f"must be at least {least}", path)
        elif most is not None and value > most:
            yield problem(f"must be at most {most}", path)

    return check


def number(*, above: float | None = None) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield problem("must be a number", path)
        elif above is not None and value <= above:
            yield problem(f"must be greater than {above}", path)

    return check


def choice(*allowed: str) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of {', '.join(allowed)}", path)

    return check


def array(item: Check, most: int | None = None, *, least: int = 1) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", path)
            return
        if len(value) < least:
            yield problem(f"must have at least {least} item{'s' if least > 1 else ''}", path)
        if most is not None and len(value) > most:
            yield problem(f"no more than {most} items allowed", path)
        for index, entry in enumerate(value):
            yield from item(entry, f"{path}/{index}")

    return check


def record(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *rules: Check,
) -> Check:
    """An object with these fields and no others; `rules` see the whole object once its fields are sound."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
            return
        found = list(_fields(value, path, known, required))
        yield from found
        if not found:
            for rule in rules:
                yield from rule(value, path)

    return check


def _fields(
    value: dict[str, Any], path: str, known: Mapping[str, Check], required: Mapping[str, Check]
) -> Iterator[str]:
    for name in required:
        if value.get(name) is None:
            yield problem(f"missing required field: {name}", path)
    for name, entry in value.items():
        if name not in known:
            yield problem(f"invalid additional property: {name}", path)
        elif entry is not None:
            yield from known[name](entry, f"{path}/{name}")


def tagged(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which shape it has to have."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in shapes:
            yield problem(f"unsupported type: {kind}", f"{path}/type")
            return
        yield from shapes[kind](value, path)

    return check


def any_of(name: str, *fields: str) -> Check:
    """A rule: at least one of the fields is there."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not any(value.get(field) for field in fields):
            yield problem(f"{name} must have one of {', '.join(fields)}", path)

    return check


def just_one_of(name: str, *fields: str) -> Check:
    """A rule: exactly one of the fields is there."""

    def check(value: Any, path: str) -> Iterator[str]:
        if sum(field in value and value[field] is not None for field in fields) != 1:
            yield problem(f"{name} must have exactly one of {', '.join(fields)}", path)

    return check
