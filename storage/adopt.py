"""Giving one workspace's history to another: every row moves, and counts that both have are added up.

A table not named here moves row by row, as far as the other workspace has no row under the same key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, UniqueConstraint, bindparam, delete, select, update
from sqlmodel import SQLModel

from storage.evidence import rekeyed
from storage.models import (
    Activity,
    Base,
    Claim,
    Evidence,
    Expertise,
    Installation,
    Kudos,
    LearnedSpan,
    Left,
    Lunch,
    Message,
    Outbox,
    Question,
    Recording,
    Rhythm,
    Skill,
    Term,
    TermUse,
    Topic,
    Workspace,
)
from storage.upserts import Row, add_up, table_of

CHUNK = 5_000
# Rows that others refer to by id: where both workspaces have one under the same key, its id stands for both.
NAMED: dict[type[SQLModel], str] = {Skill: "key", Term: "term"}
# Lists of such ids inside a row.
LISTS: dict[type[SQLModel], dict[str, type[SQLModel]]] = {
    Question: {"skill_ids": Skill, "term_ids": Term},
    Message: {"skill_ids": Skill},
    Kudos: {"skill_ids": Skill},
    Lunch: {"skill_ids": Skill},
    Topic: {"skill_ids": Skill},
    Recording: {"skill_ids": Skill},
}
# What is added up: the sums, and what is the later of the two.
COUNTERS: dict[type[SQLModel], tuple[Sequence[str], Sequence[str]]] = {
    Expertise: (("score", "times"), ("last_at",)),
    TermUse: (("score", "times"), ()),
    Activity: (("score", "times"), ("last_at",)),
    Rhythm: (("score",), ()),
}
# What belongs to the workspace that is given up: its tokens, and what it was still about to do.
LEFT_BEHIND: tuple[type[SQLModel], ...] = (Installation, Outbox, Claim, Left)

Ids = Mapping[int, int]


def learned_by_both(connection: Connection, old: str, new: str) -> list[str]:
    """The channels of which both have learned the same stretch: added up, it would count twice."""
    span = table_of(LearnedSpan)
    mine, other = span.alias(), span.alias()
    crossing = (mine.c.from_us <= other.c.through_us) & (other.c.from_us <= mine.c.through_us)
    stretches = select(mine.c.channel_id).join(other, (mine.c.channel_id == other.c.channel_id) & crossing)
    message = table_of(Message)
    here, there = message.alias(), message.alias()
    same = (here.c.channel_id == there.c.channel_id) & (here.c.ts == there.c.ts)
    messages = select(here.c.channel_id).join(there, same)
    found = set(connection.scalars(stretches.where((mine.c.team_id == old) & (other.c.team_id == new))))
    return sorted(found | set(connection.scalars(messages.where((here.c.team_id == old) & (there.c.team_id == new)))))


def has_left(connection: Connection, team_id: str) -> bool:
    table = table_of(Left)
    return connection.scalar(select(table.c.team_id).where(table.c.team_id == team_id).limit(1)) is not None


def adopt(connection: Connection, old: str, new: str) -> None:
    """All that `old` has becomes `new`'s, and `old` is gone. Both exist."""
    ids = {model: same_names(connection, model, old, new) for model in NAMED}
    add_messages(connection, ids[Term])
    for model, followed in ids.items():
        point_to(connection, model, followed, old)
    rewrite_lists(connection, ids, old)
    for table in Base.metadata.sorted_tables:
        if "team_id" in table.c and table not in (table_of(Workspace), *map(table_of, (*COUNTERS, *LEFT_BEHIND))):
            move(connection, table, old, new)
    for counter, (sums, latest) in COUNTERS.items():
        add(connection, counter, old, new, sums=sums, latest=latest)
    for table in reversed(Base.metadata.sorted_tables):
        if "team_id" in table.c:
            connection.execute(delete(table).where(table.c.team_id == old))


def same_names(connection: Connection, model: type[SQLModel], old: str, new: str) -> Ids:
    """Of what both have under the same name: the old id and the one that stands for both."""
    name = NAMED[model]
    mine, other = table_of(model).alias(), table_of(model).alias()
    both = select(mine.c.id, other.c.id).join(other, mine.c[name] == other.c[name])
    rows = connection.execute(both.where((mine.c.team_id == old) & (other.c.team_id == new)))
    return {before: after for before, after in rows}  # noqa: C416 - rows are no tuples to a type checker


def add_messages(connection: Connection, ids: Ids) -> None:
    table = table_of(Term)
    mine = table.alias()
    held = select(mine.c.messages).where(mine.c.id == bindparam("before")).scalar_subquery()
    more = update(table).where(table.c.id == bindparam("after")).values(messages=table.c.messages + held)
    many(connection, more, [{"before": before, "after": after} for before, after in ids.items()])


def point_to(connection: Connection, model: type[SQLModel], ids: Ids, old: str) -> None:
    """Every column that refers to a row of `model` follows its id; keys of evidence hold the skill's."""
    pairs = [{"before": before, "after": after} for before, after in ids.items()]
    if model is Skill:
        rename_evidence(connection, ids, old)
    for column in references(table_of(model)):
        mine = (column.table.c.team_id == old) & (column == bindparam("before"))
        many(connection, update(column.table).where(mine).values({column.name: bindparam("after")}), pairs)


def references(target: Table) -> list[Column[Any]]:
    tables = Base.metadata.sorted_tables
    return [key.parent for table in tables for key in table.foreign_keys if key.column.table is target]


def rename_evidence(connection: Connection, ids: Ids, old: str) -> None:
    table = table_of(Evidence)
    rows = connection.execute(select(table.c.id, table.c.key, table.c.skill_id).where(table.c.team_id == old))
    changed = [{"row": row.id, "renamed": rekeyed(row.key, ids[row.skill_id])} for row in rows if row.skill_id in ids]
    many(connection, update(table).where(table.c.id == bindparam("row")).values(key=bindparam("renamed")), changed)


def rewrite_lists(connection: Connection, ids: Mapping[type[SQLModel], Ids], old: str) -> None:
    for model, columns in LISTS.items():
        table = table_of(model)
        keys = list(table.primary_key.columns)
        for name, named in columns.items():
            rows = connection.execute(select(*keys, table.c[name]).where(table.c.team_id == old))
            changed = [
                {f"at_{at}": value for at, value in enumerate(row[:-1])}
                | {"ids": [ids[named].get(one, one) for one in row[-1]]}
                for row in rows
                if any(one in ids[named] for one in row[-1])
            ]
            here = [key == bindparam(f"at_{at}") for at, key in enumerate(keys)]
            many(
                connection,
                update(table).where(*here).values({name: bindparam("ids", type_=table.c[name].type)}),
                changed,
            )


def move(connection: Connection, table: Table, old: str, new: str) -> None:
    """Rows whose key the new workspace does not have; there its own row stays as it is."""
    other = table.alias()
    taken = [select(other.c.team_id).where(other.c.team_id == new, *same).exists() for same in keys_of(table, other)]
    connection.execute(update(table).where(table.c.team_id == old, *(~one for one in taken)).values(team_id=new))


def keys_of(table: Table, other: Any) -> list[list[ColumnElement[bool]]]:
    """What must be unique within a workspace."""
    unique = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys = [table.primary_key.columns, *unique]
    return [
        [column == other.c[column.name] for column in key if column.name != "team_id"]
        for key in keys
        if "team_id" in [column.name for column in key]
    ]


def add(
    connection: Connection, model: type[SQLModel], old: str, new: str, *, sums: Sequence[str], latest: Sequence[str]
) -> None:
    table = table_of(model)
    keys = [column.name for column in table.primary_key]
    rows: list[Row] = [dict(row) for row in connection.execute(select(table).where(table.c.team_id == old)).mappings()]
    for start in range(0, len(rows), CHUNK):
        moved = [{**row, "team_id": new} for row in rows[start : start + CHUNK]]
        add_up(connection, model, moved, keys=keys, sums=sums, latest=latest)


def many(connection: Connection, statement: Any, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(statement, list(rows))
