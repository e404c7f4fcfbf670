"""How much people have been asked lately, against the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.availability import day_start, week_start
from bot.domain.bounds import Bounds
from bot.domain.referrals import Unfree, load
from storage.store import Unit
from storage.values import PersonRow


def unfree_by_load(
    unit: Unit, people: Mapping[str, PersonRow], bounds: Bounds, now: datetime
) -> dict[str, tuple[Unfree, datetime]]:
    """Who of them is asked nothing more for now, why, and until when: by each one's own day and week."""
    weeks = {user_id: week_start(now, person.tz) for user_id, person in people.items()}
    asked = unit.referrals.asked_of(people, since=min(weeks.values(), default=now))
    found: dict[str, tuple[Unfree, datetime]] = {}
    for user_id, person in people.items():
        mine = [row for row in asked if row.user_id == user_id]
        day, week = day_start(now, person.tz), weeks[user_id]
        why = load(mine, day=day, week=week, per_day=bounds.asks_per_day, per_week=bounds.asks_per_week)
        if why is Unfree.WEEK:
            found[user_id] = why, week_start(now, person.tz, weeks=1)
        elif why:
            found[user_id] = why, day_start(now, person.tz, days=1)
    return found
