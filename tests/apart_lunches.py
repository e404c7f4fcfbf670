"""Gatherings of the first workspace, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from storage.lunches import FeedbackRow, LunchRow, RecordingRow, SignupRow, Standing
from storage.models import Lunch, Recording
from storage.programme import SeriesRow
from storage.store import Unit
from storage.upserts import table_of
from storage.values import PersonRow
from tests.builders import NOW, TEAM

LATER = NOW + timedelta(days=400)
SERIES = SeriesRow(0, "C1", "tue", "12:00", "UTC", NOW)
LUNCH = LunchRow(0, 0, "Apart", "U1", NOW + timedelta(days=8), "UTC", 45, "C1", NOW, about="Data", post_ts="7.0")
COMES, WAITS = (
    SignupRow("U1", Standing.COMING, "1.0", "1.0", "Why?", NOW),
    SignupRow("U9", Standing.WAITING, "2.0", "2.0"),
)
LEFT = SignupRow("U7", Standing.COMING, "3.0", "3.0")
FELT = FeedbackRow("U1", NOW, useful=True, line="Thanks")
KEPT = RecordingRow(0, None, "Apart", "https://x.example", NOW)


def arrange_lunches(unit: Unit) -> None:
    """A row in each table of gatherings; one gathering has nobody to host it."""
    series = unit.programme.add_series(SERIES)
    lunch = unit.lunches.add(replace(LUNCH, series_id=series.series_id))
    unit.lunches.add(replace(LUNCH, series_id=series.series_id, host_id="", title="Hostless"))
    unit.people.save([PersonRow("U7", is_deleted=True)])
    unit.lunches.sign(lunch.lunch_id, [COMES, WAITS, LEFT])
    unit.lunches.give_feedback(lunch.lunch_id, FELT)
    unit.lunches.record(replace(KEPT, lunch_id=lunch.lunch_id))


def row(unit: Unit) -> LunchRow:
    """The first workspace's gathering, however it came to be known."""
    table = table_of(Lunch)
    found = unit.connection.execute(select(table).where((table.c.team_id == TEAM) & (table.c.title == "Apart"))).one()
    return replace(LUNCH, lunch_id=found.id, series_id=found.series_id)


def lunch(unit: Unit) -> int:
    return row(unit).lunch_id


def recording(unit: Unit) -> int:
    table = table_of(Recording)
    return unit.connection.execute(select(table.c.id).where(table.c.team_id == TEAM)).scalars().first() or 0


LUNCH_READS: dict[str, Callable[[Unit, Any], object]] = {
    "lunches.get": lambda unit, _: unit.lunches.get(lunch(unit)),
    "lunches.hold": lambda unit, _: unit.lunches.hold(lunch(unit)),
    "lunches.planned": lambda unit, _: unit.lunches.planned(row(unit).series_id, NOW),
    "lunches.upcoming": lambda unit, _: unit.lunches.upcoming(NOW),
    "lunches.ahead_of": lambda unit, _: unit.lunches.ahead_of("U1", NOW),
    "lunches.hosted_by": lambda unit, _: unit.lunches.hosted_by("U1", NOW),
    "lunches.naming": lambda unit, _: unit.lunches.naming("U7"),
    "lunches.orphaned": lambda unit, _: unit.lunches.orphaned(NOW),
    "lunches.departed": lambda unit, _: unit.lunches.departed(NOW),
    "lunches.queued": lambda unit, _: unit.lunches.queued(NOW),
    "lunches.signups": lambda unit, _: unit.lunches.signups(lunch(unit)),
    "lunches.signup": lambda unit, _: unit.lunches.signup(lunch(unit), "U1"),
    "lunches.signed_by": lambda unit, _: unit.lunches.signed_by("U1"),
    "lunches.feedback": lambda unit, _: unit.lunches.feedback(lunch(unit)),
    "lunches.recording": lambda unit, _: unit.lunches.recording(recording(unit)),
    "lunches.recordings": lambda unit, _: unit.lunches.recordings(),
    "lunches.channels_of": lambda unit, _: unit.lunches.channels_of([lunch(unit)]),
}
LUNCH_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "lunches.add": lambda unit, _: unit.lunches.add(replace(row(unit), title="Other")),
    "lunches.change": lambda unit, _: unit.lunches.change(replace(row(unit), title="Other")),
    "lunches.set_post": lambda unit, _: unit.lunches.set_post(lunch(unit), "C2", "9.0"),
    "lunches.sign": lambda unit, _: unit.lunches.sign(lunch(unit), [replace(COMES, state=Standing.OUT)]),
    "lunches.give_feedback": lambda unit, _: unit.lunches.give_feedback(lunch(unit), replace(FELT, line="Other")),
    "lunches.record": lambda unit, _: unit.lunches.record(replace(KEPT, lunch_id=lunch(unit), title="Other")),
    "lunches.forget_words": lambda unit, _: unit.lunches.forget_words(before=LATER),
}
