"""The table of what keeps failing."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime

from sqlmodel import Field

from storage.base import CLUSTERED, Base, team_key


class Stuck(Base, table=True):
    """What was due and failed, as the agenda calls it: tried again at `again_at`, or given up where there is none.
    `fault` is the kind of the last error and its place in the code: never its words.
    """

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    job: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    tries: int
    again_at: datetime | None = None
    at: datetime
    fault: str
