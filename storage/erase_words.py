"""What people wrote, where it names somebody who is forgotten: by their id, as `@name`, or by their full name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, String, Table, cast, delete, or_, select, update
from sqlmodel import SQLModel

from storage.models import (
    Feedback,
    Handoff,
    InsightMember,
    InsightPlacement,
    InsightSnapshot,
    Kudos,
    Lunch,
    LunchSeries,
    Mark,
    Question,
    Recording,
    Signup,
    Teachback,
    Term,
    TermUse,
    Topic,
)
from storage.upserts import table_of

# What people wrote to the bot: it goes where it names them.
TEXTS: dict[type[SQLModel], str] = {
    Handoff: "words",
    Kudos: "note",
    LunchSeries: "welcome",
    Lunch: "about",
    Signup: "question",
    Feedback: "line",
    Teachback: "place",
    Mark: "line",
}
# The same of a question, where it is theirs as well.
QUESTION_TEXTS = ("topic", "words")
# What something of others is called by stays: they are *somebody* in it.
TITLES: dict[type[SQLModel], tuple[str, ...]] = {
    LunchSeries: ("name", "place", "link"),
    Lunch: ("title", "place", "link"),
    Topic: ("name", "why"),
    Recording: ("title", "url"),
    InsightPlacement: ("labels",),
    InsightMember: ("labels",),
    InsightSnapshot: ("figures",),
}
SOMEBODY = "somebody"


class Naming:
    """Tells whether words name a person. One word alone is no name: a month may be called like somebody."""

    def __init__(self, user_id: str, name: str) -> None:
        self.user_id = user_id
        self.called = name if len(name.split()) > 1 else f"@{name}" if name else ""
        ways = [rf"<@{re.escape(user_id)}(?:\|[^<>]*)?>", re.escape(user_id)]
        ways += [rf"@?{re.escape(self.called)}"] if self.called else []
        self.pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def without(self, value: Any) -> Any:
        """The same without them, however deep."""
        match value:
            case str():
                return self.pattern.sub(SOMEBODY, value)
            case list():
                return [self.without(one) for one in value]
            case dict():
                return {self.without(name): self.without(one) for name, one in value.items()}
        return value

    def rows(self, connection: Connection, team_id: str, table: Table, column: Column[Any]) -> list[Any]:
        """Those that may name them, each with its key."""
        is_json = isinstance(column.type, JSON)
        sought = [json.dumps(one)[1:-1] if is_json else one for one in (self.user_id, self.called) if one]
        words = cast(column, String) if is_json else column
        may_name = or_(*(words.icontains(one, autoescape=True) for one in sought))
        chosen = select(*table.primary_key, column.label("words")).where((table.c.team_id == team_id) & may_name)
        return list(connection.execute(chosen))


def texts() -> Iterator[tuple[type[SQLModel], str]]:
    yield from TEXTS.items()
    yield from ((Question, name) for name in QUESTION_TEXTS)


def erase_words(connection: Connection, team_id: str, naming: Naming) -> None:
    for model, column in texts():
        change(connection, team_id, naming, table_of(model), column, blank=True)
    for model, columns in TITLES.items():
        for title in columns:
            change(connection, team_id, naming, table_of(model), title)
    forget_term(connection, team_id, naming.user_id)


def change(
    connection: Connection, team_id: str, naming: Naming, table: Table, column: str, *, blank: bool = False
) -> None:
    keys: Sequence[Column[Any]] = list(table.primary_key)
    for row in naming.rows(connection, team_id, table, table.c[column]):
        words = naming.without(row.words)
        if words == row.words:
            continue
        statement = update(table).values({column: "" if blank else words})
        for key, value in zip(keys, row, strict=False):
            statement = statement.where(key == value)
        connection.execute(statement)


def forget_term(connection: Connection, team_id: str, user_id: str) -> None:
    """Somebody may have typed the id as a word."""
    term, use = table_of(Term), table_of(TermUse)
    theirs = (term.c.team_id == team_id) & (term.c.term == user_id.lower())
    connection.execute(delete(use).where(use.c.term_id.in_(select(term.c.id).where(theirs))))
    connection.execute(delete(term).where(theirs))
