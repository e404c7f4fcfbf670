"""Weights of a workspace's own."""

from __future__ import annotations

import numpy as np
import pytest

from bot.domain.ranking_fit import CONSIDERED, Case, considered, fitted


def cases(right: int, count: int, *, seed: int = 3) -> list[Case]:
    """Questions that are answered by whoever has most of the number `right`."""
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        facts = draw.random((2, 20))
        found.append(Case(facts, np.arange(20) == facts[right].argmax()))
    return found


def test_what_tells_who_answers_gains_weight_and_what_does_not_loses_it() -> None:
    first, second = fitted(cases(0, 300), [0.5, 0.5])

    assert first > 1.0
    assert second < 0.5


def test_few_questions_change_little_and_none_nothing() -> None:
    few, _ = fitted(cases(0, 3), [0.5, 0.5])
    many, _ = fitted(cases(0, 300), [0.5, 0.5])

    assert 0.5 < few < 0.8 < many
    assert fitted([], [0.5, 0.25]) == pytest.approx((0.5, 0.25))


def test_no_weight_is_below_zero() -> None:
    against = [Case(-one.facts, one.answered) for one in cases(0, 300)]

    assert min(fitted(against, [0.5, 0.5])) >= 0.0


def test_a_question_is_a_case_if_one_who_may_be_named_answered_it() -> None:
    facts, scores = np.arange(6.0).reshape(2, 3), np.array([3.0, 1.0, 2.0])
    answered, may_be = np.array([False, True, False]), np.array([True, True, True])
    found = considered(facts, scores, answered, may_be)

    assert found is not None
    assert found.answered.tolist() == [False, False, True]
    assert found.facts.tolist() == [[0.0, 2.0, 1.0], [3.0, 5.0, 4.0]]
    assert considered(facts, scores, answered, np.array([True, False, True])) is None
    assert considered(facts, scores, np.array([False] * 3), may_be) is None


def test_those_far_behind_are_not_considered() -> None:
    size = CONSIDERED + 50
    facts, scores = np.ones((2, size)), -np.arange(float(size))
    found = considered(facts, scores, np.arange(size) == 0, np.ones(size, bool))

    assert found is not None
    assert found.facts.shape == (2, CONSIDERED)
