"""When a practice lesson can be, before whom, and when those asked hear of it again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.teachback_plan import Peer, Planned, again_at, by_day, checked, close_at, trouble, troubles
from storage.values import PersonRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
LUNCH_AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOST = "U0HOST"
ANA, BEN = Peer(PersonRow("U0ANA")), Peer(PersonRow("U0BEN"))
GOOD = Planned("7", "2026-03-05", "10:00", "U0ANA", "U0BEN")


@pytest.mark.parametrize(
    ("day", "clock", "tz", "at"),
    [
        ("2026-03-05", "10:00", "Europe/Lisbon", datetime(2026, 3, 5, 10, tzinfo=UTC)),
        ("2026-03-05", "10:00", "Asia/Tokyo", datetime(2026, 3, 5, 1, tzinfo=UTC)),
        ("2026-03-10", "11:30", "UTC", datetime(2026, 3, 10, 11, 30, tzinfo=UTC)),
    ],
)
def test_the_time_is_by_the_hosts_own_clock(day: str, clock: str, tz: str, at: datetime) -> None:
    found = checked(Planned("7", day, clock), tz, lunch_at=LUNCH_AT, now=NOW)

    assert (found.wrong, found.starts_at) == ({}, at)


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("2026-03-01", "10:00", "has passed"),
        ("2026-03-02", "12:00", "has passed"),
        ("2026-03-10", "11:31", "too late"),
        ("2026-03-12", "10:00", "too late"),
        ("", "10:00", "Choose a day"),
        ("2026-03-05", "", "Choose a day"),
        ("2026-02-30", "10:00", "Choose a day"),
        ("0001-01-01", "00:00", "has passed"),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(day: str, clock: str, words: str) -> None:
    wrong = checked(Planned("7", day, clock), "UTC", lunch_at=LUNCH_AT, now=NOW).wrong

    assert list(wrong) == ["day"]
    assert words in wrong["day"]


def test_a_place_is_short() -> None:
    planned = Planned("7", "2026-03-05", "10:00", place="x" * 151)

    assert list(checked(planned, "UTC", lunch_at=LUNCH_AT, now=NOW).wrong) == ["place"]


@pytest.mark.parametrize(
    ("user_id", "peer", "words"),
    [
        ("U0ANA", ANA, ""),
        (HOST, Peer(PersonRow(HOST)), "That is you"),
        ("", Peer(None), "Choose a colleague"),
        ("U0NOBODY", Peer(None), "don't know them yet"),
        ("U0LEFT", Peer(None, left=True), "rather not"),
        ("U0BOT", Peer(PersonRow("U0BOT", is_bot=True)), "a bot"),
        ("U0GUEST", Peer(PersonRow("U0GUEST", is_guest=True)), "guests"),
        ("U0OUT", Peer(PersonRow("U0OUT", is_outside=True)), "elsewhere"),
        ("U0GONE", Peer(PersonRow("U0GONE", is_deleted=True)), "any more"),
        ("U0ANA", Peer(PersonRow("U0ANA"), left=True), "rather not"),
        ("U0ANA", Peer(PersonRow("U0ANA"), paused=True), "rather not"),
    ],
)
def test_who_cannot_be_asked(user_id: str, peer: Peer, words: str) -> None:
    found = trouble(user_id, peer, HOST)

    assert words in found
    assert bool(found) is bool(words)


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ("U0ANA", "U0BEN", []),
        ("U0ANA", "U0ANA", ["second"]),
        (HOST, "U0BEN", ["first"]),
        ("U0NOBODY", HOST, ["first", "second"]),
    ],
)
def test_what_is_wrong_with_whom_stands_at_their_field(first: str, second: str, fields: list[str]) -> None:
    known = {"U0ANA": ANA, "U0BEN": BEN, HOST: Peer(PersonRow(HOST))}

    planned = Planned(first=first, second=second)

    assert list(troubles(planned, known, HOST)) == fields
    assert planned.peers == (first, second)


def test_somebody_hears_again_a_day_later_or_in_the_middle_of_what_time_there_is() -> None:
    assert again_at(NOW, LUNCH_AT, "UTC") == NOW + timedelta(days=1)
    assert again_at(NOW, NOW + timedelta(hours=4), "UTC") == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("hour", "tz", "day", "then"),
    [
        (12, "UTC", 2, 12),
        (3, "UTC", 2, 9),
        (22, "UTC", 3, 9),
        (19, "UTC", 3, 9),
        (12, "Asia/Tokyo", 3, 0),
        (12, "America/New_York", 2, 14),
    ],
)
def test_nobody_is_reminded_at_night(hour: int, tz: str, day: int, then: int) -> None:
    at = datetime(2026, 3, 2, hour, tzinfo=UTC)

    assert by_day(at, tz, until=LUNCH_AT) == datetime(2026, 3, day, then, tzinfo=UTC)


def test_at_night_all_the_same_where_the_morning_is_too_late() -> None:
    at = datetime(2026, 3, 2, 3, tzinfo=UTC)

    assert by_day(at, "UTC", until=at + timedelta(hours=2)) == at


def test_rubrics_are_waited_for_three_days_and_never_beyond_the_gathering() -> None:
    assert close_at(NOW, LUNCH_AT) == NOW + timedelta(days=3)
    assert close_at(NOW, NOW + timedelta(days=1)) == NOW + timedelta(days=1)
