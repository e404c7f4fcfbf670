"""The tables of what people do not want: to be named for something, or to be known at all."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime

from sqlmodel import Field

from storage.base import CLUSTERED, Base, team_key


class HiddenSkill(Base, table=True):
    """Who is not to be named for which skill, whatever they show of it."""

    __tablename__ = "hidden_skill"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    skill_id: int = Field(primary_key=True, foreign_key="skill.id", sa_column_kwargs={"autoincrement": False})
    at: datetime


class Left(Base, table=True):
    """The keyed digest (HMAC) of somebody who erased themselves, so that nothing learns or imports them again."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    digest: str = Field(primary_key=True)
    at: datetime
