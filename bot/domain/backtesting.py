"""How good rankings would have been: measures over questions whose answers are known, with their uncertainty.

S@k is the share of questions whose first k hold somebody who answered. *Tail* counts only answerers outside the ten who
answered most before, over questions that have one: naming the same few people scores nothing there. *Distinct* is how
many people all first threes name, *busiest* the share of those places that the ten most named get.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

SHOWN = 3
FIVE = 5
HEAD = 10
ROUNDS = 1000
SEED = 1
# With fewer questions the interval is wider than any difference there is between sensible methods.
FEWEST = 50
Numbers = Sequence[float]


@dataclass(frozen=True, slots=True)
class Past:
    """A question that was asked, and who answered it later. `channel` is a name."""

    ts: str
    channel: str
    asker: str
    text: str
    answerers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """A mean, and between which bounds it lies in 95 of 100 draws of as many questions."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What one way of ranking comes to. `tail` is None where all who answered are of the busiest."""

    s1: Share
    s3: Share
    s5: Share
    mrr: Share
    tail: Share | None
    distinct: int
    busiest: float


def head_of(before: Iterable[Past]) -> frozenset[str]:
    """The ten who answered most."""
    counted = Counter(user for question in before for user in question.answerers)
    order = sorted(counted, key=lambda user: (-counted[user], user))
    return frozenset(order[:HEAD])


def place(ranked: Sequence[str], answerers: Collection[str]) -> float:
    """Where the first who answered stands; infinity where none does."""
    return next((float(at) for at, user in enumerate(ranked, 1) if user in answerers), math.inf)


def places(rankings: Sequence[Sequence[str]], asked: Sequence[Past]) -> list[float]:
    return [place(ranked, one.answerers) for ranked, one in zip(rankings, asked, strict=True)]


def measured(rankings: Sequence[Sequence[str]], asked: Sequence[Past], head: Collection[str]) -> Measures:
    found = places(rankings, asked)
    others = [(ranked, one.answerers.difference(head)) for ranked, one in zip(rankings, asked, strict=True)]
    tail = [float(place(ranked, answerers) <= FIVE) for ranked, answerers in others if answerers]
    named = Counter(user for ranked in rankings for user in ranked[:SHOWN])
    return Measures(
        s1=within(found, 1),
        s3=within(found, SHOWN),
        s5=within(found, FIVE),
        mrr=share([1 / at for at in found]),
        tail=share(tail) if tail else None,
        distinct=len(named),
        busiest=sum(times for _user, times in named.most_common(HEAD)) / max(1, named.total()),
    )


def within(found: Sequence[float], first: int) -> Share:
    return share([float(at <= first) for at in found])


def share(values: Numbers) -> Share:
    """The mean of some values, and how far it may be off (bootstrap, always the same draws)."""
    if not values:
        return Share(0.0, 0.0, 0.0)
    numbers = np.array(values)
    draws = np.random.default_rng(SEED).integers(0, len(numbers), (ROUNDS, len(numbers)))
    low, high = np.quantile(numbers[draws].mean(1), [0.025, 0.975])
    return Share(float(numbers.mean()), float(low), float(high))


def gain(ours: Sequence[float], theirs: Sequence[float], *, first: int = 0) -> Share:
    """How much better one way is than another on the same questions: in S@first, or (0) in the reciprocal place."""

    def worth(at: float) -> float:
        return float(at <= first) if first else 1 / at

    return share([worth(one) - worth(other) for one, other in zip(ours, theirs, strict=True)])


def cut_at(asked: Sequence[Past], part: float) -> int:
    """How many of the questions, in order of time, are known when the later ones are asked."""
    return math.floor(len(asked) * part)
