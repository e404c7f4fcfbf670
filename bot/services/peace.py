"""Who wants to be left in peace for now: nobody is asked on the bot's own account who paused that, or has enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.store import Unit

PAUSED, LIMIT = "asks_paused", "limit_until"


def left_in_peace(unit: Unit, user_ids: Iterable[str], *, now: datetime) -> set[str]:
    """Those of some people who are not to be asked now: they paused it, or are at their limit until later."""
    return {user_id for user_id in user_ids if is_paused(unit, user_id) or is_full(unit, user_id, now)}


def is_paused(unit: Unit, user_id: str) -> bool:
    return unit.choices.preference(user_id, PAUSED) != ""


def is_full(unit: Unit, user_id: str, now: datetime) -> bool:
    until = unit.choices.preference(user_id, LIMIT)
    return until != "" and now < datetime.fromisoformat(until)
