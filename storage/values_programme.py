"""The values of the weekly programme: series, topics, invitations, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Why a topic is proposed."""

    ASKED = "asked"
    SUGGESTED = "suggested"
    KNOWN = "known"


class Invited(StrEnum):
    """What became of an invitation to host."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    NEVER = "never"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A weekly programme: on `weekday` ("mon" to "sun") at `clock` in `tz`. `user_id` set it up."""

    series_id: int
    channel_id: str
    weekday: str
    clock: str
    tz: str
    created_at: datetime
    name: str = ""
    minutes: int = 45
    place: str = ""
    link: str = ""
    seats: int = 0
    welcome: str = ""
    skips: tuple[str, ...] = ()
    paused: bool = False
    stopped_at: datetime | None = None
    user_id: str = ""
    teachback: bool = False


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Proposed in the post of `week`; in none, and suggested by somebody, where that is ""."""

    topic_id: int
    series_id: int
    name: str
    at: datetime
    week: str = ""
    post_ts: str = ""
    skill_ids: tuple[int, ...] = ()
    user_id: str = ""
    lunch_id: int | None = None
    why: str = Why.SUGGESTED


@dataclass(frozen=True, slots=True)
class InviteRow:
    """Who was asked to host a topic; (`channel_id`, `ts`) is where."""

    topic_id: int
    user_id: str
    at: datetime
    state: Invited = Invited.ASKED
    channel_id: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody asked about these skills; `unmet` if nobody was named and nobody answered."""

    skill_ids: tuple[int, ...]
    asker_id: str
    unmet: bool


@dataclass(frozen=True, slots=True)
class Supply:
    """How many people have shown a skill, and how often in all."""

    people: int = 0
    times: int = 0
