"""One person in every column of the schema that can hold a person, and in every text that can name them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Float, Integer, Table, func, insert, select
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.erase_words import texts
from storage.models import Base
from storage.store import Store
from storage.upserts import table_of
from tests.builders import NOW, TEAM
from tests.storage.test_erase import NOT_A_PERSON, holds_a_person

ME = "U0EVERYWHERE"
OTHER = "U0SOMEBODY"


def persons() -> dict[Table, set[str]]:
    """The columns that can hold a person, by the schema alone."""
    found: dict[Table, set[str]] = {}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if holds_a_person(column.name) and (table.name, column.name) not in NOT_A_PERSON:
                found.setdefault(table, set()).add(column.name)
    return found


def fill(store: Store, *, team_id: str = TEAM, user_id: str = ME) -> None:
    """A row for each such column. Rows that others refer to come first, and serve all of them."""
    with store.team(team_id).writing() as unit:
        unit.workspace.ensure()
        for table in Base.metadata.sorted_tables:
            if table.name == "workspace":
                continue
            columns = persons().get(table, set())
            for column in sorted(columns) or [""]:
                enter(unit.connection, table, {"team_id": team_id} | ({column: user_id} if column else {}))
        for model, column in texts():
            table = table_of(model)
            others = dict.fromkeys(persons()[table], OTHER)
            enter(unit.connection, table, {"team_id": team_id, column: f"thanks to <@{user_id}>", **others})


def enter(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    number = connection.scalar(select(func.count()).select_from(table)) or 0
    made = {column.name: made_up(connection, column, values, number) for column in table.columns}
    connection.execute(insert(table).values({**{k: v for k, v in made.items() if v is not None}, **values}))


def made_up(connection: Connection, column: Column[Any], values: dict[str, Any], number: int) -> Any:
    """A value of the column's kind, another one in each row; what refers to a row refers to the first of that team."""
    if column.name in values or column.name == "id" or column.nullable:
        return None
    if (column.table.name, column.name) in CLOSED:
        return CLOSED[column.table.name, column.name]
    if column.foreign_keys:
        [key] = column.foreign_keys
        theirs = key.column.table.c.team_id == values["team_id"]
        if {one.name for one in column.table.primary_key} == {"team_id", column.name}:
            theirs &= key.column.not_in(select(column))
            if connection.scalar(select(key.column).where(theirs).limit(1)) is None:
                enter(connection, key.column.table, {"team_id": values["team_id"]})
        return connection.scalar(select(key.column).where(theirs).limit(1))
    of_kind = (kind for kind in KINDS if isinstance(column.type, kind))
    return KINDS.get(next(of_kind, object), lambda at: f"{column.name}-{values['team_id']}-{at}")(number)


# Of closed sets of values, which the services read.
CLOSED = {("channel", "kind"): "public", ("handoff", "state"): "asking", ("referral", "state"): "named"}
KINDS: dict[type[object], Callable[[int], Any]] = {
    JSON: lambda _at: [],
    Boolean: lambda _at: False,
    Integer: lambda at: at,
    Float: lambda _at: 1.0,
    UTCDateTime: lambda _at: NOW,
}
