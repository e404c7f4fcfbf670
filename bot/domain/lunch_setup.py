"""What a weekly programme may be: the rules for its fields, the same for the one line and the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from zoneinfo import available_timezones

from bot.domain.gatherings import FEWEST_MINUTES, LONGEST_TITLE, MOST_MINUTES, MOST_SEATS, is_link
from bot.domain.lunch import WEEKDAYS

USAGE = "Write it like this: `/lunch setup #channel tuesday 12:00`, or `/lunch setup` alone for a form."
LONGEST = {"name": 80, "welcome": 500, "place": LONGEST_TITLE}

CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
NAMED_CLOCKS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
YES, NO = YES_OR_NO = ("yes", "no")
# By these people mean a clock that is put forward in spring; the zones of that name stand still.
STANDING = frozenset({"est", "mst", "hst"})
COMPASS = frozenset({"North", "South", "West"})  # of Australia, and of any building
CONTINENTS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})


def checked(fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The fields as they are kept, and what is wrong with which: the same for the line and the form."""
    right = {name: " ".join(value.split()) for name, value in fields.items()}
    wrong = {name: words for name, value in right.items() if (words := fault(name, value))}
    if "weekday" in right:
        right["weekday"] = weekday_of(right["weekday"])
    if "clock" in right:
        right["clock"] = clock_of(right["clock"])
    if right.get("tz"):
        right["tz"] = zone_of(right["tz"])
    return {name: value for name, value in right.items() if name not in wrong}, wrong


def fault(name: str, value: str) -> str:
    """What is wrong with a field; "" if nothing."""
    longest = LONGEST.get(name, len(value))
    if len(value) > longest:
        return f"The {name} is too long: at most {longest} characters."
    is_right, words = RULES.get(name, ANYTHING)
    return "" if is_right(value) else words


def weekday_of(text: str) -> str:
    """The short name of a day written long or short ("tues", "Tuesdays"); "" if it is none."""
    typed = text.lower().strip(".,").removesuffix("s") if len(text) > 4 else text.lower().strip(".,")
    fits = (short for short, name in WEEKDAYS.items() if len(typed) >= 3 and name.lower().startswith(typed))
    return next(fits, "")


def clock_of(text: str) -> str:
    """A time of day as "12:30"; "" if it is none."""
    if text.lower() in NAMED_CLOCKS:
        return NAMED_CLOCKS[text.lower()]
    found = CLOCK.fullmatch(text.strip())
    if found is None or not (found["minute"] or found["half"]):
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def zone_of(text: str) -> str:
    """A time zone by its customary name, however it was typed, or by its city; "" if there is none."""
    typed = text.strip().lower().removesuffix(" time").replace(" ", "_")
    return zones().get(typed, "") or cities().get(typed, "")


@cache
def zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if name.lower() not in STANDING}


@cache
def cities() -> dict[str, str]:
    """A zone with a city of its own, by that alone; of several names that it has the shortest."""
    named = sorted((name.split("/") for name in zones().values()), key=lambda parts: (-len(parts), parts))
    return {
        parts[-1].lower(): "/".join(parts) for parts in named if parts[0] in CONTINENTS and parts[-1] not in COMPASS
    }


def whole(value: str, least: int, most: int) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10 and least <= int(value) <= most


Rule = tuple[Callable[[str], object], str]

RULES: dict[str, Rule] = {
    "weekday": (weekday_of, "That is no day of the week."),
    "clock": (clock_of, "That is no time of day; write it like 12:00."),
    "tz": (zone_of, "I don't know that time zone; write it like Europe/Berlin."),
    "minutes": (
        lambda value: whole(value, FEWEST_MINUTES, MOST_MINUTES),
        f"Between {FEWEST_MINUTES} and {MOST_MINUTES} minutes, please.",
    ),
    "seats": (
        lambda value: not value or whole(value, 1, MOST_SEATS),
        f"Between 1 and {MOST_SEATS} seats, please. Leave it out for no limit.",
    ),
    "teachback": (lambda value: value in YES_OR_NO, "Yes or no, please."),
    "link": (
        lambda value: not value or is_link(value),
        "That is no link. Write it like https://meet.example.com/lunch.",
    ),
}
ANYTHING: Rule = (lambda _value: True, "")


def shown(text: str) -> str:
    """Of what somebody typed as much as makes an answer clear, harmless in mrkdwn."""
    return re.sub(r"[<>&*_~`@]", "", text)[:40]
