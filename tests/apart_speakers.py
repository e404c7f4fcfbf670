"""Pairings and searches of the first workspace, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from storage.models import Approach, Search
from storage.speakers import Reply
from storage.store import Unit
from storage.upserts import table_of
from storage.values import Origin, QuestionRow
from tests.apart_lunches import lunch
from tests.apart_programme import topic
from tests.builders import NOW, TEAM

LONG_AGO = NOW.replace(year=NOW.year - 1)
BEFORE = NOW.replace(day=1)


def arrange_speakers(unit: Unit) -> None:
    """A row in each table; one said no."""
    skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
    unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", "U1", NOW, (skill,), (), "How do I begin with pandas?"))
    unit.speakers.pair(lunch(unit), "U1", now=NOW)
    unit.programme.change_topics([topic(unit)], lunch_id=lunch(unit))
    search = unit.speakers.look_for(skill, "U1", now=NOW)
    row = unit.speakers.approach(search.search_id, "U2", now=NOW)
    unit.speakers.change_approach(row.approach_id, state=Reply.NO)


def first(unit: Unit, model: Any) -> int:
    table = table_of(model)
    return unit.connection.execute(select(table.c.id).where(table.c.team_id == TEAM)).scalars().first() or 0


def skill(unit: Unit) -> int:
    table = table_of(Search)
    return unit.connection.execute(select(table.c.skill_id).where(table.c.team_id == TEAM)).scalars().first() or 0


SPEAKERS_READS: dict[str, Callable[[Unit, Any], object]] = {
    "speakers.pairings": lambda unit, _: unit.speakers.pairings([lunch(unit)]),
    "speakers.paired_since": lambda unit, _: unit.speakers.paired_since(LONG_AGO),
    "speakers.beside": lambda unit, _: unit.speakers.beside("U1", BEFORE),
    "speakers.interested": lambda unit, _: unit.speakers.interested(lunch(unit)),
    "speakers.given": lambda unit, _: unit.speakers.given(LONG_AGO),
    "speakers.search": lambda unit, _: unit.speakers.search(first(unit, Search)),
    "speakers.searches": lambda unit, _: unit.speakers.searches(skill(unit), LONG_AGO),
    "speakers.approached": lambda unit, _: unit.speakers.approached(first(unit, Approach)),
    "speakers.approaches": lambda unit, _: unit.speakers.approaches(first(unit, Search)),
    "speakers.approached_since": lambda unit, _: unit.speakers.approached_since(LONG_AGO),
    "speakers.declined": lambda unit, _: unit.speakers.declined(skill(unit)),
}
SPEAKERS_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "speakers.pair": lambda unit, _: unit.speakers.pair(lunch(unit), "U5", now=NOW),
    "speakers.change_pairing": lambda unit, _: unit.speakers.change_pairing(lunch(unit), "U1", state=Reply.YES),
    "speakers.look_for": lambda unit, _: unit.speakers.look_for(skill(unit), "U5", now=NOW),
    "speakers.approach": lambda unit, _: unit.speakers.approach(first(unit, Search), "U5", now=NOW),
    "speakers.change_approach": lambda unit, _: unit.speakers.change_approach(first(unit, Approach), state=Reply.YES),
}
