"""The numbers of a button's value, which anybody can forge."""

from __future__ import annotations

import pytest

from handlers.presses import numbers


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("7", (7, 0)),
        ("7:3", (7, 3)),
        ("", (0, 0)),
        ("-7:x", (0, 0)),
        ("9" * 30, (0, 0)),
        ("7:" + "9" * 10, (7, 0)),
        ("9" * 9, (999_999_999, 0)),
        ("\u00b2", (0, 0)),
    ],
)
def test_what_is_no_number_of_ours_is_none(value: str, found: tuple[int, int]) -> None:
    assert numbers({"actions": [{"value": value}]}) == found
