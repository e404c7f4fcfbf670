"""Reading one line that sets up a weekly programme: in whatever order and words people put it."""

from __future__ import annotations

import re

from bot.domain.lunch_setup import CLOCK, NAMED_CLOCKS, USAGE, clock_of, shown, weekday_of, zone_of
from bot.domain.text import unescaped
from bot.errors import KindError

NO_DAY = f"On which day? {USAGE}"
ORDER = "channel, day, time; then a zone, a length, seats, a place, a link, as you like"
# With nothing but an hour nobody means the night, and one before seven may be in the afternoon.
FIRST_HOUR = 7

CHANNEL = re.compile(r"(?:in\s+)?(?:<#(?P<id>[CG][A-Z0-9]+)(?:\|(?P<name>[^<>]*))?>|#?(?P<typed>[^\s<>#,|]+))")
MARKED = re.compile(r"(?:\bin\s+)?(?:<#(?P<id>[CG][A-Z0-9]+)(?:\|[^<>]*)?>|(?<!\S)#(?P<typed>[^\s<>#,|]+))")
FILLER = re.compile(r"(?:(?:every|each|on|weekly|at)(?!\S)|@(?=\s*\d)|,)\s*", re.IGNORECASE)

# What may follow, each at its beginning; a place goes on until one of the others begins.
UNTIL = re.compile(r"\s*(?:-|\u2013|to\b|until\b)\s*", re.IGNORECASE)
HOURS = re.compile(r"(?:for\s+)?(?P<hours>\d(?:\.5)?)\s?(?:h|hrs?|hours?)\b", re.IGNORECASE)
LENGTH = re.compile(r"(?:for\s+)?(?P<minutes>\d+)\s?(?:m|min|mins|minutes?)\b", re.IGNORECASE)
SEATS = re.compile(r"(?:for\s+)?(?P<seats>\d+)\s?(?:seats?|places?|people)\b", re.IGNORECASE)
SEATS_AFTER = re.compile(r"seats:?\s?(?P<seats>\d+)\b", re.IGNORECASE)
ADDRESS = re.compile(r"<?(?P<link>[a-z][a-z0-9+.-]*://[^\s<>|]*)(?:\|[^<>]*)?>?", re.IGNORECASE)
ZONE = re.compile(r"\(?(?P<tz>[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}|UTC|GMT)\)?(?![^\s,])", re.IGNORECASE)
PLACE = re.compile(r"(?:in|at)\s+(?P<place>\S+)", re.IGNORECASE)
PARTS = (HOURS, LENGTH, SEATS, SEATS_AFTER, ADDRESS, ZONE)
MOST_WORDS = 4  # of a zone that goes by its city: Port of Spain time


def read_line(line: str) -> dict[str, str]:
    """What one line says, by field; what it leaves out is not there. Raises KindError with how to call it."""
    channel, rest = channel_in(line)
    day, clock, rest = day_and_clock(rest)
    clock, minutes, rest = until(clock, rest)
    said = {"channel": channel, "weekday": day, "clock": clock, **minutes, **options_in(rest)}
    return {name: unescaped(value) for name, value in said.items()}


def channel_in(line: str) -> tuple[str, str]:
    """The channel of a line, as an id or a name, and the rest of it.

    It stands first, or is marked as one behind a day; with a day and no channel it is "": the one typed in.
    """
    typed = " ".join(line.split())
    first = FILLER.sub("", typed).split(" ", 1)[0]
    begins = bool(FILLER.match(typed)) or weekday_of(first) != "" or clock_of(first) != ""
    if begins and not typed.startswith("#"):
        marked = MARKED.search(typed)
        if marked is None:
            return "", typed
        return marked["id"] or marked["typed"].lower(), f"{typed[: marked.start()]} {typed[marked.end() :]}".strip()
    found = CHANNEL.match(typed)
    if found is None:
        raise KindError(f"In which channel? {USAGE}")
    return found["id"] or found["typed"].lower(), typed[found.end() :].strip()


def day_and_clock(text: str) -> tuple[str, str, str]:
    """The day and the time that a text begins with, whichever stands first, and the rest of it."""
    day = clock = ""
    rest = text
    while not (day and clock):
        while filler := FILLER.match(rest):
            rest = rest[filler.end() :]
        first, _, others = rest.partition(" ")
        if not day and weekday_of(first):
            day, rest = weekday_of(first), others.strip()
        elif not clock and (day or first[:1].isdecimal() or first.lower() in NAMED_CLOCKS):
            clock, rest = clock_in(rest)
        else:
            raise KindError(f"I don't know a day called \u201c{shown(first)}\u201d. {USAGE}" if first else NO_DAY)
    return day, clock, rest.strip(" ,")


def clock_in(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    if first.lower().strip(",") in NAMED_CLOCKS:
        return NAMED_CLOCKS[first.lower().strip(",")], rest
    found = CLOCK.match(text)
    if not text or found is None:
        raise KindError(f"At what time? {USAGE}" if not text else f"\u201c{shown(first)}\u201d is no time. {USAGE}")
    clock = clock_of(found[0]) or whole_hour(found)
    if not clock:
        said = shown(found[0]).strip()
        raise KindError(f"\u201c{said}\u201d is no time of day; write it like 12:00 or 12:30pm. {USAGE}")
    return clock, text[found.end() :]


def whole_hour(found: re.Match[str]) -> str:
    """Of a time that is nothing but an hour of the working day; "" of others."""
    bare = not found["minute"] and not found["half"] and FIRST_HOUR <= int(found["hour"]) < 24
    return f"{int(found['hour']):02}:00" if bare else ""


def until(clock: str, text: str) -> tuple[str, dict[str, str], str]:
    """Of "12:00-12:45" the time it begins, the minutes it takes, and the rest."""
    dash = UNTIL.match(text)
    first, _, rest = text[dash.end() :].partition(" ") if dash else ("", "", "")
    found = CLOCK.fullmatch(first.strip(","))
    end = (clock_of(found[0]) or whole_hour(found)) if found else NAMED_CLOCKS.get(first.lower(), "")
    if not end:
        return clock, {}, text
    minutes = (minutes_of(end) - minutes_of(clock)) % (24 * 60)
    return clock, {"minutes": str(minutes)}, rest.strip(" ,")


def minutes_of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def options_in(rest: str) -> dict[str, str]:
    said: dict[str, str] = {}
    in_place = False
    while rest:
        found = next((match for part in PARTS if (match := part.match(rest))), None)
        opens = None if found else PLACE.match(rest)
        if found:
            said |= option_of(found)
            in_place, end = False, found.end()
        elif opens and not in_place:
            said["place"], in_place, end = opens["place"], True, opens.end()
        elif in_place:
            end = len(rest.split(maxsplit=1)[0])
            said["place"] += f" {rest[:end]}"
        else:
            said["tz"], end = zone_in(rest)
        rest = rest[end:].lstrip(" ,")
    if "place" in said:
        said["place"] = said["place"].rstrip(" ,")
    return said


def option_of(found: re.Match[str]) -> dict[str, str]:
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    if hours := said.pop("hours", ""):
        said["minutes"] = str(round(float(hours) * 60))
    return said


def zone_in(text: str) -> tuple[str, int]:
    """A zone named by its city, and where it ends."""
    words = text.split(" ")[:MOST_WORDS]
    for number in range(len(words), 0, -1):
        said = " ".join(words[:number])
        if zone := zone_of(said.strip("(),")):
            return zone, len(said)
    raise KindError(f"I did not understand \u201c{shown(text)}\u201d ({ORDER}). {USAGE}")
