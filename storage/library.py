"""The library's links: who says that one does not work, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, update

from storage.models import LinkReport, Recording
from storage.upserts import insert_or_ignore, table_of


class Library:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def report(self, recording_id: int, user_id: str, *, now: datetime) -> bool:
        """Somebody says that a link does not work; True when it is the first to be said since it was last mended."""
        row = {"team_id": self.team_id, "recording_id": recording_id, "user_id": user_id, "at": now}
        if insert_or_ignore(self.connection, LinkReport, [row]) == 0:
            return False
        table = table_of(Recording)
        mine = (table.c.team_id == self.team_id) & (table.c.id == recording_id)
        first = update(table).where(mine & table.c.reported_at.is_(None)).values(reported_at=now)
        return self.connection.execute(first).rowcount == 1

    def doubt(self, recording_id: int) -> None:
        """Nobody has mended it for long."""
        table = table_of(Recording)
        mine = (table.c.team_id == self.team_id) & (table.c.id == recording_id) & table.c.reported_at.is_not(None)
        self.connection.execute(update(table).where(mine).values(doubtful=True))

    def change_link(self, recording_id: int, url: str) -> None:
        """Another link: what was said of the one before holds no more."""
        table = table_of(Recording)
        mine = (table.c.team_id == self.team_id) & (table.c.id == recording_id)
        self.connection.execute(update(table).where(mine).values(url=url, reported_at=None, doubtful=False))
        said = table_of(LinkReport)
        theirs = (said.c.team_id == self.team_id) & (said.c.recording_id == recording_id)
        self.connection.execute(delete(said).where(theirs))

    def take_out(self, recording_id: int) -> bool:
        """True when it was there."""
        table = table_of(Recording)
        mine = (table.c.team_id == self.team_id) & (table.c.id == recording_id)
        return self.connection.execute(delete(table).where(mine)).rowcount == 1
