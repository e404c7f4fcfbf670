"""A practice lesson before a gathering: who may do what when, and what comes of it.

Its host teaches it to two peers, who each fill in a short rubric for the host alone. All that can happen is in MOVES.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.errors import KindError
from storage.values import PersonRow
from storage.values_lunch import LunchRow, LunchState
from storage.values_teachback import Area, Level, MarkRow, PeerRow, Seat, Stage, TeachbackRow

PEERS = 2
LONGEST_LINE = 300


class Act(StrEnum):
    """What can happen to a practice lesson, and to one of its peers."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REMIND = "remind"
    GIVE_UP = "give_up"
    LEAVE = "leave"
    REPLACE = "replace"
    BEGIN = "begin"
    RATE = "rate"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    LUNCH_OFF = "lunch_off"


PLANNED, HELD, READY, ONE_MORE, LAPSED, OFF = Stage
ASKED, REMINDED, COMING, RATED, OUT = Seat


@dataclass(frozen=True, slots=True)
class To:
    """Where a peer stands then, None where no one peer moves; and where the lesson may: which of several, `settled`
    says.
    """

    seat: Seat | None
    stages: tuple[Stage, ...]


def to(seat: Seat | None, *stages: Stage) -> To:
    return To(seat, stages)


NOBODY = None
# (where the lesson stands, where the peer stands, what happens) -> where both stand then.
# What is not here cannot be: REFUSED says so kindly.
MOVES: dict[tuple[Stage, Seat | None, Act], To] = {
    # While it lies ahead a peer says yes or no, is reminded once, and gives way to another where no answer comes.
    (PLANNED, ASKED, Act.ACCEPT): to(COMING, PLANNED),
    (PLANNED, ASKED, Act.DECLINE): to(OUT, PLANNED),
    (PLANNED, ASKED, Act.REMIND): to(REMINDED, PLANNED),
    (PLANNED, REMINDED, Act.ACCEPT): to(COMING, PLANNED),
    (PLANNED, REMINDED, Act.DECLINE): to(OUT, PLANNED),
    (PLANNED, REMINDED, Act.GIVE_UP): to(OUT, PLANNED),
    # Pressing the same once more changes nothing; who comes may still find that they can't.
    (PLANNED, COMING, Act.ACCEPT): to(COMING, PLANNED),
    (PLANNED, COMING, Act.DECLINE): to(OUT, PLANNED),
    (PLANNED, OUT, Act.DECLINE): to(OUT, PLANNED),
    # Somebody leaves the company, or asks to be forgotten.
    (PLANNED, ASKED, Act.LEAVE): to(OUT, PLANNED),
    (PLANNED, REMINDED, Act.LEAVE): to(OUT, PLANNED),
    (PLANNED, COMING, Act.LEAVE): to(OUT, PLANNED),
    # The host names somebody else, or calls it off, until it was held. With its gathering it goes too.
    (PLANNED, NOBODY, Act.REPLACE): to(NOBODY, PLANNED),
    (PLANNED, NOBODY, Act.WITHDRAW): to(NOBODY, OFF),
    (PLANNED, NOBODY, Act.LUNCH_OFF): to(NOBODY, OFF),
    # Its time comes: it is held before those who come, and lapses before nobody. Who never answered is not there.
    (PLANNED, ASKED, Act.BEGIN): to(OUT, HELD, LAPSED),
    (PLANNED, REMINDED, Act.BEGIN): to(OUT, HELD, LAPSED),
    (PLANNED, COMING, Act.BEGIN): to(COMING, HELD, LAPSED),
    (PLANNED, OUT, Act.BEGIN): to(OUT, HELD, LAPSED),
    (PLANNED, NOBODY, Act.BEGIN): to(NOBODY, HELD, LAPSED),
    # Whoever was there fills in the rubric, and may fill it in anew until the last one is in: that settles it.
    (HELD, COMING, Act.RATE): to(RATED, HELD, READY, ONE_MORE),
    (HELD, RATED, Act.RATE): to(RATED, HELD, READY, ONE_MORE),
    (HELD, COMING, Act.LEAVE): to(OUT, HELD, READY, ONE_MORE, LAPSED),
    # No more rubrics are waited for: what is there settles it, and nothing lets it lapse.
    (HELD, NOBODY, Act.CLOSE): to(NOBODY, READY, ONE_MORE, LAPSED),
    (HELD, NOBODY, Act.LUNCH_OFF): to(NOBODY, OFF),
}

GONE = "That practice lesson is from a while ago and I no longer have it. `/lunch teachback` shows what there is."
CLOSED = "That practice lesson is over and its outcome stands. Thank you all the same."
CALLED_OFF = "That practice lesson was called off, so there is nothing to do. Thank you all the same."
# Why not, by where it stands.
REFUSED: Mapping[Stage, str] = {
    PLANNED: "That practice lesson is still to come. I will ask you afterwards.",
    HELD: "That practice lesson has taken place already.",
    READY: CLOSED,
    ONE_MORE: CLOSED,
    LAPSED: CLOSED,
    OFF: CALLED_OFF,
}
REPLACED = "Somebody else is asked in your place by now, so you need not do anything. Thank you all the same."
NOT_THERE = "Only those who were there fill in the rubric."
NOT_ASKED = "You are not one of the two who were asked, so I noted nothing."
NOT_YOURS = "Only its host can do that."


def moved(stage: Stage, seat: Seat | None, act: Act) -> To:
    """Where both stand after `act`. Raises KindError where it cannot be."""
    found = MOVES.get((stage, seat, act))
    if found is not None:
        return found
    if seat is OUT and stage in (PLANNED, HELD):
        raise KindError(REPLACED if stage is PLANNED else NOT_THERE)
    raise KindError(REFUSED[stage])


def seated(stage: Stage, peer: PeerRow, act: Act) -> PeerRow:
    """The peer, where they stand after `act`. Raises KindError where it cannot be."""
    return replace(peer, seat=moved(stage, peer.seat, act).seat or peer.seat)


def settled(open_to: Sequence[Stage], peers: Sequence[PeerRow], levels: Sequence[Level]) -> Stage:
    """Of all that the lesson may be, what it is, its peers standing so and the rubrics saying this."""
    if len(open_to) == 1:
        return open_to[0]
    awaited = any(row.seat is COMING for row in peers)
    if awaited and HELD in open_to:
        return HELD
    return outcome(levels) if levels else LAPSED


def outcome(levels: Sequence[Level]) -> Stage:
    """Ready: nothing stands at *not yet*, and at least half of all that was said at *there*. It is the same rule for
    one rubric where the second never came.
    """
    there = sum(level is Level.THERE for level in levels)
    return READY if Level.NOT_YET not in levels and 2 * there >= len(levels) else ONE_MORE


def watching(peers: Sequence[PeerRow]) -> list[PeerRow]:
    return [row for row in peers if row.seat is not OUT]


def missing(peers: Sequence[PeerRow]) -> int:
    """How many have still to be found."""
    return max(0, PEERS - len(watching(peers)))


class Practice(StrEnum):
    """Whether a gathering still needs its practice lesson, and how it went."""

    NOT_ASKED_FOR = "not_asked_for"
    NEEDED = "needed"
    UNDER_WAY = "under_way"
    READY = "ready"
    ONE_MORE = "one_more"


def practice(lessons: Sequence[TeachbackRow], *, asked_for: bool) -> Practice:
    """Of all lessons before a gathering, in the order in which they were planned, the last that came to something."""
    known = [lesson.stage for lesson in lessons if lesson.stage not in (LAPSED, OFF)]
    if not known:
        return Practice.NEEDED if asked_for else Practice.NOT_ASKED_FOR
    return {READY: Practice.READY, ONE_MORE: Practice.ONE_MORE}.get(known[-1], Practice.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A practice lesson with all that is said of it, `people` by id. `marks` only where its host looks."""

    row: TeachbackRow
    lunch: LunchRow
    peers: tuple[PeerRow, ...] = ()
    people: Mapping[str, PersonRow] = field(default_factory=dict)
    marks: tuple[MarkRow, ...] = ()

    def tz(self, user_id: str) -> str:
        """By whose clock somebody lives; the gathering's where nobody knows."""
        person = self.people.get(user_id)
        return person.tz if person and person.tz else self.lunch.tz

    def name(self, user_id: str) -> str:
        person = self.people.get(user_id)
        return person.name if person and person.name else "somebody"

    def seat(self, user_id: str) -> Seat | None:
        return next((row.seat for row in self.peers if row.user_id == user_id), None)

    @property
    def is_ahead(self) -> bool:
        return self.row.stage is PLANNED and self.lunch.state == LunchState.PLANNED


@dataclass(frozen=True, slots=True)
class Rubric:
    """One peer's, by area."""

    levels: Mapping[Area, Level]
    lines: Mapping[Area, str]


def rubric(given: Mapping[str, str]) -> tuple[Rubric, dict[str, str]]:
    """A rubric from the fields of its form, and what is missing or wrong with which field."""
    known = {level.value: level for level in Level}
    levels = {area: known[given[area]] for area in Area if given.get(area) in known}
    lines = {area: " ".join(given.get(f"{area}_line", "").split()) for area in Area}
    wrong: dict[str, str] = {
        area.value: "Choose one of the three, please: the host learns most from a whole rubric."
        for area in Area
        if area not in levels
    }
    for area, line in lines.items():
        if not line:
            wrong[f"{area}_line"] = "One line, please: what they did well here, or could try."
        elif len(line) > LONGEST_LINE:
            wrong[f"{area}_line"] = f"At most {LONGEST_LINE} characters, please."
    return Rubric(levels, lines), wrong
