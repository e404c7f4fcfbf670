"""Erasing a person: one rule for each table that holds a person's id. A test compares the list with the schema."""

from __future__ import annotations

from sqlalchemy import Connection, delete, update
from sqlmodel import SQLModel

from storage.models import (
    Activity,
    Answer,
    Coordinator,
    Due,
    Evidence,
    Expertise,
    Feedback,
    InsightConsent,
    InsightLook,
    InsightMember,
    InsightPlacement,
    Interest,
    Invite,
    Kudos,
    Lunch,
    LunchSeries,
    Membership,
    Message,
    Outbox,
    Person,
    Preference,
    Question,
    Reaction,
    Recording,
    Referral,
    Rhythm,
    Signup,
    TermUse,
    Topic,
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
    Rhythm: "user_id",
    Message: "user_id",
    Answer: "user_id",
    Referral: "user_id",
    Outbox: "user_id",
    Kudos: "receiver_id",
    Reaction: "user_id",
    Signup: "user_id",
    Feedback: "user_id",
    Interest: "user_id",
    Invite: "user_id",
    Preference: "user_id",
    Coordinator: "user_id",
    Due: "user_id",
    InsightMember: "user_id",
    InsightPlacement: "user_id",
    InsightConsent: "user_id",
}
# Rows about somebody else keep their fact without the id.
OTHERS: dict[type[SQLModel], str] = {
    Evidence: "from_user_id",
    Question: "asker_id",
    Kudos: "giver_id",
    LunchSeries: "user_id",
    Lunch: "host_id",
    Topic: "user_id",
    Recording: "user_id",
    InsightLook: "user_id",
}
# What people wrote to the bot: it goes where it names them.
TEXTS: dict[type[SQLModel], str] = {
    Kudos: "note",
    LunchSeries: "welcome",
    Lunch: "about",
    Signup: "question",
    Feedback: "line",
}


def erase(connection: Connection, team_id: str, user_id: str) -> None:
    question = table_of(Question)
    told = (question.c.asker_id == user_id) | question.c.topic.contains(user_id, autoescape=True)
    connection.execute(update(question).where((question.c.team_id == team_id) & told).values(topic=""))
    for model, column in TEXTS.items():
        table = table_of(model)
        naming = (table.c.team_id == team_id) & table.c[column].contains(user_id, autoescape=True)
        connection.execute(update(table).where(naming).values({column: ""}))
    for model, column in THEIRS.items():
        table = table_of(model)
        connection.execute(delete(table).where((table.c.team_id == team_id) & (table.c[column] == user_id)))
    for model, column in OTHERS.items():
        table = table_of(model)
        theirs = (table.c.team_id == team_id) & (table.c[column] == user_id)
        own_words = {"note": ""} if model is Kudos else {}
        connection.execute(update(table).where(theirs).values({column: "", **own_words}))
