"""What the file about oneself does not hold: who asked without a name, and what others keep to themselves."""

from __future__ import annotations

import pytest

from bot.domain.referrals import Move
from storage.speakers import Reply
from storage.store import Store
from storage.values import Kind
from tests.builders import NOW, TEAM, rows
from tests.known import BOB, answer_key, hide, known_bob, skill
from tests.programmes import ANA, JILL
from tests.programmes import BOB as BEA
from tests.referring import JILL as JIM
from tests.referring import KATIE, LEE, SCOTT, Referring, referring_on
from tests.searches import answer, ask_them, knowing_on


def held(desk: Referring, who: str) -> str:
    return desk.ours.own_data.of(TEAM, who, now=desk.at).decode()


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.mark.parametrize("moves", [(), (Move.DECLINE,), (Move.ACCEPT,)])
def test_a_helpers_file_holds_no_asker_without_a_name(desk: Referring, moves: tuple[Move, ...]) -> None:
    question = desk.asks(unnamed=True)
    for move in moves:
        desk.answers(question, move)
    handoff = desk.handoff(question)
    told = held(desk, SCOTT)

    assert '"referral"' in told
    for mark in (KATIE, "Katie", handoff.digest, handoff.sealed):
        assert mark not in told


def test_nor_does_that_of_whoever_passed_it_on_or_was_asked_in_vain(desk: Referring) -> None:
    question = desk.asks(unnamed=True)
    assert desk.passes(question, JIM) == ""
    desk.answers(question, Move.ACCEPT, JIM)
    desk.judges(question, helped=True)

    assert KATIE not in held(desk, SCOTT)


def test_the_askers_own_file_has_what_they_asked(desk: Referring) -> None:
    desk.asks(unnamed=True)

    assert "pivot" in held(desk, KATIE)
    assert "pivot" not in held(desk, LEE)


def test_how_somebody_answered_whom_one_named_is_theirs(desk: Referring) -> None:
    question = desk.asks()
    assert desk.passes(question, JIM) == ""
    desk.answers(question, Move.DECLINE, JIM)
    told = desk.ours.own_data.of(TEAM, SCOTT, now=desk.at).decode()

    assert '"passed"' in told
    assert '"declined"' not in told
    assert '"declined"' in held(desk, JIM)


def test_what_others_hide_of_what_one_thanked_them_for_is_theirs(store: Store) -> None:
    bot = known_bob(store)
    with store.team(TEAM).writing() as unit:
        assert unit.ledger.hide(BOB, [answer_key(bot)], now=NOW)
    hide(bot)
    at = skill(bot, "Excel")
    told = bot.services.own_data.of(TEAM, "U0ANA", now=NOW).decode()

    assert [row.kind for row in rows(store, "evidence") if row.from_user_id == "U0ANA" and row.hidden_at] == [
        Kind.ANSWER
    ]
    assert at
    assert f'"user_id": "{BOB}"' in told
    assert "hidden_at" not in told
    assert "hidden_skill" not in told
    assert "hidden_at" in bot.services.own_data.of(TEAM, BOB, now=NOW).decode()


def test_a_coordinators_file_holds_nobody_who_has_not_said_yes(store: Store) -> None:
    office = knowing_on(store)
    ask_them(office)
    answer(office, ANA, yes=False)
    assert {row.user_id: row.state for row in rows(store, "approach")} == {ANA: Reply.NO, BEA: Reply.ASKED}
    told = office.ours.own_data.of(TEAM, JILL, now=office.at).decode()

    assert '"search"' in told
    for who in (ANA, BEA):
        assert who not in told
        assert '"approach"' in office.ours.own_data.of(TEAM, who, now=office.at).decode()
