"""The hand-off at its services: whom a question can be taken to, how often, by whom, and in which words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.referrals import Move
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, rows
from tests.referring import ANA, GUS, JILL, KATIE, LEE, NOON, OTTO, SCOTT, Referring, referring_on

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


# -- who may, and with what


@pytest.mark.parametrize(
    ("words", "why"), [("", "What would you like"), ("  \n ", "What would you like"), (LONG, "At most 2,000")]
)
def test_words_are_neither_missing_nor_endless(once: Referring, words: str, why: str) -> None:
    assert why in once.sends(once.looks(), words=words).wrong["words"]
    assert rows(once.store, "handoff") == []


@pytest.mark.parametrize("to", [KATIE, GUS, OTTO, LEE, "U0NOBODY", "", "*x"])
def test_only_those_who_were_named_can_be_asked(once: Referring, to: str) -> None:
    with pytest.raises(KindError):
        once.sends(once.looks(), to)
    assert rows(once.store, "handoff") == []


def test_a_question_of_somebody_else_is_nobody_elses(once: Referring) -> None:
    looked, asked, unnamed = once.looks(text="pandas"), once.asks(), once.asks(JILL, unnamed=True)

    for question in (looked, asked, unnamed, 999):
        with pytest.raises(KindError):
            once.sends(question, ANA, who=LEE)
        with pytest.raises(KindError):
            once.withdraws(question, LEE)
        with pytest.raises(KindError):
            once.judges(question, helped=True, who=LEE)
        with pytest.raises(KindError):
            once.next(question, ANA, LEE)
        for who in (LEE, KATIE, ANA):
            with pytest.raises(KindError):
                once.answers(question, Move.ACCEPT, who)
    assert once.states(asked) == {SCOTT: "asked"}
    assert once.states(unnamed) == {JILL: "asked"}


def test_what_nobody_owns_any_more_shows_no_words(once: Referring) -> None:
    looked = once.looks(text="excel macros for the merger with Initech")
    once.sends(looked, unnamed=True)

    form = once.ours.referrals.asking.form(TEAM, once.press(LEE, looked), JILL, now=once.at)

    assert form
    assert (form.words, form.about) == ("", "Excel")


def test_guests_may_ask_and_outsiders_may_not(once: Referring) -> None:
    assert not once.sends(once.looks(GUS), who=GUS).wrong
    with pytest.raises(KindError, match="people of this workspace"):
        once.sends(once.looks(OTTO), JILL, who=OTTO)


def test_another_workspace_knows_nothing_of_it(once: Referring) -> None:
    question = once.asks()
    with once.store.team("T0OTHER").writing() as unit:
        unit.workspace.ensure()

    with pytest.raises(KindError):
        once.ours.referrals.answering.answered("T0OTHER", once.press(SCOTT, question), Move.ACCEPT, ("", ""), now=NOON)
    with pytest.raises(KindError):
        once.ours.referrals.asking.withdraw("T0OTHER", once.press(KATIE, question), now=NOON)
    assert once.stage(question) == "asking"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (SCOTT, "That is you"),
        (KATIE, "the one who asks"),
        (GUS, "only members who are here"),
        (OTTO, "only members who are here"),
        ("U0BOT", "only members who are here"),
        ("U0NOBODY", "only members who are here"),
        ("", "only members who are here"),
        (JILL, "asked today already"),
        (ANA, "asked about this already"),
    ],
)
def test_whom_the_baton_cannot_be_passed_to(once: Referring, to: str, why: str) -> None:
    with once.unit() as unit:
        unit.workspace.install(name="A", url="", bot_user_id="U0BOT", now=NOON)
        unit.people.save([PersonRow("U0BOT", "whoknows")])
    once.withdraws(once.asks(JILL, who=LEE), LEE)
    question = once.looks()
    assert not once.sends(question, ANA).wrong
    once.answers(question, Move.LATER, ANA)
    once.next(question, SCOTT)

    assert why in once.passes(question, to)
    assert once.states(question) == {ANA: "later", SCOTT: "asked"}


def test_the_baton_passes_once(desk: Referring) -> None:
    question = desk.asks()

    assert desk.passes(question, LEE) == ""
    assert desk.passes(question, JILL) == ""

    assert desk.states(question) == {SCOTT: "passed", LEE: "asked"}
    assert desk.left("referral.ask") == [SCOTT, LEE]
