"""Stories from a name to a conversation: asking, the four answers, the next person, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bots import pings
from tests.databases import SqliteDatabases
from tests.handoffs import QUESTION, TUESDAY, Handoff, handoff


@pytest.fixture(params=["sockets", "http"])
def both(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path, by=request.param) as told:
            yield told


@pytest.fixture
def one(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path) as told:
            yield told


def test_a_yes_opens_a_conversation_of_the_two(both: Handoff) -> None:
    answer = both.asks()

    assert "I have asked scott" in str(answer.body)
    asked = both.told(both.scott)[-1]
    assert f"{both.katie.mention} would like your help with *PowerPoint*" in asked
    assert QUESTION in asked
    assert "answered one question about PowerPoint" in asked.partition("Why you: ")[2]
    assert "I have asked" in both.told(both.katie)[-1]

    both.presses(both.scott, "Happy to help")

    [room] = both.together()
    assert set(room.members) >= {both.katie.id, both.scott.id}
    [introduction] = both.introductions()
    assert f"{both.katie.mention}, meet {both.scott.mention}" in introduction
    assert QUESTION in introduction
    assert "A conversation with" in both.told(both.scott)[-1]
    assert QUESTION not in both.told(both.scott)[-1]

    both.everything()
    assert len(both.introductions()) == 1
    assert len(both.told(both.scott)) == 1
    assert pings(both.acme.slack) == []


def test_a_day_later_a_yes_is_thanks_with_a_skill(one: Handoff) -> None:
    one.asks()
    one.presses(one.scott, "Happy to help")
    before = len(one.told(one.katie))

    one.later(hours=23)
    assert len(one.told(one.katie)) == before
    one.later(hours=1, minutes=1)
    one.later(hours=1)

    assert "Did it help?" in one.told(one.katie)[-1]
    assert len(one.told(one.katie)) == before + 1
    one.presses(one.katie, "Yes, it helped")
    assert "Good to hear" in one.told(one.katie)[-1]
    assert "thanked once by one colleague for PowerPoint" in one.acme.looks("powerpoint").shown
    one.everything()
    assert "thanked once by one colleague for PowerPoint" in one.acme.looks("powerpoint").shown


def test_a_no_brings_the_next_person(one: Handoff) -> None:
    one.asks()
    one.presses(one.scott, "Happy to help")
    one.later(hours=25)
    updates = len(one.acme.slack.called("chat.update"))
    one.presses(one.katie, "No, not really")

    assert "A conversation with" in one.told(one.scott)[-1]
    assert len(one.acme.slack.called("chat.update")) == updates
    shown = one.told(one.katie)[-1]
    assert f"Shall I ask {one.jill.mention}" in shown
    one.presses(one.katie, "Ask jill")

    assert QUESTION in one.told(one.jill)[-1]
    assert "thanked" not in one.acme.looks("powerpoint").shown
    one.presses(one.jill, "Happy to help")
    assert len(one.together()) == 2


def test_not_now_brings_the_next_person_if_the_asker_agrees(one: Handoff) -> None:
    one.asks()
    one.presses(one.scott, "Not now")

    assert "You are not asked again today" in one.told(one.scott)[-1]
    assert f"{one.scott.mention} cannot help just now. Shall I ask {one.jill.mention}" in one.told(one.katie)[-1]
    assert one.told(one.jill) == []
    one.presses(one.katie, "Ask jill")
    assert QUESTION in one.told(one.jill)[-1]


def test_the_baton_passes_and_both_get_credit(one: Handoff) -> None:
    one.asks()
    assert one.scott.presses(one.said(one.scott)[-1], "Not me, but...").acked
    answer = one.scott.submits(values={"person": one.jill.id})
    one.settles()

    assert "I'll take it from here" in str(answer.body)
    assert f"I'll take it to {one.jill.mention}" in one.told(one.scott)[-1]
    assert f"{one.scott.mention} named you for this" in one.told(one.jill)[-1]
    assert f"{one.scott.mention} named {one.jill.mention}" in one.told(one.katie)[-1]
    assert "named for PowerPoint by one colleague" in one.acme.looks("powerpoint", who=one.katie).shown

    one.presses(one.jill, "Happy to help")
    one.later(hours=25)
    one.presses(one.katie, "Yes, it helped")
    thanked = {row.receiver_id for row in kudos(one)}
    assert thanked == {one.jill.id, one.scott.id}


def test_not_about_this_any_more_is_never_named_for_it_again(one: Handoff) -> None:
    one.asks()
    one.presses(one.scott, "Not about this any more")

    assert one.scott.mention not in one.acme.looks("powerpoint", who=one.katie).shown
    assert "I no longer name you for it" in one.told(one.scott)[-1]


def test_no_answer_in_four_working_hours_of_their_own(one: Handoff) -> None:
    one.asks()
    one.at(TUESDAY + timedelta(hours=3, minutes=59))
    assert "has not answered" not in one.told(one.katie)[-1]

    one.at(TUESDAY + timedelta(hours=4, minutes=1))

    assert f"{one.scott.mention} has not answered" in one.told(one.katie)[-1]
    assert "no harm done" in one.told(one.scott)[-1]
    shown = one.acme.looks("powerpoint").shown
    assert f"{one.scott.mention}*  \u00b7  at their limit today" in shown
    assert "Ask scott" not in shown


def test_the_night_in_new_york_is_no_working_time(one: Handoff) -> None:
    one.at(TUESDAY + timedelta(hours=7))  # four in the afternoon in New York: an hour of work is left
    one.asks()
    one.at(TUESDAY + timedelta(hours=20))
    assert "has not answered" not in one.told(one.katie)[-1]
    one.at(TUESDAY + timedelta(days=1, hours=3, minutes=1))
    assert "has not answered" in one.told(one.katie)[-1]


def test_all_are_asked_quietly_and_the_first_yes_takes_it(one: Handoff) -> None:
    shown = one.acme.looks("powerpoint", who=one.katie)
    one.sends(shown, "Ask all quietly")

    for each in (one.scott, one.jill):
        assert QUESTION in one.told(each)[-1]
    late = one.said(one.jill)[-1]
    one.presses(one.scott, "Happy to help")

    assert "a little quicker" in one.told(one.jill)[-1]
    one.presses_late(one.jill, "Happy to help", late)
    assert "a little quicker" in one.told(one.jill)[-1]
    assert len(one.introductions()) == 1
    one.later(hours=25)
    assert f"You asked {one.scott.mention} about" in one.told(one.katie)[-1]


def test_the_asker_takes_it_back(one: Handoff) -> None:
    one.asks()
    late = one.said(one.scott)[-1]
    one.presses(one.katie, "I no longer need it")

    assert "They no longer need it" in one.told(one.scott)[-1]
    assert "nobody is asked" in one.told(one.katie)[-1]
    before = one.told(one.katie)
    one.presses_late(one.scott, "Happy to help", late)
    one.later(days=2)
    assert one.introductions() == []
    assert one.told(one.katie) == before


def kudos(one: Handoff):  # noqa: ANN201 - rows of thanks
    with one.acme.bot.services.store.team(one.acme.team).reading() as unit:
        return unit.kudos.standing_of(one.katie.id)


def test_at_the_limit_is_one_press_away(one: Handoff) -> None:
    one.asks()
    one.presses(one.scott, "I'm at my limit this week")

    assert "asked nothing more this week" in one.told(one.scott)[-1]
    assert "cannot help just now" in one.told(one.katie)[-1]
    one.later(days=2)
    assert "at their limit this week" in one.acme.looks("powerpoint", who=one.katie).shown
    one.later(days=5)
    assert "at their limit" not in one.acme.looks("powerpoint", who=one.katie).shown


def test_what_waits_and_what_was_asked_stand_on_the_home_tabs(one: Handoff) -> None:
    one.asks(unnamed=True)
    for each in (one.scott, one.katie):
        each.opens_home()
    one.settles()
    waiting, asked = one.scott.home(), one.katie.home()
    assert waiting
    assert asked
    assert "A colleague would like your help with *PowerPoint*" in waiting.shown
    assert one.katie.mention not in waiting.shown
    assert f"You asked about *PowerPoint*: waiting for {one.scott.mention}" in asked.shown

    assert one.scott.presses(waiting, "Happy to help").acked
    one.settles()

    now = one.scott.home()
    assert now
    assert "would like your help" not in now.shown
    assert len(one.introductions()) == 1
