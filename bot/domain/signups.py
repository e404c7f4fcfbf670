"""Who comes to a gathering: presses, seats, and the line of those who wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.spans import microseconds
from storage.values_lunch import SignupRow, Standing


class Wish(StrEnum):
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`rows` changed; `mine` is where whoever pressed stands now, None if nothing changed for them; `moved_up` came to
    a seat by it.
    """

    rows: tuple[SignupRow, ...] = ()
    mine: SignupRow | None = None
    moved_up: tuple[SignupRow, ...] = ()


# (where somebody stands, what they wish, whether a seat is free) -> where they stand then
STATES: dict[tuple[Standing, Wish, bool], Standing] = {
    (Standing.OUT, Wish.IN, True): Standing.COMING,
    (Standing.OUT, Wish.IN, False): Standing.WAITING,
    (Standing.COMING, Wish.IN, True): Standing.COMING,
    (Standing.COMING, Wish.IN, False): Standing.COMING,
    (Standing.WAITING, Wish.IN, True): Standing.COMING,
    (Standing.WAITING, Wish.IN, False): Standing.WAITING,
    (Standing.OUT, Wish.OUT, True): Standing.OUT,
    (Standing.OUT, Wish.OUT, False): Standing.OUT,
    (Standing.COMING, Wish.OUT, True): Standing.OUT,
    (Standing.COMING, Wish.OUT, False): Standing.OUT,
    (Standing.WAITING, Wish.OUT, True): Standing.OUT,
    (Standing.WAITING, Wish.OUT, False): Standing.OUT,
}


def pressed(signups: Sequence[SignupRow], user_id: str, wish: Wish, *, at: str, seats: int) -> Outcome:
    """Somebody pressed at Slack's moment `at`. What they pressed later counts, in whatever order it arrives."""
    before = next((row for row in signups if row.user_id == user_id), SignupRow(user_id))
    if before.pressed and microseconds(at) <= microseconds(before.pressed):
        return Outcome()
    others = [row for row in signups if row.user_id != user_id]
    state = STATES[before.state, wish, has_room(others, seats)]
    mine = replace(before, state=state, pressed=at, since=since(before, state, at))
    up = moved_up([*others, mine], seats)
    changed = mine if state != before.state else None
    return Outcome((mine, *up), changed, up)


def withdrawn(signups: Sequence[SignupRow], user_id: str, *, seats: int) -> Outcome:
    """Somebody is gone, without a press of their own."""
    before = next((row for row in signups if row.user_id == user_id), SignupRow(user_id))
    mine = replace(before, state=Standing.OUT, since="")
    up = moved_up([*(row for row in signups if row.user_id != user_id), mine], seats)
    return Outcome((mine, *up), mine if mine != before else None, up)


def since(before: SignupRow, state: Standing, at: str) -> str:
    """From when on somebody is in line: whoever was in it already keeps their place."""
    if state == Standing.OUT:
        return ""
    return before.since if before.state != Standing.OUT else at


def moved_up(signups: Iterable[SignupRow], seats: int) -> tuple[SignupRow, ...]:
    """Those of the line who have a seat now, as they stand then. Nobody who comes is ever sent away."""
    rows = list(signups)
    line = waiting(rows)
    free = len(line) if not seats else max(0, seats - len(coming(rows)))
    return tuple(replace(row, state=Standing.COMING) for row in line[:free])


def has_room(signups: Iterable[SignupRow], seats: int) -> bool:
    return not seats or len(coming(signups)) < seats


def coming(signups: Iterable[SignupRow]) -> list[SignupRow]:
    return in_order(row for row in signups if row.state == Standing.COMING)


def waiting(signups: Iterable[SignupRow]) -> list[SignupRow]:
    return in_order(row for row in signups if row.state == Standing.WAITING)


def place_in_line(signups: Iterable[SignupRow], user_id: str) -> int:
    """1 for whoever is next; 0 for who does not wait."""
    line = [row.user_id for row in waiting(signups)]
    return line.index(user_id) + 1 if user_id in line else 0


def in_order(signups: Iterable[SignupRow]) -> list[SignupRow]:
    return sorted(signups, key=lambda row: (microseconds(row.since), row.user_id))
