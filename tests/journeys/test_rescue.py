"""Questions in channels that stay without an answer: their author is led to people, once, where that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.people import Person
from bot.demo.values import Message
from tests.bots import Moment, a_slack, pings
from tests.databases import SqliteDatabases
from tests.handoffs import TUESDAY, Handoff, handoff

# Says nothing of "who knows", so no suggestions come at once.
PLAIN = "How can I make my PowerPoint deck smaller before I send it?"
OPENING = "Your question here has no answer yet"


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    """Slack's clock and the bot's are one."""
    clock = Moment(TUESDAY)
    slack = a_slack(wall=lambda: clock().timestamp())
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path, clock=clock, slack=slack) as running:
            yield running
            assert pings(slack) == []


def switches(told: Handoff, switch: str, *, who: Person | None = None, where: object = None) -> str:
    answer = (who or told.jill).types("/whoknows", f"rescue {switch}".strip(), channel=where or told.acme.general)
    assert answer.acked, answer.error
    told.settles()
    return answer.message.shown if answer.message else ""


def asks(told: Handoff, text: str = PLAIN, who: Person | None = None) -> Message:
    message = (who or told.katie).says(told.acme.general, text)
    told.settles()
    return message


def rescued(told: Handoff, who: Person | None = None) -> list[str]:
    shown = [message.shown for message in (who or told.katie).whispers(told.acme.general)]
    return [words for words in shown if OPENING in words]


def test_a_coordinator_switches_it_for_a_channel(told: Handoff) -> None:
    assert "Rescue is off here" in switches(told, "", who=told.katie)
    assert "Rescue is on here" in switches(told, "on")
    assert "after 30 working minutes" in switches(told, "", who=told.katie)
    assert "Rescue is off here" in switches(told, "OFF")
    assert "Rescue is off here" in switches(told, "")


def test_nobody_else_does_and_not_where_nothing_is_learned(told: Handoff) -> None:
    private = told.acme.slack.add_channel("board", members=[told.jill], private=True, with_bot=True)
    away = told.acme.slack.add_channel("away", members=[told.jill])
    told.acme.bot.jobs.arrive()

    assert "coordinator" in switches(told, "on", who=told.katie)
    assert "public channels" in switches(told, "on", where=private)
    assert "I am not in this channel" in switches(told, "on", where=away)
    assert "I am not in this channel" in switches(told, "on", where=told.jill.bot_dm)
    for place in (told.acme.general, private, away):
        assert "Rescue is off here" in switches(told, "", where=place)


def test_thirty_working_minutes_without_an_answer(told: Handoff) -> None:
    switches(told, "on")
    asks(told)

    told.later(minutes=29)
    assert rescued(told) == []
    told.later(minutes=2)

    [words] = rescued(told)
    assert told.scott.mention in words
    told.later(minutes=30)
    told.everything()
    assert len(rescued(told)) == 1
    assert told.acme.slack.posts(told.acme.general) == []


def test_the_minutes_are_working_minutes_of_whoever_asks(told: Handoff) -> None:
    switches(told, "on")
    told.at(TUESDAY + timedelta(hours=2, minutes=50))  # ten minutes before Lisbon goes home
    asks(told)

    told.at(TUESDAY + timedelta(hours=16))
    assert rescued(told) == []
    told.at(TUESDAY + timedelta(hours=19, minutes=19))
    assert rescued(told) == []
    told.at(TUESDAY + timedelta(hours=19, minutes=21))
    assert len(rescued(told)) == 1


def test_it_is_off_unless_somebody_wants_it(told: Handoff) -> None:
    asks(told)
    told.later(hours=1)
    assert rescued(told) == []

    switches(told, "on")
    switches(told, "off")
    told.later(hours=1)
    assert rescued(told) == []


def test_what_was_answered_meanwhile_needs_none(told: Handoff) -> None:
    switches(told, "on")
    question = asks(told)
    told.scott.says(told.acme.general, "Compress the pictures, under Picture Format", thread=question)
    told.settles()

    told.later(hours=1)

    assert rescued(told) == []


def test_what_was_deleted_or_edited_into_something_else_needs_none(told: Handoff) -> None:
    switches(told, "on")
    gone, settled = asks(told), asks(told, who=told.jill)
    told.katie.deletes(gone)
    told.jill.edits(settled, "Found it, thanks all.")
    told.settles()

    told.later(hours=1)

    assert rescued(told) == []
    assert rescued(told, told.jill) == []


def test_who_was_led_to_people_already_is_not_told_twice(told: Handoff) -> None:
    switches(told, "on")
    asks(told, "Who knows PowerPoint?")
    before = len(told.katie.whispers(told.acme.general))

    told.later(hours=1)

    assert rescued(told) == []
    assert len(told.katie.whispers(told.acme.general)) == before


def test_where_nobody_is_known_nothing_is_said(told: Handoff) -> None:
    switches(told, "on")
    asks(told, "How do I get Kubernetes to pull from our own registry?", who=told.scott)

    told.later(days=1)

    assert rescued(told, told.scott) == []


def test_whoever_was_forgotten_meanwhile_hears_nothing(told: Handoff) -> None:
    switches(told, "on")
    asks(told)
    assert told.katie.types("/whoknows", "forget me yes").acked
    told.settles()

    told.later(hours=1)

    assert rescued(told) == []
