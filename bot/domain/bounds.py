"""Every bound: how much of what in which time. The installation sets the defaults, a workspace may set its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar, get_type_hints

Value = int | float | tuple[str, ...]
T = TypeVar("T", int, float)
MOST_LISTED = 100


def within(default: T, least: T, most: T, about: str) -> T:
    return field(default=default, metadata={"least": least, "most": most, "about": about})


def listed(default: tuple[str, ...], about: str) -> tuple[str, ...]:
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Bounds:
    kudos_per_day: int = within(5, 1, 100, "thanks somebody can give in a day of their own")
    kudos_emoji: tuple[str, ...] = listed(("taco", "raised_hands", "bulb"), "reactions that thank, by name")
    kudos_left_out: tuple[str, ...] = listed((), "channels, by id, where reactions and ++ count nothing")
    kudos_pair_days: int = within(90, 1, 365, "days in which thanks between the same two count ever less")
    kudos_ring_people: int = within(5, 2, 20, "people of a ring at most")
    kudos_ring_thanks: int = within(6, 2, 1000, "thanks inside that make a ring")
    kudos_ring_weight: float = within(0.25, 0.0, 1.0, "what a thanks inside a ring counts for")
    lunch_lead_days: int = within(2, 0, 30, "days between a weekly post and its gathering, at least")
    lunch_catch_up_hours: int = within(12, 1, 72, "hours after which a missed weekly post waits for the next week")
    lunch_topics: int = within(3, 1, 5, "topics a weekly post proposes")
    lunch_demand_days: int = within(90, 7, 365, "days whose questions are demand")
    lunch_invite_days: int = within(28, 1, 365, "days in which nobody is asked to host a second time")
    asks_per_day: int = within(1, 1, 50, "questions somebody is asked in a day of their own")
    asks_per_week: int = within(3, 1, 200, "questions somebody is asked in a week of their own")
    asks_sent_per_day: int = within(10, 1, 200, "colleagues somebody can have asked in a day")
    answer_hours: float = within(4.0, 0.25, 80.0, "working hours of their own after which the next person is offered")
    check_hours: float = within(24.0, 1.0, 336.0, "hours after which the asker is asked whether it helped")
    rescue_minutes: float = within(30.0, 1.0, 2400.0, "working minutes a question waits before it is rescued")
    rescue_channels: tuple[str, ...] = listed((), "channels, by id, where questions without answer are rescued")
    wish_days: int = within(90, 7, 365, "days in which somebody waits for the first who knows")
    library_mend_days: int = within(14, 1, 365, "days in which a link that readers reported can be mended unmarked")
    works_council: int = within(0, 0, 1, "works-council mode: nobody is learned of who has not said yes")
    question_text_days: int = within(90, 1, 90, "days the text of what people ask me is kept")


DEFAULTS = Bounds()
HINTS = get_type_hints(Bounds)


def checked(name: str, value: object) -> Value:
    """The value of a bound as it is kept. Raises ValueError, in words that go on after the bound's name."""
    known = {each.name: each for each in fields(Bounds)}[name]
    if HINTS[name] == tuple[str, ...]:
        return names_of(value)
    least, most = known.metadata["least"], known.metadata["most"]
    wrong = f"must be a number from {least:g} to {most:g}"
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(wrong)  # noqa: TRY004 - of one kind for the asker
    try:
        number = HINTS[name](value)
    except ValueError:
        number = None
    if number is None or not least <= number <= most:
        raise ValueError(wrong)
    return HINTS[name](number)  # type: ignore[no-any-return]


def names_of(value: object) -> tuple[str, ...]:
    """A list of names, or names parted by commas or blanks; colons around an emoji's name go."""
    parts = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError("must be names parted by commas")
    names = tuple(dict.fromkeys(part.strip(":") for part in parts if part.strip(":")))
    if len(names) > MOST_LISTED:
        raise ValueError(f"must be at most {MOST_LISTED} names")
    return names


def with_own(bounds: Bounds, own: Mapping[str, str]) -> Bounds:
    """The bounds of a workspace: `own` are JSON by name. What an older version kept, and is no bound now, is passed."""
    known = {each.name for each in fields(Bounds)}
    changed: dict[str, Any] = {}
    for name, kept in own.items():
        if name in known:
            try:
                changed[name] = checked(name, json.loads(kept))
            except ValueError:
                continue
    return replace(bounds, **changed)


def kept(value: Value) -> str:
    """A bound's value as JSON."""
    return json.dumps(value)
