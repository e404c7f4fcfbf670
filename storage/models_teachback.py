"""The tables of practice lessons (the lesson, its peers, what they said of it), and of links that readers reported."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key


def teachback_key() -> Any:
    return Column("teachback_id", Integer, ForeignKey("teachback.id", ondelete="CASCADE"), primary_key=True)


class Teachback(Base, table=True):
    """A practice lesson before a gathering; `wanted`: for how many free seats its host was asked to name somebody."""

    __table_args__ = (
        Index("ix_teachback_team_id_lunch_id", "team_id", "lunch_id"),
        Index("ix_teachback_team_id_host_id", "team_id", "host_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    lunch_id: int = Field(foreign_key="lunch.id")
    host_id: str = ""
    starts_at: datetime
    place: str = ""
    stage: str = "planned"
    wanted: int = 0
    created_at: datetime


class TeachbackPeer(Base, table=True):
    """Who was asked to watch, and where they stand."""

    __tablename__ = "teachback_peer"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    teachback_id: int = Field(sa_column=teachback_key())
    user_id: str = Field(primary_key=True, index=True)
    seat: str = "asked"
    asked_at: datetime


class Mark(Base, table=True):
    """One line of a rubric, for the host alone: `user_id` wrote it."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    teachback_id: int = Field(sa_column=teachback_key())
    user_id: str = Field(primary_key=True, index=True)
    area: str = Field(primary_key=True)
    level: str
    line: str = ""
    at: datetime


class LinkReport(Base, table=True):
    """Who said that the link of a recording does not work: once each, until there is another link."""

    __tablename__ = "link_report"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    recording_id: int = Field(
        sa_column=Column("recording_id", Integer, ForeignKey("recording.id", ondelete="CASCADE"), primary_key=True)
    )
    user_id: str = Field(primary_key=True, index=True)
    at: datetime
