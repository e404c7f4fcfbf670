"""When a gathering's reminders come, and until when each is still worth sending."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.values_lunch import Format, LunchRow

DAY_BEFORE_AT = time(15)
DAY_BEFORE_UNTIL = timedelta(hours=2)
STEPS_AT = time(10)
STEPS_DAYS = 2
SOON = timedelta(minutes=10)
AFTERWARDS_UNTIL = timedelta(days=3)
RECORDING_AFTER = timedelta(days=2)
RECORDING_UNTIL = timedelta(days=9)
# Whoever is asked to practise first hears of it so many days before, on the first of these that leaves them some time.
PRACTISE_DAYS = (7, 5, 3)
NOT_BEFORE = timedelta(days=1)
PRACTISE_UNTIL = timedelta(days=2)


class Job(StrEnum):
    """What is due around a gathering, by its name in the agenda."""

    DAY_BEFORE = "lunch.day_before"
    SOON = "lunch.soon"
    OVER = "lunch.over"
    STEPS = "lunch.steps"
    RECORDING = "lunch.recording"
    PRACTISE = "lunch.practise"


def moments(lunch: LunchRow, *, now: datetime, practises: bool = False) -> dict[Job, datetime]:
    """When each is due. What comes days before is left out where that moment has passed already; of a recording only
    those are reminded who make one, and of practising those whose series asks for it.
    """
    early = {
        Job.STEPS: days_before(lunch, STEPS_DAYS, STEPS_AT),
        Job.DAY_BEFORE: days_before(lunch, 1, DAY_BEFORE_AT),
    }
    due = {job: at for job, at in early.items() if at > now}
    due |= {Job.SOON: lunch.starts_at - SOON, Job.OVER: lunch.ends_at}
    days = (days_before(lunch, count, STEPS_AT) for count in PRACTISE_DAYS)
    if practises and (at := next((day for day in days if day > now + NOT_BEFORE), None)):
        due[Job.PRACTISE] = at
    if lunch.format is Format.DEMO:
        due[Job.RECORDING] = lunch.ends_at + RECORDING_AFTER
    return due


def days_before(lunch: LunchRow, days: int, clock: time) -> datetime:
    """So many days before it, at a time by the gathering's clock."""
    zone = ZoneInfo(lunch.tz)
    day = lunch.starts_at.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, clock, zone).astimezone(lunch.starts_at.tzinfo)


def is_timely(job: Job, lunch: LunchRow, *, now: datetime) -> bool:
    """Whether people still want to hear of it, if the bot was away when it was due."""
    until = {
        Job.DAY_BEFORE: lunch.starts_at - DAY_BEFORE_UNTIL,
        Job.SOON: lunch.starts_at - timedelta(seconds=1),
        Job.OVER: lunch.ends_at + AFTERWARDS_UNTIL,
        Job.STEPS: lunch.starts_at - DAY_BEFORE_UNTIL,
        Job.PRACTISE: lunch.starts_at - PRACTISE_UNTIL,
        Job.RECORDING: lunch.ends_at + RECORDING_UNTIL,
    }
    return now <= until[job]
