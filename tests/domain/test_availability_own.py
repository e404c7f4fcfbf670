"""What people set about their time is kept and read again; what is no such thing is passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.availability import Availability, Hindrance, WorkingWeek
from bot.domain.availability_own import (
    YES,
    Entered,
    Field,
    Own,
    availability_of,
    checked,
    clock_in,
    kept_moment,
    kept_week,
    moment_in,
    week_of,
)
from bot.domain.lunch import WEEKDAYS
from storage.values import PersonRow

DECEMBER = datetime(2026, 12, 5, tzinfo=UTC)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(st.sets(st.sampled_from(list(WEEKDAYS)), min_size=1), clocks, clocks)
def test_a_week_of_their_own_is_kept(days: set[str], begins: time, ends: time) -> None:
    assert week_of("Asia/Tokyo", kept_week(days, begins, ends)) == WorkingWeek(
        frozenset(days), begins, ends, "Asia/Tokyo"
    )


@pytest.mark.parametrize("days", ["", "someday", "mon someday", ","])
@pytest.mark.parametrize("hours", ["", "9", "09:00", "25:00-26:00", "-", "soon-later", "09:00:00+02:00-17:00"])
def test_what_is_no_week_is_the_usual_one(days: str, hours: str) -> None:
    assert week_of("", {Own.DAYS: days, Own.HOURS: hours}) == WorkingWeek()


def test_all_they_set_and_their_status_make_their_availability() -> None:
    person = PersonRow("U1", tz="Europe/Lisbon", away="away", away_until=DECEMBER)
    own = {Own.LIMIT: kept_moment(DECEMBER), Own.PAUSED: YES, **kept_week(["mon"], time(8), time(12))}

    assert availability_of(person, own) == Availability(
        WorkingWeek(frozenset({"mon"}), time(8), time(12), "Europe/Lisbon"),
        Hindrance.AWAY,
        DECEMBER,
        DECEMBER,
        paused=True,
    )
    assert availability_of(PersonRow("U1", away="limit"), {}) == Availability()


@pytest.mark.parametrize("kept", ["", "soon", "2026-12-05", "2026-12-05T00:00:00"])
def test_a_moment_without_a_zone_is_none(kept: str) -> None:
    assert moment_in(kept) is None


def test_a_moment_is_kept_in_utc() -> None:
    there = datetime(2026, 12, 5, 9, tzinfo=timezone(timedelta(hours=9)))

    assert kept_moment(there) == "2026-12-05T00:00:00+00:00"
    assert moment_in(kept_moment(there)) == there
    assert kept_moment(None) == ""


@given(st.text())
def test_no_clock_breaks_the_reading(kept: str) -> None:
    assert clock_in(kept) is None or ":" in kept


MONDAY = datetime(2026, 11, 30, 12, tzinfo=UTC)
RIGHT = Entered(("mon", "tue"), "08:30", "14:00")


def test_what_was_entered_is_kept() -> None:
    kept, wrong = checked(replace(RIGHT, until="2026-12-05", paused=True), MONDAY, "Asia/Tokyo")

    assert wrong == {}
    assert kept == {
        "working_days": "mon tue",
        "working_hours": "08:30-14:00",
        "limit_until": "2026-12-04T15:00:00+00:00",
        "asks_paused": "yes",
    }
    assert checked(RIGHT, MONDAY, "")[0] | {"working_days": "", "working_hours": ""} == dict.fromkeys(Own, "")


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (replace(RIGHT, days=()), Field.DAYS),
        (replace(RIGHT, days=("mon", "someday")), Field.DAYS),
        (replace(RIGHT, begins=""), Field.BEGINS),
        (replace(RIGHT, begins="24:30"), Field.BEGINS),
        (replace(RIGHT, ends="soon"), Field.ENDS),
        (replace(RIGHT, ends="08:30"), Field.ENDS),
        (replace(RIGHT, until="2026-13-01"), Field.LIMIT),
        (replace(RIGHT, until="2026-11-30"), Field.LIMIT),
        (replace(RIGHT, until="1999-01-01"), Field.LIMIT),
        (replace(RIGHT, until="9999-12-31"), Field.LIMIT),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(entered: Entered, field: Field) -> None:
    kept, wrong = checked(entered, MONDAY, "")

    assert kept == {}
    assert list(wrong) == [field]
