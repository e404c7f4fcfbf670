"""What a gathering may be: good and bad input, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.gatherings import Entered, Fault, Gathering, check, is_link
from storage.values import PersonRow
from storage.values_lunch import LunchRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
GOOD = Entered(
    "Pivot tables", "2026-03-10", "12:00", "45", "Kitchen", "https://meet.example.com/a?b=1", "8", "Bring data"
)


def test_a_good_form_is_taken_as_it_stands() -> None:
    details, faults = check(replace(GOOD, title="  Pivot\n tables ", seats=" 8 "), "Europe/Lisbon", now=NOW)

    assert faults == frozenset()
    assert details is not None
    assert (details.title, details.place, details.seats, details.minutes) == ("Pivot tables", "Kitchen", 8, 45)
    assert details.starts_at == datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "tz", "hour"), [("2026-03-27", "Europe/Berlin", 11), ("2026-03-30", "Europe/Berlin", 10)]
)
def test_the_clock_is_that_of_the_zone(day: str, tz: str, hour: int) -> None:
    details, _ = check(replace(GOOD, day=day), tz, now=NOW)

    assert details is not None
    assert details.starts_at.astimezone(UTC).hour == hour


@pytest.mark.parametrize("seats", ["", "  "])
def test_no_number_of_seats_is_no_limit(seats: str) -> None:
    details, _ = check(replace(GOOD, seats=seats), "UTC", now=NOW)

    assert details is not None
    assert details.seats == 0


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": ""}, Fault.TITLE),
        ({"title": " \n "}, Fault.TITLE),
        ({"title": "x" * 151}, Fault.TITLE),
        ({"title": "x" * 3000}, Fault.TITLE),
        ({"day": "2026-03-01"}, Fault.DATE),
        ({"day": "2026-03-02", "clock": "12:00"}, Fault.DATE),
        ({"day": "2029-03-02"}, Fault.DATE),
        ({"day": "", "clock": "12:00"}, Fault.TIME),
        ({"clock": "25:00"}, Fault.TIME),
        ({"day": "0001-01-01", "clock": "00:00"}, Fault.DATE),
        ({"seats": "0"}, Fault.SEATS),
        ({"seats": "1000000"}, Fault.SEATS),
        ({"seats": "501"}, Fault.SEATS),
        ({"seats": "-3"}, Fault.SEATS),
        ({"seats": "\u0663"}, Fault.SEATS),
        ({"seats": "9" * 5000}, Fault.SEATS),
        ({"minutes": "4"}, Fault.MINUTES),
        ({"minutes": "241"}, Fault.MINUTES),
        ({"minutes": "soon"}, Fault.MINUTES),
        ({"link": "meet.example.com"}, Fault.LINK),
        ({"place": "x" * 151}, Fault.PLACE),
        ({"about": "x" * 1001}, Fault.ABOUT),
    ],
)
def test_what_cannot_be_is_said_of_its_field(changes: dict[str, str], fault: Fault) -> None:
    assert check(replace(GOOD, **changes), "Europe/Lisbon", now=NOW) == (None, frozenset({fault}))


def test_a_moment_outside_of_all_calendars_is_none() -> None:
    early = replace(GOOD, day="0001-01-01", clock="00:00")

    assert check(early, "Asia/Tokyo", now=NOW) == (None, frozenset({Fault.TIME}))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://example.com", True),
        ("http://localhost:8080/x", True),
        ("https://b\u00fccher.example/x#y", True),
        ("https://[2001:db8::1]/a", True),
        ("HTTPS://EXAMPLE.COM", True),
        ("https://", False),
        ("https://-", False),
        ("https:///path", False),
        ("ftp://example.com", False),
        ("javascript:alert(1)", False),
        ("https://example.com/a b", False),
        ("https://example.com/<!channel>", False),
        ("https://example.com|Click", False),
        ("https://bank.example@evil.example", False),
        ("https://example.com/" + "x" * 500, False),
        ("", False),
    ],
)
def test_a_link_is_http_with_a_host(text: str, *, good: bool) -> None:
    assert is_link(text) is good


def test_who_has_no_name_is_somebody() -> None:
    lunch = LunchRow(1, 1, "Pivot tables", "U1", NOW, "UTC", 45, "C1", NOW)
    told = Gathering(lunch, people={"U1": PersonRow("U1", name="Ana"), "U2": PersonRow("U2")})

    assert [told.name(user_id) for user_id in ("U1", "U2", "U3")] == ["Ana", "somebody", "somebody"]
