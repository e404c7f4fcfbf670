"""What is counted of words and of people, as the tables hold it: sums only, no text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.values import Act, TermKind


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word, and in how many messages it stood."""

    term_id: int
    term: str
    messages: int


class TermCount(NamedTuple):
    """Thousands are read for one question: a tuple is made in half the time."""

    user_id: str
    term_id: int
    kind: TermKind
    score: float
    times: int


@dataclass(frozen=True, slots=True)
class ActivityCount:
    user_id: str
    channel_id: str
    act: Act
    score: float
    times: int
    last_at: datetime


class RhythmCount(NamedTuple):
    """How much somebody writes at an hour of the day (0 to 23), on working days (24), at weekends (25)."""

    user_id: str
    slot: int
    score: float
