"""The tables of who stands beside a host, and of the speakers a coordinator looks for."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key
from storage.models_lunch import lunch_key


class Pairing(Base, table=True):
    """Who was asked to interview a host, or to host with them, and what they said; (`channel_id`, `ts`) is where they
    were asked.
    """

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    lunch_id: int = Field(sa_column=lunch_key())
    user_id: str = Field(primary_key=True, index=True)
    state: str = "asked"
    channel_id: str = ""
    ts: str = ""
    at: datetime


class Search(Base, table=True):
    """A coordinator looks for somebody who could speak about a skill."""

    __table_args__ = (Index("ix_search_team_id_skill_id", "team_id", "skill_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    skill_id: int = Field(foreign_key="skill.id")
    user_id: str = ""
    at: datetime


class Approach(Base, table=True):
    """Who was asked whether the coordinator may see what they have shown, and what they said: a no stays a no."""

    __table_args__ = (UniqueConstraint("search_id", "user_id"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    search_id: int = Field(
        sa_column=Column("search_id", Integer, ForeignKey("search.id", ondelete="CASCADE"), nullable=False)
    )
    user_id: str = Field(index=True)
    state: str = "asked"
    channel_id: str = ""
    ts: str = ""
    at: datetime
