"""Rings: small circles that thank only themselves, and what is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.kudos_rings import MOST_PEOPLE, Edge, around, circle, in_ring


def edges(*lines: str) -> list[Edge]:
    """`A B 3`: A thanked B three times."""
    return [Edge(giver, receiver, int(times)) for giver, receiver, times in (line.split() for line in lines)]


def everybody(names: str, times: int) -> list[Edge]:
    return [Edge(giver, receiver, times) for giver, receiver in permutations(names, 2)]


TABLE: dict[str, tuple[list[Edge], str, bool]] = {
    "two who thank each other": (edges("A B 3", "B A 3"), "B", True),
    "two, too few": (edges("A B 3", "B A 2"), "B", False),
    "one way only": (edges("A B 9"), "B", False),
    "three in a circle": (edges("A B 2", "B C 2", "C A 2"), "B", True),
    "three, thanked against the circle": (edges("A B 2", "B C 2", "C A 2"), "C", True),
    "five, each the other": (everybody("ABCDE", 1), "E", True),
    "six are a team": (everybody("ABCDEF", 1), "F", False),
    "somebody outside the ring": (edges("A B 4", "B A 4", "A C 1"), "C", False),
    "a ring that also thanks others": (edges("A B 3", "B A 3", "A C 2", "B D 1"), "B", False),
    "a thanks now and then hides nothing": (edges("A B 8", "B A 8", "A C 1", "C A 1"), "B", True),
    "a weak way back is no circle": (edges("A B 1", "A C 9", "B A 9"), "B", False),
    "nobody thanked anybody": ([], "B", False),
    "others are a ring": (edges("C D 3", "D C 3"), "D", False),
}


@pytest.mark.parametrize(("given_thanks", "receiver", "ring"), TABLE.values(), ids=TABLE)
def test_what_is_a_ring(given_thanks: list[Edge], receiver: str, ring: bool) -> None:  # noqa: FBT001 - a table
    assert in_ring("A", receiver, given_thanks, people=5, thanks=6) is ring


def test_bounds_decide_how_large_and_how_busy_a_ring_is() -> None:
    team = everybody("ABCDEF", 1)

    assert in_ring("A", "F", team, people=6, thanks=30)
    assert not in_ring("A", "F", team, people=6, thanks=31)


def reader(all_edges: Iterable[Edge], asked: list[set[str]]) -> object:
    def read(givers: Collection[str]) -> list[Edge]:
        asked.append(set(givers))
        return [edge for edge in all_edges if edge.giver_id in givers]

    return read


def test_thanks_are_followed_outwards_and_everybody_is_read_once() -> None:
    asked: list[set[str]] = []
    given_thanks = edges("A B 1", "B C 1", "C A 1", "X A 5")

    found = around("A", reader(given_thanks, asked))  # type: ignore[arg-type]

    assert found == given_thanks[:3]
    assert asked == [{"A"}, {"B"}, {"C"}]


def test_what_is_read_ends_somewhere() -> None:
    asked: list[set[str]] = []
    chain = [Edge(str(at), str(at + 1), 1) for at in range(1000)]
    around("0", reader(chain, asked))  # type: ignore[arg-type]

    assert len({user for front in asked for user in front}) == MOST_PEOPLE


PAIRS = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")).filter(lambda pair: pair[0] != pair[1])


@given(st.dictionaries(PAIRS, st.integers(1, 9)))
def test_a_circle_holds_whom_thanks_lead_to_and_back(given_thanks: dict[tuple[str, str], int]) -> None:
    found = circle("A", [Edge(*pair, times) for pair, times in given_thanks.items()])

    assert found == {name for name in "ABCDEF" if leads("A", name, given_thanks) and leads(name, "A", given_thanks)}


def leads(start: str, end: str, pairs: Collection[tuple[str, str]]) -> bool:
    reached = {start}
    while more := {receiver for giver, receiver in pairs if giver in reached} - reached:
        reached |= more
    return end in reached
