"""Until when somebody is at their limit: as people write it, and what cannot be is refused kindly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.availability_until import begins, fault, limit_until, speaks_of_limit
from bot.domain.zones import zone_of
from bot.errors import KindError

FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until thursday", date(2026, 12, 3)),
        ("Thursday", date(2026, 12, 3)),
        ("thurs.", date(2026, 12, 3)),
        ("friday", date(2026, 12, 4)),
        ("saturday", date(2026, 11, 28)),
        ("next friday", date(2026, 12, 4)),
        ("next sunday", date(2026, 12, 6)),
        ("until this sunday", date(2026, 11, 29)),
        ("tomorrow", date(2026, 11, 28)),
        ("today", date(2026, 11, 28)),
        ("for the rest of the day", date(2026, 11, 28)),
        ("this week", date(2026, 11, 30)),
        ("until next week", date(2026, 11, 30)),
        ("a week", date(2026, 12, 4)),
        ("2 weeks", date(2026, 12, 11)),
        ("for two weeks", date(2026, 12, 11)),
        ("for the next 3 days", date(2026, 11, 30)),
        ("this month", date(2026, 12, 1)),
        ("a month", date(2026, 12, 27)),
        ("until 5 december", date(2026, 12, 5)),
        ("5th December 2026", date(2026, 12, 5)),
        ("Dec 5", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
        ("5.12.", date(2026, 12, 5)),
        ("3 january", date(2027, 1, 3)),
        ("until january", date(2027, 1, 1)),
        ("december", date(2026, 12, 1)),
        ("november", date(2027, 11, 1)),
        ("27 november 2027", date(2027, 11, 27)),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date) -> None:
    assert limit_until(text, FRIDAY, "") == datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert speaks_of_limit(text)


@pytest.mark.parametrize("text", ["off", " Off. ", "none", "no limit"])
def test_off_is_no_limit(text: str) -> None:
    assert limit_until(text, FRIDAY, "") is None
    assert speaks_of_limit(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("until", "don't read"),
        ("", "don't read"),
        ("until the cows come home", "don't read"),
        ("0 days", "don't read"),
        ("many weeks", "don't read"),
        ("1000 weeks", "don't read"),
        ("31 february", "don't read"),
        ("2026-13-01", "don't read"),
        ("12/5", "don't read"),
        ("<!channel> *now*", "!channel now"),
        ("x" * 5000, "don't read"),
        ("27 november", "27 November 2026 is today"),
        ("2026-11-26", "26 November 2026 has passed already"),
        ("1 december 2020", "has passed already"),
        ("29 november 2027", "more than a year ahead"),
        ("9999-12-31", "more than a year ahead"),
        ("999 months", "more than a year ahead"),
        ("53 weeks", "more than a year ahead"),
    ],
)
def test_what_cannot_be_is_said_kindly_and_harmlessly(text: str, says: str) -> None:
    with pytest.raises(KindError) as told:
        limit_until(text, FRIDAY, "")

    assert says in str(told.value)
    assert "<" not in str(told.value)
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("text", ["switches in Excel", "order trading", "of a function", "for loans"])
def test_what_somebody_may_know_is_no_limit(text: str) -> None:
    assert not speaks_of_limit(text)


@pytest.mark.parametrize("text", ["", "until further notice", "until thursday"])
def test_a_limit_that_is_not_understood_is_asked_about_all_the_same(text: str) -> None:
    assert speaks_of_limit(text)


def test_the_day_is_that_of_their_own_calendar() -> None:
    late = datetime(2026, 11, 27, 23, tzinfo=UTC)

    assert limit_until("tomorrow", late, "Asia/Tokyo") == datetime(2026, 11, 28, 15, tzinfo=UTC)
    assert limit_until("tomorrow", late, "America/New_York") == datetime(2026, 11, 28, 5, tzinfo=UTC)


@given(st.text(max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        until = limit_until(text, FRIDAY, "Europe/Lisbon")
    except KindError:
        return
    assert until is None or FRIDAY < until <= FRIDAY + timedelta(days=367)


@given(st.integers(1, 366), st.sampled_from(["", "Asia/Tokyo", "America/Santiago"]))
def test_every_day_of_the_coming_year_may_be_chosen(days: int, tz: str) -> None:
    day = FRIDAY.date() + timedelta(days=days)

    assert fault(day, FRIDAY.date()) == ""
    assert begins(day, FRIDAY, tz).astimezone(zone_of(tz)).date() == day
    assert FRIDAY < begins(day, FRIDAY, tz) <= FRIDAY + timedelta(days=367)
