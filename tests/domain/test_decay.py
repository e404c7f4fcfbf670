"""Forward decay: what an order looks like never depends on when it is read."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import decay

HALF_LIVES = sorted({*decay.EXPERTISE.values(), *decay.TERMS.values(), *decay.ACTIVITY.values(), decay.NAMED})
# Slack opened in 2013; what runs today should still run in 2040.
moments = st.datetimes(datetime(2013, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
half_lives = st.sampled_from(HALF_LIVES)


@given(moments, half_lives, st.floats(0.1, 1000.0))
def test_what_happened_between_2013_and_2040_is_a_finite_number_above_nothing(
    at: datetime, half_life: float, weight: float
) -> None:
    worth = decay.forward(at, half_life=half_life, weight=weight)

    assert 0.0 < worth * 1_000_000 < math.inf


@given(moments, half_lives)
def test_a_fact_that_is_just_happening_is_worth_its_weight(at: datetime, half_life: float) -> None:
    worth = decay.present(decay.forward(at, half_life=half_life, weight=3.0), now=at, half_life=half_life)

    assert worth == pytest.approx(3.0)


@given(moments, half_lives)
def test_after_one_half_life_a_fact_counts_half(at: datetime, half_life: float) -> None:
    stored = decay.forward(at, half_life=half_life)
    later = at + timedelta(days=half_life)

    assert decay.present(stored, now=later, half_life=half_life) == pytest.approx(0.5)


facts = st.lists(st.tuples(moments, st.floats(0.5, 4.0)), min_size=1, max_size=6)


@given(facts, facts, moments, half_lives)
def test_who_stands_first_does_not_depend_on_when_it_is_read(
    one: list[tuple[datetime, float]],
    other: list[tuple[datetime, float]],
    now: datetime,
    half_life: float,
) -> None:
    less, more = sorted(
        sum(decay.forward(at, half_life=half_life, weight=weight) for at, weight in those) for those in (one, other)
    )

    assert decay.present(less, now=now, half_life=half_life) <= decay.present(more, now=now, half_life=half_life)


@given(moments, moments, half_lives)
def test_what_happened_later_is_worth_more(one: datetime, other: datetime, half_life: float) -> None:
    earlier, later = sorted((one, other))

    assert decay.forward(earlier, half_life=half_life) <= decay.forward(later, half_life=half_life)


def test_days_are_counted_forwards_and_backwards() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert decay.days_between(noon, noon + timedelta(hours=36)) == 1.5
    assert decay.days_between(noon, noon - timedelta(days=2)) == -2.0
