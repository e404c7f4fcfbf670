"""The hand-off at its services: how often somebody is asked, by the clock of their own, and how much one asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.referrals import Move
from bot.errors import KindError
from storage.store import Store
from tests.referring import ANA, JILL, KATIE, LEE, NOON, SCOTT, Referring, referring_on

LONG = "x" * 2001


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


# -- how often somebody is asked


def test_one_a_day_by_the_clock_of_whoever_is_asked(desk: Referring) -> None:
    desk.at = NOON.replace(hour=3)  # ten in the evening of the third, for Scott in New York
    question = desk.asks()
    desk.withdraws(question)

    assert "asked today already" in desk.sends(desk.looks(LEE), who=LEE).wrong["words"]
    desk.at = NOON.replace(hour=4, minute=59)
    assert desk.sends(desk.looks(LEE), who=LEE).wrong
    desk.at = NOON.replace(hour=5)
    assert not desk.sends(desk.looks(LEE), who=LEE).wrong


@pytest.mark.parametrize(
    ("asked", "free_again"),
    [
        ("2026-03-08T04:30", "2026-03-08T05:00"),  # the day on which the clocks go forward has 23 hours
        ("2026-03-08T05:30", "2026-03-09T04:00"),
        ("2026-11-01T04:30", "2026-11-02T05:00"),  # and the day on which they go back 25
    ],
)
def test_a_day_in_which_the_clocks_change_is_as_long_as_it_is(once: Referring, asked: str, free_again: str) -> None:
    once.bounds(asks_per_week=9)
    once.at = NOON.fromisoformat(f"{asked}+00:00")
    once.withdraws(once.asks())

    once.at = NOON.fromisoformat(f"{free_again}+00:00") - timedelta(minutes=1)
    assert once.sends(once.looks(LEE), who=LEE).wrong
    once.at += timedelta(minutes=1)
    assert not once.sends(once.looks(LEE), who=LEE).wrong


def test_three_a_week_that_begins_on_monday(desk: Referring) -> None:
    for day, (who, text) in enumerate([(KATIE, "excel"), (KATIE, "pandas"), (LEE, "excel")]):
        desk.at = NOON + timedelta(days=day)
        desk.withdraws(desk.asks(who=who, text=text), who)

    desk.at = NOON + timedelta(days=3)  # Saturday
    assert "at their limit this week" in desk.sends(desk.looks(LEE, "pandas"), who=LEE).wrong["words"]
    desk.at = NOON + timedelta(days=5)
    assert not desk.sends(desk.looks(LEE, "pandas"), who=LEE).wrong


@pytest.mark.parametrize("move", [Move.LATER, Move.DECLINE])
def test_a_no_gives_rest_for_the_day_however_many_are_allowed(desk: Referring, move: Move) -> None:
    desk.bounds(asks_per_day=5)
    desk.answers(desk.asks(), move)

    assert "could not help when asked today" in desk.sends(desk.looks(LEE, "pandas"), who=LEE).wrong["words"]
    desk.at += timedelta(days=1)
    assert not desk.sends(desk.looks(LEE, "pandas"), who=LEE).wrong


def test_what_is_wrong_can_be_mended_in_the_same_form(desk: Referring) -> None:
    """The form stays as it is, so it comes under the same name again."""
    desk.withdraws(desk.asks())
    question = desk.looks(LEE)
    assert desk.sends(question, who=LEE, seen="v:1:h").wrong
    desk.at += timedelta(days=1)

    assert [person.user_id for person in desk.sends(question, who=LEE, seen="v:1:h").people] == [SCOTT]
    assert desk.sends(question, who=LEE, seen="v:1:h").people == ()


@pytest.mark.parametrize(("first", "second"), [(False, False), (False, True), (True, False), (True, True)])
def test_nobody_is_asked_the_same_twice_by_the_same_person(desk: Referring, *, first: bool, second: bool) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    desk.answers(desk.asks(unnamed=first), Move.HAND_ON)
    desk.at += timedelta(days=1)

    assert "asked about this already" in desk.sends(desk.looks(), unnamed=second).wrong["words"]
    assert not desk.sends(desk.looks(text="pandas"), unnamed=second).wrong
    assert not desk.sends(desk.looks(LEE), who=LEE).wrong
    desk.at += timedelta(days=31)
    assert not desk.sends(desk.looks(), unnamed=second).wrong


def test_an_asker_cannot_have_everybody_asked(desk: Referring) -> None:
    desk.bounds(asks_sent_per_day=2)
    desk.asks(SCOTT)
    desk.asks(JILL, unnamed=True)

    assert "a lot of people for one day" in desk.sends(desk.looks(), ANA).wrong["words"]
    question = desk.asks(ANA, who=LEE, text="pandas")
    desk.answers(question, Move.LATER, ANA)
    desk.bounds(asks_sent_per_day=1, asks_per_day=5)
    with pytest.raises(KindError, match="a lot of people"):
        desk.next(question, SCOTT, LEE)
    desk.at += timedelta(days=1, minutes=1)
    desk.next(question, SCOTT, LEE)
    assert desk.states(question)[SCOTT] == "asked"
