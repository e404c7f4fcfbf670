"""Hours and fees, by assumptions a coordinator can change: worked examples, and everything one might type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.insights_return import DEFAULTS, Assumptions, Range, from_kept, kept, read, returned

ENTERED = {"minutes": "5, 15, 40", "hour": "40 40 40", "fee": "0;50;150", "currency": "EUR"}


def test_hours_and_fees_follow_from_the_frozen_counts() -> None:
    """120 helps at 5, 15 and 40 minutes are 10, 30 and 80 hours, at 40 an hour; 20 seats at 0, 50 and 150."""
    found = returned({"helped": 120, "attended": 20}, DEFAULTS)

    assert found.hours == Range(10, 30, 80)
    assert found.worth == Range(400, 1200, 3200)
    assert found.fees == Range(0, 1000, 3000)
    assert found.currency == "EUR"


def test_what_is_withheld_is_worth_nothing() -> None:
    assert returned({"helped": None}, DEFAULTS).hours == Range(0, 0, 0)


def test_what_is_entered_is_read() -> None:
    assert read(ENTERED) == (DEFAULTS, {})
    assert read({**ENTERED, "minutes": "1 2.5 3", "currency": " CHF "})[0] == Assumptions(
        minutes=Range(1, 2.5, 3), currency="CHF"
    )


@pytest.mark.parametrize(
    "typed", ["", "5", "5 15", "40 15 5", "1 2 3 4", "a b c", "-1 2 3", "1 2 1e9", "nan 1 2", "1 2 inf"]
)
def test_what_is_no_range_is_said_to_be_none(typed: str) -> None:
    assert read({**ENTERED, "fee": typed})[1].keys() == {"fee"}


@pytest.mark.parametrize("typed", ["", "  ", "a long currency", "E\u202eUR"])
def test_what_is_no_currency_is_said_to_be_none(typed: str) -> None:
    assert read({**ENTERED, "currency": typed})[1].keys() == {"currency"}


def test_what_was_kept_is_read_again() -> None:
    own = Assumptions(minutes=Range(1, 2, 3), hour=Range(4, 5, 6), fee=Range(7, 8, 9), currency="CHF")

    assert from_kept(kept(own)) == own


@pytest.mark.parametrize("text", ["", "{}", "no json", "[]", '{"minutes": 3}', '{"minutes": {"low": 1}}'])
def test_what_cannot_be_read_is_the_default(text: str) -> None:
    assert from_kept(text) == DEFAULTS


@given(st.dictionaries(st.sampled_from(["minutes", "hour", "fee", "currency"]), st.text(max_size=30)))
def test_whatever_is_typed_is_taken_or_refused(entered: dict[str, str]) -> None:
    assumed, wrong = read(entered)

    assert all(one.low <= one.middle <= one.high for one in (assumed.minutes, assumed.hour, assumed.fee))
    assert wrong.keys() <= {"minutes", "hour", "fee", "currency"}
