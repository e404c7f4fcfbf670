"""Each read of words and activity that another workspace might try on those of the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storage.store import Unit

TERM_READS: dict[str, Callable[[Unit, Any], object]] = {
    "ledger.shown_by": lambda unit, _: unit.ledger.shown_by(["U1"]),
    "terms.ids": lambda unit, _: unit.terms.ids(["pandas"]),
    "terms.words": lambda unit, there: unit.terms.words([there.term]),
    "terms.messages_with": lambda unit, there: unit.terms.messages_with([there.term]),
    "terms.messages": lambda unit, _: unit.terms.messages(),
    "terms.uses": lambda unit, there: unit.terms.uses([there.term]),
    "terms.uses_of": lambda unit, _: unit.terms.uses_of("U1", ["pandas"]),
    "terms.activity": lambda unit, _: unit.terms.activity(""),
    "terms.activity_totals": lambda unit, _: unit.terms.activity_totals(),
    "terms.known": lambda unit, there: unit.terms.known(words=["pandas"], ids=[there.term]),
    "terms.rhythm": lambda unit, _: unit.terms.rhythm(),
}
