"""What comes back from buttons and forms about thanks, forged ones too."""

from __future__ import annotations

import pytest

from handlers.kudos import named, whole


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("one:1,2", (False, [1, 2])),
        ("list:3", (True, [3])),
        ("list:", (True, [])),
        ("one:x,4,-5, ", (False, [4])),
        ("", (False, [])),
        (None, (False, [])),
    ],
)
def test_a_button_names_thanks(value: object, meant: tuple[bool, list[int]]) -> None:
    assert named(value) == meant


@pytest.mark.parametrize(
    ("value", "number"), [("5", 5), (" 7 ", 7), ("", 0), (None, 0), ("-1", 0), ("1.5", 0), ("9" * 40, 0), ("five", 0)]
)
def test_a_number_of_a_form_is_one_or_nought(value: object, number: int) -> None:
    assert whole(value) == number
