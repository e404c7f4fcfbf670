"""Every row that holds a person's id, by the list that erasing goes by: what is forgotten there is missing here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, or_, select
from sqlmodel import SQLModel

from storage.erase import OTHERS, THEIRS
from storage.erase_words import texts
from storage.models import Lunch, LunchSeries, Skill, Term
from storage.upserts import table_of

CHUNK = 500
# Ids of rows that have a name, by the columns that hold them.
NAMED: Mapping[str, type[SQLModel]] = {"skill_id": Skill, "moved_to": Skill, "skill_ids": Skill, "term_id": Term}
NAMED_LISTS: Mapping[str, type[SQLModel]] = {"term_ids": Term}
NAME_OF = {Skill: "name", Term: "term"}
MENTIONS = "mentions"
# Texts that stand where everybody can read them.
OPEN = (LunchSeries, Lunch)
# Of rows about somebody else: what those decided or answered is theirs to tell.
THEIR_OWN = {"evidence": ("hidden_at", "moved_to"), "referral": ("state", "answered_at", "channel_id", "ts")}

Held = dict[str, list[dict[str, Any]]]


def held_on(connection: Connection, team_id: str, user_id: str) -> Held:
    """The rows by table, with the names of skills and words in place of ids; and what others wrote that names them."""
    found: Held = {}
    for table, columns in columns_by_table().items():
        about = or_(*(table.c[column] == user_id for column in sorted(columns)))
        rows = connection.execute(select(table).where((table.c.team_id == team_id) & about)).mappings()
        found[table.name] = [as_told(table, dict(row), user_id) for row in rows]
    found[MENTIONS] = list(mentions(connection, team_id, user_id))
    with_names(connection, team_id, found)
    return found


def as_told(table: Table, row: dict[str, Any], user_id: str) -> dict[str, Any]:
    """A row that names somebody, without what another person wants of it."""
    about = next((column for model, column in THEIRS.items() if table_of(model) is table), "")
    away = () if row.get(about) == user_id else THEIR_OWN.get(table.name, ())
    return {name: value for name, value in row.items() if name not in away}


def columns_by_table() -> dict[Table, set[str]]:
    """Where a person's id can stand."""
    columns: dict[Table, set[str]] = {}
    for rule in (THEIRS, OTHERS):
        for model, column in rule.items():
            columns.setdefault(table_of(model), set()).add(column)
    return columns


def mentions(connection: Connection, team_id: str, user_id: str) -> Iterable[dict[str, Any]]:
    """The words alone, of what everybody may read: who wrote them is not theirs to know, nor what somebody wrote to the
    bot, to a host or to whom they thanked. That it names them they may know, and it goes when they are forgotten.
    """
    for model, column in texts():
        table = table_of(model)
        names = table.c[column].contains(f"<@{user_id}", autoescape=True)
        for text in connection.scalars(select(table.c[column]).where((table.c.team_id == team_id) & names)):
            yield {"in": f"{table.name}.{column}", "text": text if model in OPEN else None}


def with_names(connection: Connection, team_id: str, found: Held) -> None:
    """In every row, in place."""
    columns = {**NAMED, **NAMED_LISTS}
    rows = [row for held in found.values() for row in held]
    wanted: dict[type[SQLModel], set[int]] = {model: set() for model in columns.values()}
    for row in rows:
        for column in columns.keys() & row.keys():
            wanted[columns[column]].update(ids_in(row[column]))
    names = {model: named(connection, team_id, model, ids) for model, ids in wanted.items()}
    for row in rows:
        row.pop("team_id", None)
        for column in columns.keys() & row.keys():
            known, value = names[columns[column]], row[column]
            row[column] = [known.get(at, "") for at in value] if isinstance(value, list) else known.get(value)


def ids_in(value: Any) -> list[int]:
    return value if isinstance(value, list) else [value] if value else []


def named(connection: Connection, team_id: str, model: type[SQLModel], ids: set[int]) -> dict[int, str]:
    table, names = table_of(model), {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        some = table.c.id.in_(ordered[start : start + CHUNK])
        rows = connection.execute(
            select(table.c.id, table.c[NAME_OF[model]]).where((table.c.team_id == team_id) & some)
        )
        names.update({row[0]: str(row[1]) for row in rows})
    return names
