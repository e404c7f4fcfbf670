"""Gatherings: who comes, what they said of it, what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, or_, select, update

from storage.models import Feedback, Lunch, Pairing, Person, Recording, Signup
from storage.upserts import insert_or_replace, table_of, values_of
from storage.values_lunch import FeedbackRow, Format, LunchRow, LunchState, RecordingRow, SignupRow, Standing

__all__ = ["FeedbackRow", "LunchRow", "LunchState", "Lunches", "RecordingRow", "SignupRow", "Standing"]


class Lunches:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def add(self, lunch: LunchRow) -> LunchRow:
        """Keep a gathering; the same with the id it was given."""
        table = table_of(Lunch)
        kept = insert(table).values(team_id=self.team_id, **lunch_values(lunch)).returning(table.c.id)
        return replace(lunch, lunch_id=self.connection.execute(kept).scalar_one())

    def get(self, lunch_id: int) -> LunchRow | None:
        return self._one(self._chosen(lunch_id))

    def hold(self, lunch_id: int) -> LunchRow | None:
        """The gathering, and until the transaction ends nobody else counts its seats.

        SQLite's writing transactions are one at a time anyway.
        """
        return self._one(self._chosen(lunch_id).with_for_update())

    def change(self, lunch: LunchRow) -> None:
        """Write what a gathering is now; its post stands where `set_post` says."""
        table = table_of(Lunch)
        values = lunch_values(lunch)
        for fixed in ("channel_id", "post_ts", "created_at"):
            del values[fixed]
        mine = (table.c.team_id == self.team_id) & (table.c.id == lunch.lunch_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def set_post(self, lunch_id: int, channel_id: str, ts: str) -> None:
        table = table_of(Lunch)
        mine = (table.c.team_id == self.team_id) & (table.c.id == lunch_id)
        self.connection.execute(update(table).where(mine).values(channel_id=channel_id, post_ts=ts))

    def planned(self, series_id: int, after: datetime) -> list[LunchRow]:
        """What a series plans after a moment, in order of time."""
        table = table_of(Lunch)
        return self._many(self._planned(after).where(table.c.series_id == series_id))

    def upcoming(self, after: datetime) -> list[LunchRow]:
        """What is planned after a moment, in order of time."""
        return self._many(self._planned(after))

    def ahead_of(self, user_id: str, after: datetime) -> list[tuple[LunchRow, Standing | None]]:
        """What is planned after a moment, in order of time, each with where somebody stands with it."""
        table, signup = table_of(Lunch), table_of(Signup)
        same = (signup.c.team_id == table.c.team_id) & (signup.c.lunch_id == table.c.id)
        beside = table.outerjoin(signup, same & (signup.c.user_id == user_id))
        chosen = self._planned(after).add_columns(signup.c.state.label("standing")).select_from(beside)
        rows = self.connection.execute(chosen)
        return [(lunch_from(row), Standing(row.standing) if row.standing else None) for row in rows]

    def hosted_by(self, user_id: str, after: datetime) -> list[LunchRow]:
        return self._many(self._planned(after).where(table_of(Lunch).c.host_id == user_id))

    def naming(self, user_id: str) -> list[tuple[int, str]]:
        """Whatever was posted and names somebody, as the host, beside the host, or as one who comes; and where."""
        table, signup, beside = table_of(Lunch), table_of(Signup), table_of(Pairing)
        signed = select(signup.c.lunch_id).where((signup.c.team_id == self.team_id) & (signup.c.user_id == user_id))
        paired = select(beside.c.lunch_id).where((beside.c.team_id == self.team_id) & (beside.c.user_id == user_id))
        named = or_(table.c.host_id == user_id, table.c.id.in_(signed), table.c.id.in_(paired))
        posted = (table.c.team_id == self.team_id) & (table.c.post_ts != "")
        chosen = select(table.c.id, table.c.channel_id).where(posted & named).order_by(table.c.id)
        return [(row.id, row.channel_id) for row in self.connection.execute(chosen)]

    def orphaned(self, after: datetime) -> list[LunchRow]:
        """What is planned after a moment by somebody who is no longer there."""
        table, person = table_of(Lunch), table_of(Person)
        gone = select(person.c.user_id).where((person.c.team_id == self.team_id) & person.c.is_deleted)
        return self._many(self._planned(after).where(or_(table.c.host_id == "", table.c.host_id.in_(gone))))

    def departed(self, after: datetime) -> list[str]:
        """Who has a part in what is planned after a moment, and left the workspace."""
        table, signup, person = table_of(Lunch), table_of(Signup), table_of(Person)
        ahead = (table.c.state == LunchState.PLANNED) & (table.c.starts_at > after)
        signed = (signup.c.team_id == self.team_id) & (signup.c.state != Standing.OUT)
        gone = (person.c.team_id == self.team_id) & person.c.is_deleted
        chosen = select(signup.c.user_id).join(table, signup.c.lunch_id == table.c.id)
        chosen = chosen.join(person, person.c.user_id == signup.c.user_id).where(ahead & signed & gone)
        return list(self.connection.scalars(chosen.distinct().order_by(signup.c.user_id)))

    def queued(self, after: datetime) -> list[LunchRow]:
        """What is planned after a moment and has somebody waiting."""
        table, signup = table_of(Lunch), table_of(Signup)
        waits = (signup.c.team_id == self.team_id) & (signup.c.state == Standing.WAITING)
        return self._many(self._planned(after).where(table.c.id.in_(select(signup.c.lunch_id).where(waits))))

    def signups(self, lunch_id: int) -> list[SignupRow]:
        table = table_of(Signup)
        mine = (table.c.team_id == self.team_id) & (table.c.lunch_id == lunch_id)
        rows = self.connection.execute(select(table).where(mine).order_by(table.c.since, table.c.user_id))
        return [signup_from(row) for row in rows]

    def signup(self, lunch_id: int, user_id: str) -> SignupRow | None:
        table = table_of(Signup)
        mine = (table.c.team_id == self.team_id) & (table.c.lunch_id == lunch_id) & (table.c.user_id == user_id)
        row = self.connection.execute(select(table).where(mine)).one_or_none()
        return signup_from(row) if row else None

    def sign(self, lunch_id: int, signups: Sequence[SignupRow]) -> None:
        """Write where people stand."""
        rows = [{"team_id": self.team_id, "lunch_id": lunch_id, **values_of(row)} for row in signups]
        insert_or_replace(self.connection, Signup, rows)

    def signed_by(self, user_id: str) -> dict[int, SignupRow]:
        """Where somebody stands, by gathering."""
        table = table_of(Signup)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        return {row.lunch_id: signup_from(row) for row in self.connection.execute(select(table).where(mine))}

    def feedback(self, lunch_id: int) -> list[FeedbackRow]:
        table = table_of(Feedback)
        mine = (table.c.team_id == self.team_id) & (table.c.lunch_id == lunch_id)
        rows = self.connection.execute(select(table).where(mine).order_by(table.c.at))
        return [FeedbackRow(row.user_id, row.at, row.useful, row.line) for row in rows]

    def give_feedback(self, lunch_id: int, feedback: FeedbackRow) -> None:
        row = {"team_id": self.team_id, "lunch_id": lunch_id, **values_of(feedback)}
        insert_or_replace(self.connection, Feedback, [row])

    def record(self, recording: RecordingRow) -> RecordingRow:
        """Keep notes or a recording; the same with the id they were given."""
        table = table_of(Recording)
        values = {**values_of(recording), "skill_ids": list(recording.skill_ids)}
        del values["recording_id"]
        kept = insert(table).values(team_id=self.team_id, **values).returning(table.c.id)
        return replace(recording, recording_id=self.connection.execute(kept).scalar_one())

    def recording(self, recording_id: int) -> RecordingRow | None:
        table = table_of(Recording)
        mine = (table.c.team_id == self.team_id) & (table.c.id == recording_id)
        row = self.connection.execute(select(table).where(mine)).one_or_none()
        return recording_from(row) if row else None

    def recordings(self) -> list[RecordingRow]:
        """What is left of gatherings, the newest first."""
        table = table_of(Recording)
        mine = select(table).where(table.c.team_id == self.team_id)
        rows = self.connection.execute(mine.order_by(table.c.at.desc(), table.c.id.desc()))
        return [recording_from(row) for row in rows]

    def channels_of(self, lunch_ids: Sequence[int]) -> dict[int, str]:
        """In which channel each gathering was announced."""
        table = table_of(Lunch)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(list(lunch_ids))
        return {
            row.id: row.channel_id
            for row in self.connection.execute(select(table.c.id, table.c.channel_id).where(mine))
        }

    def forget_words(self, *, before: datetime) -> None:
        """Blank what was written to the bot before then: questions, lines to hosts, what old gatherings were about."""
        signup, feedback, lunch = table_of(Signup), table_of(Feedback), table_of(Lunch)
        old: list[tuple[Table, Any, dict[str, Any]]] = [
            (signup, signup.c.asked_at < before, {"question": "", "asked_at": None}),
            (feedback, feedback.c.at < before, {"line": ""}),
            (lunch, lunch.c.starts_at < before, {"about": "", "questions": []}),
        ]
        for table, is_old, blank in old:
            self.connection.execute(update(table).where((table.c.team_id == self.team_id) & is_old).values(**blank))

    def _chosen(self, lunch_id: int) -> Select[Any]:
        table = table_of(Lunch)
        return select(table).where((table.c.team_id == self.team_id) & (table.c.id == lunch_id))

    def _planned(self, after: datetime) -> Select[Any]:
        table = table_of(Lunch)
        ahead = (table.c.state == LunchState.PLANNED) & (table.c.starts_at > after)
        chosen = select(table).where((table.c.team_id == self.team_id) & ahead)
        return chosen.order_by(table.c.starts_at, table.c.id)

    def _one(self, chosen: Select[Any]) -> LunchRow | None:
        row = self.connection.execute(chosen).one_or_none()
        return lunch_from(row) if row else None

    def _many(self, chosen: Select[Any]) -> list[LunchRow]:
        return [lunch_from(row) for row in self.connection.execute(chosen)]


def lunch_values(lunch: LunchRow) -> dict[str, Any]:
    lists = {"skill_ids": list(lunch.skill_ids), "steps": list(lunch.steps), "questions": list(lunch.questions)}
    values = {**values_of(lunch), **lists}
    del values["lunch_id"]
    return values


def lunch_from(row: Row[Any]) -> LunchRow:
    return LunchRow(
        lunch_id=row.id,
        series_id=row.series_id,
        title=row.title,
        host_id=row.host_id,
        starts_at=row.starts_at,
        tz=row.tz,
        minutes=row.minutes,
        channel_id=row.channel_id,
        created_at=row.created_at,
        about=row.about,
        skill_ids=tuple(row.skill_ids),
        place=row.place,
        link=row.link,
        seats=row.seats,
        format=Format(row.format),
        steps=tuple(row.steps),
        questions=tuple(row.questions),
        state=LunchState(row.state),
        sequence=row.sequence,
        post_ts=row.post_ts,
    )


def signup_from(row: Row[Any]) -> SignupRow:
    return SignupRow(
        user_id=row.user_id,
        state=Standing(row.state),
        pressed=row.pressed,
        since=row.since,
        question=row.question,
        asked_at=row.asked_at,
        came=row.came,
        own_word=row.own_word,
    )


def recording_from(row: Row[Any]) -> RecordingRow:
    return RecordingRow(
        recording_id=row.id,
        lunch_id=row.lunch_id,
        title=row.title,
        url=row.url,
        at=row.at,
        skill_ids=tuple(row.skill_ids),
        user_id=row.user_id,
        reported_at=row.reported_at,
        doubtful=row.doubtful,
    )
