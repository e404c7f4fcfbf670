"""A practice lesson: what can happen when, what cannot, and what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.teachback import (
    CALLED_OFF,
    LONGEST_LINE,
    MOVES,
    NOT_THERE,
    REFUSED,
    REPLACED,
    Act,
    Lesson,
    Practice,
    missing,
    moved,
    outcome,
    practice,
    rubric,
    seated,
    settled,
    watching,
)
from bot.errors import KindError
from storage.values import PersonRow
from storage.values_lunch import LunchRow, LunchState
from storage.values_teachback import Area, Level, PeerRow, Seat, Stage, TeachbackRow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NO, NEARLY, THERE = Level
WHOLE = {name: word for area in Area for name, word in ((area.value, "there"), (f"{area}_line", "Clear"))}
OVER = (Stage.READY, Stage.ONE_MORE, Stage.LAPSED, Stage.OFF)
LUNCH = LunchRow(7, 1, "Pivot tables", "U0HOST", NOW + timedelta(days=8), "Europe/Lisbon", 45, "C1", NOW)


def peers(*seats: Seat) -> list[PeerRow]:
    return [PeerRow(f"U{number}", NOW, seat) for number, seat in enumerate(seats)]


@pytest.mark.parametrize(
    ("levels", "then"),
    [
        ([THERE] * 8, Stage.READY),
        ([THERE] * 4 + [NEARLY] * 4, Stage.READY),
        ([THERE] * 3 + [NEARLY] * 5, Stage.ONE_MORE),
        ([THERE] * 7 + [NO], Stage.ONE_MORE),
        ([NEARLY] * 8, Stage.ONE_MORE),
        ([NO] * 8, Stage.ONE_MORE),
        # One rubric alone, the second never came.
        ([THERE, THERE, NEARLY, NEARLY], Stage.READY),
        ([THERE, NEARLY, NEARLY, NEARLY], Stage.ONE_MORE),
        ([THERE, THERE, THERE, NO], Stage.ONE_MORE),
    ],
)
def test_the_outcome_follows_from_the_marks_alone(levels: list[Level], then: Stage) -> None:
    assert outcome(levels) == then
    assert outcome(levels[::-1]) == then


def test_whatever_can_happen_leads_somewhere() -> None:
    """Every state but the last ones can be left, every act happens somewhere, and what is over stays so."""
    assert {act for _stage, _seat, act in MOVES} == set(Act)
    assert {stage for stage, _seat, _act in MOVES} == set(Stage) - set(OVER)
    assert {stage for to in MOVES.values() for stage in to.stages} == set(Stage)
    assert all((to.seat is None) is (seat is None) for (_stage, seat, _act), to in MOVES.items())


@pytest.mark.parametrize(("stage", "seat", "act"), list(product(Stage, (*Seat, None), Act)))
def test_whatever_cannot_be_is_refused_kindly(stage: Stage, seat: Seat | None, act: Act) -> None:
    if (stage, seat, act) in MOVES:
        assert moved(stage, seat, act) is MOVES[stage, seat, act]
        return
    with pytest.raises(KindError) as refused:
        moved(stage, seat, act)
    assert str(refused.value) in {*REFUSED.values(), REPLACED, NOT_THERE}


def test_who_was_replaced_hears_so_and_who_was_not_there_writes_nothing() -> None:
    with pytest.raises(KindError, match="in your place"):
        moved(Stage.PLANNED, Seat.OUT, Act.ACCEPT)
    with pytest.raises(KindError, match="who were there"):
        moved(Stage.HELD, Seat.OUT, Act.RATE)
    with pytest.raises(KindError) as refused:
        moved(Stage.OFF, Seat.ASKED, Act.ACCEPT)
    assert str(refused.value) == CALLED_OFF


@pytest.mark.parametrize(
    ("open_to", "seats", "levels", "then"),
    [
        ((Stage.OFF,), (Seat.COMING, Seat.COMING), [], Stage.OFF),
        ((Stage.HELD, Stage.LAPSED), (Seat.COMING, Seat.OUT), [], Stage.HELD),
        ((Stage.HELD, Stage.LAPSED), (Seat.OUT, Seat.OUT), [], Stage.LAPSED),
        ((Stage.HELD, Stage.READY, Stage.ONE_MORE), (Seat.COMING, Seat.RATED), [THERE], Stage.HELD),
        ((Stage.HELD, Stage.READY, Stage.ONE_MORE), (Seat.RATED, Seat.RATED), [THERE], Stage.READY),
        ((Stage.READY, Stage.ONE_MORE, Stage.LAPSED), (Seat.COMING, Seat.RATED), [NO], Stage.ONE_MORE),
        ((Stage.READY, Stage.ONE_MORE, Stage.LAPSED), (Seat.COMING, Seat.COMING), [], Stage.LAPSED),
    ],
)
def test_of_all_it_may_be_it_is_one(
    open_to: tuple[Stage, ...], seats: tuple[Seat, ...], levels: list[Level], then: Stage
) -> None:
    assert settled(open_to, peers(*seats), levels) == then


def test_seats_that_came_free_are_counted() -> None:
    assert [missing(peers(*seats)) for seats in ((), (Seat.OUT,), (Seat.ASKED, Seat.OUT), (Seat.COMING,) * 2)] == [
        2, 2, 1, 0,
    ]  # fmt: skip
    assert [row.user_id for row in watching(peers(Seat.OUT, Seat.RATED))] == ["U1"]


@pytest.mark.parametrize(
    ("stages", "asked_for", "then"),
    [
        ((), False, Practice.NOT_ASKED_FOR),
        ((), True, Practice.NEEDED),
        ((Stage.OFF, Stage.LAPSED), True, Practice.NEEDED),
        ((Stage.OFF,), False, Practice.NOT_ASKED_FOR),
        ((Stage.PLANNED,), False, Practice.UNDER_WAY),
        ((Stage.HELD,), True, Practice.UNDER_WAY),
        ((Stage.ONE_MORE,), True, Practice.ONE_MORE),
        ((Stage.ONE_MORE, Stage.OFF), True, Practice.ONE_MORE),
        ((Stage.ONE_MORE, Stage.PLANNED), True, Practice.UNDER_WAY),
        ((Stage.ONE_MORE, Stage.READY), False, Practice.READY),
    ],
)
def test_a_gathering_needs_its_practice_until_one_came_to_something(
    stages: tuple[Stage, ...], *, asked_for: bool, then: Practice
) -> None:
    lessons = [TeachbackRow(number, 7, "U0HOST", NOW, NOW, stage) for number, stage in enumerate(stages)]

    assert practice(lessons, asked_for=asked_for) == then


def test_a_whole_rubric_is_taken() -> None:
    given, wrong = rubric(WHOLE)

    assert wrong == {}
    assert set(given.levels.values()) == {THERE}
    assert given.lines[Area.ADAPTING] == "Clear"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", ""),
        ("presenting", "brilliant"),
        ("facilitation_line", "   "),
        ("adapting_line", "x" * (LONGEST_LINE + 1)),
    ],
)
def test_a_rubric_half_filled_is_refused_at_the_field(field: str, value: str) -> None:
    assert list(rubric({**WHOLE, field: value})[1]) == [field]


def test_an_empty_rubric_says_all_that_is_missing() -> None:
    assert set(rubric({})[1]) == set(WHOLE)


def test_a_lesson_knows_its_people_and_their_clocks() -> None:
    row = TeachbackRow(1, 7, "U0HOST", NOW, NOW)
    people = {"U0HOST": PersonRow("U0HOST", "Hal", tz="Asia/Tokyo"), "U0ANA": PersonRow("U0ANA")}
    lesson = Lesson(row, LUNCH, tuple(peers(Seat.COMING)), people)

    assert [lesson.tz(one) for one in ("U0HOST", "U0ANA", "U0BEN")] == ["Asia/Tokyo", "Europe/Lisbon", "Europe/Lisbon"]
    assert [lesson.name(one) for one in ("U0HOST", "U0ANA", "U0BEN")] == ["Hal", "somebody", "somebody"]
    assert (lesson.seat("U0"), lesson.seat("U9")) == (Seat.COMING, None)
    assert lesson.is_ahead
    off = LunchRow(7, 1, "x", "U0HOST", NOW, "UTC", 45, "C1", NOW, state=LunchState.CANCELLED)
    assert not Lesson(row, off).is_ahead


class Lessons(RuleBasedStateMachine):
    """Two are asked, press in any order, leave, are replaced; time passes, or it is called off."""

    @initialize()
    def begin(self) -> None:
        self.stage, self.number = Stage.PLANNED, 0
        self.peers: dict[str, PeerRow] = {}
        self.levels: dict[str, list[Level]] = {}
        self.ended: Stage | None = None
        for _ in range(2):
            self.sit()

    def sit(self) -> None:
        self.number += 1
        user = f"U{self.number}"
        self.peers[user] = PeerRow(user, NOW)

    @rule(
        at=st.integers(0, 9),
        act=st.sampled_from([Act.ACCEPT, Act.DECLINE, Act.REMIND, Act.GIVE_UP, Act.LEAVE]),
    )
    def peer_does(self, at: int, act: Act) -> None:
        self.do(at, act)

    @rule(at=st.integers(0, 9), levels=st.lists(st.sampled_from(Level), min_size=4, max_size=4))
    def rate(self, at: int, levels: list[Level]) -> None:
        user = self.user(at)
        if (self.stage, self.peers[user].seat, Act.RATE) in MOVES:
            self.levels[user] = levels
        self.do(at, Act.RATE)

    def user(self, at: int) -> str:
        return list(self.peers)[at % len(self.peers)]

    def do(self, at: int, act: Act) -> None:
        before, user = self.peers[self.user(at)], self.user(at)
        try:
            to = moved(self.stage, before.seat, act)
        except KindError:
            assert (self.stage, before.seat, act) not in MOVES
            return
        self.peers[user] = seated(self.stage, before, act)
        assert before.seat is not Seat.OUT or self.peers[user].seat is Seat.OUT
        self.become(to.stages)

    @rule(act=st.sampled_from([Act.BEGIN, Act.CLOSE, Act.WITHDRAW, Act.LUNCH_OFF, Act.REPLACE]))
    def happens(self, act: Act) -> None:
        try:
            to = moved(self.stage, None, act)
        except KindError:
            return
        if act is Act.BEGIN:
            self.peers = {user: seated(self.stage, row, act) for user, row in self.peers.items()}
        if act is Act.REPLACE:
            for _ in range(missing(list(self.peers.values()))):
                self.sit()
        self.become(to.stages)

    def become(self, open_to: tuple[Stage, ...]) -> None:
        said = [level for levels in self.levels.values() for level in levels]
        self.stage = settled(open_to, list(self.peers.values()), said)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if getattr(self, "ended", None):
            assert self.stage is self.ended
        if getattr(self, "stage", None) in OVER:
            self.ended = self.stage

    @invariant()
    def two_watch_at_most(self) -> None:
        assert len(watching(list(getattr(self, "peers", {}).values()))) <= 2

    @invariant()
    def an_outcome_rests_on_a_rubric(self) -> None:
        stage, seats = getattr(self, "stage", None), [row.seat for row in getattr(self, "peers", {}).values()]
        assert (stage not in (Stage.READY, Stage.ONE_MORE)) or Seat.RATED in seats
        assert (Seat.RATED not in seats) or stage not in (Stage.PLANNED, Stage.LAPSED)
        assert (stage is not Stage.HELD) or not {Seat.ASKED, Seat.REMINDED} & set(seats)


TestLessons = Lessons.TestCase
