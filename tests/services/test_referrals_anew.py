"""Who is asked beside whom: while somebody helps, with other words, and nobody twice by the same person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.referral_told import Passed
from bot.domain.referrals import OPEN, Move, Step, stepped
from bot.views.referrals import stands_view
from storage.models import Question
from storage.referrals import Stage
from storage.store import Store
from storage.upserts import table_of
from tests.builders import TEAM, rows
from tests.referring import ANA, JILL, KATIE, LEE, SCOTT, WORDS, Referring, referring_on


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def handoffs(desk: Referring) -> list[int]:
    return sorted(int(row.question_id) for row in rows(desk.store, "handoff"))


def shown(desk: Referring, question_id: int, who: str) -> str:
    """How it stands, in the place of what somebody was asked."""
    told = desk.ours.referrals.said.expert(TEAM, question_id, who, now=desk.at)
    assert told is not None
    return stands_view(told).text


# -- beside a hand-off that is going


def test_while_one_helps_another_can_be_asked_and_help_too(desk: Referring) -> None:
    first = desk.asks()
    desk.answers(first, Move.ACCEPT)

    assert not desk.sends(first, JILL).wrong
    [_first, second] = handoffs(desk)
    desk.answers(second, Move.ACCEPT, JILL)

    assert (desk.stage(first), desk.states(first)) == ("talking", {SCOTT: "accepted"})
    assert (desk.stage(second), desk.states(second)) == ("talking", {JILL: "accepted"})
    assert desk.left("referral.introduce") == [SCOTT, JILL]
    for question in (first, second):
        desk.judges(question, helped=True)
    assert {row.receiver_id for row in rows(desk.store, "kudos")} == {SCOTT, JILL}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stepped(stage, Step.ASK) is None])
def test_of_a_question_nobody_looks_for_any_more_nobody_is_asked(once: Referring, stage: Stage) -> None:
    question = once.asks()
    with once.unit() as unit:
        unit.referrals.change(question, state=stage)
        handoff = unit.referrals.get(question)
        assert handoff is not None
        once.ours.referrals.asking.moves(unit, handoff, once.at).ask([JILL])

    assert JILL not in once.states(question)
    assert once.left("referral.ask") == [SCOTT]


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_other_words_are_another_question(once: Referring, stage: Stage) -> None:
    question = once.asks()
    if stage is not Stage.ASKING:
        once.answers(question, Move.LATER if stage is Stage.OFFERING else Move.ACCEPT)

    assert not once.sends(question, JILL, words="And how do I print it?").wrong

    [first, second] = handoffs(once)
    assert (once.handoff(first).words, once.handoff(second).words) == (WORDS, "And how do I print it?")
    assert once.states(second) == {JILL: "asked"}


def test_with_the_same_words_it_is_the_same_question(once: Referring) -> None:
    question = once.asks()

    assert not once.sends(question, JILL).wrong

    assert handoffs(once) == [question]
    assert once.states(question) == {SCOTT: "asked", JILL: "asked"}


# -- nobody twice by the same person


@pytest.mark.parametrize("unnamed", [(False, False), (False, True), (True, False), (True, True)])
def test_whom_an_asker_had_asked_before_is_not_offered_again(desk: Referring, unnamed: tuple[bool, bool]) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    first, second = unnamed
    desk.withdraws(desk.asks(JILL, unnamed=first))
    desk.at += timedelta(days=1)
    question = desk.asks(unnamed=second)
    desk.answers(question, Move.LATER)

    told = desk.ours.referrals.said.asked(TEAM, question, now=desk.at)
    assert told is not None
    assert told.next is not None
    assert told.next.user_id == ANA
    desk.next(question, JILL)
    assert desk.states(question) == {SCOTT: "later"}
    desk.next(question, ANA)
    assert desk.states(question) == {SCOTT: "later", ANA: "asked"}


@pytest.mark.parametrize("unnamed", [False, True])
def test_nor_does_the_baton_bring_it_to_them(desk: Referring, *, unnamed: bool) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    desk.withdraws(desk.asks(JILL))
    question = desk.asks(unnamed=unnamed)

    assert "asked about this already" in desk.passes(question, JILL)
    assert desk.states(question) == {SCOTT: "asked"}
    assert desk.passes(question, ANA) == ""


@pytest.mark.parametrize("unnamed", [False, True])
def test_a_refused_baton_does_not_tell_who_asks(desk: Referring, *, unnamed: bool) -> None:
    """Scott, who may know that Lee has asked Jill, is refused her name whether it is Lee who asks unnamed or Katie."""
    desk.bounds(asks_per_day=5, asks_per_week=9)
    desk.withdraws(desk.asks(JILL, who=LEE), LEE)
    question = desk.asks(unnamed=unnamed)

    assert bool(desk.passes(question, JILL)) is unnamed


def test_nor_does_an_old_offer_ask_anybody_again_where_nothing_says_what_it_was_about(once: Referring) -> None:
    once.bounds(asks_per_day=5, asks_per_week=9)
    question = once.asks()
    once.answers(question, Move.LATER)
    with once.store.engine.begin() as connection:
        connection.execute(update(table_of(Question)).values(skill_ids=[], topic=""))
    once.at += timedelta(days=40)

    once.next(question, SCOTT)
    once.next(question, JILL)
    assert once.states(question) == {SCOTT: "later", JILL: "asked"}


def test_a_name_is_taken_once_and_a_repeat_is_told_the_same(once: Referring) -> None:
    question, answering = once.asks(), once.ours.referrals.answering
    press = once.press(SCOTT, question)

    assert answering.pass_on(TEAM, press, JILL, now=once.at) == Passed()
    assert answering.pass_on(TEAM, press, JILL, now=once.at) == Passed()
    assert answering.pass_on(TEAM, once.press(SCOTT, question), ANA, now=once.at) == Passed(late=True)
    assert answering.pass_on(TEAM, once.press(SCOTT, question), SCOTT, now=once.at) == Passed(late=True)
    assert once.states(question) == {SCOTT: "passed", JILL: "asked"}


# -- what is between whom


def test_whoever_named_the_helper_of_somebody_unnamed_has_no_thanks_that_name_them(desk: Referring) -> None:
    question = desk.asks(unnamed=True)
    assert desk.passes(question, JILL) == ""
    assert "I'll take it to" in shown(desk, question, SCOTT)
    desk.answers(question, Move.ACCEPT, JILL)
    desk.judges(question, helped=True)

    assert [row.receiver_id for row in rows(desk.store, "kudos")] == [JILL]
    assert [row for row in rows(desk.store, "evidence") if row.from_user_id == KATIE and row.user_id == SCOTT] == []
    assert f"<@{JILL}> could help" in shown(desk, question, SCOTT)
    assert KATIE not in shown(desk, question, SCOTT)


def test_that_it_helped_is_shown_to_whoever_named_the_helper(once: Referring) -> None:
    question = once.asks(unnamed=True)
    with once.unit() as unit:
        unit.referrals.settle(question, SCOTT, channel_id="D1", ts="1.1")
    once.passes(question, JILL)
    once.answers(question, Move.ACCEPT, JILL)
    once.delivers()

    once.judges(question, helped=True)

    assert waiting(once, "referral.ask.now") == [SCOTT]


def waiting(desk: Referring, kind: str) -> list[str]:
    found = [row for row in rows(desk.store, "outbox") if row.kind == kind and row.state == "pending"]
    return [str(row.facts["about"]) for row in found]


@pytest.mark.parametrize("helped", [False, True])
def test_that_it_did_not_help_changes_nothing_the_helper_sees(desk: Referring, *, helped: bool) -> None:
    question = desk.asks()
    desk.ours.referrals.answering.answered(
        TEAM, desk.press(SCOTT, question), Move.ACCEPT, ("D1", "1.1"), now=desk.at
    )  # fmt: skip
    before = shown(desk, question, SCOTT)
    desk.delivers()

    desk.judges(question, helped=helped)

    assert waiting(desk, "referral.ask.now") == ([SCOTT] if helped else [])
    assert (shown(desk, question, SCOTT) == before) is not helped


def test_without_a_skill_nobody_is_told_that_they_are_named_for_it_no_more(once: Referring) -> None:
    question = once.asks()
    once.answers(question, Move.DECLINE)
    assert "I no longer name you for it" in shown(once, question, SCOTT)

    with once.store.engine.begin() as connection:
        connection.execute(update(table_of(Question)).values(skill_ids=[]))
    assert shown(once, question, SCOTT).endswith("understood. I look for somebody else.")
