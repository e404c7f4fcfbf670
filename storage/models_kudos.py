"""The tables of thanks."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key


class Kudos(Base, table=True):
    """One thanks of one person to another. `weight` is what it counts for after damping, `day` the giver's own date,
    `event_ts` the newest word of Slack about it. Of a private channel neither place nor note is kept.
    """

    __table_args__ = (
        Index("ix_kudos_team_id_giver_id_day", "team_id", "giver_id", "day"),
        Index("ix_kudos_team_id_receiver_id_at", "team_id", "receiver_id", "at"),
        Index("ix_kudos_team_id_channel_id_ts", "team_id", "channel_id", "ts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    giver_id: str
    receiver_id: str
    how: str
    emoji: str = ""
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    note: str = ""
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    day: str
    weight: float = 1.0
    at: datetime
    event_ts: str = ""
    revoked_at: datetime | None = None
    told_at: datetime | None = None


class Reaction(Base, table=True):
    """The newest state of a thanking reaction: of several that reach us out of order the highest `event_ts` tells."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    channel_id: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    emoji: str = Field(primary_key=True)
    event_ts: str
    stands: bool
    at: datetime = Field(index=True)
