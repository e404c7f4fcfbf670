"""The values of formats and speakers: who was asked what, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reply(StrEnum):
    """What became of asking somebody; `taken`: there is nothing to be answered any more."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class PairingRow:
    """Who was asked to stand beside a host; (`channel_id`, `ts`) is where."""

    lunch_id: int
    user_id: str
    at: datetime
    state: Reply = Reply.ASKED
    channel_id: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A coordinator (`user_id`) looks for somebody to speak about a skill."""

    search_id: int
    skill_id: int
    user_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ApproachRow:
    """Who was asked whether the coordinator may see what they have shown; (`channel_id`, `ts`) is where."""

    approach_id: int
    search_id: int
    user_id: str
    at: datetime
    state: Reply = Reply.ASKED
    channel_id: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A question that somebody gave to the bot."""

    asker_id: str
    topic: str
    skill_ids: tuple[int, ...]
    at: datetime
    words: str = ""
