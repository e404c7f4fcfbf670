"""Whom two people both know: nobody who minds, and by nothing that somebody hid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.services.referral_people import Colleagues
from storage.asks import AnswerKey
from storage.store import Store, Unit
from storage.values import LEARNING, PAUSED, WORKS_COUNCIL, Origin, PersonRow, QuestionRow
from tests.builders import ts
from tests.referring import JILL, KATIE, NOON, SCOTT, Referring, referring_on

Mind = Callable[[Unit], object]
ASKED = NOON - timedelta(days=3)


@pytest.fixture
def desk(store: Store) -> Referring:
    """Jill answered a question of Katie's and one of Scott's in a public channel."""
    desk = referring_on(store)
    with desk.unit() as unit:
        for number, asker in enumerate((KATIE, SCOTT)):
            at = ts(ASKED + timedelta(minutes=number))
            unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C1", at, asker, ASKED, (), ()))
            unit.asks.add_answers({AnswerKey("C1", at, JILL): ts(ASKED + timedelta(hours=1, minutes=number))})
    return desk


def mutual(desk: Referring) -> str:
    ours = desk.ours
    with desk.unit() as unit:
        found = Colleagues(ours.skills, ours.privacy, ours.settings).mutual(unit, KATIE, SCOTT)
    return found.user_id if found else ""


def test_whoever_answered_both_is_known_to_both(desk: Referring) -> None:
    assert mutual(desk) == JILL


def hides_an_answer(unit: Unit) -> None:
    unit.asks.hide_answer(AnswerKey("C1", ts(ASKED), JILL), now=NOON)


MINDS: list[Mind] = [
    hides_an_answer,
    lambda unit: unit.choices.prefer(JILL, PAUSED, "always"),
    lambda unit: unit.choices.prefer(JILL, LEARNING, "off"),
    lambda unit: unit.choices.set({WORKS_COUNCIL: "1"}),
    lambda unit: unit.people.save([PersonRow(JILL, "Jill", is_guest=True)]),
]


@pytest.mark.parametrize("mind", MINDS)
def test_not_where_they_mind(desk: Referring, mind: Mind) -> None:
    with desk.unit() as unit:
        mind(unit)

    assert mutual(desk) == ""
