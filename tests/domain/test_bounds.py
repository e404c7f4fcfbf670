"""Bounds: what may be set, what not, and what a workspace sets for itself."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bounds import DEFAULTS, Bounds, Value, checked, kept, with_own

RIGHT: list[tuple[str, object, Value]] = [
    ("kudos_per_day", 5, 5),
    ("kudos_per_day", "12", 12),
    ("kudos_per_day", 100, 100),
    ("kudos_ring_weight", "0.5", 0.5),
    ("kudos_ring_weight", 0, 0.0),
    ("kudos_emoji", "taco, :bulb: heart", ("taco", "bulb", "heart")),
    ("kudos_emoji", ["taco", ":taco:"], ("taco",)),
    ("kudos_left_out", "", ()),
]
WRONG: list[tuple[str, object, str]] = [
    ("kudos_per_day", 0, "1 to 100"),
    ("kudos_per_day", 101, "1 to 100"),
    ("kudos_per_day", "many", "1 to 100"),
    ("kudos_per_day", True, "1 to 100"),
    ("kudos_per_day", None, "1 to 100"),
    ("kudos_ring_weight", "nan", "0 to 1"),
    ("kudos_emoji", 5, "names"),
    ("kudos_emoji", [1], "names"),
    ("kudos_emoji", " ".join(f"e{number}" for number in range(101)), "at most 100"),
]


@pytest.mark.parametrize(("name", "given_value", "becomes"), RIGHT)
def test_what_is_right_is_taken(name: str, given_value: object, becomes: Value) -> None:
    assert checked(name, given_value) == becomes


@pytest.mark.parametrize(("name", "given_value", "says"), WRONG)
def test_what_is_wrong_is_refused_with_the_reason(name: str, given_value: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        checked(name, given_value)


def test_every_default_is_within_its_bounds() -> None:
    for each in fields(Bounds):
        assert checked(each.name, getattr(DEFAULTS, each.name)) == getattr(DEFAULTS, each.name)


def test_a_workspace_sets_its_own_and_the_rest_stays() -> None:
    assert with_own(DEFAULTS, {"kudos_per_day": "9"}) == Bounds(kudos_per_day=9)


@pytest.mark.parametrize("own", [{"unheard_of": "1"}, {"kudos_per_day": "no json"}, {"kudos_per_day": "1000"}])
def test_what_no_bound_can_be_is_passed_over(own: dict[str, str]) -> None:
    assert with_own(DEFAULTS, own) == DEFAULTS


@given(st.integers(1, 100), st.lists(st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20), max_size=20))
def test_what_is_kept_comes_back(number: int, emoji: list[str]) -> None:
    own = {"kudos_per_day": kept(number), "kudos_emoji": kept(checked("kudos_emoji", emoji))}

    assert with_own(DEFAULTS, own) == Bounds(kudos_per_day=number, kudos_emoji=tuple(dict.fromkeys(emoji)))
