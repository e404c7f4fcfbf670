"""How much lies in which table and how old it is; and letting go of a workspace that is long gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, null, select, tuple_, update

from storage.models import Base, Skill, Workspace
from storage.upserts import table_of
from storage.values_privacy import Kept

CHUNK = 5_000
# When a row came about, by whichever of these its table has.
MOMENTS = ("at", "created_at", "installed_at", "last_at")


def kept(connection: Connection, team_id: str | None = None) -> list[Kept]:
    """Table by table, of all workspaces or of one."""
    return [
        kept_in(connection, table, team_id) for table in sorted(Base.metadata.tables.values(), key=lambda t: t.name)
    ]


def kept_in(connection: Connection, table: Table, team_id: str | None) -> Kept:
    moment = next((table.c[name] for name in MOMENTS if name in table.c), None)
    counted = select(func.count(), func.min(null() if moment is None else moment)).select_from(table)
    row = connection.execute(counted if team_id is None else counted.where(table.c.team_id == team_id)).one()
    return Kept(table.name, row[0], row[1], dated=moment is not None)


def removed_before(connection: Connection, moment: datetime) -> list[str]:
    """The workspaces that were given up before then, and not taken up again."""
    table = table_of(Workspace)
    return list(connection.scalars(select(table.c.team_id).where(table.c.removed_at < moment)))


def let_go(connection: Connection, team_id: str) -> bool:
    """Delete a stretch of a workspace's rows, those that others refer to last; False when nothing is left of it."""
    skill = table_of(Skill)
    connection.execute(update(skill).where(skill.c.team_id == team_id).values(merged_into=None))
    for table in reversed(Base.metadata.sorted_tables):
        keys = list(table.primary_key.columns)
        some = select(*keys).where(table.c.team_id == team_id).limit(CHUNK)
        # The stretch by itself, as a column of it may not be limited where rows are compared.
        gone = delete(table).where(tuple_(*keys).in_(select(*some.subquery().c)))
        if connection.execute(gone).rowcount:
            return True
    return False
