"""In which order people stand in an answer, page by page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import reachable_first


@pytest.mark.parametrize(
    ("users", "later", "order"),
    [
        ("abcdef", "", "abcdef"),
        ("abcdef", "a", "bcadef"),
        ("abcdef", "abd", "cabefd"),
        ("abcdef", "abc", "dabefc"),  # nobody on the page can be reached: the next one who can comes up
        ("abcdefg", "abcdef", "gabcdef"),
        ("abcdef", "abcdef", "abcdef"),
        ("ab", "a", "ba"),
        ("", "", ""),
    ],
)
def test_whoever_can_be_reached_comes_first_on_their_page(users: str, later: str, order: str) -> None:
    assert reachable_first(users, later, page=3) == list(order)


@given(st.lists(st.integers(0, 30).map(str), unique=True), st.sets(st.integers(0, 30).map(str)), st.integers(1, 5))
def test_nobody_is_lost_and_each_page_has_somebody_to_reach(users: list[str], later: set[str], page: int) -> None:
    order = reachable_first(users, later, page=page)

    assert sorted(order) == sorted(users)
    for start in range(0, len(order), page):
        assert set(order[start:]) <= later or order[start] not in later
