"""When somebody can be reached: by their own clock, over nights, weekends, absences and changes of time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.availability import (
    WorkingWeek,
    day_start,
    disturbed_at,
    is_working,
    next_morning,
    next_working_moment,
    same_local_day,
    week_start,
    working_deadline,
)
from bot.domain.lunch import WEEKDAYS

LISBON = WorkingWeek(tz="Europe/Lisbon")
TOKYO = WorkingWeek(tz="Asia/Tokyo")
NEW_YORK = WorkingWeek(tz="America/New_York")
NIGHTS = WorkingWeek(begins=time(22), ends=time(6), tz="Europe/Berlin")
ROUND_THE_CLOCK = WorkingWeek(days=frozenset(WEEKDAYS), begins=time(2, 30), ends=time(2, 30), tz="America/New_York")
SUNDAYS = WorkingWeek(days=frozenset({"sun"}), begins=time(1), ends=time(4), tz="America/New_York")
WEEKS = [
    LISBON, TOKYO, NEW_YORK, NIGHTS, ROUND_THE_CLOCK, SUNDAYS, WorkingWeek(),
    WorkingWeek(days=frozenset({"sat", "sun"}), begins=time(0), ends=time(23, 59), tz="America/Santiago"),
    WorkingWeek(begins=time(3), ends=time(2, 30), days=frozenset(WEEKDAYS), tz="America/New_York"),
    WorkingWeek(begins=time(2, 30), ends=time(3), days=frozenset(WEEKDAYS), tz="America/New_York"),
    WorkingWeek(tz="Nowhere/Land"),
]  # fmt: skip


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# The 27th of November 2026 is a Friday.
FRIDAY_NOON = utc(11, 27, 12)


@pytest.mark.parametrize(
    ("week", "start", "hours", "deadline"),
    [
        (LISBON, utc(11, 25, 9), 4, utc(11, 25, 13)),
        (LISBON, utc(11, 25, 13), 4, utc(11, 25, 17)),  # the working day ends as the hours do
        (LISBON, utc(11, 25, 15), 4, utc(11, 26, 11)),
        (LISBON, utc(11, 25, 3), 4, utc(11, 25, 13)),  # asked at night: from the morning on
        (LISBON, utc(11, 25, 22), 4, utc(11, 26, 13)),
        (LISBON, utc(11, 25, 17), 4, utc(11, 26, 13)),
        (LISBON, utc(11, 27, 15), 4, utc(11, 30, 11)),  # over the weekend
        (LISBON, utc(11, 28, 12), 4, utc(11, 30, 13)),
        (LISBON, utc(11, 25, 9), 20, utc(11, 27, 13)),
        (LISBON, utc(11, 25, 9), 0.5, utc(11, 25, 9, 30)),
        (LISBON, utc(11, 25, 9), 0, utc(11, 25, 9)),
        (LISBON, utc(11, 25, 20), 0, utc(11, 26, 9)),
        (LISBON, utc(11, 25, 9), 40, utc(12, 1, 17)),
        (TOKYO, utc(11, 25, 7), 4, utc(11, 26, 3)),  # 16:00 there: one hour, and three the next morning
        (TOKYO, utc(11, 26, 23, 30), 4, utc(11, 27, 4)),  # 08:30 of Friday there
        (TOKYO, utc(11, 29, 23), 4, utc(11, 30, 4)),  # Sunday here, Monday there
        (LISBON, utc(3, 27, 15), 4, utc(3, 30, 10)),  # clocks forward on Sunday the 29th: the morning comes earlier
        (LISBON, utc(10, 23, 14), 4, utc(10, 26, 11)),  # and back on the 25th: 15:00, then 9:00 of winter
        (NEW_YORK, utc(3, 6, 20), 4, utc(3, 9, 15)),
        (SUNDAYS, utc(3, 8, 0), 2, utc(3, 8, 8)),  # 1:00 to 4:00 has two hours on that day
        (SUNDAYS, utc(3, 8, 0), 3, utc(3, 15, 6)),
        (SUNDAYS, utc(11, 1, 0), 4, utc(11, 1, 9)),  # and four on this
        (NIGHTS, utc(11, 25, 12), 4, utc(11, 26, 1)),
        (NIGHTS, utc(11, 25, 2), 4, utc(11, 25, 22)),  # 3:00 there: until 6:00, then from 22:00
        (NIGHTS, utc(11, 27, 22), 9, utc(11, 30, 23)),  # Friday's night ends on Saturday morning
        (WorkingWeek(), utc(11, 27, 16), 2, utc(11, 30, 10)),
    ],
)
def test_only_their_own_working_hours_pass(
    week: WorkingWeek, start: datetime, hours: float, deadline: datetime
) -> None:
    assert working_deadline(start, hours, week) == deadline


@pytest.mark.parametrize(
    ("away_until", "deadline"),
    [
        (None, utc(11, 27, 16)),
        (utc(11, 20), utc(11, 27, 16)),
        (utc(11, 27, 14), utc(11, 30, 10)),
        (utc(11, 28, 0), utc(11, 30, 13)),
        (utc(12, 9, 23, 59), utc(12, 10, 13)),
        (utc(12, 12, 12), utc(12, 14, 13)),
    ],
)
def test_no_hours_pass_while_they_are_away(away_until: datetime | None, deadline: datetime) -> None:
    assert working_deadline(FRIDAY_NOON, 4, LISBON, away_until=away_until) == deadline


weeks = st.sampled_from(WEEKS)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1)).map(  # noqa: DTZ001 - made UTC at once
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
minutes = st.integers(1, 60 * 60)


def hours(of: int) -> float:
    return of / 60


@given(weeks, moments, minutes, minutes)
def test_hours_add_up(week: WorkingWeek, start: datetime, some: int, more: int) -> None:
    after_some = working_deadline(start, hours(some), week)

    after_all = working_deadline(start, hours(some + more), week)
    assert abs(working_deadline(after_some, hours(more), week) - after_all) < timedelta(milliseconds=1)


@given(weeks, moments, st.integers(0, 20_000), minutes)
def test_whoever_is_asked_later_has_time_at_least_as_long(
    week: WorkingWeek, start: datetime, later: int, some: int
) -> None:
    first, second = (working_deadline(at, hours(some), week) for at in (start, start + timedelta(minutes=later)))

    assert start + timedelta(minutes=some) <= first + timedelta(milliseconds=1)
    assert first <= second


@given(weeks, moments, minutes)
def test_a_deadline_lies_in_their_working_time_or_at_its_end(week: WorkingWeek, start: datetime, some: int) -> None:
    deadline = working_deadline(start, hours(some), week)

    assert is_working(deadline - timedelta(seconds=1), week)


@given(weeks, moments, st.none() | moments)
def test_the_next_moment_of_work_is_the_first_there_is(
    week: WorkingWeek, now: datetime, away_until: datetime | None
) -> None:
    soonest = next_working_moment(now, week, away_until=away_until)

    assert is_working(soonest, week)
    assert is_working(now, week, away_until=away_until) == (soonest == now)
    between = [now + (soonest - now) * part / 16 for part in range(16)] if soonest > now else []
    assert not any(is_working(at, week, away_until=away_until) for at in between)


@given(weeks, moments)
def test_stretches_of_work_are_in_order_and_apart(week: WorkingWeek, after: datetime) -> None:
    spans = list(islice(week.spans(after), 12))

    assert spans[0][1] > after
    assert all(begin < end for begin, end in spans)
    assert all(before[1] <= next_one[0] for before, next_one in pairwise(spans))


@pytest.mark.parametrize("days", [frozenset[str](), frozenset({"mon", "someday"})])
def test_a_week_without_days_is_none(days: frozenset[str]) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        WorkingWeek(days=days)


@pytest.mark.parametrize(
    ("at", "tz", "day", "week"),
    [
        (FRIDAY_NOON, "", utc(11, 27), utc(11, 23)),
        (FRIDAY_NOON, "Asia/Tokyo", utc(11, 26, 15), utc(11, 22, 15)),
        (utc(11, 30, 3), "America/New_York", utc(11, 29, 5), utc(11, 23, 5)),  # still Sunday there
        (utc(11, 1, 12), "America/New_York", utc(11, 1, 4), utc(10, 26, 4)),  # the day of 25 hours
        (utc(3, 29, 12), "Europe/Lisbon", utc(3, 29), utc(3, 23)),
        (utc(9, 6, 12), "America/Santiago", utc(9, 6, 4), utc(8, 31, 4)),  # a day without a midnight
        (FRIDAY_NOON, "America", utc(11, 27), utc(11, 23)),
    ],
)
def test_days_and_weeks_begin_at_their_own_midnight(at: datetime, tz: str, day: datetime, week: datetime) -> None:
    assert day_start(at, tz) == day
    assert week_start(at, tz) == week
    assert same_local_day(day, at, tz)
    assert not same_local_day(day - timedelta(seconds=1), at, tz)


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        (utc(11, 25, 8), utc(11, 25, 9)),
        (utc(11, 25, 9), utc(11, 26, 9)),
        (utc(11, 25, 12), utc(11, 26, 9)),
        (utc(11, 27, 12), utc(11, 30, 9)),
        (utc(11, 28, 12), utc(11, 30, 9)),
    ],
)
def test_the_next_morning_is_one_of_work(at: datetime, morning: datetime) -> None:
    assert next_morning(at, LISBON) == morning


@pytest.mark.parametrize(
    ("now", "undisturbed", "present", "at"),
    [
        (utc(11, 25, 12), None, True, utc(11, 25, 12)),
        (utc(11, 25, 12), None, False, utc(11, 25, 12)),  # in working hours presence does not matter
        (utc(11, 25, 12), utc(11, 25, 13), True, utc(11, 25, 13)),
        (utc(11, 25, 12), utc(12, 24), False, utc(11, 26, 9)),  # snoozed for weeks: until the next morning
        (utc(11, 25, 20), utc(11, 26, 8), False, utc(11, 26, 8)),
        (utc(11, 25, 20), None, True, utc(11, 25, 20)),
        (utc(11, 25, 20), None, False, utc(11, 26, 9)),
        (utc(11, 27, 20), None, False, utc(11, 30, 9)),
    ],
)
def test_nobody_is_disturbed_who_wants_quiet_and_nothing_waits_for_long(
    now: datetime, undisturbed: datetime | None, at: datetime, *, present: bool
) -> None:
    assert disturbed_at(now, LISBON, asked=now, undisturbed=undisturbed, present=present) == at


def test_what_has_waited_until_their_morning_waits_no_longer() -> None:
    asked, now = utc(11, 25, 12), utc(11, 26, 9)

    assert disturbed_at(now, LISBON, asked=asked, undisturbed=utc(12, 24), present=False) == now
    late = utc(11, 26, 20)
    assert disturbed_at(late, LISBON, asked=asked, undisturbed=None, present=False) == late
