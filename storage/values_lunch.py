"""The values of gatherings that storage, rules and words share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class LunchState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"
    HELD = "held"


class Format(StrEnum):
    """What kind of gathering it is. A panel is a talk with two hosts."""

    TALK = "talk"
    DEMO = "demo"
    INTERVIEW = "interview"


class Step(StrEnum):
    """What has to be done for a gathering, in this order."""

    PARTNER = "partner"
    QUESTIONS = "questions"
    TEACHBACK = "teachback"
    RECORDING = "recording"


class Standing(StrEnum):
    """Where somebody stands with a gathering."""

    OUT = "out"
    COMING = "coming"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class LunchRow:
    """One gathering: the columns of its table."""

    lunch_id: int
    series_id: int
    title: str
    host_id: str
    starts_at: datetime
    tz: str
    minutes: int
    channel_id: str
    created_at: datetime
    about: str = ""
    skill_ids: tuple[int, ...] = ()
    place: str = ""
    link: str = ""
    seats: int = 0
    format: Format = Format.TALK
    steps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    state: LunchState = LunchState.PLANNED
    sequence: int = 0
    post_ts: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class SignupRow:
    """What somebody pressed last; `pressed` and `since` are Slack's moments of it, `own_word`: they said themselves
    whether they came.
    """

    user_id: str
    state: Standing = Standing.OUT
    pressed: str = ""
    since: str = ""
    question: str = ""
    asked_at: datetime | None = None
    came: bool | None = None
    own_word: bool = False


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What somebody took home. `at` is theirs alone within a gathering, so that it can stand for them."""

    user_id: str
    at: datetime
    useful: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class RecordingRow:
    recording_id: int
    lunch_id: int | None
    title: str
    url: str
    at: datetime
    skill_ids: tuple[int, ...] = field(default=())
    user_id: str = ""
    reported_at: datetime | None = None
    doubtful: bool = False
