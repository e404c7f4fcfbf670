"""Who wants to be left in peace for now: nobody is asked on the bot's own account who paused that, or has enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.services.availability import reaches
from storage.store import Unit
from storage.values import PersonRow


def left_in_peace(unit: Unit, user_ids: Iterable[str], *, now: datetime) -> set[str]:
    """Those of some people who are not to be asked now: they paused it, or are at their limit until later."""
    ids = list(user_ids)
    known = unit.people.by_id(ids)
    told = reaches(unit, {at: known.get(at, PersonRow(at)) for at in ids}, now=now)
    return {user_id for user_id, reach in told.items() if not reach.may_be_asked}


def not_for(unit: Unit, skill_ids: Collection[int]) -> set[str]:
    """Who is never named, paused being named, or hid one of these skills."""
    hid = {user_id for user_id, skill_id in unit.ledger.hidden_skills() if skill_id in skill_ids}
    return unit.people.never_named() | hid
