"""When reminders come: by the clock of the gathering's zone, on both sides of a change of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminders import Job, is_timely, moments
from storage.values_lunch import Format, LunchRow

LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def lunch(starts_at: datetime, tz: str = "Europe/Lisbon", minutes: int = 45) -> LunchRow:
    return LunchRow(1, 1, "Pivot tables", "U1", starts_at, tz, minutes, "C1", LONG_BEFORE)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tz", "starts_at", "day_before"),
    [
        ("Europe/Lisbon", utc(3, 10, 12), utc(3, 9, 15)),
        ("Europe/Lisbon", utc(3, 29, 11), utc(3, 28, 15)),  # noon after the clocks went forward: 15:00 was still winter
        ("Europe/Lisbon", utc(10, 25, 12), utc(10, 24, 14)),  # and back: 15:00 was still summer
        ("America/New_York", utc(3, 8, 16), utc(3, 7, 20)),
        ("Asia/Kolkata", utc(5, 5, 6, 30), utc(5, 4, 9, 30)),
        ("Pacific/Auckland", utc(4, 5, 0), utc(4, 4, 2)),  # noon of the day on which summer ends there
        ("Pacific/Kiritimati", utc(6, 1, 22), utc(6, 1, 1)),  # the local day is the next one already
        ("Asia/Tokyo", utc(6, 1, 3), utc(5, 31, 6)),
    ],
)
def test_the_day_before_is_at_three_by_the_gatherings_clock(tz: str, starts_at: datetime, day_before: datetime) -> None:
    due = moments(lunch(starts_at, tz), now=LONG_BEFORE)

    assert due[Job.DAY_BEFORE] == day_before
    assert due[Job.SOON] == starts_at - timedelta(minutes=10)
    assert due[Job.OVER] == starts_at + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("now", "jobs"),
    [
        (utc(3, 8, 9, 59), {Job.STEPS, Job.DAY_BEFORE, Job.SOON, Job.OVER}),
        (utc(3, 9, 14, 59), {Job.DAY_BEFORE, Job.SOON, Job.OVER}),
        (utc(3, 9, 15), {Job.SOON, Job.OVER}),
        (utc(3, 10, 11, 55), {Job.SOON, Job.OVER}),
    ],
)
def test_a_day_before_that_has_passed_is_left_out(now: datetime, jobs: set[Job]) -> None:
    assert moments(lunch(utc(3, 10, 12)), now=now).keys() == jobs


@pytest.mark.parametrize(
    ("job", "now", "timely"),
    [
        (Job.DAY_BEFORE, utc(3, 9, 15), True),
        (Job.DAY_BEFORE, utc(3, 10, 10), True),
        (Job.DAY_BEFORE, utc(3, 10, 10, 1), False),
        (Job.SOON, utc(3, 10, 11, 50), True),
        (Job.SOON, utc(3, 10, 11, 59), True),
        (Job.SOON, utc(3, 10, 12), False),
        (Job.OVER, utc(3, 10, 12, 45), True),
        (Job.OVER, utc(3, 13, 12, 45), True),
        (Job.OVER, utc(3, 13, 12, 46), False),
    ],
)
def test_what_comes_too_late_is_left_unsaid(job: Job, now: datetime, *, timely: bool) -> None:
    assert is_timely(job, lunch(utc(3, 10, 12)), now=now) is timely


def test_only_a_demo_is_reminded_of_its_recording() -> None:
    demo = replace(lunch(utc(3, 10, 12)), format=Format.DEMO)

    assert moments(demo, now=LONG_BEFORE)[Job.RECORDING] == demo.ends_at + timedelta(days=2)
    assert is_timely(Job.RECORDING, demo, now=demo.ends_at + timedelta(days=9))
    assert not is_timely(Job.RECORDING, demo, now=demo.ends_at + timedelta(days=9, seconds=1))


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (utc(2, 1, 9), utc(3, 3, 10)),
        (utc(3, 2, 9, 59), utc(3, 3, 10)),
        (utc(3, 2, 10), utc(3, 5, 10)),  # a week before would be tomorrow at the latest
        (utc(3, 5, 9), utc(3, 7, 10)),
        (utc(3, 6, 10), None),
        (utc(3, 9, 10), None),
    ],
)
def test_to_practise_is_reminded_of_once_while_there_is_time(now: datetime, at: datetime | None) -> None:
    pivots = lunch(utc(3, 10, 12))

    assert moments(pivots, now=now, practises=True).get(Job.PRACTISE) == at
    assert Job.PRACTISE not in moments(pivots, now=now)


def test_to_practise_is_no_use_two_days_before() -> None:
    pivots = lunch(utc(3, 10, 12))

    assert is_timely(Job.PRACTISE, pivots, now=utc(3, 8, 12))
    assert not is_timely(Job.PRACTISE, pivots, now=utc(3, 8, 12, 1))
