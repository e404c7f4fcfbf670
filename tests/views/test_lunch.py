"""Words about gatherings hold what Slack can show, whatever people wrote and however many they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.gatherings import Fault, Gathering, Shelf
from bot.views import lunch, lunch_after, lunch_forms, lunch_private
from bot.views.blocks import File, View
from bot.views.lunch_library import library_view
from storage.values import PersonRow
from storage.values_lunch import FeedbackRow, LunchRow, LunchState, RecordingRow, SignupRow, Standing

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "<!channel> & \u00e9" * 400
PLAIN = LunchRow(1, 1, "Pivot tables", "U0", NOW + timedelta(days=1), "Europe/Lisbon", 45, "C1", NOW)
HUGE = replace(PLAIN, title=LONG[:150], about=LONG, place=LONG[:150], link="https://x.example/" + "a" * 480, seats=500)
CROWD = tuple(
    SignupRow(f"U{n}", Standing.COMING if n < 500 else Standing.WAITING, f"{n}.0", f"{n}.0", LONG[:500])
    for n in range(900)
)
PEOPLE = {f"U{n}": PersonRow(f"U{n}", name=LONG) for n in range(900)}
FULL = Gathering(HUGE, CROWD, PEOPLE, LONG)
FILE = File("a.ics", "a", b"")
RECORDING = RecordingRow(1, 1, LONG[:150], "https://x.example/?a=1&b=2", NOW)

VIEWS = {
    "post": lunch.signup_view(FULL, now=NOW),
    "over": lunch.signup_view(replace(FULL, lunch=replace(HUGE, state=LunchState.HELD)), now=NOW),
    "cancelled post": lunch.signup_view(replace(FULL, lunch=replace(HUGE, state=LunchState.CANCELLED)), now=NOW),
    "old post": lunch.moved_on_view(FULL),
    "in": lunch_private.in_view(FULL, "U1", FILE),
    "moved up": lunch_private.moved_up_view(FULL, FILE),
    "waiting": lunch_private.waiting_view(FULL, "U899"),
    "out": lunch_private.out_view(FULL),
    "moved": lunch_private.moved_view(FULL, "U1", FILE),
    "moved, in line": lunch_private.moved_view(FULL, "U899", FILE),
    "moved, host": lunch_private.moved_view(FULL, "U0HOST", FILE),
    "cancelled": lunch_private.cancelled_view(FULL, "U1", FILE),
    "off": lunch_private.off_view(FULL),
    "day before": lunch_private.day_before_view(FULL, now=NOW),
    "soon": lunch_private.soon_view(FULL, 10),
    "host": lunch_private.host_view(FULL),
    "who": lunch_private.who_view(FULL),
    "orphaned": lunch_private.orphaned_view(FULL),
    "file, host": lunch_private.host_file_view(FULL, FILE),
    "after": lunch_after.after_view(FULL, CROWD[0], None),
    "after, host": lunch_after.after_host_view(replace(FULL, lunch=replace(HUGE, state=LunchState.HELD))),
    "line": lunch_after.line_view(FULL, FeedbackRow("U1", NOW, line=LONG)),
    "notes": lunch_after.notes_view(FULL, RECORDING),
    "kept": lunch_after.kept_view(FULL, RECORDING),
    "attended": lunch_after.attendance_view(FULL, []),
    "library": library_view(Shelf(LONG, (), (RECORDING,) * 15, 9)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_message_fits_and_pings_nobody(name: str) -> None:
    view: View = VIEWS[name]
    texts = [block["text"]["text"] for block in view.blocks if "text" in block]

    assert 0 < len(view.text) < 4000
    assert len(view.blocks) <= 50
    assert all(0 < len(text) <= 3000 for text in texts)
    assert sum(len(text) for text in texts) < 13_000
    assert [ping for ping in ("<!channel", "<@", "@channel") if ping in f"{view.text}{view.blocks}"] == []


@pytest.mark.parametrize(
    ("place", "words"), [(1, "first"), (3, "third"), (10, "tenth"), (11, "number 11"), (400, "number 400")]
)
def test_places_in_line_are_said_as_one_says_them(place: int, words: str) -> None:
    assert lunch_private.ordinal(place) == words


@pytest.mark.parametrize(
    ("seats", "come", "wait", "said"),
    [
        (0, 0, 0, "0 coming"),
        (10, 0, 0, "0 coming, 10 seats left"),
        (0, 1, 0, "1 coming"),
        (0, 7, 0, "7 coming"),
        (10, 7, 0, "7 coming, 3 seats left"),
        (10, 9, 0, "9 coming, 1 seat left"),
        (10, 10, 0, "10 coming, full"),
        (10, 10, 4, "10 coming, full, 4 waiting"),
        (5, 10, 4, "10 coming, full, 4 waiting"),
    ],
)
def test_seats_are_counted_for_everybody(seats: int, come: int, wait: int, said: str) -> None:
    coming = tuple(SignupRow(f"U{n}", Standing.COMING, "1.0", "1.0") for n in range(come))
    waiting = tuple(SignupRow(f"W{n}", Standing.WAITING, "1.0", "1.0") for n in range(wait))

    assert lunch.seats(Gathering(replace(PLAIN, seats=seats), coming + waiting)) == said


@pytest.mark.parametrize(("come", "said"), [(0, "*Nobody signed up*"), (1, "*1 signed up*\nAna")])
def test_once_it_is_over_no_seats_are_left_to_count(come: int, said: str) -> None:
    signups = tuple(SignupRow(f"U{n}", Standing.COMING, "1.0", "1.0") for n in range(come))
    held = Gathering(replace(PLAIN, state=LunchState.HELD, seats=9), signups, {"U0": PersonRow("U0", name="Ana")})

    assert lunch.signup_view(held, now=NOW).blocks[2]["text"]["text"] == said


def test_times_are_told_by_a_place_one_knows() -> None:
    assert lunch.plain_when(PLAIN) == "Tuesday 3 March, 12:00 to 12:45 (Lisbon time)"


def test_a_host_reads_more_names_than_the_channel() -> None:
    crowd = Gathering(PLAIN, tuple(replace(row, question="") for row in CROWD[:50]))

    assert "and 30 more" in str(lunch.signup_view(crowd, now=NOW).blocks)
    assert " more" not in str(lunch_private.who_view(crowd).blocks)


@pytest.mark.parametrize(
    ("hours", "day"), [(24, "Tomorrow"), (14, "Tomorrow"), (11, "Today"), (1, "Today"), (60, "Soon")]
)
def test_a_day_is_called_as_it_is_where_the_gathering_is(hours: int, day: str) -> None:
    assert lunch.day_word(PLAIN, PLAIN.starts_at - timedelta(hours=hours)) == day


@pytest.mark.parametrize(("minutes", "said"), [(10, "in 10 minutes"), (1, "in 1 minute."), (0, "begins now")])
def test_a_late_reminder_says_how_soon(minutes: int, said: str) -> None:
    assert said in str(lunch_private.soon_view(Gathering(PLAIN), minutes).blocks)


def test_every_fault_has_its_words() -> None:
    assert lunch_forms.errors(Fault).keys() == {fault.value for fault in Fault}


def test_who_came_begins_with_at_most_what_slack_takes() -> None:
    (_, field) = lunch_forms.attendance_form(FULL)["blocks"]

    assert len(field["element"]["initial_users"]) == 100


def test_who_came_begins_with_what_was_said_before() -> None:
    said = (
        SignupRow("U1", Standing.COMING, "1.0", "1.0", came=False, own_word=True),
        SignupRow("U2", Standing.COMING, "2.0", "2.0"),
        SignupRow("U3", Standing.OUT, "3.0", came=True),
        SignupRow("U4", Standing.OUT, "4.0"),
    )
    (_, field) = lunch_forms.attendance_form(Gathering(PLAIN, said))["blocks"]

    assert field["element"]["initial_users"] == ["U3", "U2"]


def test_the_form_of_a_gathering_holds_it_as_it_stands() -> None:
    form = lunch_forms.edit_form(HUGE)
    begins = {block["block_id"]: block["element"] for block in form["blocks"]}

    assert (begins["date"]["initial_date"], begins["time"]["initial_time"]) == ("2026-03-03", "12:00")
    assert begins["seats"]["initial_value"] == "500"
    assert all(len(field.get("initial_value", "")) <= field.get("max_length", 3000) for field in begins.values())
    assert "initial_users" not in str(lunch_forms.attendance_form(Gathering(PLAIN)))
