"""Stories of when somebody may be asked: what they set, what their status says, and what colleagues see of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.people import Person
from bot.demo.values import View
from tests.bots import Company, Moment, company, pings
from tests.databases import SqliteDatabases
from tests.journeys.test_hostile import HOSTILE
from tests.journeys.test_oneself import files_of

# A Friday; 14:20 in Lisbon, 9:20 in New York.
NOW = datetime(2026, 11, 27, 14, 20, tzinfo=UTC)


@pytest.fixture(params=["sockets", "http"])
def friday(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    yield from on_friday(sqlite_databases, request.param, tmp_path)


@pytest.fixture
def friday_once(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    yield from on_friday(sqlite_databases, "sockets", tmp_path)


def on_friday(databases: SqliteDatabases, by: str, folder: Path) -> Iterator[Company]:
    """Scott knows Excel, and so does Katie."""
    for url in databases.fresh(folder):
        with company(url, by=by, folder=folder, clock=Moment(NOW)) as acme:
            for who in (acme.scott, acme.katie):
                acme.looks("add Excel", who=who)
            yield acme
            assert acme.slack.violations == []
            assert pings(acme.slack) == []


def line_of(acme: Company, who: Person) -> str:
    """What stands beside somebody's name in an answer."""
    return next(line for line in acme.looks("excel").shown.splitlines() if who.mention in line)


def tab(acme: Company, who: Person) -> View:
    acme.settles()
    who.opens_home()
    acme.settles()
    home = who.home()
    assert home is not None
    return home


def names(acme: Company) -> list[Person]:
    shown = acme.looks("excel").shown
    return sorted((who for who in (acme.scott, acme.katie)), key=lambda who: shown.index(who.mention))


def test_a_limit_is_set_seen_and_taken_back(friday: Company) -> None:
    assert "9:20 in New York" in line_of(friday, friday.scott)

    said = friday.looks("limit until thursday", who=friday.scott)
    assert "at your limit until Thursday 3 December" in said.shown
    assert said.only_for == friday.scott.id
    assert line_of(friday, friday.scott).endswith("at their limit until Thursday")
    assert names(friday) == [friday.katie, friday.scott]

    assert "You may be asked" in friday.looks("limit off", who=friday.scott).shown
    assert "9:20 in New York" in line_of(friday, friday.scott)


def test_one_press_is_enough(friday: Company) -> None:
    said = friday.looks("limit", who=friday.scott)
    assert friday.scott.presses(said, "At my limit this week").acked
    friday.settles()

    assert line_of(friday, friday.scott).endswith("at their limit this week")
    said = friday.looks("limit", who=friday.scott)
    assert friday.scott.presses(said, "I can be asked again").acked
    friday.settles()
    assert "9:20 in New York" in line_of(friday, friday.scott)


def test_pausing_says_so_beside_the_name(friday: Company) -> None:
    friday.looks("pause", who=friday.scott)

    assert line_of(friday, friday.scott).endswith("takes no questions for now")
    assert names(friday) == [friday.katie, friday.scott]
    friday.looks("pause off", who=friday.scott)
    assert "New York" in line_of(friday, friday.scott)


@pytest.mark.parametrize(
    ("typed", "undone"), [("no questions", "take questions"), ("No questions for now.", "Take questions again")]
)
def test_the_words_of_the_buttons_can_be_typed(friday_once: Company, typed: str, undone: str) -> None:
    said = friday_once.looks(typed, who=friday_once.scott).shown
    assert "`/whoknows take questions` ends it" in said
    assert line_of(friday_once, friday_once.scott).endswith("takes no questions for now")

    friday_once.looks(undone, who=friday_once.scott)
    assert "New York" in line_of(friday_once, friday_once.scott)


def test_the_home_tab_shows_it_and_changes_it(friday: Company) -> None:
    scott = friday.scott
    assert "Monday to Friday, 9:00 to 17:00 (New York time)" in tab(friday, scott).shown

    assert scott.presses(tab(friday, scott), "At my limit this week").acked
    assert "at your limit until Monday 30 November" in tab(friday, scott).shown
    assert scott.presses(tab(friday, scott), "No questions for now").acked
    assert "You take no questions for now" in tab(friday, scott).shown
    assert scott.presses(tab(friday, scott), "Take questions again").acked
    assert scott.presses(tab(friday, scott), "I can be asked again").acked
    assert "You may be asked" in tab(friday, scott).shown


def test_the_form_keeps_hours_of_ones_own(friday: Company) -> None:
    scott = friday.scott
    assert scott.presses(tab(friday, scott), "Hours and more").acked

    values = {
        "Working days": ["Monday", "Tuesday", "Thursday"],
        "From": "08:30",
        "To": "13:00",
        "At my limit until": "2026-12-05",
    }
    assert scott.submits(values=values).acked
    friday.settles()

    shown = tab(friday, scott).shown
    assert "Monday, Tuesday and Thursday, 8:30 to 13:00 (New York time)" in shown
    assert "at your limit until Saturday 5 December" in shown
    assert line_of(friday, scott).endswith("at their limit until 5 December")


def test_what_the_form_cannot_take_is_said_beside_its_field(friday_once: Company) -> None:
    scott = friday_once.scott
    scott.presses(tab(friday_once, scott), "Hours and more")

    answer = scott.submits(values={"From": "17:00", "To": "17:00", "At my limit until": "2026-11-20"})

    assert answer.body["response_action"] == "errors"
    assert answer.body["errors"].keys() == {"ends", "limit"}
    assert "has passed already" in answer.body["errors"]["limit"]


def test_a_status_with_an_end_is_told_and_its_words_are_not_kept(friday: Company) -> None:
    until = int(datetime(2026, 12, 3, 4, 59, tzinfo=UTC).timestamp())  # the end of Wednesday in New York
    friday.scott.becomes(
        status_text="Vacationing with Aunt Matilda", status_emoji=":palm_tree:", status_expiration=until
    )
    friday.settles()

    assert line_of(friday, friday.scott).endswith("back on Thursday")
    assert names(friday) == [friday.katie, friday.scott]
    assert "you are away until Wednesday 2 December" in tab(friday, friday.scott).shown
    assert b"Matilda" not in files_of(friday)

    friday.scott.becomes(status_text="", status_emoji="", status_expiration=0)
    friday.settles()
    assert "New York" in line_of(friday, friday.scott)


def test_a_meeting_is_told_beside_the_clock(friday_once: Company) -> None:
    until = int(datetime(2026, 11, 27, 15, tzinfo=UTC).timestamp())
    friday_once.katie.becomes(status_text="In a meeting", status_emoji=":spiral_calendar_pad:", status_expiration=until)
    friday_once.settles()

    assert "14:20 in Lisbon" in line_of(friday_once, friday_once.katie)
    assert line_of(friday_once, friday_once.katie).endswith("in a meeting until 15:00")


def test_a_status_is_known_from_the_daily_look_too(friday_once: Company) -> None:
    friday_once.slack.world.save_account(replace(friday_once.scott.account, status_text="Out sick"))
    assert "New York" in line_of(friday_once, friday_once.scott)

    friday_once.bot.jobs.sync(friday_once.team)

    assert line_of(friday_once, friday_once.scott).endswith("away for now")


def test_of_guests_no_status_is_kept(friday_once: Company) -> None:
    guest = friday_once.slack.add_person("Gus", is_guest=True)
    guest.becomes(status_text="Vacation", status_emoji=":palm_tree:")
    friday_once.settles()

    assert friday_once.bot.services.availability.of(friday_once.team, guest.id, now=NOW).away is None
    assert "I name only members" in friday_once.looks("limit 2 weeks", who=guest).shown
    assert "I name only members" in friday_once.looks("pause", who=guest).shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("limit until yesterday", "don't read"),
        ("limit until 1 january 2020", "has passed already"),
        ("limit until 2031-01-01", "more than a year ahead"),
        ("limit until 27 november", "is today"),
        ("limit until " + "x" * 3000, "don't read"),
    ],
)
def test_what_is_no_day_ahead_is_refused_kindly(friday_once: Company, text: str, says: str) -> None:
    assert says in friday_once.looks(text, who=friday_once.scott).shown
    assert "New York" in line_of(friday_once, friday_once.scott)


def test_words_of_commands_begin_questions_too(friday_once: Company) -> None:
    for text in ("limit of excel rows", "pause in excel macros", "no questions about excel", "take excel questions"):
        assert friday_once.scott.mention in friday_once.looks(text).shown, text


def test_hostile_words_do_no_harm(friday_once: Company) -> None:
    for text in HOSTILE.values():
        shown = friday_once.looks(f"limit until {text}", who=friday_once.scott).shown
        assert "<!" not in shown
    assert "New York" in line_of(friday_once, friday_once.scott)


def repeat_everything(acme: Company) -> None:
    for delivery in list(acme.slack.deliveries):
        acme.slack.redeliver(delivery)
        acme.slack.redeliver(delivery, same_id=False)
    acme.settles()


@pytest.mark.parametrize("last", ["limit off", "pause off"])
def test_what_slack_repeats_brings_nothing_back(friday_once: Company, last: str) -> None:
    friday_once.looks("limit 2 weeks", who=friday_once.scott)
    friday_once.looks("pause", who=friday_once.scott)
    friday_once.looks("limit off", who=friday_once.scott)
    friday_once.looks("pause off", who=friday_once.scott)
    friday_once.looks(last, who=friday_once.scott)

    repeat_everything(friday_once)

    assert "New York" in line_of(friday_once, friday_once.scott)


def test_whoever_is_forgotten_leaves_no_trace_of_it(friday_once: Company) -> None:
    friday_once.looks("limit 2 weeks", who=friday_once.scott)
    friday_once.scott.becomes(status_text="Vacation", status_emoji=":palm_tree:")
    friday_once.settles()
    friday_once.looks("forget me yes", who=friday_once.scott)
    friday_once.settles()

    assert friday_once.scott.id.encode() not in files_of(friday_once)
    assert "remember me" in friday_once.looks("limit 2 weeks", who=friday_once.scott).shown
    friday_once.scott.becomes(status_text="Vacation", status_emoji=":palm_tree:")
    friday_once.settles()
    assert friday_once.scott.id.encode() not in files_of(friday_once)
