"""Figures in words: rounded, and what may not be told said to be so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.insights_registry import Unit, titled, unit_of
from bot.domain.insights_return import Range

UNDER = "under 5"
WITHHELD = "not told"
NO_DEMAND = "No topic was asked about by five people or more."
WHY = (
    "Counts are to the nearest five, shares to the nearest five percent. What fewer than five people are behind is not "
    "told. Everything is as of Monday, and stays so."
)


def figure_words(key: str, numbers: Mapping[str, float | None]) -> str:
    """Questions answered: *65 %*."""
    return f"{titled(key)}: *{value_words(key, numbers.get(key))}*"


def value_words(key: str, value: float | None) -> str:
    if key == "gatherings":
        return f"{value or 0:.0f}"
    match unit_of(key):
        case Unit.SHARE:
            return share_words(value)
        case Unit.MINUTES:
            return WITHHELD if value is None else minutes_words(value)
        case Unit.INDEX:
            return WITHHELD if value is None else f"{value:.2f}"
        case _:
            return count_words(value)


def count_words(count: float | None) -> str:
    return f"about {count:,.0f}" if count else UNDER


def share_words(share: float | None) -> str:
    return WITHHELD if share is None else f"{share:.0%}"


def minutes_words(minutes: float) -> str:
    if minutes < 5:
        return "less than 5 minutes"
    if minutes < 120:
        return f"about {minutes:.0f} minutes"
    return f"about {minutes / 60:.0f} hours" if minutes < 48 * 60 else f"about {minutes / 1440:.0f} days"


def range_words(guesses: Range) -> tuple[str, str, str]:
    return f"{guesses.low:,.0f}", f"{guesses.middle:,.0f}", f"{guesses.high:,.0f}"


def monday_words(at: datetime) -> str:
    return f"Monday {at.day} {at:%B %Y}"
