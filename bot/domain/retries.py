"""What fails is tried again, after pauses that grow, for about a day; then it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

# After each try that failed, how long until the next: a slip is over in a minute, an admin mends a fault in a day.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=15),
)
TRIES = len(PAUSES) + 1


def again_at(tries: int, now: datetime) -> datetime | None:
    """When what has failed so many times is tried once more; None where it is given up."""
    return now + PAUSES[tries - 1] if tries < TRIES else None
