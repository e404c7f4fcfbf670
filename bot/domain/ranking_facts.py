"""What the ranking knows of a person and a topic, and the reasons it gives: facts, before they have words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# Somebody who wrote a word once is no lead; and two topics are as many reasons as anybody reads.
FEWEST_MENTIONS = 2
MOST_TOPICS = 2


class ReasonKind(StrEnum):
    THANKED = "thanked"
    TAUGHT = "taught"
    ANSWERED = "answered"
    DECLARED = "declared"
    SAID = "said"
    HERE = "here"
    TALKS = "talks"
    HELPED = "helped"
    AROUND = "around"
    ACTIVE = "active"
    ENDORSED = "endorsed"
    ACCEPTED = "accepted"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence a colleague would accept, before it has words; with a `ts` it can be looked up. Of thanks `people` is
    how many gave them, of teaching how many took something home.
    """

    kind: ReasonKind
    about: str = ""
    count: int = 0
    last_at: datetime | None = None
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What one person has shown about one topic; decayed sums, 1.0 being one thing that has just happened."""

    answers: float = 0.0
    said: float = 0.0
    declared: float = 0.0
    thanks: float = 0.0
    taught: float = 0.0
    endorsed: float = 0.0
    answer_count: int = 0
    said_count: int = 0
    thank_count: int = 0
    taught_count: int = 0
    endorsed_count: int = 0
    accepted: float = 0.0
    accepted_count: int = 0
    answered_at: datetime | None = None
    declared_at: datetime | None = None
    thanked_at: datetime | None = None
    taught_at: datetime | None = None

    @property
    def strength(self) -> float:
        """What of it is more than words."""
        return self.answers + self.thanks + self.taught + self.accepted

    @property
    def is_reason(self) -> bool:
        """Whether it is enough to name somebody for."""
        acts = self.answer_count + self.thank_count + self.taught_count + self.accepted_count + self.endorsed_count
        return bool(acts or self.declared or self.said_count >= FEWEST_MENTIONS)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing asked about: `weight` its share of the question, `people` who has shown what of it."""

    name: str
    weight: float
    people: Mapping[str, OnTopic]


@dataclass(frozen=True, slots=True)
class Ranked:
    user_id: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())


NOTHING = OnTopic()
