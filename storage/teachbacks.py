"""Practice lessons: when, before whom, and what they said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from storage.models import Lunch, Mark, Person, Teachback, TeachbackPeer
from storage.upserts import insert_or_replace, table_of, values_of
from storage.values_lunch import LunchState
from storage.values_teachback import Area, Level, MarkRow, PeerRow, Seat, Stage, TeachbackRow

__all__ = ["Area", "Level", "MarkRow", "PeerRow", "Seat", "Stage", "TeachbackRow", "Teachbacks"]

LIVE = (Stage.PLANNED, Stage.HELD)
AWAITED = (Seat.ASKED, Seat.REMINDED, Seat.COMING)


class Teachbacks:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def add(self, lesson: TeachbackRow) -> TeachbackRow:
        """Keep a practice lesson; the same with the id it was given."""
        values = values_of(lesson)
        del values["teachback_id"]
        table = table_of(Teachback)
        kept = insert(table).values(team_id=self.team_id, **values).returning(table.c.id)
        return replace(lesson, teachback_id=self.connection.execute(kept).scalar_one())

    def get(self, teachback_id: int) -> TeachbackRow | None:
        return next(iter(self._many(self._chosen(teachback_id))), None)

    def hold(self, teachback_id: int) -> TeachbackRow | None:
        """The lesson, and until the transaction ends nobody else changes it or where its peers stand.

        SQLite's writing transactions are one at a time anyway.
        """
        return next(iter(self._many(self._chosen(teachback_id).with_for_update())), None)

    def change(self, teachback_id: int, **values: Any) -> None:
        table = table_of(Teachback)
        mine = (table.c.team_id == self.team_id) & (table.c.id == teachback_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def of_lunch(self, lunch_id: int) -> list[TeachbackRow]:
        """Those before one gathering, in the order in which they were planned."""
        table = table_of(Teachback)
        mine = (table.c.team_id == self.team_id) & (table.c.lunch_id == lunch_id)
        return self._many(select(table).where(mine).order_by(table.c.id))

    def troubled(self) -> list[int]:
        """Those under way whose gathering is off or moved, whose host is gone, that lack somebody to watch, or wait
        for a rubric of nobody.
        """
        lesson, lunch = table_of(Teachback), table_of(Lunch)
        peer, person = table_of(TeachbackPeer), table_of(Person)
        gone = select(person.c.user_id).where((person.c.team_id == self.team_id) & person.c.is_deleted)
        there = (peer.c.team_id == self.team_id) & (peer.c.teachback_id == lesson.c.id)
        departed = select(peer.c.user_id).where(there & peer.c.seat.in_(AWAITED) & peer.c.user_id.in_(gone)).exists()
        awaited = select(peer.c.user_id).where(there & (peer.c.seat == Seat.COMING)).exists()
        stays = peer.c.seat.in_((*AWAITED, Seat.RATED))
        watching = select(func.count()).select_from(peer).where(there & stays).correlate(lesson).scalar_subquery()
        wrong = or_(
            lunch.c.state == LunchState.CANCELLED,
            lunch.c.host_id != lesson.c.host_id,
            lesson.c.host_id == "",
            lesson.c.host_id.in_(gone),
            (lesson.c.stage == Stage.PLANNED) & (lunch.c.starts_at <= lesson.c.starts_at),
            departed,
            (lesson.c.stage == Stage.HELD) & ~awaited,
            (lesson.c.stage == Stage.PLANNED) & (watching + lesson.c.wanted < 2),
        )
        beside = lesson.join(lunch, lunch.c.id == lesson.c.lunch_id)
        mine = (lesson.c.team_id == self.team_id) & lesson.c.stage.in_(LIVE)
        return list(self.connection.scalars(select(lesson.c.id).select_from(beside).where(mine & wrong)))

    def peers(self, teachback_id: int) -> list[PeerRow]:
        """Everybody who was asked, in the order in which they were."""
        table = table_of(TeachbackPeer)
        mine = (table.c.team_id == self.team_id) & (table.c.teachback_id == teachback_id)
        rows = self.connection.execute(select(table).where(mine).order_by(table.c.asked_at, table.c.user_id))
        return [PeerRow(row.user_id, row.asked_at, Seat(row.seat)) for row in rows]

    def seat(self, teachback_id: int, peers: Sequence[PeerRow]) -> None:
        """Write where peers stand."""
        rows = [{"team_id": self.team_id, "teachback_id": teachback_id, **values_of(row)} for row in peers]
        insert_or_replace(self.connection, TeachbackPeer, rows)

    def mark(self, teachback_id: int, marks: Sequence[MarkRow]) -> None:
        rows = [{"team_id": self.team_id, "teachback_id": teachback_id, **values_of(row)} for row in marks]
        insert_or_replace(self.connection, Mark, rows)

    def marks(self, teachback_id: int) -> list[MarkRow]:
        table = table_of(Mark)
        mine = (table.c.team_id == self.team_id) & (table.c.teachback_id == teachback_id)
        return [mark_from(row) for row in self.connection.execute(select(table).where(mine).order_by(table.c.user_id))]

    def marks_by(self, user_id: str) -> list[tuple[int, MarkRow]]:
        """What somebody wrote of others' lessons, each with the lesson's id."""
        table = table_of(Mark)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        rows = self.connection.execute(select(table).where(mine).order_by(table.c.teachback_id, table.c.area))
        return [(row.teachback_id, mark_from(row)) for row in rows]

    def forget_words(self, *, before: datetime) -> None:
        """Drop the rubrics of before then, and where it was."""
        mark, lesson = table_of(Mark), table_of(Teachback)
        self.connection.execute(delete(mark).where((mark.c.team_id == self.team_id) & (mark.c.at < before)))
        old = (lesson.c.team_id == self.team_id) & (lesson.c.starts_at < before)
        self.connection.execute(update(lesson).where(old).values(place=""))

    def _chosen(self, teachback_id: int) -> Select[Any]:
        table = table_of(Teachback)
        return select(table).where((table.c.team_id == self.team_id) & (table.c.id == teachback_id))

    def _many(self, chosen: Select[Any]) -> list[TeachbackRow]:
        return [teachback_from(row) for row in self.connection.execute(chosen)]


def teachback_from(row: Row[Any]) -> TeachbackRow:
    return TeachbackRow(
        teachback_id=row.id,
        lunch_id=row.lunch_id,
        host_id=row.host_id,
        starts_at=row.starts_at,
        created_at=row.created_at,
        stage=Stage(row.stage),
        place=row.place,
        wanted=row.wanted,
    )


def mark_from(row: Row[Any]) -> MarkRow:
    return MarkRow(row.user_id, Area(row.area), Level(row.level), row.line, row.at)
