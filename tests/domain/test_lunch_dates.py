"""Dates as people write them, and which of them a weekly programme can leave out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lunch import Calendar
from bot.domain.lunch_dates import date_in, date_to_skip
from bot.errors import KindError

BERLIN = Calendar("tue", "12:00", "Europe/Berlin", frozenset({"2026-11-24"}))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-22", "2026-12-22"), ("2026-1-5", "2026-01-05"), ("22.12.2026", "2026-12-22"),
        ("22.12.", "2026-12-22"), ("5.1.", "2027-01-05"), ("22 December", "2026-12-22"),
        ("22nd dec 2027", "2027-12-22"), ("December 22", "2026-12-22"), ("Dec 22nd, 2027", "2027-12-22"),
        ("29 February", "2028-02-29"), ("1 sept", "2027-09-01"),
    ],
)  # fmt: skip
def test_a_date_however_it_is_written(text: str, day: str) -> None:
    assert date_in(text, date(2026, 11, 23)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-02-30", "30 February", "99.99.", "1 Foo", "1 Dezember", "2026", "0.1."]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_in(text, date(2026, 11, 23)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("", "2026-12-01"), ("next", "2026-12-01"), ("1 December", "2026-12-01"), ("24.11.2026", "2026-11-24")],
)
def test_the_next_date_or_the_one_that_is_named_is_left_out(text: str, day: str) -> None:
    assert date_to_skip(text, BERLIN, NOW) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("someday", "I don't read \u201csomeday\u201d as a date"),
        ("2026-11-17", "17 November 2026 has passed already. The next date is 2026-11-24"),
        ("2030-12-24", "too far ahead"),
        ("2026-12-24", "That is a Thursday, and it takes place on Tuesdays"),
    ],
)
def test_a_date_that_cannot_be_left_out_is_answered_kindly(text: str, words: str) -> None:
    with pytest.raises(KindError) as told:
        date_to_skip(text, BERLIN, NOW)

    assert words in str(told.value)


def test_todays_date_has_passed_once_its_moment_has() -> None:
    with pytest.raises(KindError) as told:
        date_to_skip("2026-11-24", BERLIN, datetime(2026, 11, 24, 11, 30, tzinfo=UTC))

    assert "has passed already" in str(told.value)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_tuesday_to_come_or_answered(text: str) -> None:
    try:
        day = date_to_skip(text, BERLIN, NOW)
    except KindError:
        return
    assert date.fromisoformat(day).weekday() == 1
    assert day >= "2026-11-24"
