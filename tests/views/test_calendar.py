"""Calendar files, opened by two parsers that are not the one which wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from ical.calendar_stream import CalendarStream, IcsCalendarStream
from ical.event import Event

from bot.domain.zones import observances
from bot.views.calendar import calendar, calendar_file
from storage.values_lunch import LunchRow

STAMP = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LUNCH = LunchRow(
    7, 1, "Pivot tables", "U1", NOON, "Europe/Lisbon", 45, "C1", STAMP,
    about="Bring data.\nAnd lunch; or not", place="Kitchen, 2nd floor", link="https://meet.example/a,b;c",
)  # fmt: skip

# noon by the clock: with changes of time, without, in the south, at the half hour, and right after a change
ZONES = [
    ("Europe/Lisbon", (2026, 3, 10)),
    ("Europe/Lisbon", (2026, 3, 29)),
    ("Europe/Lisbon", (2026, 10, 25)),
    ("America/New_York", (2026, 3, 8)),
    ("America/New_York", (2026, 11, 1)),
    ("America/Phoenix", (2026, 7, 1)),
    ("America/Sao_Paulo", (2026, 7, 1)),
    ("Australia/Adelaide", (2026, 4, 5)),
    ("Australia/Adelaide", (2026, 10, 4)),
    ("Australia/Lord_Howe", (2026, 10, 4)),
    ("Pacific/Auckland", (2026, 1, 1)),
    ("Asia/Kolkata", (2026, 12, 31)),
    ("Asia/Kathmandu", (2026, 6, 1)),
    ("Africa/Casablanca", (2026, 3, 22)),
    ("Pacific/Kiritimati", (2026, 1, 1)),
    ("UTC", (2026, 3, 10)),
]
HOSTILE = [
    "Line one\nBEGIN:VEVENT\r\nline two",
    "Commas, semicolons; and \\ back\\nslashes",
    "\U0001f32e tacos for \U0001f469\u200d\U0001f4bb developers \u00e9\u00e8 \u6f22\u5b57",
    "x" * 150,
    "\u6f22" * 150,
    "\U0001f32e" * 150,
    'Quotes "in" names: and; colons',
    "<@U0ABCDEF12> & friends &lt;3",
    "NUL\x00 and bell\x07",
]


def at_noon(tz: str, day: tuple[int, int, int]) -> LunchRow:
    return replace(LUNCH, tz=tz, starts_at=datetime(*day, 12, tzinfo=ZoneInfo(tz)).astimezone(UTC))


def written(lunch: LunchRow, *, cancelled: bool = False, host: str = "Ana") -> bytes:
    return calendar(lunch, team_id="T0ACME", host=host, stamp=STAMP, cancelled=cancelled)


def opened(content: bytes) -> Event:
    (event,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    return event


def method(content: bytes) -> str | None:
    (whole,) = CalendarStream.from_ics(content.decode()).calendars
    return whole.method


@pytest.mark.parametrize(("tz", "day"), ZONES)
def test_another_parser_reads_the_same_moment(tz: str, day: tuple[int, int, int]) -> None:
    lunch = at_noon(tz, day)
    event = opened(written(lunch))

    assert isinstance(event.dtstart, datetime)
    assert isinstance(event.dtend, datetime)
    assert event.dtstart.astimezone(UTC) == lunch.starts_at
    assert event.dtend.astimezone(UTC) == lunch.ends_at
    assert event.dtstart.hour == 12


@pytest.mark.parametrize(("tz", "day"), ZONES)
def test_the_zone_described_in_the_file_is_right_at_every_hour_of_its_year(tz: str, day: tuple[int, int, int]) -> None:
    """Read by a parser that knows the zone from the file alone."""
    zone, described = ZoneInfo(tz), tzical(StringIO(written(at_noon(tz, day)).decode())).get(tz)
    hours = (datetime(day[0], 1, 1) + timedelta(hours=hour) for hour in range(365 * 24))  # noqa: DTZ001 - by the clock
    wrong = [at for at in hours if at.replace(tzinfo=described).utcoffset() != at.replace(tzinfo=zone).utcoffset()]

    # Within the hour that does not exist, or exists twice, parsers differ: nobody meets then.
    changes = [each.begins for each in observances(zone, day[0])[1:]]
    assert [at for at in wrong if all(abs(at - change) > timedelta(hours=1) for change in changes)] == []


def test_a_file_tells_a_calendar_all_it_has_to_know() -> None:
    event = opened(written(LUNCH))

    assert method(written(LUNCH)) == "PUBLISH"
    assert event.uid == "lunch-7@t0acme.whoknows.invalid"
    assert (event.sequence, event.status, event.dtstamp) == (0, "CONFIRMED", STAMP)
    assert (event.summary, event.location) == ("Pivot tables", "Kitchen, 2nd floor")
    assert str(event.url) == "https://meet.example/a,b;c"
    assert event.description == "Bring data.\nAnd lunch; or not\n\nWith Ana\n\nhttps://meet.example/a,b;c"
    assert event.organizer is not None
    assert (event.organizer.common_name, str(event.organizer.uri)) == ("Ana", f"mailto:{event.uid}")
    assert event.attendees == []  # RFC 5546, 3.2.1: what is published invites nobody


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    moved = replace(LUNCH, starts_at=NOON + timedelta(days=7), sequence=1)
    before, after = opened(written(LUNCH)), opened(written(moved))

    assert (before.uid, before.sequence) == (after.uid, 0)
    assert after.sequence == 1


def test_a_cancellation_says_so_twice() -> None:
    content = written(replace(LUNCH, sequence=2), cancelled=True)
    event = opened(content)

    assert method(content) == "CANCEL"
    assert (event.status, event.sequence, event.uid) == ("CANCELLED", 2, opened(written(LUNCH)).uid)
    assert event.organizer is not None


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_people_write_stays_one_event(words: str) -> None:
    hostile = replace(LUNCH, title=words, about=words, place=words)
    content = written(hostile, host=words)
    lines = content.split(b"\r\n")

    event = opened(content)

    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line for line in lines if len(line) > 75] == []
    assert [line for line in lines if line.startswith(b"BEGIN:VEVENT")] == [b"BEGIN:VEVENT"]
    assert event.summary == read_aloud(words)
    assert event.location == read_aloud(words)
    assert event.organizer is not None
    assert event.organizer.common_name == read_aloud(words).replace('"', "'")


def read_aloud(words: str) -> str:
    plain = words.replace("<@U0ABCDEF12>", "somebody").replace("&lt;", "<").replace("\x00", " ").replace("\x07", " ")
    return " ".join(plain.split())


def test_without_place_and_link_nothing_is_said_of_them() -> None:
    event = opened(written(replace(LUNCH, place="", link="")))

    assert (event.location, event.url) == (None, None)
    assert event.description == "Bring data.\nAnd lunch; or not\n\nWith Ana"


def test_where_there_is_only_a_link_it_is_the_place() -> None:
    assert opened(written(replace(LUNCH, place=""))).location == LUNCH.link


@pytest.mark.parametrize(
    ("title", "name"), [("Pivot tables!", "pivot-tables-3.ics"), ("\U0001f32e", "lunch-and-learn-3.ics")]
)
def test_a_file_has_a_name_of_its_own(title: str, name: str) -> None:
    file = calendar_file(replace(LUNCH, title=title), team_id="T1", host="Ana", stamp=STAMP, number=3)

    assert (file.name, file.title) == (name, title)
    assert opened(file.content).summary == title
