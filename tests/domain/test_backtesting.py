"""How rankings are judged."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.backtesting import Past, Share, cut_at, gain, head_of, measured, place, places, share


def past(*answerers: str) -> Past:
    return Past("1.0", "general", "asker", "How?", frozenset(answerers))


@pytest.mark.parametrize(
    ("ranked", "answerers", "expected"),
    [
        ("abc", "a", 1),
        ("abc", "c", 3),
        ("abc", "cb", 2),
        ("abc", "d", math.inf),
        ("", "a", math.inf),
        ("abc", "", math.inf),
    ],
)
def test_the_place_of_the_first_who_answered(ranked: str, answerers: str, expected: float) -> None:
    assert place(list(ranked), set(answerers)) == expected


@pytest.mark.parametrize(
    ("rankings", "asked", "expected"),
    [
        pytest.param(["a"], ["a"], (1.0, 1.0, 1.0, 1.0), id="named first"),
        pytest.param(["ba"], ["a"], (0.0, 1.0, 1.0, 0.5), id="named second"),
        pytest.param(["bcda"], ["a"], (0.0, 0.0, 1.0, 0.25), id="named fourth"),
        pytest.param(["bcdefa"], ["a"], (0.0, 0.0, 0.0, 1 / 6), id="named sixth"),
        pytest.param([""], ["a"], (0.0, 0.0, 0.0, 0.0), id="nobody named"),
        pytest.param(["a", "b"], ["a", "a"], (0.5, 0.5, 0.5, 0.5), id="one of two"),
        pytest.param([], [], (0.0, 0.0, 0.0, 0.0), id="nothing asked"),
    ],
)
def test_shares_of_questions(rankings: list[str], asked: list[str], expected: tuple[float, ...]) -> None:
    found = measured([list(one) for one in rankings], [past(*one) for one in asked], set())

    assert (found.s1.value, found.s3.value, found.s5.value, found.mrr.value) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ranked", "answerers", "expected"),
    [
        pytest.param("ab", "a", None, id="only a busy one answered"),
        pytest.param("ab", "ab", 1.0, id="another answered too and is named"),
        pytest.param("acdefb", "ab", 0.0, id="another answered but is named sixth"),
    ],
)
def test_the_tail_counts_those_who_are_not_busy(ranked: str, answerers: str, expected: float | None) -> None:
    found = measured([list(ranked)], [past(*answerers)], {"a"})

    assert (found.tail.value if found.tail else None) == expected


def test_the_spread_of_the_load() -> None:
    rankings = [["a", "b", "c", "z"], ["a", "b", "d"], *([f"u{number}"] for number in range(10))]
    found = measured(rankings, [past("a")] * len(rankings), set())

    assert found.distinct == 14
    assert found.busiest == pytest.approx(12 / 16)
    assert measured([[]], [past("a")], set()).busiest == 0.0


def test_the_head_are_the_ten_who_answered_most() -> None:
    asked = [past(*(f"u{number:02}" for number in range(12) if number >= least)) for least in range(12)]

    assert head_of(asked) == {f"u{number:02}" for number in range(2, 12)}
    assert head_of([]) == frozenset()


def test_a_gain_compares_the_same_questions() -> None:
    ours, theirs = [1.0, 2.0, math.inf], [2.0, 2.0, 6.0]

    assert gain(ours, theirs, first=1).value == pytest.approx(1 / 3)
    assert gain(ours, theirs, first=5).value == 0.0
    assert gain(ours, theirs).value == pytest.approx((0.5 - 1 / 6) / 3)


def test_an_interval_is_the_same_each_time_and_narrows_with_more_questions() -> None:
    few, many = share([0.0, 1.0] * 20), share([0.0, 1.0] * 2000)

    assert few == share([0.0, 1.0] * 20)
    assert few.low < many.low < 0.5 < many.high < few.high
    assert share([]) == Share(0.0, 0.0, 0.0)


@pytest.mark.parametrize(("count", "part", "expected"), [(0, 0.8, 0), (10, 0.8, 8), (9, 0.8, 7), (3, 1.0, 3)])
def test_where_the_later_questions_begin(count: int, part: float, expected: int) -> None:
    assert cut_at([past("a")] * count, part) == expected


rankings = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=1, max_size=9)


@given(rankings, st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_looking_further_never_finds_less(found: list[list[str]], answerers: set[str]) -> None:
    asked = [past(*answerers)] * len(found)
    one = measured(found, asked, set())

    assert 0 <= one.s1.value <= one.s3.value <= one.s5.value <= 1
    assert one.s1.value <= one.mrr.value + 1e-12
    assert one.tail is not None
    assert one.tail.value == one.s5.value
    assert all(each.low <= each.value <= each.high for each in (one.s1, one.s3, one.s5))
    assert len(places(found, asked)) == len(found)
