"""A weekly programme as somebody describes it: read from one line, and checked by the same rules as the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from zoneinfo import available_timezones

from bot.domain.lunch import WEEKDAYS
from bot.errors import KindError

USAGE = "Call it like this: `/lunch setup #channel tuesday 12:00`, or `/lunch setup` alone for a form."
ORDER = "channel, day, time; then a zone, a length, seats, a place, a link, as you like"

FEWEST_MINUTES, MOST_MINUTES = 10, 240
MOST_SEATS = 500
LONGEST = {"name": 80, "welcome": 500, "place": 150, "link": 1000}

CHANNEL = re.compile(r"<#(?P<id>[CG][A-Z0-9]+)(?:\|(?P<name>[^<>]*))?>|#?(?P<typed>[^\s<>#,|]+)")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
NAMED_CLOCKS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
LINK = re.compile(r"https?://\w(?:[\w.-]*\w)?(?::\d{1,5})?(?:[/?#][^\s<>|]*)?", re.IGNORECASE)

# What may follow, each at its beginning; a place goes on until one of the others begins.
LENGTH = re.compile(r"(?P<minutes>\d+)\s?(?:m|min|mins|minutes?)\b", re.IGNORECASE)
SEATS = re.compile(r"(?P<seats>\d+)\s?(?:seats?|places?|people)\b", re.IGNORECASE)
ADDRESS = re.compile(r"<?(?P<link>[a-z][a-z0-9+.-]*://[^\s<>|]*)(?:\|[^<>]*)?>?", re.IGNORECASE)
ZONE = re.compile(r"(?P<tz>[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}|UTC|GMT)(?!\S)", re.IGNORECASE)
PLACE = re.compile(r"(?:in|at)\s+(?P<place>\S+)", re.IGNORECASE)
PARTS = (LENGTH, SEATS, ADDRESS, ZONE)


def read_line(line: str) -> dict[str, str]:
    """What one line says, by field; what it leaves out is not there. Raises KindError with how to call it."""
    channel, rest = channel_in(line)
    day, _, rest = rest.partition(" ")
    if not day:
        raise KindError(f"On which day? {USAGE}")
    if not weekday_of(day):
        raise KindError(f"I don't know a day called \u201c{shown(day)}\u201d. {USAGE}")
    clock, rest = clock_in(rest.strip())
    return {"channel": channel, "weekday": weekday_of(day), "clock": clock, **options_in(rest)}


def channel_in(line: str) -> tuple[str, str]:
    """The channel that a line begins with, as an id or a name, and the rest of the line."""
    found = CHANNEL.match(line.strip())
    if found is None:
        raise KindError(f"In which channel? {USAGE}")
    rest = " ".join(line.strip()[found.end() :].split())
    return found["id"] or found["typed"].lower(), rest


def clock_in(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    if first.lower() in NAMED_CLOCKS:
        return NAMED_CLOCKS[first.lower()], rest.strip(" ,")
    found = CLOCK.match(text)
    if not text or found is None:
        raise KindError(f"At what time? {USAGE}" if not text else f"\u201c{shown(first)}\u201d is no time. {USAGE}")
    clock = clock_of(found[0])
    if not clock:
        raise KindError(f"\u201c{shown(found[0])}\u201d is no time of day; write it like 12:00 or 12:30pm. {USAGE}")
    return clock, text[found.end() :].strip(" ,")


def options_in(rest: str) -> dict[str, str]:
    said: dict[str, str] = {}
    in_place = False
    while rest:
        found = next((match for part in PARTS if (match := part.match(rest))), None)
        opens = None if found else PLACE.match(rest)
        if found:
            said |= {name: value for name, value in found.groupdict().items() if value is not None}
            in_place = False
        elif opens and not in_place:
            said["place"], in_place = opens["place"], True
        elif in_place:
            said["place"] += f" {rest.split(maxsplit=1)[0]}"
        else:
            raise KindError(f"I did not understand \u201c{shown(rest)}\u201d ({ORDER}). {USAGE}")
        end = found.end() if found else opens.end() if opens else len(rest.split(maxsplit=1)[0])
        rest = rest[end:].lstrip(" ,")
    return said


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
        return f"That is too long: at most {longest} characters."
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
    """A time zone by its customary name, however it was typed; "" if there is none."""
    return zones().get(text.strip().replace(" ", "_").lower(), "")


@cache
def zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


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
        f"Between 1 and {MOST_SEATS} seats, please; with none given, as many as like can come.",
    ),
    "link": (
        lambda value: not value or LINK.fullmatch(value),
        "That is no link; it begins with https:// and the name of a site.",
    ),
}
ANYTHING: Rule = (lambda _value: True, "")


def shown(text: str) -> str:
    """Of what somebody typed as much as makes an answer clear, harmless in mrkdwn."""
    return re.sub(r"[<>&*_~`@]", "", text)[:40]
