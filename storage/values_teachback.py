"""The values of practice lessons that storage, rules and words share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LENGTH = timedelta(minutes=30)


class Stage(StrEnum):
    """Where a practice lesson stands."""

    PLANNED = "planned"
    HELD = "held"
    READY = "ready"
    ONE_MORE = "one_more"
    LAPSED = "lapsed"
    OFF = "off"


class Seat(StrEnum):
    """Where one of its peers stands."""

    ASKED = "asked"
    REMINDED = "reminded"
    COMING = "coming"
    RATED = "rated"
    OUT = "out"


class Area(StrEnum):
    """What a rubric looks at."""

    SUBJECT = "subject"
    PRESENTING = "presenting"
    FACILITATION = "facilitation"
    ADAPTING = "adapting"


class Level(StrEnum):
    """How far along somebody is."""

    NOT_YET = "not_yet"
    NEARLY = "nearly"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class TeachbackRow:
    """A practice lesson before a gathering. `wanted`: for how many free seats its host was asked to name somebody."""

    teachback_id: int
    lunch_id: int
    host_id: str
    starts_at: datetime
    created_at: datetime
    stage: Stage = Stage.PLANNED
    place: str = ""
    wanted: int = 0

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LENGTH


@dataclass(frozen=True, slots=True)
class PeerRow:
    user_id: str
    asked_at: datetime
    seat: Seat = Seat.ASKED


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One line of a peer's rubric."""

    user_id: str
    area: Area
    level: Level
    line: str
    at: datetime
