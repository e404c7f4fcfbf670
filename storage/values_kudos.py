"""The values of thanks that storage, rules and words share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class How(StrEnum):
    """In which way somebody thanked."""

    COMMAND = "command"
    REACTION = "reaction"
    WORDS = "words"
    HELPED = "helped"  # said so when asked whether it helped


@dataclass(frozen=True, slots=True)
class KudosRow:
    kudos_id: int
    giver_id: str
    receiver_id: str
    how: How
    at: datetime
    day: str
    emoji: str = ""
    skill_ids: tuple[int, ...] = ()
    note: str = ""
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    weight: float = 1.0
    event_ts: str = ""
    revoked_at: datetime | None = None
    told_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class Sign:
    """What thanks in a channel: somebody's emoji on a message, or (of nobody, `++`) the words of the message itself."""

    channel_id: str
    ts: str
    user_id: str = ""
    emoji: str = "++"
