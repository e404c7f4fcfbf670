"""What comes back with a gathering's buttons and forms, read without harm."""

from __future__ import annotations

import pytest

from handlers.lunches import entered, moment, number


def test_what_no_database_takes_is_taken_out_of_a_form() -> None:
    view = {"state": {"values": {"title": {"title": {"value": "a\x00b\ud800\nc"}}}}}

    assert entered(view, "title") == "a b \nc"


@pytest.mark.parametrize("state", [None, {}, {"values": {}}, {"values": {"title": {}}}])
def test_a_form_without_the_field_has_nothing_entered(state: object) -> None:
    assert entered({"state": state}, "title") == ""


@pytest.mark.parametrize(
    ("value", "found"), [("7", 7), ("", 0), ("x", 0), (None, 0), ("-1", 0), ("9" * 40, 0), ("٣", 0)]
)
def test_a_button_leads_to_a_gathering_or_to_none(value: object, found: int) -> None:
    assert number(value) == found


@pytest.mark.parametrize(("text", "found"), [("1.000001", "1.000001"), ("1", "1."), ("x", ""), (None, ""), ("1.x", "")])
def test_a_press_has_slacks_moment_or_none(text: object, found: str) -> None:
    assert moment(text) == found
