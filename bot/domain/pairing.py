"""Answers in exports from before threads: what follows a question soon, or names the one who asked, answers it.

A guess, and a careful one: one open question at a time, a quarter of an hour for those who simply go on talking, two
hours for those who name the asker, and a handful of answers at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

NEXT_WITHIN = 15 * 60 * 1_000_000
NAMED_WITHIN = 2 * 60 * 60 * 1_000_000
MOST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for answers."""

    ts: str
    asker_id: str
    moment: int
    answers: int = 0


class Pairing:
    """Walks a channel without threads, in order, and says which question each message answers."""

    def __init__(self, asks: Callable[[str], bool]) -> None:
        self.asks = asks
        self.open: Open | None = None

    def answers(self, ts: str, user_id: str, text: str, *, moment: int, mentioned: Sequence[str]) -> str:
        """The `ts` of the question that this message answers, or ""."""
        question = self.open
        asks = self.asks(text)
        if question is None or user_id == question.asker_id or question.answers >= MOST_ANSWERS:
            answered = ""
        else:
            patience = NAMED_WITHIN if question.asker_id in mentioned else NEXT_WITHIN
            answered = question.ts if moment - question.moment <= patience else ""
        if asks and not answered:
            self.open = Open(ts, user_id, moment)
        elif answered and question:
            self.open = Open(question.ts, question.asker_id, question.moment, question.answers + 1)
        return answered
