"""Rings: a few people who thank mostly each other, so that what they say of each other counts for less."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import rustworkx as rx

LEAST_SHARE = 0.15
STAYS_INSIDE = 0.8
MOST_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Edge:
    """How many thanks of one person to another stand."""

    giver_id: str
    receiver_id: str
    times: int


Edges = Callable[[Collection[str]], Iterable[Edge]]


def strong(edges: Iterable[Edge]) -> list[Edge]:
    """Those that carry a fair share of what their giver gave: a ring is not broken by a thanks now and then."""
    edges = list(edges)
    given = Counter[str]()
    for edge in edges:
        given[edge.giver_id] += edge.times
    return [edge for edge in edges if edge.times >= LEAST_SHARE * given[edge.giver_id]]


def around(giver_id: str, edges_of: Edges) -> list[Edge]:
    """All that was given by those whom thanks lead to from the giver: outwards, as far as a reader should look."""
    found: list[Edge] = []
    met, front = {giver_id}, {giver_id}
    while front:
        new = list(edges_of(front))
        found += new
        reached = {edge.receiver_id for edge in strong(new)} - met
        front = set(sorted(reached)[: MOST_PEOPLE - len(met)])
        met |= front
    return found


def in_ring(giver_id: str, receiver_id: str, edges: Iterable[Edge], *, people: int, thanks: int) -> bool:
    """Whether both belong to a ring of at most so many people in which at least so many thanks stand."""
    edges = list(edges)
    ring = circle(giver_id, strong(edges))
    if receiver_id not in ring or not 2 <= len(ring) <= people:
        return False
    given = sum(edge.times for edge in edges if edge.giver_id in ring)
    inside = sum(edge.times for edge in edges if edge.giver_id in ring and edge.receiver_id in ring)
    return inside >= thanks and inside >= STAYS_INSIDE * given


def circle(giver_id: str, edges: Iterable[Edge]) -> set[str]:
    """Everybody whom thanks lead to from the giver and back again."""
    graph: rx.PyDiGraph[str, None] = rx.PyDiGraph()
    places: defaultdict[str, int] = defaultdict()
    names: dict[int, str] = {}
    for edge in edges:
        for user_id in (edge.giver_id, edge.receiver_id):
            if user_id not in places:
                places[user_id] = graph.add_node(user_id)
                names[places[user_id]] = user_id
        graph.add_edge(places[edge.giver_id], places[edge.receiver_id], None)
    circles = ({names[place] for place in found} for found in rx.strongly_connected_components(graph))
    return next((found for found in circles if giver_id in found), {giver_id})
