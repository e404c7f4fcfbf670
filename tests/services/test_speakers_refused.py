"""Looking for speakers, and all who have no part in it: forged, late, forgotten, gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import KindError
from bot.outbox_speakers import errands
from bot.views.blocks import View
from storage.speakers import Reply
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, everything, rows
from tests.gatherings import words
from tests.programmes import ANA, BOB, GUS, JILL, KATIE, Office
from tests.searches import (
    ASK,
    answer,
    approach_of,
    ask_them,
    asked,
    due,
    heard,
    knowing_on,
    press,
    view,
)

DAY = timedelta(days=1)


@pytest.fixture
def office(store: Store) -> Office:
    return knowing_on(store)


@pytest.mark.parametrize("who", [BOB, JILL, GUS, "U0NOBODY"])
def test_nobody_answers_for_another(office: Office, who: str) -> None:
    ask_them(office)
    with pytest.raises(KindError, match="from a while ago"):
        office.ours.speakers.answer(TEAM, press(office, who, approach_of(office, ANA)), yes=True, now=office.at)
    with pytest.raises(KindError, match="from a while ago"):
        office.ours.speakers.answer(TEAM, press(office, who, 99), yes=True, now=office.at)

    assert [row.state for row in rows(office.store, "approach")] == [Reply.ASKED]


def test_a_topic_that_is_none_and_a_press_that_is_too_late_change_nothing(office: Office) -> None:
    with pytest.raises(KindError, match="from a while ago"):
        office.ours.speakers.ask_them(TEAM, press(office, JILL, 99), now=office.at)
    ask_them(office)
    office.at += timedelta(days=29)
    with pytest.raises(KindError, match="from a while ago"):
        answer(office, ANA, yes=True)


def test_nothing_is_shown_to_who_coordinates_no_longer_or_of_who_left_meanwhile(office: Office) -> None:
    office.ours.settings.name(TEAM, JILL, KATIE, now=office.at)
    ask_them(office, KATIE)
    answer(office, ANA, yes=True)
    assert heard(office, KATIE)[-1][0] == "speakers.found"
    office.ours.settings.drop(TEAM, JILL, KATIE)
    assert "speakers.found" not in dict(heard(office, KATIE))

    ask_them(office)
    answer(office, BOB, yes=True)
    assert "speakers.found" in dict(heard(office, JILL))
    with office.unit() as unit:
        unit.people.save([PersonRow(BOB, "Bob", is_deleted=True)])
    assert "speakers.found" not in dict(heard(office, JILL))


def test_a_yes_is_for_the_one_who_asked_and_for_no_other_coordinator(office: Office) -> None:
    office.ours.settings.name(TEAM, JILL, KATIE, now=office.at)
    ask_them(office, KATIE)
    answer(office, ANA, yes=True)
    shown = {
        who: office.ours.speakers.found(TEAM, approach_of(office, ANA), who, now=office.at) for who in (KATIE, JILL)
    }

    assert (shown[KATIE] is not None, shown[JILL]) == (True, None)


def test_a_search_ends_with_the_one_who_looks(office: Office) -> None:
    office.ours.settings.name(TEAM, JILL, KATIE, now=office.at)
    ask_them(office, KATIE)
    office.ours.settings.drop(TEAM, JILL, KATIE)
    due(office, 2)
    due(office, 7)
    answer(office, ANA, yes=True)

    assert asked(office) == [ANA]
    assert [kind for kind, _said in heard(office, KATIE)] == ["speakers.asking"]


def test_who_is_forgotten_is_not_asked_and_cannot_answer(office: Office) -> None:
    ask_them(office)
    number = approach_of(office, ANA)
    office.ours.privacy.forget(TEAM, ANA, now=office.at)
    with pytest.raises(KindError):
        office.ours.speakers.answer(TEAM, press(office, ANA, number), yes=True, now=office.at)
    due(office, 2)

    assert asked(office) == [BOB]
    assert [name for name, found in everything(office.store).items() if any(ANA in row for row in found)] == []


def test_what_was_asked_is_worded_as_it_stands(office: Office) -> None:
    ask_them(office)
    [item] = office.left(ASK)
    said = words(view(office, item) or View(""))
    assert f"<@{JILL}> looks for somebody to speak about *pandas*" in said
    with office.unit() as unit:
        errands(office.ours)[ASK].posted(unit, item, "D1", "5.0")
    answer(office, ANA, yes=False)

    assert view(office, item) is None
    [now] = office.left("speakers.ask_now")
    assert errands(office.ours)[now.kind].stands(TEAM, now) == "5.0"
    assert "Nobody hears of it" in words(view(office, now) or View(""))
