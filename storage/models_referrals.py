"""The tables of the hand-off: a question taken to colleagues, whom it was taken to, and who waits for somebody."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team_key


def question_key() -> Any:
    return Column("question_id", Integer, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)


class Referral(Base, table=True):
    """Whom a question was answered with, best first; and what became of it where they were asked. `passed_by` named
    them instead of themselves; (`channel_id`, `ts`) is where they were asked.
    """

    __table_args__ = (Index("ix_referral_team_id_user_id_asked_at", "team_id", "user_id", "asked_at"), CLUSTERED)
    team_id: str = team_key()
    question_id: int = Field(sa_column=question_key())
    user_id: str = Field(primary_key=True, index=True)
    place: int
    state: str = "named"
    at: datetime
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    passed_by: str = ""
    channel_id: str = ""
    ts: str = ""


class Handoff(Base, table=True):
    """A question that is taken to colleagues. Of an anonymous asker there is no id: `sealed` is theirs, encrypted under
    WHOKNOWS_SECRET_KEY, and `digest` (HMAC) counts for bounds. `words` are what was given to the bot: 90 days.
    """

    __table_args__ = (
        Index("ix_handoff_team_id_state", "team_id", "state"),
        Index("ix_handoff_team_id_changed_at", "team_id", "changed_at"),
        CLUSTERED,
    )
    team_id: str = team_key()
    question_id: int = Field(sa_column=question_key())
    state: str
    asker_id: str = Field(default="", index=True)
    sealed: str = ""
    digest: str = Field(default="", index=True)
    words: str = ""
    quiet: bool = False
    channel_id: str = ""
    at: datetime
    changed_at: datetime


class Wish(Base, table=True):
    """Who wants to be told when somebody knows a skill that nobody knew."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    skill_id: int = Field(primary_key=True, foreign_key="skill.id")
    user_id: str = Field(primary_key=True, index=True)
    at: datetime
