"""The weekly programme of the first workspace, and each call that another might try on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from storage.models import LunchSeries, Topic
from storage.programme import Invited, SeriesRow, TopicRow
from storage.store import Unit
from storage.upserts import table_of
from tests.builders import NOW, TEAM

LATER = NOW + timedelta(days=400)
LONG_AGO = NOW - timedelta(days=400)
SERIES = SeriesRow(0, "C1", "wed", "12:00", "UTC", NOW, name="Apart")
JOB = "programme.post:1"


def arrange_programme(unit: Unit) -> None:
    """A row in each table of the programme; one topic was proposed, one suggested."""
    kept = unit.programme.add_series(SERIES)
    unit.programme.add_topic(TopicRow(0, kept.series_id, "Suggested apart", NOW))
    topic = unit.programme.add_topic(TopicRow(0, kept.series_id, "Apart", NOW, week="2026-03-02"))
    unit.programme.would_come(topic.topic_id, "U1", now=NOW)
    unit.programme.invite(topic.topic_id, "U1", now=NOW)
    unit.programme.change_invite(topic.topic_id, "U1", state=Invited.NEVER)
    unit.workspace.claim(JOB, "2026-03-02", now=NOW)


def series(unit: Unit) -> int:
    """The first workspace's series, however it came to be known."""
    table = table_of(LunchSeries)
    mine = (table.c.team_id == TEAM) & (table.c.name == "Apart")
    return unit.connection.execute(select(table.c.id).where(mine)).scalars().first() or 0


def topic(unit: Unit) -> int:
    table = table_of(Topic)
    mine = (table.c.team_id == TEAM) & (table.c.week != "")
    return unit.connection.execute(select(table.c.id).where(mine)).scalars().first() or 0


def held_in(unit: Unit) -> int:
    """The series of the first workspace that gathers."""
    table = table_of(LunchSeries)
    mine = (table.c.team_id == TEAM) & (table.c.name == "")
    return unit.connection.execute(select(table.c.id).where(mine)).scalars().first() or 0


PROGRAMME_READS: dict[str, Callable[[Unit, Any], object]] = {
    "programme.series_of": lambda unit, _: unit.programme.series_of(series(unit)),
    "programme.hold": lambda unit, _: unit.programme.hold(series(unit)),
    "programme.all_series": lambda unit, _: unit.programme.all_series(),
    "programme.topic": lambda unit, _: unit.programme.topic(topic(unit)),
    "programme.topics_of": lambda unit, _: unit.programme.topics_of(series(unit), "2026-03-02"),
    "programme.weeks_of": lambda unit, _: unit.programme.weeks_of(series(unit)),
    "programme.topics_since": lambda unit, _: unit.programme.topics_since(series(unit), LONG_AGO),
    "programme.suggestions": lambda unit, _: unit.programme.suggestions(series(unit)),
    "programme.interest": lambda unit, _: unit.programme.interest([topic(unit)]),
    "programme.invites_of": lambda unit, _: unit.programme.invites_of([topic(unit)]),
    "programme.invited_since": lambda unit, _: unit.programme.invited_since(LONG_AGO),
    "programme.declined_for_good": lambda unit, _: unit.programme.declined_for_good(),
    "programme.last_claim": lambda unit, _: unit.programme.last_claim(JOB),
    "programme.subjects_since": lambda unit, _: unit.programme.subjects_since(held_in(unit), LONG_AGO),
    "programme.demand": lambda unit, _: unit.programme.demand(LONG_AGO),
    "programme.supply": lambda unit, _: unit.programme.supply(),
}
PROGRAMME_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "programme.add_series": lambda unit, _: unit.programme.add_series(replace(SERIES, name="Other")),
    "programme.change_series": lambda unit, _: unit.programme.change_series(series(unit), paused=True),
    "programme.add_topic": lambda unit, _: unit.programme.add_topic(TopicRow(0, series(unit), "Other", NOW)),
    "programme.change_topics": lambda unit, _: unit.programme.change_topics([topic(unit)], name="Other"),
    "programme.would_come": lambda unit, _: unit.programme.would_come(topic(unit), "U5", now=LATER),
    "programme.invite": lambda unit, _: unit.programme.invite(topic(unit), "U5", now=LATER),
    "programme.change_invite": lambda unit, _: unit.programme.change_invite(topic(unit), "U1", state=Invited.YES),
}
