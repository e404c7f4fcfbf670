"""The values of insights that storage, rules and words share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LookRow:
    """A look at insights; of somebody who was forgotten since, only that there was one."""

    user_id: str
    page: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentRow:
    user_id: str
    role: str
    skill_id: int | None
    at: datetime
    state: str = "asked"
    channel_id: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    user_id: str
    cell: str
    labels: dict[str, str]
    rides: bool = False


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question, when a colleague first answered it (a `ts`, or ""), whether anybody was named, and took it on."""

    asker_id: str
    at: datetime
    skill_ids: tuple[int, ...]
    in_channel: bool
    ts: str
    answer_ts: str
    named: bool
    helped: bool


@dataclass(frozen=True, slots=True)
class GatheredRow:
    at: datetime
    seats: int
    came: tuple[str, ...]
    useful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """How often somebody showed a skill, lately and before, and how many colleagues that came from."""

    user_id: str
    skill_id: int
    lately: int
    before: int
    people: int
