"""Presses, seats and the line: a table of cases, and a machine that presses at random."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.signups import STATES, Outcome, Wish, coming, moved_up, place_in_line, pressed, waiting, withdrawn
from bot.domain.spans import microseconds
from storage.values_lunch import SignupRow, Standing

OUT, COMING, WAITING = Standing.OUT, Standing.COMING, Standing.WAITING
IN, NO = Wish.IN, Wish.OUT


def row(user: str, state: Standing, since: str = "1.0", **more: str) -> SignupRow:
    return SignupRow(user, state, pressed=more.get("pressed", since), since=since if state != OUT else "")


def after(signups: list[SignupRow], outcome: Outcome) -> list[SignupRow]:
    changed = {one.user_id: one for one in outcome.rows}
    kept = [one for one in signups if one.user_id not in changed]
    return [*kept, *changed.values()]


def where(signups: list[SignupRow]) -> tuple[list[str], list[str]]:
    return [one.user_id for one in coming(signups)], [one.user_id for one in waiting(signups)]


TWO = [row("ana", COMING, "1.0"), row("ben", COMING, "2.0")]
LINE = [*TWO, row("cem", WAITING, "3.0"), row("dee", WAITING, "4.0")]

Case = tuple[str, Wish, str, int, list[SignupRow], list[str], list[str], list[str]]

#     who presses what     seats  before  come afterwards        wait afterwards   moved up
CASES: list[Case] = [
    ("eve", IN, "9.0", 0, [], ["eve"], [], []),
    ("eve", IN, "9.0", 3, TWO, ["ana", "ben", "eve"], [], []),
    ("eve", IN, "9.0", 2, TWO, ["ana", "ben"], ["eve"], []),
    ("eve", IN, "9.0", 2, LINE, ["ana", "ben"], ["cem", "dee", "eve"], []),
    ("eve", IN, "3.5", 2, LINE, ["ana", "ben"], ["cem", "eve", "dee"], []),  # Slack's moment orders the line
    ("eve", NO, "9.0", 2, LINE, ["ana", "ben"], ["cem", "dee"], []),
    ("ana", IN, "9.0", 2, LINE, ["ana", "ben"], ["cem", "dee"], []),
    ("ana", NO, "9.0", 2, LINE, ["ben", "cem"], ["dee"], ["cem"]),
    ("ana", NO, "0.5", 2, LINE, ["ana", "ben"], ["cem", "dee"], []),  # older than what ana pressed last
    ("ana", NO, "1.0", 2, LINE, ["ana", "ben"], ["cem", "dee"], []),  # the very press that is known
    ("cem", NO, "9.0", 2, LINE, ["ana", "ben"], ["dee"], []),
    ("cem", IN, "9.0", 2, LINE, ["ana", "ben"], ["cem", "dee"], []),  # pressing again costs no place
    ("ana", NO, "9.0", 1, LINE, ["ben"], ["cem", "dee"], []),  # seats were taken away: no free one yet
    ("eve", IN, "9.0", 0, LINE, ["ana", "ben", "cem", "dee", "eve"], [], ["cem", "dee"]),
]


@pytest.mark.parametrize("case", CASES)
def test_a_press_leads_to(case: Case) -> None:
    who, wish, at, seats, before, come, wait, up = case
    outcome = pressed(before, who, wish, at=at, seats=seats)

    assert where(after(before, outcome)) == (come, wait)
    assert [one.user_id for one in outcome.moved_up] == up


@pytest.mark.parametrize(
    ("who", "come", "wait", "changed"),
    [
        ("ana", ["ben", "cem"], ["dee"], True),
        ("cem", ["ana", "ben"], ["dee"], True),
        ("eve", ["ana", "ben"], ["cem", "dee"], False),
    ],
)
def test_who_is_gone_leaves_their_place_to_others(who: str, come: list[str], wait: list[str], *, changed: bool) -> None:
    outcome = withdrawn(LINE, who, seats=2)

    assert where(after(LINE, outcome)) == (come, wait)
    assert (outcome.mine is not None) is changed


@pytest.mark.parametrize(
    ("who", "wish", "at", "told"),
    [
        ("eve", IN, "9.0", WAITING),
        ("eve", NO, "9.0", None),
        ("ana", IN, "9.0", None),
        ("ana", NO, "9.0", OUT),
        ("cem", IN, "9.0", None),
        ("cem", NO, "9.0", OUT),
        ("ana", NO, "0.5", None),
    ],
)
def test_who_pressed_hears_of_it_only_where_something_changed(
    who: str, wish: Wish, at: str, told: Standing | None
) -> None:
    mine = pressed(LINE, who, wish, at=at, seats=2).mine

    assert (mine.state if mine else None) == told


def test_every_state_has_an_answer_to_every_press() -> None:
    assert STATES.keys() == set(product(Standing, Wish, (True, False)))


@pytest.mark.parametrize(
    ("seats", "up"),
    [(0, ["cem", "dee"]), (1, []), (2, []), (3, ["cem"]), (4, ["cem", "dee"]), (9, ["cem", "dee"])],
)
def test_more_seats_move_the_first_of_the_line_up_and_fewer_send_nobody_away(seats: int, up: list[str]) -> None:
    assert [(one.user_id, one.state) for one in moved_up(LINE, seats)] == [(name, COMING) for name in up]


def test_a_place_in_line_counts_from_one() -> None:
    assert [place_in_line(LINE, name) for name in ("cem", "dee", "ana", "eve")] == [1, 2, 0, 0]


class Presses(RuleBasedStateMachine):
    """People press, seats come and go, Slack repeats itself and mixes up the order."""

    def __init__(self) -> None:
        super().__init__()
        self.signups: list[SignupRow] = []
        self.seats = 2
        self.most = 2
        self.clock = 0
        self.sent: list[tuple[str, Wish, str]] = []

    def hear(self, who: str, wish: Wish, at: str) -> None:
        line = [one.user_id for one in waiting(self.signups)]
        outcome = pressed(self.signups, who, wish, at=at, seats=self.seats)
        self.signups = after(self.signups, outcome)
        rest = [one for one in line if one != who]
        up = [one.user_id for one in outcome.moved_up if one != who]
        assert up == rest[: len(up)], "somebody overtook"

    @rule(who=st.sampled_from("abcdef"), wish=st.sampled_from(Wish), late=st.booleans())
    def press(self, who: str, wish: Wish, *, late: bool) -> None:
        self.clock += 1
        self.sent.append((who, wish, f"{self.clock}.000001"))
        if not late:
            self.hear(*self.sent[-1])

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def arrive_late_or_again(self, data: st.DataObject) -> None:
        self.hear(*data.draw(st.sampled_from(self.sent)))

    @rule(seats=st.integers(0, 5))
    def change_seats(self, seats: int) -> None:
        self.seats = seats
        self.most = max(seats, len(coming(self.signups)))
        up = moved_up(self.signups, seats)
        self.signups = after(self.signups, Outcome(up))

    @invariant()
    def nobody_comes_without_a_seat(self) -> None:
        number = len(coming(self.signups))
        assert not self.seats or number <= max(self.seats, self.most)
        self.most = max(self.seats, number)  # seats that were taken away fall with who leaves

    @invariant()
    def nobody_waits_beside_a_free_seat(self) -> None:
        full = self.seats and len(coming(self.signups)) >= self.seats
        assert full or not waiting(self.signups)

    @invariant()
    def the_line_is_in_order(self) -> None:
        moments = [microseconds(one.since) for one in waiting(self.signups)]
        assert all(one < other for one, other in pairwise(moments))

    @invariant()
    def the_newest_press_that_arrived_counts(self) -> None:
        for one in self.signups:
            wishes = {at: wish for who, wish, at in self.sent if who == one.user_id}
            assert (one.state == OUT) == (wishes[one.pressed] == Wish.OUT)


TestPresses = Presses.TestCase
