"""Reading the facts of one window for the figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.insights_facts import ENOUGH, WINDOW, Asked, Facts, Gathered, Helped
from bot.domain.insights_groups import Counted
from bot.domain.insights_people import LATELY, RISING_TIMES, Shown
from storage.store import Unit
from storage.values_insights import AskedRow

# One more than matters, so that somebody who asks about a topic still leaves enough others.
KNOWING = ENOUGH + 1
# What one member showed as often as this, others may have come to rely on.
OFTEN = 5


def members_of(unit: Unit, left: Callable[[str], bool]) -> frozenset[str]:
    """Members of today: nobody from outside, no guests, no bots, nobody who left or was forgotten."""
    return frozenset(one.user_id for one in unit.people.everybody() if one.may_be_named and not left(one.user_id))


def facts_of(unit: Unit, people: Sequence[Counted], active: frozenset[str], end: datetime) -> Facts:
    begin = end - WINDOW
    asked = [asked_from(row) for row in unit.insights.asked(begin, end)]
    skills = {skill_id for one in asked for skill_id in one.skill_ids}
    alone = unit.skills.by_id(unit.insights.alone(times=OFTEN))
    return Facts(
        end=end,
        people=people,
        active=active,
        asked=asked,
        helped=[Helped(*row) for row in unit.insights.helped(begin, end, of={one.user_id for one in people})],
        gathered=[Gathered(one.at, one.came, one.seats, one.useful) for one in unit.insights.gathered(begin, end)],
        knowing=unit.insights.knowing(skills, without=unit.people.never_named(), most=KNOWING),
        names={at: row.name for at, row in unit.skills.by_id(skills).items()},
        alone=[row.name for row in alone.values()],
    )


def asked_from(row: AskedRow) -> Asked:
    minutes = (float(row.answer_ts) - float(row.ts)) / 60 if row.answer_ts else None
    return Asked(row.asker_id, row.at, row.skill_ids, row.in_channel, minutes, row.named, row.helped)


def shown_by(unit: Unit, end: datetime) -> list[Shown]:
    """What everybody showed in the window, as far as it may be worth a question to them."""
    begin = end - WINDOW
    named = unit.insights.named(begin)
    rows = unit.insights.shown(begin, end - LATELY, end, least=RISING_TIMES)
    return [
        Shown(row.user_id, row.skill_id, row.lately, row.before, row.people, named.get(row.user_id, 0)) for row in rows
    ]
