"""Stories of a practice lesson: Scott practises before Katie and Jill, and what he alone hears of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.demo.people import Person
from bot.demo.values import Message, View
from tests.bots import pings, sent_words
from tests.builders import rows
from tests.lunchers import Gather, Gathered

AT = datetime(2026, 11, 26, 15, tzinfo=UTC)  # ten in New York
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECRET = "You lost us in the middle"
GOOD = {
    "Subject": "There already",
    "Subject, in a line": "Clear",
    "Presenting": "There already",
    "Presenting, in a line": "Good slides",
    "Facilitation": "Nearly",
    "Facilitation, in a line": "Ask more",
    "Adapting": "There already",
    "Adapting, in a line": "You noticed",
}
POOR = {**GOOD, "Adapting": "Not yet", "Adapting, in a line": SECRET}


def newest(here: Gathered, who: Person, words: str) -> Message:
    return [message for message in here.said(who) if words in message.shown][-1]


def count(here: Gathered, who: Person, words: str) -> int:
    return len([shown for shown in here.told(who) if words in shown])


def due(here: Gathered, at: datetime) -> None:
    here.time.clock.at = at
    here.time.acme.bot.jobs.tick(at)
    here.settles()


def fields(here: Gathered, **changes: Any) -> dict[str, Any]:
    acme = here.time.acme
    begin = {"Day": "2026-11-26", "Time": "10:00", "Who watches?": acme.katie, "And who else?": acme.jill}
    return {**begin, "Place or link": "Kitchen 2", **changes}


def planned(here: Gathered) -> None:
    scott = here.time.acme.scott
    form = here.opens(scott, "Practise it first", newest(here, scott, "You host *Pivot tables*"))
    assert not scott.submits(form, fields(here)).errors
    here.settles()


def held(here: Gathered) -> None:
    planned(here)
    for who in (here.time.acme.katie, here.time.acme.jill):
        here.presses(who, "I'll be there", newest(here, who, "would like to practise"))
    due(here, AT + HOUR)


def rubric(here: Gathered, who: Person) -> View:
    return here.opens(who, "Fill in the rubric", newest(here, who, "How did *Pivot tables* go?"))


def test_scott_practises_and_hears_what_to_try(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    planned(here)
    asked = newest(here, acme.katie, "would like to practise")
    assert "Thursday 26 November at 15:00 (Lisbon time), half an hour" in asked.shown
    assert "that is 10:00 (New York time)" in asked.shown
    assert "Only" in asked.shown
    here.presses(acme.katie, "I'll be there", asked)
    here.presses(acme.jill, "I'll be there", newest(here, acme.jill, "would like to practise"))
    assert "Thank you." in newest(here, acme.katie, "practises *Pivot tables* before you").shown
    assert "will be at your practice lesson" in here.told(acme.scott)[-1]

    due(here, AT - 15 * MINUTE)
    assert "In 15 minutes you practise *Pivot tables*" in here.told(acme.scott)[-1]
    due(here, AT + HOUR)
    assert not acme.katie.submits(rubric(here, acme.katie), GOOD).errors
    here.settles()
    assert count(here, acme.scott, "Clear") == 0
    assert not acme.jill.submits(rubric(here, acme.jill), POOR).errors
    here.settles()

    told = newest(here, acme.scott, "One more practice")
    assert SECRET in told.shown
    assert "Subject, _there already_: Clear" in told.shown
    here.repeat_everything()
    due(here, AT + 3 * DAY)
    once = ("One more practice", "practise *Pivot tables* before")
    assert [count(here, acme.scott, words) for words in once] == [1, 1]
    for who in (acme.katie, acme.jill):
        assert SECRET not in " ".join(here.told(who))
        assert count(here, who, "How did *Pivot tables* go?") == 1
    form = here.opens(acme.scott, "Plan another one", told)
    answer = acme.scott.submits(form, fields(here, Day="2026-11-30"))
    assert not answer.errors
    here.settles()
    assert count(here, acme.katie, "would like to practise") == 1  # the one before was replaced by her answer
    assert pings(here.slack) == []


def test_a_form_that_cannot_be_says_what_is_wrong_beside_each_field(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    form = here.opens(acme.scott, "Practise it first", newest(here, acme.scott, "You host"))

    answer = acme.scott.submits(form, fields(here, **{"Who watches?": acme.scott, "Day": "2026-11-20"}))
    assert set(answer.errors) == {"first", "day"}
    answer = acme.scott.submits(form, fields(here, **{"And who else?": acme.katie, "Day": "2026-12-02"}))
    assert set(answer.errors) == {"second"} | {"day"}
    assert count(here, acme.katie, "practise") == 0
    assert not acme.scott.submits(form, fields(here)).errors


def test_a_rubric_half_filled_stays_in_the_form(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    held(here)
    form = rubric(here, acme.katie)
    half = {name: value for name, value in GOOD.items() if not name.startswith("Adapting")}

    answer = acme.katie.submits(form, {**half, "Presenting, in a line": "   "}, unchecked=True)

    assert set(answer.errors) == {"adapting", "adapting_line", "presenting_line"}
    assert acme.katie.views()[-1].state["subject_line"]["subject_line"]["value"] == "Clear"
    assert rows(acme.bot.services.store, "mark") == []
    assert not acme.katie.submits(form, GOOD).errors
    assert len(rows(acme.bot.services.store, "mark")) == 4


def test_who_cant_or_says_nothing_is_replaced(gather_once: Gather) -> None:
    here = gather_once()
    acme, clock = here.time.acme, here.time.clock
    mei = here.slack.add_person("Mei", tz="Europe/Berlin")
    here.slack.settled()
    planned(here)
    here.presses(acme.katie, "I can't", newest(here, acme.katie, "would like to practise"))
    assert "Noted" in here.told(acme.katie)[-1]
    form = here.opens(acme.scott, "Name somebody else", newest(here, acme.scott, "Who else could watch?"))
    assert set(acme.scott.submits(form, {"Who else could watch?": acme.katie}).errors) == {"peer"}
    assert "know them yet" in acme.scott.submits(form, {"Who else could watch?": mei}).errors["peer"]
    here.settles()  # the bot asks Slack who she is
    assert not acme.scott.submits(form, {"Who else could watch?": mei}).errors
    here.settles()
    assert "16:00 (Berlin time)" in newest(here, mei, "would like to practise").shown

    for days in (1, 1, 2, 2):
        due(here, clock.at.replace(day=23 + days, hour=10))
    assert count(here, mei, "I asked you before") == 1
    assert count(here, acme.scott, "Who else could watch?") == 2  # for one seat, and for two that came free at once
    here.presses(acme.jill, "I'll be there", newest(here, acme.jill, "I asked you before"))
    assert "Somebody else is asked in your place" in here.told(acme.jill)[-1]


def test_called_off_everybody_hears_once_and_late_presses_are_answered_kindly(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    planned(here)
    asked = newest(here, acme.katie, "would like to practise")
    here.presses(acme.scott, "Call it off", newest(here, acme.scott, "is planned"))
    here.repeat_everything()

    assert [count(here, who, "is called off") for who in (acme.katie, acme.jill, acme.scott)] == [1, 1, 1]
    here.presses(acme.katie, "I'll be there", asked)
    assert "was called off" in here.told(acme.katie)[-1]


def test_a_cancelled_gathering_takes_its_practice_along(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    planned(here)
    here.presses(acme.scott, "Cancel it", newest(here, acme.scott, "You host"))
    due(here, here.time.clock.at + MINUTE)

    assert count(here, acme.katie, "You need not come") == 1
    due(here, AT + HOUR)
    assert count(here, acme.katie, "How did") == 0


def test_a_stranger_with_forged_buttons_gets_nothing(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    mei = here.slack.add_person("Mei")
    here.slack.settled()
    held(here)
    acme.katie.submits(rubric(here, acme.katie), POOR)
    here.settles()
    theirs = newest(here, acme.jill, "How did *Pivot tables* go?")
    forged = mei.dms_bot("hello")
    here.settles()
    reply = [message for message in mei.dms() if message.bot_id][-1]
    reply.blocks.extend(theirs.blocks)
    here.presses(mei, "Fill in the rubric", reply)

    assert mei.views() == []
    assert "not one of the two" in here.told(mei)[-1]
    assert SECRET not in " ".join(here.told(mei) + here.told(acme.jill) + here.told(acme.katie))
    assert forged.text == "hello"


def test_the_coordinator_of_a_series_that_asks_hears_the_outcome_alone(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    acme.jill.types("/lunch", "setup", channel=acme.general)
    answer = acme.jill.submits(None, {"Do hosts practise before two colleagues first?": "Yes, I ask them to"})
    assert not answer.errors
    assert "hosts are asked to practise first" in acme.jill.views()[-1].shown
    mei = here.slack.add_person("Mei")
    form = here.opens(acme.scott, "Practise it first", newest(here, acme.scott, "You host"))
    assert set(acme.scott.submits(form, fields(here, **{"And who else?": mei})).errors) == {"second"}
    here.settles()  # the bot asks Slack who she is
    assert not acme.scott.submits(form, fields(here, **{"And who else?": mei})).errors
    here.settles()
    for who in (acme.katie, mei):
        here.presses(who, "I'll be there", newest(here, who, "would like to practise"))
    due(here, AT + HOUR)
    for who in (acme.katie, mei):
        assert not who.submits(rubric(here, who), POOR).errors
    here.settles()

    told = newest(here, acme.jill, "has practised")
    assert "*one more practice*" in told.shown
    assert SECRET not in " ".join(here.told(acme.jill))
    assert SECRET in " ".join(here.told(acme.scott))
    due(here, AT + 2 * HOUR)
    assert count(here, acme.jill, "has practised") == 1


@pytest.mark.parametrize("who", ["katie", "jill"])
def test_lunch_teachback_says_what_there_is(gather_once: Gather, who: str) -> None:
    here = gather_once()
    acme = here.time.acme

    assert "You host no gathering" in here.time.types("teachback", getattr(acme, who))
    assert "Practise it first" in here.time.types("", acme.scott)
    assert here.time.types("teachback", acme.scott) == ""
    assert acme.scott.views()[-1].payload["title"]["text"] == "Practise it first"
    acme.scott.closes()
    planned(here)
    shown = here.time.types("teachback", acme.scott)
    assert "has not answered yet" in shown
    assert "Call it off" in shown


def test_what_was_said_is_in_nobodys_ear_but_scotts(gather_once: Gather) -> None:
    """Of all that went to Slack, the words of a rubric stand in what its host was sent, and nowhere else."""
    here = gather_once()
    acme = here.time.acme
    held(here)
    for who in (acme.katie, acme.jill):
        acme.katie.submits(rubric(here, who), POOR) if who is acme.katie else acme.jill.submits(rubric(here, who), GOOD)
    here.settles()
    assert SECRET in here.time.types("teachback", acme.scott)

    said = [words for words in sent_words(here.slack) if SECRET in words]
    calls = [call for call in here.slack.calls if SECRET in repr(call.arguments)]
    assert said
    assert {call.arguments.get("channel") for call in calls} == {acme.scott.bot_dm.id}
