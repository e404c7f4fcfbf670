"""Several at the same instant, each in a process's own store: no cap is exceeded, nobody helps beside another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.answers import Press
from bot.domain.referral_told import ALL, Wanted
from bot.domain.referrals import Move
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, at_once, bot_on, rows
from tests.databases import hurry
from tests.referring import ANA, JILL, KATIE, SCOTT, WORDS, Referring, referring_on

ASKERS = tuple(f"U0ASKER{at}" for at in range(4))


@pytest.fixture
def desk(database_url: str) -> Iterator[Referring]:
    with closing(Store(database_url)) as store:
        hurry(store)
        made = referring_on(store)
        with made.unit() as unit:
            unit.people.save([PersonRow(asker, asker) for asker in ASKERS])
        yield made


def together(desk: Referring, *works: Callable[[Referring], object]) -> list[object]:
    """All at once, each with services and connections of its own; an error is what it came to."""
    barrier = Barrier(len(works))
    url = desk.store.url.render_as_string(hide_password=False)

    def work(at: int) -> object:
        with closing(Store(url)) as store:
            hurry(store)
            own = replace(desk, bot=bot_on(store), number=1000 * (at + 1))
            barrier.wait()
            try:
                return works[at](own)
            except KindError as why:
                return str(why)

    return at_once(work, times=len(works))


def sending(question_id: int, to: str, who: str, *, unnamed: bool = False) -> Callable[[Referring], object]:
    return lambda own: [person.user_id for person in own.sends(question_id, to, who=who, unnamed=unnamed).people]


def test_askers_at_the_same_instant_cannot_exceed_one_a_day(desk: Referring) -> None:
    questions = [desk.looks(asker) for asker in ASKERS]

    done = together(
        desk,
        *(
            sending(question, SCOTT, asker, unnamed=at % 2 == 1)
            for at, (question, asker) in enumerate(zip(questions, ASKERS, strict=True))
        ),
    )

    assert sorted(map(len, done)) == [0, 0, 0, 1]  # type: ignore[arg-type]
    assert len(desk.left("referral.ask")) == 1


def test_asked_quietly_in_any_order_each_is_asked_once(desk: Referring) -> None:
    """They are held in one order, so that no two askers wait for each other."""
    questions = [desk.looks(asker) for asker in ASKERS]

    together(desk, *(sending(question, ALL, asker) for question, asker in zip(questions, ASKERS, strict=True)))

    assert sorted(desk.left("referral.ask")) == sorted([SCOTT, JILL, ANA])


@pytest.mark.parametrize("unnamed", [(False, False), (False, True), (True, True)])
def test_two_forms_of_one_person_do_not_have_somebody_asked_twice(desk: Referring, unnamed: tuple[bool, bool]) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    works = [sending(desk.looks(), SCOTT, KATIE, unnamed=one) for one in unnamed]

    together(desk, *works)

    assert desk.left("referral.ask") == [SCOTT]


def test_an_askers_own_cap_holds_across_forms(desk: Referring) -> None:
    desk.bounds(asks_sent_per_day=1)
    works = [sending(desk.looks(), to, KATIE, unnamed=to == JILL) for to in (SCOTT, JILL, ANA)]

    together(desk, *works)

    assert len(desk.left("referral.ask")) == 1


def test_of_three_who_are_happy_to_help_one_does(desk: Referring) -> None:
    question = desk.asks(ALL)

    together(desk, *(lambda own, who=who: own.answers(question, Move.ACCEPT, who) for who in (SCOTT, JILL, ANA)))

    assert sorted(desk.states(question).values()) == ["accepted", "taken", "taken"]
    assert len(desk.left("referral.introduce")) == 1


def test_not_now_against_taking_it_back(desk: Referring) -> None:
    question = desk.asks()

    together(desk, lambda own: own.answers(question, Move.LATER), lambda own: own.withdraws(question))

    assert desk.stage(question) == "withdrawn"
    assert desk.states(question)[SCOTT] in ("later", "withdrawn")


def test_a_yes_against_taking_it_back(desk: Referring) -> None:
    question = desk.asks()

    together(desk, lambda own: own.answers(question, Move.ACCEPT), lambda own: own.withdraws(question))

    ended = desk.stage(question), desk.states(question)[SCOTT], len(desk.left("referral.introduce"))
    assert ended in {("talking", "accepted", 1), ("withdrawn", "withdrawn", 0)}


def test_a_yes_against_the_end_of_patience(desk: Referring) -> None:
    question = desk.asks()
    desk.at = desk.at.replace(hour=23)

    together(desk, lambda own: own.answers(question, Move.ACCEPT), lambda own: own.due(), lambda own: own.due())

    ended = desk.stage(question), desk.states(question)[SCOTT], len(desk.left("referral.offer"))
    assert ended in {("talking", "accepted", 0), ("offering", "expired", 1)}


def test_the_baton_against_a_yes(desk: Referring) -> None:
    question = desk.asks()

    together(desk, lambda own: own.passes(question, JILL), lambda own: own.answers(question, Move.ACCEPT))

    assert desk.states(question) in ({SCOTT: "passed", JILL: "asked"}, {SCOTT: "accepted"})


def test_several_processes_tick_and_each_thing_comes_once(desk: Referring) -> None:
    helped, silent = desk.asks(), desk.asks(JILL)
    desk.answers(helped, Move.ACCEPT)
    desk.at = desk.at.replace(day=6)

    together(desk, *[lambda own: own.due()] * 4)

    assert desk.left("referral.check") == ["1"]
    assert desk.left("referral.offer") == ["1"]
    assert desk.states(silent) == {JILL: "expired"}


def test_a_repeated_press_is_one_press_also_at_the_same_time(desk: Referring) -> None:
    question, press = desk.asks(), Press(KATIE, "a:same", "", 0)
    desk.answers(question, Move.ACCEPT)
    same = replace(press, question_id=question)

    together(
        desk,
        *[lambda own: own.ours.referrals.asking.judged(TEAM, same, helped=True, now=own.at)] * 4,
    )

    assert [row.receiver_id for row in rows(desk.store, "kudos")] == [SCOTT]


def test_a_repeated_form_is_one_form_also_at_the_same_time(desk: Referring) -> None:
    desk.bounds(asks_per_day=9, asks_per_week=9)
    wanted = Wanted(KATIE, desk.looks(), SCOTT, WORDS)

    together(desk, *[lambda own: own.ours.referrals.asking.ask(TEAM, wanted, seen="v:1:h", now=own.at)] * 4)

    assert desk.left("referral.ask") == [SCOTT]
    assert len(rows(desk.store, "handoff")) == 1
