"""Forms as a person fills them: the state Slack sends for what was entered, and when it will not send it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from bot.demo.blocktree import Part, parts, plain
from bot.demo.errors import NotOnScreenError, StandInError
from bot.demo.values import Channel

Json = dict[str, Any]
State = dict[str, Json]

# What the state of each element holds, and which `initial_` field it begins with.
_HOLDS: Mapping[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
_PICKED: Mapping[str, tuple[type[date | time], str]] = {
    "datepicker": (date, "%Y-%m-%d"),
    "timepicker": (time, "%H:%M"),
}
_PLURAL = {"checkboxes", "file_input"}


def is_many(kind: str) -> bool:
    return kind.startswith("multi_") or kind in _PLURAL


def initial_state(blocks: Sequence[Json]) -> State:
    """The state of a view nobody has touched."""
    state: State = {}
    for part in parts(blocks):
        kind = part.element["type"]
        if kind in _HOLDS:
            key, initial = _HOLDS[kind]
            empty: Any = [] if is_many(kind) else None
            value = part.element.get(initial, empty)
            state.setdefault(part.block_id, {})[part.action_id] = {"type": kind, key: value}
    return state


# How a person points at an element: by what it is called, or by block_id and action_id.
Name = str | tuple[str, str]


def find(blocks: Sequence[Json], name: Name) -> Part:
    """The element with this label, placeholder, action_id or block_id; else one whose label begins so."""
    everything = list(parts(blocks))
    if isinstance(name, tuple):
        return _at(everything, *name)
    for part in everything:
        if part.is_called(name):
            return part
    for part in everything:
        if any(label.startswith(name) for label in part.labels()):
            return part
    offered = [part.labels() or [part.action_id] for part in everything]
    raise NotOnScreenError(f"nothing called {name!r} here, only {offered}")


def _at(everything: Sequence[Part], block_id: str, action_id: str) -> Part:
    for part in everything:
        if (part.block_id, part.action_id) == (block_id, action_id):
            return part
    raise NotOnScreenError("This is not there any more.")


Search = Callable[[Part, str], list[Json]]


def chosen(part: Part, value: Any, search: Search) -> Json:
    """What the element's state becomes when the person enters `value`."""
    kind = part.element["type"]
    if kind not in _HOLDS:
        raise NotOnScreenError(f"a {kind} is pressed, not filled")
    key, _ = _HOLDS[kind]
    if not is_many(kind):
        return {"type": kind, key: None if value is None else _one(part, value, search)}
    values = value if isinstance(value, list | tuple) else [value]
    return {"type": kind, key: [_one(part, item, search) for item in values]}


def _one(part: Part, value: Any, search: Search) -> Any:
    kind = part.element["type"].removeprefix("multi_")
    if kind in {"static_select", "checkboxes", "radio_buttons", "overflow"}:
        return pick(options(part.element), value)
    if kind == "external_select":
        return value if isinstance(value, dict) else pick(search(part, str(value)), value)
    if kind == "rich_text_input":
        return value if isinstance(value, dict) else _rich(str(value))
    if isinstance(value, Channel) or hasattr(value, "id"):
        return value.id
    return _picked(kind, value) if kind.endswith("picker") else str(value)


def _picked(kind: str, value: Any) -> str | int:
    """What a picker sends: nobody can pick a day or a time that there is none of."""
    if kind == "datetimepicker":
        return int(value)
    of, form = _PICKED[kind]
    try:
        return f"{value if isinstance(value, of) else of.fromisoformat(str(value)):{form}}"
    except ValueError:
        raise StandInError(f"{value!r} cannot be picked in a {kind}") from None


def _rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(o for group in groups for o in group["options"])]


def pick(offered: Sequence[Json], wanted: Any) -> Json:
    """An option by its words or by its value."""
    for option in offered:
        if wanted in (option, option["value"], plain(option["text"])):
            return option
    raise NotOnScreenError(f"no option {wanted!r}, only {[plain(option['text']) for option in offered]}")


def fill_in(blocks: Sequence[Json], state: State, values: Mapping[Name, Any], search: Search) -> State:
    """The state after the person filled these fields."""
    filled = {block: dict(actions) for block, actions in state.items()}
    for name, value in values.items():
        part = find(blocks, name)
        filled.setdefault(part.block_id, {})[part.action_id] = chosen(part, value, search)
    return filled


def must_be_complete(blocks: Sequence[Json], state: State) -> None:
    """Slack's clients do not send a form with required fields empty or texts of the wrong length."""
    for part in parts(blocks):
        if part.is_input:
            for complaint in _complaints(part, state.get(part.block_id, {}).get(part.action_id, {})):
                raise StandInError(f"{part.labels()[-1]!r}: {complaint}")


def _complaints(part: Part, held: Json) -> Iterator[str]:
    key, _ = _HOLDS[part.element["type"]]
    value = held.get(key)
    if not value and not part.block.get("optional"):
        yield "please complete this required field"
    if value:
        yield from _wrong(part.element, value)


def _wrong(element: Json, value: Any) -> Iterator[str]:
    """What Slack's client would say of what was entered."""
    kind = element["type"]
    if kind == "plain_text_input" and len(value) < element.get("min_length", 0):
        yield "too short"
    if kind == "plain_text_input" and len(value) > element.get("max_length", 3000):
        yield "too long"
    if kind == "url_text_input" and not (urlsplit(value).scheme and urlsplit(value).netloc):
        yield "not a URL"
    if kind == "email_text_input" and "@" not in value:
        yield "not an email address"
    if kind == "number_input":
        yield from _wrong_number(element, value)
    if is_many(kind) and len(value) > element.get("max_selected_items", len(value)):
        yield "too many chosen"


def _wrong_number(element: Json, value: str) -> Iterator[str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        yield "not a number"
        return
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        yield "not a whole number"
    if number < Decimal(element.get("min_value", value)) or number > Decimal(element.get("max_value", value)):
        yield "out of range"
