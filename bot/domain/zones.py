"""Time zones: somebody's by its name, and when the clocks of one change, as a calendar file has to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

STEP = timedelta(days=1)  # no zone has changed its clocks twice within a day


def zone_of(tz: str) -> ZoneInfo:
    """Somebody's time zone; UTC for who has none, or one that nobody knows."""
    return known_zone(tz) or ZoneInfo("UTC")


def known_zone(tz: str) -> ZoneInfo | None:
    if not tz:
        return None
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a part of the world, "America", is a folder
        return None


@dataclass(frozen=True, slots=True)
class Observance:
    """From `begins` on, read from the clock that was right until then, the zone is `after` ahead of UTC."""

    begins: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def observances(zone: ZoneInfo, year: int) -> list[Observance]:
    """What holds when the year begins, and every change until it has ended everywhere."""
    at, end = datetime(year, 1, 1, tzinfo=UTC) - STEP, datetime(year + 1, 1, 1, tzinfo=UTC) + STEP
    found = [observance(zone, at, offset(zone, at))]
    while at < end:
        if offset(zone, at) != offset(zone, at + STEP):
            found.append(observance(zone, change(zone, at, at + STEP), offset(zone, at)))
        at += STEP
    return found


def change(zone: ZoneInfo, start: datetime, end: datetime) -> datetime:
    """The second between the two at which the zone's offset becomes another."""
    before = offset(zone, start)
    while end - start > timedelta(seconds=1):
        middle = start + (end - start) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        if offset(zone, middle) == before:
            start = middle
        else:
            end = middle
    return end


def observance(zone: ZoneInfo, at: datetime, before: timedelta) -> Observance:
    local = at.astimezone(zone)
    begins = (at + before).replace(tzinfo=None)
    return Observance(begins, before, offset(zone, at), local.tzname() or "", bool(local.dst()))


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)
