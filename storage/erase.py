"""Erasing a person: one rule for each table that holds a person's id. A test compares the list with the schema."""

from __future__ import annotations

from html import unescape
from itertools import chain

from sqlalchemy import Connection, String, cast, delete, select, update
from sqlmodel import SQLModel

from storage.erase_words import QUESTION_TEXTS, Naming, erase_words
from storage.models import (
    Activity,
    Answer,
    Approach,
    Coordinator,
    Due,
    Evidence,
    Expertise,
    Feedback,
    Handoff,
    HiddenSkill,
    InsightConsent,
    InsightLook,
    InsightMember,
    InsightPlacement,
    Interest,
    Invite,
    Kudos,
    LinkReport,
    Lunch,
    LunchSeries,
    Mark,
    Membership,
    Message,
    Outbox,
    Pairing,
    Person,
    Preference,
    Question,
    Reaction,
    Recording,
    Referral,
    Rhythm,
    Search,
    Signup,
    Stuck,
    Teachback,
    TeachbackPeer,
    TermUse,
    Topic,
    Wish,
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
    Wish: "user_id",
    Outbox: "user_id",
    Kudos: "receiver_id",
    Reaction: "user_id",
    Signup: "user_id",
    Feedback: "user_id",
    Interest: "user_id",
    Invite: "user_id",
    Pairing: "user_id",
    Approach: "user_id",
    Preference: "user_id",
    Coordinator: "user_id",
    Due: "user_id",
    Stuck: "user_id",
    HiddenSkill: "user_id",
    TeachbackPeer: "user_id",
    Mark: "user_id",
    LinkReport: "user_id",
    InsightMember: "user_id",
    InsightPlacement: "user_id",
    InsightConsent: "user_id",
}
# Rows about somebody else keep their fact without the id.
OTHERS: dict[type[SQLModel], str] = {
    Evidence: "from_user_id",
    Question: "asker_id",
    Handoff: "asker_id",
    Referral: "passed_by",
    Kudos: "giver_id",
    LunchSeries: "user_id",
    Lunch: "host_id",
    Topic: "user_id",
    Recording: "user_id",
    Teachback: "host_id",
    Search: "user_id",
    InsightLook: "user_id",
}


def erase(connection: Connection, team_id: str, user_id: str) -> None:
    person, question = table_of(Person), table_of(Question)
    called = select(person.c.name).where((person.c.team_id == team_id) & (person.c.user_id == user_id))
    naming = Naming(user_id, (connection.scalar(called) or "").strip())
    forget_prepared(connection, team_id, naming)
    theirs = (question.c.team_id == team_id) & (question.c.asker_id == user_id)
    connection.execute(update(question).where(theirs).values(dict.fromkeys(QUESTION_TEXTS, "")))
    erase_words(connection, team_id, naming)
    # What was to be said, or was said, to others about them: its key ends with whom it is about, or its facts say so.
    outbox = table_of(Outbox)
    about = outbox.c.key.endswith(f":{user_id}", autoescape=True)
    about |= cast(outbox.c.facts, String).contains(user_id, autoescape=True)
    connection.execute(delete(outbox).where((outbox.c.team_id == team_id) & about))
    forget_marks_on(connection, team_id, user_id)
    for model, column in THEIRS.items():
        table = table_of(model)
        connection.execute(delete(table).where((table.c.team_id == team_id) & (table.c[column] == user_id)))
    for model, column in OTHERS.items():
        table = table_of(model)
        theirs = (table.c.team_id == team_id) & (table.c[column] == user_id)
        own_words = {"note": ""} if model is Kudos else {}
        connection.execute(update(table).where(theirs).values({column: "", **own_words}))


def everybody_in(connection: Connection, team_id: str) -> list[str]:
    """The ids of everybody whom any row of a workspace names."""
    found: set[str] = set()
    for model, column in (*THEIRS.items(), *OTHERS.items()):
        table = table_of(model)
        found.update(connection.scalars(select(table.c[column]).where(table.c.team_id == team_id).distinct()))
    return sorted(found - {""})


def forget_marks_on(connection: Connection, team_id: str, user_id: str) -> None:
    """What peers wrote of somebody's practice lessons is about that person as much as it is theirs."""
    mark, lesson = table_of(Mark), table_of(Teachback)
    theirs = select(lesson.c.id).where((lesson.c.team_id == team_id) & (lesson.c.host_id == user_id))
    connection.execute(delete(mark).where((mark.c.team_id == team_id) & mark.c.teachback_id.in_(theirs)))


def forget_prepared(connection: Connection, team_id: str, naming: Naming) -> None:
    """What an interviewer was to ask goes where it is this person's own question, or names them."""
    question, signup, lunch, user_id = table_of(Question), table_of(Signup), table_of(Lunch), naming.user_id
    theirs_asked = (question.c.team_id == team_id) & (question.c.asker_id == user_id)
    asked = [connection.scalars(select(question.c[name]).where(theirs_asked)) for name in QUESTION_TEXTS]
    left = select(signup.c.question).where((signup.c.team_id == team_id) & (signup.c.user_id == user_id))
    theirs = {same(text) for text in chain(*asked, connection.scalars(left))} - {""}
    for row in connection.execute(select(lunch.c.id, lunch.c.questions).where(lunch.c.team_id == team_id)):
        kept = [line for line in row.questions if same(line) not in theirs and not naming.is_in(line)]
        if kept != row.questions:
            connection.execute(update(lunch).where(lunch.c.id == row.id).values(questions=kept))


def same(text: str) -> str:
    """One form of a question for all the ways in which it may have been kept."""
    return " ".join(unescape(text).casefold().split())
