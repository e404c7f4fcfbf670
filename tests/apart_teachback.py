"""Practice lessons and reported links of the first workspace, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from storage.models import Teachback
from storage.store import Unit
from storage.teachbacks import Area, Level, MarkRow, PeerRow, Seat, Stage, TeachbackRow
from storage.upserts import table_of
from tests.apart_lunches import lunch, recording
from tests.builders import NOW, TEAM

LATER = NOW + timedelta(days=400)
LESSON = TeachbackRow(0, 0, "U0ELSE", NOW + timedelta(days=4), NOW, place="Kitchen")
COMES = PeerRow("U1", NOW, Seat.COMING)
SAID = MarkRow("U1", Area.SUBJECT, Level.NEARLY, "More examples", NOW)


def arrange_teachback(unit: Unit) -> None:
    """A row in each table. Its host is not the gathering's, so it is in trouble."""
    lesson = unit.teachbacks.add(replace(LESSON, lunch_id=lunch(unit)))
    unit.teachbacks.seat(lesson.teachback_id, [COMES])
    unit.teachbacks.mark(lesson.teachback_id, [SAID])
    unit.library.report(recording(unit), "U1", now=NOW)


def lesson(unit: Unit) -> int:
    """The first workspace's lesson, however it came to be known."""
    table = table_of(Teachback)
    return unit.connection.execute(select(table.c.id).where(table.c.team_id == TEAM)).scalars().first() or 0


TEACHBACK_READS: dict[str, Callable[[Unit, Any], object]] = {
    "teachbacks.get": lambda unit, _: unit.teachbacks.get(lesson(unit)),
    "teachbacks.hold": lambda unit, _: unit.teachbacks.hold(lesson(unit)),
    "teachbacks.of_lunch": lambda unit, _: unit.teachbacks.of_lunch(lunch(unit)),
    "teachbacks.troubled": lambda unit, _: unit.teachbacks.troubled(),
    "teachbacks.peers": lambda unit, _: unit.teachbacks.peers(lesson(unit)),
    "teachbacks.marks": lambda unit, _: unit.teachbacks.marks(lesson(unit)),
    "teachbacks.marks_by": lambda unit, _: unit.teachbacks.marks_by("U1"),
}
TEACHBACK_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "teachbacks.add": lambda unit, _: unit.teachbacks.add(replace(LESSON, lunch_id=lunch(unit))),
    "teachbacks.change": lambda unit, _: unit.teachbacks.change(lesson(unit), stage=Stage.OFF),
    "teachbacks.seat": lambda unit, _: unit.teachbacks.seat(lesson(unit), [replace(COMES, seat=Seat.OUT)]),
    "teachbacks.mark": lambda unit, _: unit.teachbacks.mark(lesson(unit), [replace(SAID, line="Other")]),
    "teachbacks.forget_words": lambda unit, _: unit.teachbacks.forget_words(before=LATER),
    "library.report": lambda unit, _: unit.library.report(recording(unit), "U5", now=LATER),
    "library.doubt": lambda unit, _: unit.library.doubt(recording(unit)),
    "library.change_link": lambda unit, _: unit.library.change_link(recording(unit), "https://other.example"),
    "library.take_out": lambda unit, _: unit.library.take_out(recording(unit)),
}
