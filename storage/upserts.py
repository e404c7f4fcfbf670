"""Writing by key: one statement that inserts or adds, the same on SQLite and PostgreSQL.

Counters change by these alone: reading a row, adding and writing it back loses updates between two writers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Executable, Table, case
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


def table_of(model: type[SQLModel]) -> Table:
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # SQLModel sets it without declaring it


def values_of(row: Any) -> dict[str, Any]:
    """The fields of a value, by name: `dataclasses.asdict` copies deeply, which is ten times as slow."""
    return {name: getattr(row, name) for name in names_of(row.__class__)}


@cache
def names_of(kind: type[Any]) -> tuple[str, ...]:
    return getattr(kind, "_fields", ()) or tuple(field.name for field in fields(kind))


# Each statement is put together once for a table and its columns: that costs more than to run it.


def insert_into(connection: Connection, model: type[SQLModel]) -> Insert:
    return inserting(connection.dialect.name, model)


@cache
def inserting(database: str, model: type[SQLModel]) -> Insert:
    return postgresql.insert(table_of(model)) if database == "postgresql" else sqlite.insert(table_of(model))


@cache
def ignoring(database: str, model: type[SQLModel], told: tuple[str, ...] = ()) -> Executable:
    statement = inserting(database, model).on_conflict_do_nothing()
    if told:
        return statement.returning(*(table_of(model).c[name] for name in told))
    return statement.execution_options(preserve_rowcount=True)


@cache
def replacing(database: str, model: type[SQLModel], names: tuple[str, ...]) -> Executable:
    keys = [column.name for column in table_of(model).primary_key]
    statement = inserting(database, model)
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


@cache
def adding(
    database: str, model: type[SQLModel], keys: tuple[str, ...], sums: tuple[str, ...], latest: tuple[str, ...]
) -> Executable:
    table, statement = table_of(model), inserting(database, model)
    changed: dict[str, Any] = {name: table.c[name] + statement.excluded[name] for name in sums}
    for name in latest:
        new, old = statement.excluded[name], table.c[name]
        changed[name] = case((new > old, new), else_=old)
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def insert_or_ignore(connection: Connection, model: type[SQLModel], rows: Sequence[Row]) -> int:
    """Insert what is not there yet; how many were new."""
    if not rows:
        return 0
    return connection.execute(ignoring(connection.dialect.name, model), list(rows)).rowcount


def insert_new(connection: Connection, model: type[SQLModel], rows: Sequence[Row], *, told: Sequence[str]) -> list[Any]:
    """Insert what is not there yet, and say of the new rows the columns `told`."""
    if not rows:
        return []
    return list(connection.execute(ignoring(connection.dialect.name, model, tuple(told)), list(rows)))


def insert_or_replace(connection: Connection, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert, or set every named column that is not part of the key."""
    if not rows:
        return
    connection.execute(replacing(connection.dialect.name, model, tuple(rows[0])), list(rows))


def add_up(
    connection: Connection,
    model: type[SQLModel],
    rows: Iterable[Row],
    *,
    keys: Sequence[str],
    sums: Sequence[str],
    latest: Sequence[str] = (),
) -> None:
    """Insert, or add `sums` to what stands and keep the later of each `latest`.

    Rows go in the order of their keys, so that two writers on PostgreSQL take row locks in the same order.
    """
    ordered = sorted(rows, key=lambda row: tuple(row[name] for name in keys))
    if not ordered:
        return
    statement = adding(connection.dialect.name, model, tuple(keys), tuple(sums), tuple(latest))
    connection.execute(statement, ordered)
