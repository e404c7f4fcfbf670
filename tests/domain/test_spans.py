"""Which stretches of a channel have been learned."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spans import Span, covers, microseconds, with_span, with_spans

moments = st.integers(0, 60)
spans = st.tuples(moments, moments).map(lambda ends: (min(ends), max(ends)))


@given(st.lists(spans, max_size=8), moments)
def test_exactly_what_lies_in_one_of_the_stretches_is_covered(added: list[Span], moment: int) -> None:
    built: list[Span] = []
    for span in added:
        built = with_span(built, span)

    assert covers(built, moment) == any(start <= moment <= end for start, end in added)


@given(st.lists(spans, max_size=8))
def test_stretches_stay_in_order_and_never_touch(added: list[Span]) -> None:
    built = with_spans([], added)

    assert all(start <= end for start, end in built)
    assert all(before[1] < after[0] for before, after in pairwise(built))


@given(st.lists(spans, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_stretches_come_changes_nothing(added: list[Span], chance: Random) -> None:
    shuffled = list(added)
    chance.shuffle(shuffled)

    assert with_spans([], shuffled) == with_spans([], added)


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8))
def test_many_at_once_are_the_same_as_one_after_another(known: list[Span], new: list[Span]) -> None:
    one_by_one = with_spans([], known)
    for span in new:
        one_by_one = with_span(one_by_one, span)

    assert with_spans(with_spans([], known), new) == one_by_one


@given(st.integers(0, 9_999_999_999), st.integers(0, 999_999))
def test_a_ts_is_read_exactly(seconds: int, fraction: int) -> None:
    assert microseconds(f"{seconds}.{fraction:06}") == seconds * 1_000_000 + fraction


@pytest.mark.parametrize(
    ("ts", "moment"),
    [
        ("1355517523.000005", 1_355_517_523_000_005),
        ("1355517523.5", 1_355_517_523_500_000),
        ("1355517523", 1_355_517_523_000_000),
        ("1355517523.", 1_355_517_523_000_000),
        ("1355517523.0000059", 1_355_517_523_000_005),
    ],
)
def test_a_short_or_long_fraction_is_read_as_slack_would_have_written_it(ts: str, moment: int) -> None:
    assert microseconds(ts) == moment
