"""When a weekly programme posts and gathers: tables of cases, and what holds for every zone and clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lunch import WEEKDAYS, Calendar, Verdict

BERLIN = Calendar("tue", "12:00", "Europe/Berlin")
SUNDAY_NIGHT = Calendar("sun", "02:30", "America/New_York")
ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "after", "at"),
    [
        (BERLIN, "2026-11-23 09:00", "2026-11-24 11:00"),
        (BERLIN, "2026-11-24 10:59", "2026-11-24 11:00"),
        (BERLIN, "2026-11-24 11:00", "2026-12-01 11:00"),
        (BERLIN, "2026-07-01 00:00", "2026-07-07 10:00"),  # summer time
        (Calendar("mon", "00:00", "Asia/Tokyo"), "2026-11-22 14:59", "2026-11-22 15:00"),
        (Calendar("sun", "23:59", "Pacific/Kiritimati"), "2026-11-22 09:59", "2026-11-29 09:59"),
        # The clock lacks half past two on 8 March: half past three takes its place. It has half past one twice
        # on 1 November: the first counts.
        (SUNDAY_NIGHT, "2026-03-02 00:00", "2026-03-08 07:30"),
        (SUNDAY_NIGHT, "2026-03-08 07:30", "2026-03-15 06:30"),
        (Calendar("sun", "01:30", "America/New_York"), "2026-10-26 00:00", "2026-11-01 05:30"),
        (Calendar("sun", "01:30", "America/New_York"), "2026-11-01 05:30", "2026-11-08 06:30"),
        (Calendar("fri", "00:00", "Africa/Cairo"), "2026-04-20 00:00", "2026-04-23 22:00"),  # midnight does not exist
        (Calendar("sun", "00:30", "America/Havana"), "2026-03-07 00:00", "2026-03-08 05:30"),
        (Calendar("sun", "02:10", "Australia/Lord_Howe"), "2026-10-03 00:00", "2026-10-03 15:40"),  # half an hour
    ],
)
def test_the_next_moment(calendar: Calendar, after: str, at: str) -> None:
    assert next(calendar.moments(utc(after))) == utc(at)


@given(
    zone=st.sampled_from(ZONES),
    weekday=st.sampled_from(list(WEEKDAYS)),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    after=st.datetimes(datetime(2019, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - as asked
)
def test_every_week_has_one_moment_after_the_other_on_its_weekday(
    zone: str, weekday: str, hour: int, minute: int, after: datetime
) -> None:
    calendar = Calendar(weekday, f"{hour:02}:{minute:02}", zone)
    found = list(islice(calendar.moments(after), 60))

    dates = [at.astimezone(calendar.zone).date() for at in found]
    assert timedelta(0) < found[0] - after <= timedelta(days=7, hours=3)
    assert {list(WEEKDAYS)[day.weekday()] for day in dates} == {weekday}
    assert {later - earlier for earlier, later in pairwise(dates)} == {timedelta(weeks=1)}
    assert found == sorted(found)


@given(
    after=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - as asked
    lead_days=st.integers(0, 30),
    skipped=st.sets(st.integers(0, 12)),
    taken=st.sets(st.integers(0, 12)),
)
def test_slots_lie_far_enough_ahead_on_free_dates(
    after: datetime, lead_days: int, skipped: set[int], taken: set[int]
) -> None:
    dates = list(islice(BERLIN.moments(after), 13))
    calendar = Calendar("tue", "12:00", "Europe/Berlin", frozenset(BERLIN.day_of(dates[at]) for at in skipped))
    busy = [dates[at] for at in taken]
    slots = calendar.free_slots(after, lead_days=lead_days, taken=busy)

    assert len(slots) == 4
    assert all(slot - after >= timedelta(days=lead_days) for slot in slots)
    assert {calendar.day_of(slot) for slot in slots} & (calendar.skips | {calendar.day_of(at) for at in busy}) == set()
    assert calendar.coming_slot(after, lead_days=lead_days) <= slots[0]


@pytest.mark.parametrize(
    ("now", "lead_days", "slot"),
    [
        ("2026-11-24 11:00", 2, "2026-12-01 11:00"),  # the post of one week is about the next
        ("2026-11-23 09:00", 2, "2026-12-01 11:00"),
        ("2026-11-22 11:00", 2, "2026-11-24 11:00"),  # two days to the minute are enough
        ("2026-11-22 11:01", 2, "2026-12-01 11:00"),
        ("2026-11-24 11:00", 0, "2026-11-24 11:00"),
        ("2026-11-24 11:00", 8, "2026-12-08 11:00"),
    ],
)
def test_a_gathering_is_at_least_so_many_days_ahead(now: str, lead_days: int, slot: str) -> None:
    assert BERLIN.coming_slot(utc(now), lead_days=lead_days) == utc(slot)


def test_on_a_skipped_date_there_is_neither_post_nor_gathering() -> None:
    calendar = Calendar("tue", "12:00", "Europe/Berlin", frozenset({"2026-11-24", "2026-12-08"}))

    assert calendar.next_post(utc("2026-11-23 09:00")) == utc("2026-12-01 11:00")
    assert calendar.coming_slot(utc("2026-12-01 11:00"), lead_days=2) == utc("2026-12-15 11:00")


def test_after_a_post_on_a_local_date_the_next_is_on_a_later_one() -> None:
    """A series that moved from Berlin to New York at half past twelve has had its Tuesday."""
    moved = Calendar("tue", "12:00", "America/New_York")

    assert moved.next_post(utc("2026-11-24 11:30")) == utc("2026-11-24 17:00")
    assert moved.next_post(utc("2026-11-24 11:30"), last="2026-11-24") == utc("2026-12-01 17:00")


@pytest.mark.parametrize(
    ("due", "now", "judged"),
    [
        ("2026-11-24 11:00", "2026-11-24 11:00", ("2026-11-24 11:00", Verdict.POST)),
        (
            "2026-11-24 11:00",
            "2026-11-24 23:00",
            ("2026-11-24 11:00", Verdict.POST),
        ),  # twelve hours late, to the minute
        ("2026-11-24 11:00", "2026-11-24 23:01", ("2026-11-24 11:00", Verdict.MISSED)),
        ("2026-11-24 11:00", "2026-12-01 12:00", ("2026-12-01 11:00", Verdict.POST)),  # away for a week, back in time
        ("2026-11-24 11:00", "2026-12-06 12:00", ("2026-12-01 11:00", Verdict.MISSED)),
        ("2026-12-22 11:00", "2026-12-22 11:00", ("2026-12-22 11:00", Verdict.HOLIDAY)),
    ],
)
def test_what_becomes_of_a_post_that_is_due(due: str, now: str, judged: tuple[str, Verdict]) -> None:
    calendar = Calendar("tue", "12:00", "Europe/Berlin", frozenset({"2026-12-22"}))
    at, verdict = judged

    assert calendar.judged(utc(due), utc(now), catch_up_hours=12) == (utc(at), verdict)


@pytest.mark.parametrize(
    ("now", "starts_at", "is_near"),
    [
        ("2026-11-24 12:00", "2026-12-01 11:00", True),  # this week's post is out
        ("2026-11-24 12:00", "2026-12-08 11:00", False),  # next week's is still to come
        ("2026-11-23 12:00", "2026-12-01 11:00", True),  # tomorrow's is too soon for anybody
        ("2026-11-20 12:00", "2026-12-01 11:00", False),
        ("2026-11-24 12:00", "2026-12-01 16:00", True),  # its host moved it to the afternoon
        ("2026-11-24 12:00", "2026-12-02 11:00", False),
    ],
)
def test_a_post_is_about_what_comes_before_the_next_one(
    now: str,
    starts_at: str,
    is_near: bool,  # noqa: FBT001 - the expected answer
) -> None:
    assert BERLIN.is_near(utc(starts_at), utc(now), lead_days=2) is is_near
