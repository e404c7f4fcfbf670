"""The hand-off where people do what is not in the story: too late, too long, as guests, from the terminal, and gone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bots import KEY, pings
from tests.command_line import on
from tests.databases import SqliteDatabases
from tests.handoffs import QUESTION, TUESDAY, Handoff, handoff
from tests.unmasking import marks


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path) as running:
            yield running
            assert pings(running.acme.slack) == []


@pytest.mark.parametrize("label", ["Happy to help", "Not now", "Not about this any more", "Not me, but..."])
def test_a_press_that_comes_too_late_is_shown_how_it_stands(told: Handoff, label: str) -> None:
    told.asks()
    seen = told.said(told.scott)[-1]
    told.presses(told.katie, "I no longer need it")
    updates = len(told.acme.slack.called("chat.update"))

    told.presses_late(told.scott, label, seen)

    assert len(told.acme.slack.called("chat.update")) == updates + 1
    assert "They no longer need it" in told.told(told.scott)[-1]
    assert told.scott.views() == []
    assert told.together() == []


def test_a_name_that_comes_too_late_is_not_asked(told: Handoff) -> None:
    told.asks()
    assert told.scott.presses(told.said(told.scott)[-1], "Not me, but...").acked
    told.presses(told.katie, "I no longer need it")

    answer = told.scott.submits(values={"person": told.jill.id})
    told.settles()

    assert "It is settled already, so I asked nobody else" in str(answer.body)
    assert told.told(told.jill) == []
    assert "They no longer need it" in told.told(told.scott)[-1]


def test_a_number_that_is_none_is_answered_kindly(told: Handoff) -> None:
    told.asks()
    asked = told.said(told.scott)[-1]
    forged = replace(
        asked, blocks=json.loads(re.sub(r'"value": "q\.[^"]+"', '"value": "%s"' % ("9" * 30), json.dumps(asked.blocks)))
    )

    told.presses_late(told.scott, "Happy to help", forged)

    assert "no longer open" in told.scott.dms()[-1].shown
    assert told.together() == []


def test_an_offer_that_was_taken_meanwhile_is_shown_how_it_stands(told: Handoff) -> None:
    told.asks()
    told.presses(told.scott, "Not now")
    offer = told.said(told.katie)[-1]
    told.presses(told.katie, "Ask jill")

    told.presses_late(told.katie, "Ask jill", offer)

    assert len([words for words in told.told(told.jill) if QUESTION in words]) == 1


@pytest.mark.parametrize(
    ("words", "why"), [("   ", "What would you like to know?"), ("...", "What would you like to know?")]
)
def test_an_empty_question_stays_in_the_form(told: Handoff, words: str, why: str) -> None:
    shown = told.acme.looks("powerpoint", who=told.katie)
    told.katie.presses(shown, "Ask scott")
    answer = told.katie.submits(values={"words": words}, unchecked=True)

    assert why in str(answer.body)
    assert told.told(told.scott) == []
    assert told.katie.submits(values={"words": QUESTION}).acked
    told.settles()
    assert QUESTION in told.told(told.scott)[-1]


def test_a_question_that_is_too_long_stays_in_the_form(told: Handoff) -> None:
    told.katie.presses(told.acme.looks("powerpoint", who=told.katie), "Ask scott")

    assert "At most 2,000" in str(told.katie.submits(values={"words": "x" * 2001}, unchecked=True).body)


def test_words_with_markup_and_names_call_nobody(told: Handoff) -> None:
    told.asks(words=f"<!channel> *Ana* & {told.jill.mention} said `no`\n>>> to <https://x.example|this>")

    asked = told.said(told.scott)[-1]
    assert told.jill.id not in repr(asked.blocks)
    told.presses(told.scott, "Happy to help")
    assert told.jill.id not in told.introductions()[0]


def test_a_guest_may_ask(told: Handoff) -> None:
    guest = told.acme.slack.add_person("Gus", is_guest=True)

    told.asks(who=guest)
    told.presses(told.scott, "Happy to help")

    assert f"{guest.mention}, meet {told.scott.mention}" in told.introductions()[0]


@pytest.mark.parametrize("unnamed", [False, True])
def test_an_asker_who_is_gone_keeps_nobody_waiting(told: Handoff, *, unnamed: bool) -> None:
    told.asks(unnamed=unnamed)
    told.katie.becomes(deleted=True)
    told.settles()

    told.presses(told.scott, "Happy to help")

    assert "They no longer need it" in told.told(told.scott)[-1]
    assert told.together() == []


def test_a_helper_who_is_gone_brings_the_next_person(told: Handoff) -> None:
    told.asks()
    told.scott.becomes(deleted=True)
    told.settles()

    told.later(minutes=1)

    assert f"{told.scott.mention} is no longer here. Shall I ask {told.jill.mention}" in told.told(told.katie)[-1]


@pytest.mark.parametrize("unnamed", [False, True])
def test_a_no_whose_answer_is_lost_brings_the_next_person_all_the_same(told: Handoff, *, unnamed: bool) -> None:
    told.asks(unnamed=unnamed)
    told.presses(told.scott, "Happy to help")
    told.later(hours=25)
    asked = told.said(told.katie)[-1]
    assert told.katie.presses(asked, "No, not really").acked
    with told.acme.bot.services.store.team(told.acme.team).writing() as unit:
        begun = unit.outbox.claim(now=told.clock())  # and the process that wanted to say it is no more
    assert begun is not None
    assert begun.kind == "referral.stands"

    told.later(minutes=2)
    told.later(minutes=2)

    assert [words for words in told.told(told.katie) if "Shall I ask" in words] == [told.told(told.katie)[-1]]
    assert "Did it help?" in asked.shown
    told.presses(told.katie, "Ask jill")
    assert QUESTION in told.told(told.jill)[-1]


def test_the_terminal_tells_nobody_who_asks_unnamed(told: Handoff) -> None:
    told.asks(unnamed=True)
    url = told.acme.bot.services.store.url.render_as_string(hide_password=False)
    whoknows = on(url)

    for line in (
        ("ask", "powerpoint"),
        ("ask", "powerpoint", "--json", "--asker", told.scott.id),
        ("doctor",),
        ("skills", "export"),
    ):
        printed = whoknows(*line, WHOKNOWS_SECRET_KEY=KEY).output
        assert printed
        assert [mark for mark in marks(told.katie)[:2] if mark in printed] == []


def test_two_who_were_told_of_each_other_by_somebody_both_know(told: Handoff) -> None:
    for who in (told.katie, told.scott):
        question = told.jill.says(told.acme.general, f"Who knows Excel? It is for {who.name}")
        told.settles()
        who.says(told.acme.general, "I do, I can show you how that works", thread=question)
        told.settles()
    told.asks()
    told.presses(told.scott, "Happy to help")

    assert f"You both know {told.jill.mention}" in told.introductions()[0]


def test_nobody_hears_from_the_bot_at_night_whether_it_helped(told: Handoff) -> None:
    told.asks()
    told.at(TUESDAY.replace(hour=17, minute=30))
    told.presses(told.scott, "Happy to help")

    told.at(TUESDAY.replace(day=25, hour=17, minute=31))  # past five in Lisbon
    assert "Did it help?" not in told.told(told.katie)[-1]
    told.at(TUESDAY.replace(day=26, hour=9))
    assert "Did it help?" in told.told(told.katie)[-1]
