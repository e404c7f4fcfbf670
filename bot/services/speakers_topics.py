"""Which topics a coordinator looks at: what was typed, else what is asked most and found least."""

from __future__ import annotations

from datetime import datetime

from bot.domain.skills import key
from bot.domain.speakers import Sought, how_many
from bot.domain.topics import worth
from bot.services.programme_topics import asked_about
from bot.services.skills import Book
from bot.services.subjects import understand
from storage.programme import TopicRow
from storage.store import Unit
from storage.values import SkillRow

SHOWN = 5


def sought(unit: Unit, book: Book, text: str) -> list[SkillRow]:
    """The skills that were typed, as far as the workspace has heard of them."""
    names = understand(unit, book, text).skills
    ids = unit.skills.ids([key(name) for name in names])
    rows = unit.skills.by_id(ids.values())
    return [rows[ids[key(name)]] for name in names if ids.get(key(name)) in rows][:SHOWN]


def wanted(unit: Unit, since: datetime) -> list[SkillRow]:
    """What people asked about since then, most wanted first."""
    supply = unit.programme.supply()
    every = [one.candidate(at, supply) for at, one in asked_about(unit, (), since).items()]
    first = sorted((one for one in every if one.is_wanted), key=worth)[:SHOWN]
    rows = unit.skills.by_id(skill_id for one in first for skill_id in one.skill_ids)
    return [rows[one.skill_ids[0]] for one in first]


def candidate_of(row: SkillRow, count: int) -> Sought:
    return Sought(row.skill_id, row.name, how_many(count))


def topic_row(skill: SkillRow, now: datetime) -> TopicRow:
    """A skill as a topic that nobody has proposed."""
    return TopicRow(0, 0, skill.name, now, skill_ids=(skill.skill_id,))
