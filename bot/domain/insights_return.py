"""What it is worth: hours saved and fees avoided, low, middle and high, by assumptions that a workspace can change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

MOST = 100_000
LONGEST_CURRENCY = 8


@dataclass(frozen=True, slots=True)
class Range:
    """Three guesses of one thing, in order."""

    low: float
    middle: float
    high: float

    def times(self, number: float) -> Range:
        return Range(self.low * number, self.middle * number, self.high * number)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """`minutes` that one help saves, net of what it cost the helper; what an `hour` costs; the `fee` a seat spares."""

    minutes: Range = Range(5, 15, 40)
    hour: Range = Range(40, 40, 40)
    fee: Range = Range(0, 50, 150)
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Return:
    hours: Range
    worth: Range
    fees: Range
    currency: str


DEFAULTS = Assumptions()
RANGES = ("minutes", "hour", "fee")
GUESSES = tuple(field.name for field in fields(Range))


def returned(numbers: Mapping[str, float | None], assumed: Assumptions) -> Return:
    """By the frozen counts of a snapshot: changing an assumption tells nothing new about anybody."""
    hours = assumed.minutes.times((numbers.get("helped") or 0) / 60)
    worth = Range(hours.low * assumed.hour.low, hours.middle * assumed.hour.middle, hours.high * assumed.hour.high)
    return Return(hours, worth, assumed.fee.times(numbers.get("attended") or 0), assumed.currency)


def read(entered: Mapping[str, str]) -> tuple[Assumptions, dict[str, str]]:
    """What was entered in a form, three numbers in order a field; and what is wrong, by field."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name in RANGES:
        guesses = range_in(entered.get(name, ""))
        if guesses is None:
            wrong[name] = f"Three numbers from 0 to {MOST}, in order: low, middle, high. For instance 5, 15, 40."
        else:
            found[name] = guesses
    currency = " ".join(entered.get("currency", "").split())
    if not currency or len(currency) > LONGEST_CURRENCY or not currency.isprintable():
        wrong["currency"] = f"A currency of at most {LONGEST_CURRENCY} letters, such as EUR."
    return replace(DEFAULTS, **found, currency=currency), wrong


def range_in(text: str) -> Range | None:
    parts = text.replace(",", " ").replace(";", " ").split()
    try:
        guesses = [float(part) for part in parts]
    except ValueError:
        return None
    if len(guesses) != len(GUESSES) or guesses != sorted(guesses) or not all(0 <= one <= MOST for one in guesses):
        return None
    return Range(*guesses)


def kept(assumed: Assumptions) -> str:
    return json.dumps(asdict(assumed))


def from_kept(text: str) -> Assumptions:
    """As `kept` wrote it; the defaults where there is nothing, or nothing that can be read."""
    try:
        values = json.loads(text or "{}")
        ranges = {name: Range(**values[name]) for name in RANGES}
        return Assumptions(**ranges, currency=str(values["currency"]))
    except (ValueError, KeyError, TypeError):
        return DEFAULTS
