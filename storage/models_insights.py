"""The tables of insights: frozen figures, who is counted with whom, who looked, and who agreed to be seen."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key


class InsightSnapshot(Base, table=True):
    """The figures of one week, by the date of its Monday. They name nobody."""

    __tablename__ = "insight_snapshot"
    team_id: str = team_key()
    week: str = Field(primary_key=True)
    at: datetime
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class InsightMember(Base, table=True):
    """Whom the figures count, in one cell with those whom they were always shown with; `labels`: as what, last."""

    __tablename__ = "insight_member"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    cell: str
    labels: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    rides: bool = False


class InsightPlacement(Base, table=True):
    """Where somebody belongs, by what a coordinator gave or chose: counts from the next snapshot on."""

    __tablename__ = "insight_placement"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    labels: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class InsightLook(Base, table=True):
    """Who looked at which insights, for the workspace to read."""

    __tablename__ = "insight_look"
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    user_id: str = ""
    page: str
    at: datetime = Field(index=True)


class InsightConsent(Base, table=True):
    """Who was asked whether coordinators may see them, as what, and what they said; (`channel_id`, `ts`) is where."""

    __tablename__ = "insight_consent"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    role: str
    skill_id: int | None = Field(default=None, foreign_key="skill.id")
    state: str = "asked"
    at: datetime
    channel_id: str = ""
    ts: str = ""
