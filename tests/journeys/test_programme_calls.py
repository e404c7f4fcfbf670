"""Stories of `/lunch`: each call is answered with what helps, and what goes wrong is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.faults import Trouble
from tests.programmes import Lunchtime, begun, told, wanted


def test_a_channel_that_is_archived_pauses_the_series_and_its_coordinator_hears_of_it_once(
    lunch_once: Lunchtime,
) -> None:
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.acme.slack.troubles(
        "chat.postMessage", Trouble.REFUSED, error="is_archived", channel=lunch_once.acme.general
    )
    lunch_once.due(datetime(2026, 11, 24, 11, tzinfo=UTC))

    assert lunch_once.general == []
    assert ["is paused" in words for words in told(lunch_once.acme.jill)] == [True]
    assert "paused" in lunch_once.types("next")
    assert "The next post comes on Tuesday 1 December" in lunch_once.types("resume")
    lunch_once.due(datetime(2026, 12, 1, 11, tzinfo=UTC))
    assert len(lunch_once.general) == 1


def test_a_bot_that_was_away_too_long_tells_its_coordinator(lunch_once: Lunchtime) -> None:
    begun(lunch_once)
    lunch_once.due(datetime(2026, 11, 24, 11, tzinfo=UTC) + timedelta(hours=13))

    assert lunch_once.general == []
    (words,) = told(lunch_once.acme.jill)
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
def test_each_call_is_answered_with_what_helps(lunch_once: Lunchtime, text: str, words: str) -> None:
    assert words in lunch_once.types(text)


@pytest.mark.parametrize(
    "text", ["setup #general tuesday 12:00", "setup", "post now", "next", "pause", "resume", "skip", "stop"]
)
def test_who_coordinates_nothing_is_told_who_does(lunch_once: Lunchtime, text: str) -> None:
    begun(lunch_once)

    assert "for coordinators" in lunch_once.types(text, lunch_once.acme.katie)


def test_dates_are_left_out_and_taken_back(lunch_once: Lunchtime) -> None:
    begun(lunch_once)

    assert "Tuesday 24 November 2026" in lunch_once.types("skip")
    assert "has passed already" in lunch_once.types("skip 2026-11-17")
    assert "that is a wednesday" in lunch_once.types("skip 25 November").lower()
    assert "Left out: Tuesday 24 November 2026" in lunch_once.types("next") or "1 December" in lunch_once.types("next")
    lunch_once.due(datetime(2026, 11, 24, 11, tzinfo=UTC))
    assert lunch_once.general == []
    assert "is paused" in lunch_once.types("pause")
    assert "is paused" in lunch_once.types("post now")
    assert "goes on" in lunch_once.types("resume #general")
    assert "has ended" in lunch_once.types("stop")
    assert "no lunch & learn yet" in lunch_once.types("stop")


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


def test_what_was_left_out_comes_back(lunch_once: Lunchtime) -> None:
    begun(lunch_once)
    lunch_once.types("skip #general 1 December")
    assert "Left out: Tuesday 1 December 2026" in lunch_once.types("next")

    assert "on Tuesday 1 December 2026 after all" in lunch_once.types("unskip #general 1 December")
    assert "Left out" not in lunch_once.types("next")
    assert "No date" in lunch_once.types("unskip")


def test_with_two_series_the_form_to_host_says_where(lunch_once: Lunchtime) -> None:
    lunch_once.acme.slack.add_channel("data", members=[lunch_once.acme.jill], with_bot=True)
    lunch_once.acme.bot.jobs.arrive()
    begun(lunch_once)
    lunch_once.types("setup #data friday 12:00 UTC 20 min 8 seats in the Kitchen https://meet.acme/x")
    lunch_once.types("pause #data")
    assert "*#data*: paused" in lunch_once.types("next")
    assert "*#data*: paused for now" in lunch_once.types("", lunch_once.acme.katie)
    lunch_once.types("resume #data")

    lunch_once.types("host Excel *tricks*", lunch_once.acme.scott)
    assert "'initial_value': 'Excel tricks'" in str(lunch_once.acme.scott.topmost().blocks)
    assert "Friday 27 November at 12:00 (UTC), #data" in str(lunch_once.acme.scott.topmost().blocks)


def test_an_outage_of_slack_is_told_and_does_not_pause(lunch_once: Lunchtime) -> None:
    begun(lunch_once)
    lunch_once.acme.slack.troubles(
        "chat.postMessage", Trouble.REFUSED, error="message_limit_exceeded", channel=lunch_once.acme.general
    )
    lunch_once.due(datetime(2026, 11, 24, 11, tzinfo=UTC))

    (words,) = told(lunch_once.acme.jill)
    assert "could not be made" in words
    assert "The next one comes on Tuesday 1 December" in words
