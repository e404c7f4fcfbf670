"""Stories of `/lunch`: each call is answered with what helps, and what goes wrong is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.faults import Trouble
from tests.bots import pings
from tests.databases import SqliteDatabases
from tests.programmes import Lunchtime, begun, lunchtime, told, wanted


@pytest.fixture(params=["sockets", "http"])
def lunch(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Lunchtime]:
    for url in sqlite_databases.fresh(tmp_path):
        with lunchtime(url, folder=tmp_path, by=request.param) as running:
            yield running
            assert running.acme.slack.violations == []
            assert pings(running.acme.slack) == []


def test_a_channel_that_is_archived_pauses_the_series_and_its_coordinator_hears_of_it_once(lunch: Lunchtime) -> None:
    wanted(lunch)
    begun(lunch)
    lunch.acme.slack.troubles("chat.postMessage", Trouble.REFUSED, error="is_archived", channel=lunch.acme.general)
    lunch.due(datetime(2026, 11, 24, 11, tzinfo=UTC))

    assert lunch.general == []
    assert ["is paused" in words for words in told(lunch.acme.jill)] == [True]
    assert "paused" in lunch.types("next")
    assert "The next post comes on Tuesday 1 December" in lunch.types("resume")
    lunch.due(datetime(2026, 12, 1, 11, tzinfo=UTC))
    assert len(lunch.general) == 1


def test_a_bot_that_was_away_too_long_tells_its_coordinator(lunch: Lunchtime) -> None:
    begun(lunch)
    lunch.due(datetime(2026, 11, 24, 11, tzinfo=UTC) + timedelta(hours=13))

    assert lunch.general == []
    (words,) = told(lunch.acme.jill)
    assert "due on Tuesday 24 November 2026" in words
    assert "The next one comes on Tuesday 1 December at 12:00" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("help", "`/lunch setup #channel tuesday 12:00`"),
        ("help", "post now"),
        ("nonsense", "`/lunch help`"),
        ("post", "`/lunch post now`"),
        ("post now", "no lunch & learn yet"),
        ("next", "no lunch & learn yet"),
        ("setup #nowhere tuesday 12:00", "don't know that channel"),
        ("setup every Tuesday at noon", "#general is set up: every Tuesday at 12:00"),
        ("setup #general someday 12:00", "don't know a day"),
        ("setup #general tuesday 12:00 0 seats", "Between 1 and 500 seats"),
        ("setup #general tuesday 12:00 1000000 seats", "Between 1 and 500 seats"),
        ("host", "no lunch & learn yet"),
        ("suggest pivot tables", "no lunch & learn yet"),
        ("library excel", "library"),
        ("", "no lunch & learn here yet"),
    ],
)
def test_each_call_is_answered_with_what_helps(lunch: Lunchtime, text: str, words: str) -> None:
    assert words in lunch.types(text)


@pytest.mark.parametrize(
    "text", ["setup #general tuesday 12:00", "setup", "post now", "next", "pause", "resume", "skip", "stop"]
)
def test_who_coordinates_nothing_is_told_who_does(lunch: Lunchtime, text: str) -> None:
    begun(lunch)

    assert "for coordinators" in lunch.types(text, lunch.acme.katie)


def test_dates_are_left_out_and_taken_back(lunch: Lunchtime) -> None:
    begun(lunch)

    assert "Tuesday 24 November 2026" in lunch.types("skip")
    assert "has passed already" in lunch.types("skip 2026-11-17")
    assert "that is a wednesday" in lunch.types("skip 25 November").lower()
    assert "Left out: Tuesday 24 November 2026" in lunch.types("next") or "1 December" in lunch.types("next")
    lunch.due(datetime(2026, 11, 24, 11, tzinfo=UTC))
    assert lunch.general == []
    assert "is paused" in lunch.types("pause")
    assert "is paused" in lunch.types("post now")
    assert "goes on" in lunch.types("resume #general")
    assert "has ended" in lunch.types("stop")
    assert "no lunch & learn yet" in lunch.types("stop")


def test_buttons_under_the_overview_open_forms(lunch: Lunchtime) -> None:
    begun(lunch)
    answer = lunch.acme.katie.types("/lunch", "", channel=lunch.acme.general)
    assert answer.message is not None

    lunch.presses(lunch.acme.katie, "Host something", answer.message)
    assert lunch.acme.katie.submits(values={"What is it about?": "Knots"}).errors == {}
    lunch.types("suggest", lunch.acme.katie)
    assert lunch.acme.katie.submits(values={"What would you like to learn?": "Sails"}).errors == {}

    assert "you host *Knots*" in lunch.types("", lunch.acme.katie)
    answer = lunch.acme.scott.types("/lunch", "", channel=lunch.acme.general)
    lunch.presses(lunch.acme.scott, "Count me in", answer.message)
    assert "you come to *Knots*" in lunch.types("", lunch.acme.scott)
    lunch.due(datetime(2026, 12, 8, 11, tzinfo=UTC))
    assert "Sails" in lunch.general[-1].shown


def test_what_was_left_out_comes_back(lunch: Lunchtime) -> None:
    begun(lunch)
    lunch.types("skip #general 1 December")
    assert "Left out: Tuesday 1 December 2026" in lunch.types("next")

    assert "on Tuesday 1 December 2026 after all" in lunch.types("unskip #general 1 December")
    assert "Left out" not in lunch.types("next")
    assert "No date" in lunch.types("unskip")


def test_with_two_series_the_form_to_host_says_where(lunch: Lunchtime) -> None:
    lunch.acme.slack.add_channel("data", members=[lunch.acme.jill], with_bot=True)
    lunch.acme.bot.jobs.arrive()
    begun(lunch)
    lunch.types("setup #data friday 12:00 UTC 20 min 8 seats in the Kitchen https://meet.acme/x")
    lunch.types("pause #data")
    assert "*#data*: paused" in lunch.types("next")
    assert "*#data*: paused for now" in lunch.types("", lunch.acme.katie)
    lunch.types("resume #data")

    lunch.types("host Excel *tricks*", lunch.acme.scott)
    assert "'initial_value': 'Excel tricks'" in str(lunch.acme.scott.topmost().blocks)
    assert "Friday 27 November at 12:00 (UTC), #data" in str(lunch.acme.scott.topmost().blocks)


def test_an_outage_of_slack_is_told_and_does_not_pause(lunch: Lunchtime) -> None:
    begun(lunch)
    lunch.acme.slack.troubles(
        "chat.postMessage", Trouble.REFUSED, error="ekm_access_denied", channel=lunch.acme.general
    )
    lunch.due(datetime(2026, 11, 24, 11, tzinfo=UTC))

    (words,) = told(lunch.acme.jill)
    assert "could not be made" in words
    assert "The next one comes on Tuesday 1 December" in words
