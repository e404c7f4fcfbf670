"""The hand-off as time passes: presses that come too late, what is asked once, and that nobody is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.referral_told import ALL
from bot.domain.referrals import Move
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, rows
from tests.referring import ANA, JILL, KATIE, LEE, NOON, SCOTT, WORDS, Referring, referring_on


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


# -- a press that comes too late


@pytest.mark.parametrize("first", [Move.ACCEPT, Move.LATER, Move.DECLINE])
@pytest.mark.parametrize("second", [Move.ACCEPT, Move.LATER, Move.DECLINE])
def test_the_first_answer_holds(once: Referring, first: Move, second: Move) -> None:
    question = once.asks()
    once.answers(question, first)
    before = once.states(question), once.stage(question), once.left("referral.introduce")

    once.answers(question, second)
    once.passes(question, JILL)

    assert (once.states(question), once.stage(question), once.left("referral.introduce")) == before


@pytest.mark.parametrize("move", [Move.ACCEPT, Move.LATER, Move.DECLINE])
def test_after_it_was_taken_back_or_ran_out_no_answer_counts(once: Referring, move: Move) -> None:
    taken_back = once.asks()
    once.withdraws(taken_back)
    once.answers(taken_back, move)
    assert once.stage(taken_back) == "withdrawn"
    assert once.states(taken_back) == {SCOTT: "withdrawn"}

    ran_out = once.asks(JILL)
    once.due(days=2)
    once.answers(ran_out, move, JILL)
    assert once.stage(ran_out) == "offering"
    assert once.states(ran_out) == {JILL: "expired"}
    assert once.left("referral.introduce") == []


def test_an_offer_lapses_in_the_end_and_so_does_the_question_whether_it_helped(desk: Referring) -> None:
    offered, talking = desk.asks(), desk.asks(JILL, who=LEE)
    desk.answers(offered, Move.LATER)
    desk.answers(talking, Move.ACCEPT, JILL)

    desk.due(days=1)
    assert desk.left("referral.check") == ["1"]
    desk.due(days=5, hours=23)
    assert (desk.stage(offered), desk.stage(talking)) == ("offering", "talking")
    desk.due(hours=2)
    assert (desk.stage(offered), desk.stage(talking)) == ("closed", "talking")
    desk.due(days=1)
    assert desk.stage(talking) == "closed"
    desk.judges(talking, helped=True, who=LEE)
    desk.next(offered, ANA)
    assert rows(desk.store, "kudos") == []
    assert desk.states(offered) == {SCOTT: "later"}


def test_whether_it_helped_is_asked_exactly_once(desk: Referring) -> None:
    question = desk.asks()
    desk.answers(question, Move.ACCEPT)

    for _tick in range(4):
        desk.due(hours=23)
    assert desk.left("referral.check") == ["1"]


def test_thanks_for_help_count_beyond_the_days_allowance_and_once(desk: Referring) -> None:
    desk.bounds(kudos_per_day=1, asks_per_day=5, asks_per_week=9)
    for text in ("excel", "pandas"):
        question = desk.asks(text=text)
        assert desk.passes(question, ANA) == ""
        desk.answers(question, Move.ACCEPT, ANA)
        desk.judges(question, helped=True)
        desk.judges(question, helped=True)
        desk.judges(question, helped=False)

    thanked = sorted(str(row.receiver_id) for row in rows(desk.store, "kudos"))
    assert thanked == [ANA, ANA, SCOTT, SCOTT]
    assert all(row.skill_ids == [] for row in rows(desk.store, "kudos") if row.receiver_id == SCOTT)


# -- who is no longer there


def is_attended(desk: Referring, question_id: int) -> bool:
    """It is with somebody who is here, or an offer stands with the asker."""
    stage, asked = desk.stage(question_id), desk.states(question_id)
    return (stage == "asking" and "asked" in asked.values()) or (
        stage == "offering" and "referral.offer" in {row.kind for row in rows(desk.store, "outbox")}
    )


@pytest.mark.parametrize("how", ["deleted", "guest", "erased"])
@pytest.mark.parametrize("unnamed", [False, True])
def test_whoever_is_asked_and_leaves_hands_it_back(desk: Referring, how: str, *, unnamed: bool) -> None:
    question = desk.asks(unnamed=unnamed)
    if how == "erased":
        desk.ours.privacy.forget(TEAM, SCOTT, now=desk.at)
    else:
        desk.becomes(PersonRow(SCOTT, "Scott", is_deleted=how == "deleted", is_guest=how == "guest"))

    desk.due(seconds=30)

    assert desk.stage(question) == "offering"
    assert is_attended(desk, question)
    desk.next(question, JILL)
    assert desk.states(question)[JILL] == "asked"


def test_a_guest_who_was_asked_as_a_member_answers_too_late(once: Referring) -> None:
    question = once.asks()
    once.becomes(PersonRow(SCOTT, "Scott", is_guest=True))

    once.answers(question, Move.ACCEPT)

    assert once.states(question) == {SCOTT: "gone"}
    assert is_attended(once, question)


def test_a_helper_who_is_erased_brings_the_next_person(desk: Referring) -> None:
    question = desk.asks()
    desk.answers(question, Move.ACCEPT)
    desk.ours.privacy.forget(TEAM, SCOTT, now=desk.at)

    desk.due(hours=24)

    assert desk.stage(question) == "offering"
    assert is_attended(desk, question)


@pytest.mark.parametrize("how", ["deleted", "erased"])
@pytest.mark.parametrize("unnamed", [False, True])
def test_an_asker_who_leaves_keeps_nobody_waiting(desk: Referring, how: str, *, unnamed: bool) -> None:
    asked, offered = desk.asks(unnamed=unnamed), desk.asks(JILL, unnamed=unnamed)
    desk.answers(offered, Move.LATER, JILL)
    if how == "erased":
        desk.ours.privacy.forget(TEAM, KATIE, now=desk.at)
    else:
        desk.becomes(PersonRow(KATIE, "Katie", is_deleted=True))

    desk.due(seconds=30)

    assert desk.states(asked) == {SCOTT: "withdrawn"}
    assert (desk.stage(asked), desk.stage(offered)) == ("withdrawn", "withdrawn")


def test_all_who_were_asked_quietly_say_no_and_the_last_no_brings_the_offer(desk: Referring) -> None:
    question = desk.asks(ALL)
    assert desk.states(question) == dict.fromkeys((SCOTT, JILL, ANA), "asked")

    desk.answers(question, Move.LATER, JILL)
    desk.answers(question, Move.DECLINE, SCOTT)
    assert desk.left("referral.offer") == []
    desk.due(days=2)

    assert desk.states(question) == {SCOTT: "declined", JILL: "later", ANA: "expired"}
    assert desk.left("referral.offer") == ["3"]


def test_what_was_asked_is_kept_for_ninety_days(desk: Referring) -> None:
    question = desk.asks()
    desk.ours.referrals.tidy(TEAM, now=NOON + timedelta(days=89))
    assert desk.handoff(question).words == WORDS
    desk.ours.referrals.tidy(TEAM, now=NOON + timedelta(days=91))
    assert desk.handoff(question).words == ""
