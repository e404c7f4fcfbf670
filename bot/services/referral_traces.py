"""What tells who asks without a name: what they asked and were told of the same before or after, and wait for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.availability import day_start
from bot.domain.skills import key
from storage.store import Unit
from storage.values import Origin, QuestionRow

BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells that somebody asked something: their questions, what was said to them and of which question, and the
    skills they wait for.
    """

    asked: Sequence[int]
    told: Mapping[int, int]
    wished: Sequence[int]

    def __bool__(self) -> bool:
        return bool(self.asked or self.told or self.wished)


def unlink(unit: Unit, question: QuestionRow, user_id: str, now: datetime) -> bool:
    """Whoever asks on without a name leaves nothing behind that says who asks the same, or waits for it. Whether
    there was something.
    """
    found = traces(unit, question, user_id, now)
    for question_id in {*found.asked, *found.told.values()} - {0}:
        unit.asks.disown(question_id, day=day_start(now, "UTC"))
    if found.told:
        unit.outbox.disown(list(found.told), day=day_start(now, "UTC"))
    for skill_id in found.wished:
        unit.referrals.grant(skill_id, user_id)
    return bool(found)


def traces(unit: Unit, question: QuestionRow, user_id: str, now: datetime) -> Traces:
    given = unit.asks.given_by(user_id, since=now - BEFORE)
    told = unit.outbox.told_to(user_id).items()
    found = {row_id: told_of(unit, facts, question, user_id) for row_id, facts in told}
    wished = {skill_id for skill_id, who, _since in unit.referrals.wishes() if who == user_id}
    return Traces(
        [one.question_id for one in given if leads_to(unit, one, question)],
        {row_id: question_id for row_id, question_id in found.items() if question_id is not None},
        sorted(wished.intersection(question.skill_ids)),
    )


def told_of(unit: Unit, facts: Mapping[str, object], question: QuestionRow, user_id: str) -> int | None:
    """Which question of nobody else's tells that somebody asked this as well, in what was said to them; 0 where
    something else there does.
    """
    if facts.get("skill_id") in question.skill_ids:
        return 0
    at = facts.get("question_id")
    other = unit.asks.get(at) if isinstance(at, int) else None
    if other is None or not leads_to(unit, other, question):
        return None
    return other.question_id if other.asker_id in (user_id, "") else 0


def leads_to(unit: Unit, other: QuestionRow, question: QuestionRow) -> bool:
    """Whether who asked one of these may well have asked the other. What a channel has read everybody knows, and
    so does whoever was asked something by name.
    """
    taken = other.origin is Origin.CHANNEL or unit.referrals.get(other.question_id) is not None
    return not taken and is_same(question, other)


def is_same(one: QuestionRow, other: QuestionRow) -> bool:
    """Whether two questions are about the same: a skill of both, or the same words."""
    return bool(set(one.skill_ids) & set(other.skill_ids)) or key(one.topic) == key(other.topic) != ""
