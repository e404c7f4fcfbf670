"""Where the demo's clock is turned to: the next morning, the next Tuesday noon, in the zone of whoever turns it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.errors import StandInError

MORNING = time(9)
NOON = time(12)
TUESDAY, SATURDAY, SUNDAY = 1, 5, 6


def target(to: str, now: datetime, zone: ZoneInfo) -> datetime:
    """A moment after `now`, both in UTC; the names are those of the page's menu."""
    here = now.astimezone(zone)
    if to == "hour":
        return now + timedelta(hours=1)
    if to == "morning":
        return _on(here, days=1, at=MORNING)
    if to == "tuesday":
        days = (TUESDAY - here.weekday()) % 7
        today_is_over = days == 0 and here.time() >= NOON
        return _on(here, days=7 if today_is_over else days, at=NOON)
    raise StandInError(f"The clock does not know {to[:40]!r}.")


def next_step(now: datetime, step: timedelta) -> datetime:
    """The next moment that is a whole number of steps after midnight (UTC): what is due is due at such moments."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + ((now - midnight) // step + 1) * step


def is_weekend(now: datetime) -> bool:
    """Whether it is Saturday or Sunday (UTC)."""
    return now.weekday() in (SATURDAY, SUNDAY)


def _on(here: datetime, *, days: int, at: time) -> datetime:
    return datetime.combine(here.date() + timedelta(days=days), at, here.tzinfo).astimezone(UTC)
