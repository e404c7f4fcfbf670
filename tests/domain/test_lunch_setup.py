"""Setting up in one line and by form: what is understood, and what each wrong call is answered with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lunch_line import read_line
from bot.domain.lunch_setup import LONGEST, USAGE, checked, clock_of, weekday_of, zone_of
from bot.errors import KindError

BASE = {"channel": "C123", "weekday": "tue", "clock": "12:00"}


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("<#C123|lunch> tuesday 12:00", {}),
        ("<#C123> Tues 12.00", {}),
        ("<#C123|> TUESDAYS noon", {}),
        ("  <#C123|lunch>   tue   12:00pm ", {}),
        ("<#C123|lunch> Tuesdays at noon", {}),
        ("<#C123|lunch> tue 12", {}),
        ("<#C123|lunch> every tuesday, 12:00", {}),
        ("<#C123|lunch> weekly on tuesdays @ 12", {}),
        ("<#C123|lunch> 12:00 tuesday", {}),
        ("in <#C123|lunch> tuesday 12:00", {}),
        ("tuesday 12:00 <#C123|lunch>", {}),
        ("every tuesday at 12 pm in <#C123|lunch> 12 seats", {"seats": "12"}),
        ("<#C123|lunch> tuesday 12:00-12:45", {"minutes": "45"}),
        ("<#C123|lunch> tuesday noon to 1pm, 12 seats", {"minutes": "60", "seats": "12"}),
        ("<#C123|lunch> tuesday 12:00 for 45 minutes", {"minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00 1h seats 12", {"minutes": "60", "seats": "12"}),
        ("<#C123|lunch> tuesday 12:00 for 1.5 hours", {"minutes": "90"}),
        ("<#C123|lunch> tuesday 12:00 (Europe/Berlin), 45m", {"tz": "Europe/Berlin", "minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00 Berlin", {"tz": "Europe/Berlin"}),
        ("<#C123|lunch> tuesday 12:00 (New York time) 45m", {"tz": "America/New_York", "minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00 CET", {"tz": "CET"}),
        ("<#C123|lunch> tuesday 12:00 at Kitchen &amp; Bar, 45m", {"place": "Kitchen & Bar", "minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00 https://a.b/j?c=1&amp;d=2", {"link": "https://a.b/j?c=1&d=2"}),
        ("<#C123|lunch> tuesday 12:00 Europe/Berlin", {"tz": "Europe/Berlin"}),
        ("<#C123|lunch> tuesday 12:00 UTC", {"tz": "UTC"}),
        ("<#C123|lunch> tuesday 12:00 45m", {"minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00 45 min", {"minutes": "45"}),
        ("<#C123|lunch> tuesday 12:00, 90 minutes", {"minutes": "90"}),
        ("<#C123|lunch> tuesday 12:00 12 seats", {"seats": "12"}),
        ("<#C123|lunch> tuesday 12:00 in Kitchen 2", {"place": "Kitchen 2"}),
        ("<#C123|lunch> tuesday 12:00 at the big hall 12 seats", {"place": "the big hall", "seats": "12"}),
        ("<#C123|lunch> tuesday 12:00 https://meet.acme/x", {"link": "https://meet.acme/x"}),
        ("<#C123|lunch> tuesday 12:00 <https://meet.acme/x|meet.acme>", {"link": "https://meet.acme/x"}),
        (
            "<#C123|lunch> tue 12:00 in Kitchen 2 45m Asia/Tokyo 8 people https://a.b",
            {"place": "Kitchen 2", "minutes": "45", "tz": "Asia/Tokyo", "seats": "8", "link": "https://a.b"},
        ),
    ],
)
def test_one_line_says_it_all(line: str, more: dict[str, str]) -> None:
    assert read_line(line) == {**BASE, **more}


@pytest.mark.parametrize("line", ["#Lunch tue 12:00", "lunch tue 12:00"])
def test_a_channel_may_be_named(line: str) -> None:
    assert read_line(line)["channel"] == "lunch"


def test_a_line_without_a_channel_is_about_the_one_it_is_typed_in() -> None:
    assert read_line("every tuesday 12:00") == {**BASE, "channel": ""}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "In which channel?"),
        ("<@U1|katie> tuesday 12:00", "In which channel?"),
        ("<#C1|x>", "On which day?"),
        ("<#C1|x> someday 12:00", "I don't know a day called \u201csomeday\u201d"),
        ("<#C1|x> tuesday", "At what time?"),
        ("<#C1|x> tuesday lunchtime", "\u201clunchtime\u201d is no time"),
        ("<#C1|x> tuesday 25:00", "\u201c25:00\u201d is no time of day"),
        ("<#C1|x> 12:00", "On which day?"),
        ("<#C1|x> tuesday 1", "\u201c1\u201d is no time of day"),
        ("<#C1|x> tuesday 12:00 EST", "I did not understand \u201cEST\u201d"),
        ("<#C1|x> tuesday 12:00 javascript:alert(1)", "I did not understand"),
        ("<#C1|x> tuesday 13pm", "\u201c13pm\u201d is no time of day"),
        ("<#C1|x> tuesday 12:00 weekly", "I did not understand \u201cweekly\u201d"),
        ("<#C1|x> tuesday 12:00 -5 seats", "I did not understand"),
        ("<#C1|x> tuesday 12:00 <!channel>", "\u201c!channel\u201d"),
    ],
)
def test_each_wrong_line_is_answered_with_what_was_wrong_and_how_to_call_it(line: str, words: str) -> None:
    with pytest.raises(KindError) as told:
        read_line(line)

    assert words in str(told.value)
    assert str(told.value).endswith(USAGE)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_answered(line: str) -> None:
    try:
        fields = read_line(line)
    except KindError:
        return
    assert {"channel", "weekday", "clock"} <= fields.keys()
    right, wrong = checked(fields)
    assert right.keys() | wrong.keys() == fields.keys()


@pytest.mark.parametrize(
    ("name", "value", "is_right"),
    [
        ("minutes", "4", False), ("minutes", "10", True), ("minutes", "240", True), ("minutes", "241", False),
        ("minutes", "", False), ("minutes", "an hour", False), ("minutes", "9999999999", False),
        ("seats", "", True), ("seats", "0", False), ("seats", "1", True), ("seats", "500", True),
        ("seats", "1000000", False), ("seats", "-3", False), ("seats", "\u0663", False),
        ("link", "", True), ("link", "https://meet.acme/a?b#c", True), ("link", "HTTP://a", True),
        ("link", "https://localhost:8080/x", True), ("link", "https://", False), ("link", "ftp://a.b", False),
        ("link", "javascript://a", False), ("link", "kitchen", False), ("link", "https://a b", False),
        ("link", "https://a|b", False), ("link", "https://-", False), ("link", "https://a/" + "x" * 1000, False),
        ("tz", "Europe/Berlin", True), ("tz", "america/new york", True), ("tz", "Mars/Olympus", False),
        ("tz", "", False), ("clock", "23:59", True), ("clock", "24:00", False), ("clock", "", False),
        ("weekday", "fri", True), ("weekday", "", False),
        ("welcome", "x" * LONGEST["welcome"], True), ("welcome", "x" * (LONGEST["welcome"] + 1), False),
        ("name", "x" * 80, True), ("name", "x" * 81, False), ("place", "x" * 150, True), ("place", "x" * 151, False),
    ],
)  # fmt: skip
def test_each_field_has_its_rule(name: str, value: str, is_right: bool) -> None:  # noqa: FBT001 - the expected answer
    right, wrong = checked({name: value})

    assert (name in right, name in wrong) == (is_right, not is_right)


def test_what_is_right_is_kept_in_its_customary_form() -> None:
    right, wrong = checked({"weekday": "Fridays", "clock": "1.05 PM", "tz": "europe/berlin", "place": " Kitchen \n 2 "})

    assert right == {"weekday": "fri", "clock": "13:05", "tz": "Europe/Berlin", "place": "Kitchen 2"}
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("12:00", "12:00"), ("9:05", "09:05"), ("12am", "00:00"), ("12pm", "12:00"), ("12:30 pm", "12:30"),
        ("1 p.m.", "13:00"), ("13h30", "13:30"), ("noon", "12:00"), ("Midnight", "00:00"), ("0am", ""), ("12:60", ""),
        ("noonish", ""), ("12", ""),
    ],
)  # fmt: skip
def test_a_time_of_day_however_it_is_written(typed: str, clock: str) -> None:
    assert clock_of(typed) == clock


@pytest.mark.parametrize(
    ("typed", "day"),
    [("mon", "mon"), ("Thurs", "thu"), ("wednesdays", "wed"), ("tu", ""), ("", ""), ("monday!", ""), ("month", "")],
)
def test_a_day_however_it_is_written(typed: str, day: str) -> None:
    assert weekday_of(typed) == day


def test_a_zone_goes_by_its_customary_name() -> None:
    assert zone_of(" america/new york ") == "America/New_York"


def test_a_zone_goes_by_its_city_too() -> None:
    assert (zone_of("Buenos Aires time"), zone_of("berlin")) == ("America/Buenos_Aires", "Europe/Berlin")


def test_a_name_that_people_mean_otherwise_is_no_zone() -> None:
    """In New York EST is half the year; the zone of that name never puts its clocks forward."""
    assert zone_of("EST") == ""
