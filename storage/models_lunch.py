"""The tables of the weekly programme, and of everything around one gathering."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key


def lunch_key() -> Any:
    return Column("lunch_id", Integer, ForeignKey("lunch.id", ondelete="CASCADE"), primary_key=True)


def topic_key() -> Any:
    return Column("topic_id", Integer, ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)


class LunchSeries(Base, table=True):
    """A weekly programme in one channel: on `weekday` ("mon" to "sun") at `clock` ("12:00") in `tz` the post goes out,
    and the gathering takes place in a week to come. `seats` 0: as many as like. `skips` are dates without either.
    """

    __tablename__ = "lunch_series"
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    channel_id: str
    name: str = ""
    weekday: str
    clock: str
    tz: str
    minutes: int = 45
    place: str = ""
    link: str = ""
    seats: int = 0
    welcome: str = ""
    skips: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    paused: bool = False
    stopped_at: datetime | None = None
    user_id: str = ""
    created_at: datetime
    # Whether its hosts are asked to practise before two peers first.
    teachback: bool = False


class Lunch(Base, table=True):
    """One gathering. `sequence` rises with each change that a calendar has to know (RFC 5545, SEQUENCE). `steps` are
    those that are done, `questions` what an interviewer asks.
    """

    __table_args__ = (Index("ix_lunch_team_id_series_id_starts_at", "team_id", "series_id", "starts_at"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    series_id: int = Field(foreign_key="lunch_series.id")
    title: str
    about: str = ""
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    host_id: str = ""
    starts_at: datetime
    tz: str
    minutes: int
    place: str = ""
    link: str = ""
    seats: int = 0
    format: str = "talk"
    steps: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    questions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    state: str = "planned"
    sequence: int = 0
    channel_id: str
    post_ts: str = ""
    created_at: datetime


class Signup(Base, table=True):
    """What somebody pressed last: `pressed` is Slack's moment of it, `since` orders the waitlist. `own_word`: whether
    they came is what they said themselves, not what the host ticked.
    """

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    lunch_id: int = Field(sa_column=lunch_key())
    user_id: str = Field(primary_key=True, index=True)
    state: str
    pressed: str = ""
    since: str = ""
    question: str = ""
    asked_at: datetime | None = None
    came: bool | None = None
    own_word: bool = False


class Feedback(Base, table=True):
    """What somebody took home: whether they will use it, and a line for the host alone."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    lunch_id: int = Field(sa_column=lunch_key())
    user_id: str = Field(primary_key=True, index=True)
    useful: bool = False
    line: str = ""
    at: datetime


class Topic(Base, table=True):
    """Something a series could be about: proposed in the post of `week` (its local date, numbered from the second of a
    day on), or suggested for one; `why` says what spoke for it.
    """

    __table_args__ = (Index("ix_topic_team_id_series_id_week", "team_id", "series_id", "week"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    series_id: int = Field(foreign_key="lunch_series.id")
    week: str = ""
    post_ts: str = ""
    name: str
    why: str = ""
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    user_id: str = ""
    lunch_id: int | None = Field(default=None, foreign_key="lunch.id")
    at: datetime


class Interest(Base, table=True):
    """Who would come to a topic."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    topic_id: int = Field(sa_column=topic_key())
    user_id: str = Field(primary_key=True, index=True)
    at: datetime


class Invite(Base, table=True):
    """Who was asked in private to host a topic, and what they said; (`channel_id`, `ts`) is where they were asked."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    topic_id: int = Field(sa_column=topic_key())
    user_id: str = Field(primary_key=True, index=True)
    state: str = "asked"
    channel_id: str = ""
    ts: str = ""
    at: datetime


class Recording(Base, table=True):
    """What is left of a gathering for those who were not there: a link to notes or a recording. `reported_at`: since
    when readers say that the link does not work; `doubtful` once nobody has mended it for long.
    """

    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    lunch_id: int | None = Field(default=None, foreign_key="lunch.id")
    title: str
    url: str
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    user_id: str = ""
    at: datetime
    reported_at: datetime | None = None
    doubtful: bool = False
