"""When people write: the hour of the day, and whether it is the weekend. Both by UTC, for a place answers alike."""

from __future__ import annotations

from datetime import datetime

HOURS = 24
WORKING_DAYS, WEEKENDS = HOURS, HOURS + 1
SLOTS = HOURS + 2
SATURDAY = 5
# A question waits a while for its answer, and whoever has just been there may still be.
AROUND = range(-1, 4)


def slots(at: datetime) -> tuple[int, int]:
    """Where a moment is counted: under its hour, and under the kind of its day. `at` is in UTC."""
    return at.hour, WEEKENDS if at.weekday() >= SATURDAY else WORKING_DAYS


def hours_around(at: datetime) -> list[int]:
    """The hours in which a question that is asked now is mostly answered."""
    return [(at.hour + more) % HOURS for more in AROUND]
