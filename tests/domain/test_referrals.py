"""The life of a question that is taken to colleagues, as a table; and what no order of presses can bring about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.referral_told import ALL, Form
from bot.domain.referrals import HANDOFF, OPEN, REFERRAL, TURNED_DOWN, Move, Step, Unfree, load, moved, stepped
from storage.values import PersonRow
from storage.values_referrals import HandoffRow, ReferralRow, Referred, Stage

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)

# How it stands with one colleague; then for each move how it stands afterwards, "-" where it changes nothing.
COLLEAGUE = """
           ask    accept    pass_on later decline  expire  withdraw  lose  leave help   fail
named      asked  -         -       -     -        -       -         -     -     -      -
asked      -      accepted  passed  later declined expired withdrawn taken gone  -      -
accepted   -      -         -       -     -        -       -         -     -     helped unhelped
passed     -      -         -       -     -        -       -         -     -     -      -
later      -      -         -       -     -        -       -         -     -     -      -
declined   -      -         -       -     -        -       -         -     -     -      -
expired    -      -         -       -     -        -       -         -     -     -      -
withdrawn  -      -         -       -     -        -       -         -     -     -      -
taken      -      -         -       -     -        -       -         -     -     -      -
gone       -      -         -       -     -        -       -         -     -     -      -
helped     -      -         -       -     -        -       -         -     -     -      -
unhelped   -      -         -       -     -        -       -         -     -     -      -
"""
# How it stands with the question, in the same way.
QUESTION = """
           ask    accept  run_out  withdraw  help   fail     lapse  stop
asking     asking talking offering withdrawn -      -        -      closed
offering   asking -       -        withdrawn -      -        closed closed
talking    -      -       -        -         helped offering closed closed
helped     -      -       -        -         -      -        -      -
withdrawn  -      -       -        -         -      -        -      -
closed     -      -       -        -         -      -        -      -
"""


def cells(table: str) -> dict[tuple[str, str], str]:
    """What a table says of each state and each move."""
    head, *lines = (line.split() for line in table.strip().splitlines())
    return {(state, move): after for state, *row in lines for move, after in zip(head, row, strict=True)}


@pytest.mark.parametrize(("before", "after"), cells(COLLEAGUE).items())
def test_what_each_move_does_to_how_it_stands_with_a_colleague(before: tuple[str, str], after: str) -> None:
    state, move = before
    assert moved(Referred(state), Move(move)) == (None if after == "-" else after)


@pytest.mark.parametrize(("before", "after"), cells(QUESTION).items())
def test_what_each_step_does_to_the_question(before: tuple[str, str], after: str) -> None:
    stage, step = before
    assert stepped(Stage(stage), Step(step)) == (None if after == "-" else after)


def test_the_tables_know_every_state_and_every_move() -> None:
    assert cells(COLLEAGUE).keys() == {(state, move) for state in Referred for move in Move}
    assert cells(QUESTION).keys() == {(stage, step) for stage in Stage for step in Step}
    assert {stage for stage, _step in HANDOFF} == OPEN
    assert Referred.ASKED not in {after for (state, _move), after in REFERRAL.items() if state is not Referred.NAMED}


COLLEAGUES = ("ana", "bob", "cem")
Who = st.sampled_from(COLLEAGUES)


class Life(RuleBasedStateMachine):
    """A question and three colleagues under any presses in any order, as the services combine the two tables."""

    @initialize(who=Who)
    def begin(self, who: str) -> None:
        self.stage = Stage.OFFERING
        self.states = dict.fromkeys(COLLEAGUES, Referred.NAMED)
        self.asked: list[str] = []
        self.over_at: tuple[Stage, dict[str, Referred]] | None = None
        self.ask(who)

    def step(self, step: Step) -> bool:
        after = stepped(self.stage, step)
        self.stage = after or self.stage
        return after is not None

    def move(self, who: str, move: Move) -> bool:
        after = moved(self.states[who], move)
        self.states[who] = after or self.states[who]
        return after is not None

    def run_out(self) -> None:
        if Referred.ASKED not in self.states.values():
            self.step(Step.RUN_OUT)

    @precondition(lambda self: self.stage in (Stage.ASKING, Stage.OFFERING))
    @rule(who=Who)
    def ask(self, who: str) -> None:
        if stepped(self.stage, Step.ASK) and self.move(who, Move.ASK):
            self.asked.append(who)
            self.step(Step.ASK)

    @precondition(lambda self: self.stage is Stage.ASKING)
    @rule(who=Who)
    def accept(self, who: str) -> None:
        if stepped(self.stage, Step.ACCEPT) and self.move(who, Move.ACCEPT):
            for other in COLLEAGUES:
                if other != who:
                    self.move(other, Move.LOSE)
            self.step(Step.ACCEPT)

    @rule(who=Who, move=st.sampled_from([Move.LATER, Move.DECLINE, Move.EXPIRE, Move.LEAVE]))
    def turn_down(self, who: str, move: Move) -> None:
        if self.move(who, move):
            self.run_out()

    @rule(who=Who, to=Who)
    def pass_on(self, who: str, to: str) -> None:
        if self.states[to] is Referred.NAMED and self.move(who, Move.HAND_ON):
            self.ask(to)

    @rule()
    def withdraw(self) -> None:
        for who in COLLEAGUES:
            self.move(who, Move.WITHDRAW)
        self.step(Step.WITHDRAW)

    @rule(helped=st.booleans())
    def judge(self, *, helped: bool) -> None:
        move, step = (Move.HELP, Step.HELP) if helped else (Move.FAIL, Step.FAIL)
        for who in COLLEAGUES:
            if stepped(self.stage, step) and self.move(who, move):
                self.step(step)

    @rule()
    def lapse(self) -> None:
        self.step(Step.LAPSE)

    @invariant()
    def nobody_is_asked_twice(self) -> None:
        assert len(set(self.asked)) == len(self.asked)

    @invariant()
    def one_helper_at_a_time(self) -> None:
        helping = [who for who, state in self.states.items() if state is Referred.ACCEPTED]
        assert len(helping) <= 1
        assert self.stage is not Stage.TALKING or len(helping) == 1

    @invariant()
    def it_is_with_somebody_as_long_as_it_is_open(self) -> None:
        waiting = Referred.ASKED in self.states.values()
        assert waiting == (self.stage is Stage.ASKING)

    @invariant()
    def what_is_over_stays_as_it_is(self) -> None:
        now = (self.stage, dict(self.states))
        if self.over_at:
            assert now == self.over_at
        elif self.stage not in OPEN:
            self.over_at = now


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=200, stateful_step_count=25)


def row(
    state: Referred = Referred.ACCEPTED, *, hours: float = 1.0, asked: bool = True, answered: float | None = None
) -> ReferralRow:
    at = NOW - timedelta(hours=hours)
    then = NOW - timedelta(hours=hours if answered is None else answered)
    return ReferralRow(1, "U1", 1, state, at, at if asked else None, then if state in TURNED_DOWN else None)


EARLIER = [row(hours=30), row(hours=31)]
NAMED = row(Referred.NAMED, asked=False)


@pytest.mark.parametrize(
    ("rows", "bounds", "why"),
    [
        ([], (1, 3), None),
        ([NAMED], (1, 1), None),
        ([row()], (1, 3), Unfree.TODAY),
        ([row()], (2, 3), None),
        (EARLIER, (1, 3), None),
        ([*EARLIER, row(hours=40)], (1, 3), Unfree.WEEK),
        ([*EARLIER, row(hours=61)], (1, 3), None),
        ([row(), *EARLIER], (2, 3), Unfree.WEEK),
        ([row(Referred.LATER)], (5, 9), Unfree.RESTING),
        ([row(Referred.EXPIRED)], (5, 9), Unfree.RESTING),
        ([row(Referred.DECLINED)], (5, 9), Unfree.RESTING),
        ([row(Referred.PASSED)], (5, 9), None),
        ([row(Referred.WITHDRAWN)], (5, 9), None),
        ([row(Referred.WITHDRAWN)], (1, 9), Unfree.TODAY),
        ([row(Referred.LATER, hours=30)], (5, 9), None),
        ([row(Referred.LATER, hours=30, answered=1)], (5, 9), Unfree.RESTING),
        ([row(Referred.EXPIRED, hours=70, answered=1)], (5, 9), Unfree.RESTING),
        ([row(Referred.LATER), *EARLIER], (1, 1), Unfree.RESTING),
    ],
)
def test_nobody_is_asked_more_often_than_is_good_for_them(
    rows: list[ReferralRow], bounds: tuple[int, int], why: Unfree | None
) -> None:
    per_day, per_week = bounds
    day, week = NOW - timedelta(hours=12), NOW - timedelta(hours=60)
    assert load(rows, day=day, week=week, per_day=per_day, per_week=per_week) == why


def test_a_form_is_for_one_or_for_all_of_them() -> None:
    ana, bob = PersonRow("U1"), PersonRow("U2")

    assert Form(1, (ana, bob), "Excel").to == "U1"
    assert Form(1, (ana, bob), "Excel", quiet=True).to == ALL


def test_an_anonymous_asker_is_sealed() -> None:
    blank = HandoffRow(1, Stage.ASKING, NOW, NOW, asker_id="U1")

    assert not blank.anonymous
    assert HandoffRow(1, Stage.ASKING, NOW, NOW, sealed="x").anonymous
