"""Fitting the weights of questions to a workspace's own past, held close to those for everybody.

A conditional logit: of all people who might be named, how likely does the score make those who did answer? A handful of
Newton's steps, as the loss has one minimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking_crowd import Floats

# People beyond this are never named: those who decide are the ones that compete for the first places.
CONSIDERED = 100
STEPS = 12
# How many questions the common weights are worth: a small workspace stays near them.
HELD = 30.0


@dataclass(frozen=True, slots=True)
class Case:
    """One question: a row of numbers for each weight, a column a person, and which of them answered."""

    facts: Floats
    answered: NDArray[np.bool_]


def considered(facts: Floats, scores: Floats, answered: NDArray[np.bool_], may_be: NDArray[np.bool_]) -> Case | None:
    """The case that a question makes; None where nobody who might have been named answered it."""
    order = np.argsort(np.where(may_be, -scores, np.inf), kind="stable")[: min(CONSIDERED, int(may_be.sum()))]
    if not answered[order].any():
        return None
    return Case(facts[:, order], answered[order])


def fitted(cases: Sequence[Case], start: Sequence[float], *, held: float = HELD) -> tuple[float, ...]:
    """The weights under which those who answered are likeliest; never below zero."""
    first = np.array(start)
    scale = np.maximum(first, 0.05) ** -2.0 * held / 10
    weights = first.copy()
    for _ in range(STEPS):
        slope, bend = scale * (weights - first), np.diag(scale)
        for case in cases:
            chance = likely(case, weights)
            right = case.answered / case.answered.sum()
            slope = slope - case.facts @ (right - chance)
            middle = case.facts @ chance
            bend = bend + (case.facts * chance) @ case.facts.T - np.outer(middle, middle)
        weights = np.maximum(weights - np.linalg.solve(bend, slope), 0.0)
    return tuple(float(weight) for weight in weights)


def likely(case: Case, weights: Floats) -> Floats:
    scores = weights @ case.facts
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())
