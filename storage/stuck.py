"""What was due and failed: how often, when it is tried again, and what was given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from storage.models_stuck import Stuck
from storage.upserts import insert_or_replace, table_of, values_of
from storage.values import StuckRow


class StuckJobs:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def get(self, job: str, subject: str, user_id: str) -> StuckRow | None:
        table = table_of(Stuck)
        mine = (table.c.team_id == self.team_id) & (table.c.job == job)
        chosen = mine & (table.c.subject == subject) & (table.c.user_id == user_id)
        row = self.connection.execute(select(table).where(chosen)).mappings().one_or_none()
        return row_from(dict(row)) if row else None

    def all(self) -> list[StuckRow]:
        """The last that failed first."""
        table = table_of(Stuck)
        rows = self.connection.execute(select(table).where(table.c.team_id == self.team_id).order_by(table.c.at.desc()))
        return [row_from(dict(row)) for row in rows.mappings()]

    def note(self, row: StuckRow) -> None:
        insert_or_replace(self.connection, Stuck, [{"team_id": self.team_id, **values_of(row)}])

    def drop(self, job: str, subject: str, user_id: str) -> None:
        """It works, or is not to be done any more."""
        table = table_of(Stuck)
        mine = (table.c.team_id == self.team_id) & (table.c.job == job)
        self.connection.execute(delete(table).where(mine & (table.c.subject == subject) & (table.c.user_id == user_id)))

    def forget(self, *, before: datetime) -> None:
        table = table_of(Stuck)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & (table.c.at < before)))


def row_from(row: Mapping[str, Any]) -> StuckRow:
    return StuckRow(**{field.name: row[field.name] for field in fields(StuckRow)})
