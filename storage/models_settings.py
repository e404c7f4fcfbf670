"""The tables of what people and workspaces chose, and of what is due."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team_key


class Due(Base, table=True):
    """What comes when its time has come: `subject` is the id of what it is about, `user_id` whom it is for."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    job: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class Setting(Base, table=True):
    """A bound that this workspace set otherwise than the installation; `value` is JSON."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    name: str = Field(primary_key=True)
    value: str


class Preference(Base, table=True):
    """What somebody chose for themselves."""

    __table_args__ = (Index("ix_preference_team_id_name", "team_id", "name"), CLUSTERED)
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str


class Coordinator(Base, table=True):
    """Who looks after the programme beside the workspace's admins and owners: they named them."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    at: datetime
