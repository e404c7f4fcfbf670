"""The values of the hand-off that storage, rules and words share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Referred(StrEnum):
    """How it stands between a question and one colleague."""

    NAMED = "named"
    ASKED = "asked"
    ACCEPTED = "accepted"
    PASSED = "passed"
    LATER = "later"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    GONE = "gone"
    HELPED = "helped"
    UNHELPED = "unhelped"


class Stage(StrEnum):
    """How it stands with a question that is taken to colleagues."""

    ASKING = "asking"
    OFFERING = "offering"
    TALKING = "talking"
    HELPED = "helped"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ReferralRow:
    question_id: int
    user_id: str
    place: int
    state: Referred
    at: datetime
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    passed_by: str = ""
    channel_id: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """Of an anonymous asker there is `sealed` and `digest`, and no `asker_id`."""

    question_id: int
    state: Stage
    at: datetime
    changed_at: datetime
    asker_id: str = ""
    sealed: str = ""
    digest: str = ""
    words: str = ""
    quiet: bool = False
    channel_id: str = ""

    @property
    def anonymous(self) -> bool:
        return bool(self.sealed)
