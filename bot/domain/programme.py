"""What goes between the weekly programme and those who see it: plain values, before they have words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.domain.formats import Todo
from storage.values_lunch import LunchRow
from storage.values_programme import InviteRow, SeriesRow, TopicRow


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What a series posts next: the gatherings, or these topics; `at` is None while it is paused."""

    series: SeriesRow
    channel: str
    at: datetime | None
    lunches: tuple[LunchRow, ...] = ()
    topics: tuple[str, ...] = ()
    # What is still to be done, by gathering.
    todos: Mapping[int, tuple[Todo, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What came of setting up: a series and its next post, or what is `wrong` with which field."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    series: SeriesRow | None = None
    channel: str = ""
    next_post: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What a series is now; `dates` are those it was about, the next post comes `next_post`."""

    series: SeriesRow
    channel: str
    next_post: datetime | None = None
    day: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What `post now` brings: the sign-up for each gathering to come, else topics."""

    series: SeriesRow
    channel: str
    lunches: tuple[LunchRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """When somebody could host, and where."""

    series: SeriesRow
    channel: str
    starts_at: datetime

    @property
    def value(self) -> str:
        return f"{self.series.series_id}:{self.starts_at.isoformat()}"


@dataclass(frozen=True, slots=True)
class TopicPress:
    """A button under a topic; (`channel_id`, `ts`) is where it stands, `seen` the same however often it is sent."""

    user_id: str
    seen: str
    topic_id: int
    channel_id: str = ""
    ts: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Hosted:
    """What came of offering to host: a gathering, or what is `wrong` with which field."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    slot: Slot | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody suggests a topic, in a channel."""

    user_id: str
    text: str
    seen: str
    channel_id: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """What came of it: the topic as it was noted, or what is `wrong`."""

    wrong: str = ""
    topic: str = ""


class Part(Enum):
    """What somebody has to do with a gathering."""

    HOST = "host"
    BESIDE = "beside"
    COMING = "coming"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Overview:
    """What comes next, and what somebody has to do with it; names by user id."""

    coming: tuple[Upcoming, ...]
    mine: tuple[tuple[LunchRow, Part], ...]
    names: dict[str, str]
    coordinates: bool
    # What hosts still have to do, by gathering.
    todos: Mapping[int, tuple[Todo, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A topic as it stands now: how many would come, and the gathering it became."""

    topic: TopicRow
    would_come: int
    lunch: LunchRow | None
    host: str


@dataclass(frozen=True, slots=True)
class TopicsPost:
    series: SeriesRow
    slot: datetime
    topics: tuple[Proposed, ...]
    # A newer post has taken its place, or the programme has ended.
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    series: SeriesRow
    channel: str
    proposed: Proposed
    invite: InviteRow
    slot: datetime
