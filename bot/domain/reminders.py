"""When a gathering's reminders come, and until when each is still worth sending."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.values_lunch import LunchRow

DAY_BEFORE_AT = time(15)
DAY_BEFORE_UNTIL = timedelta(hours=2)
SOON = timedelta(minutes=10)
AFTERWARDS_UNTIL = timedelta(days=3)


class Job(StrEnum):
    """What is due around a gathering, by its name in the agenda."""

    DAY_BEFORE = "lunch.day_before"
    SOON = "lunch.soon"
    OVER = "lunch.over"


def moments(lunch: LunchRow, *, now: datetime) -> dict[Job, datetime]:
    """When each is due. The day before is left out where that moment has passed already."""
    zone = ZoneInfo(lunch.tz)
    eve = lunch.starts_at.astimezone(zone).date() - timedelta(days=1)
    before = datetime.combine(eve, DAY_BEFORE_AT, zone).astimezone(lunch.starts_at.tzinfo)
    due = {Job.SOON: lunch.starts_at - SOON, Job.OVER: lunch.ends_at}
    return {Job.DAY_BEFORE: before, **due} if before > now else due


def is_timely(job: Job, lunch: LunchRow, *, now: datetime) -> bool:
    """Whether people still want to hear of it, if the bot was away when it was due."""
    until = {
        Job.DAY_BEFORE: lunch.starts_at - DAY_BEFORE_UNTIL,
        Job.SOON: lunch.starts_at - timedelta(seconds=1),
        Job.OVER: lunch.ends_at + AFTERWARDS_UNTIL,
    }
    return now <= until[job]
