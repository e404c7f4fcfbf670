"""Erasing a person: one rule for each table that holds a person's id. A test compares the list with the schema."""

from __future__ import annotations

from sqlalchemy import Connection, delete, update
from sqlmodel import SQLModel

from storage.models import (
    Activity,
    Answer,
    Evidence,
    Expertise,
    Membership,
    Message,
    Outbox,
    Person,
    Question,
    Referral,
    TermUse,
)
from storage.upserts import table_of

# Rows about the person go.
THEIRS: dict[type[SQLModel], str] = {
    Person: "user_id",
    Membership: "user_id",
    Evidence: "user_id",
    Expertise: "user_id",
    TermUse: "user_id",
    Activity: "user_id",
    Message: "user_id",
    Answer: "user_id",
    Referral: "user_id",
    Outbox: "user_id",
}
# Rows about somebody else keep their fact without the id.
OTHERS: dict[type[SQLModel], str] = {Evidence: "from_user_id", Question: "asker_id"}


def erase(connection: Connection, team_id: str, user_id: str) -> None:
    question = table_of(Question)
    told = (question.c.asker_id == user_id) | question.c.topic.contains(user_id, autoescape=True)
    connection.execute(update(question).where((question.c.team_id == team_id) & told).values(topic=""))
    for model, column in THEIRS.items():
        table = table_of(model)
        connection.execute(delete(table).where((table.c.team_id == team_id) & (table.c[column] == user_id)))
    for model, column in OTHERS.items():
        table = table_of(model)
        theirs = (table.c.team_id == team_id) & (table.c[column] == user_id)
        connection.execute(update(table).where(theirs).values({column: ""}))
