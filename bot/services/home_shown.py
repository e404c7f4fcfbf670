"""Leaves word that somebody's Home tab is to be shown anew: facts only, it is rendered when it is published."""

from __future__ import annotations

from datetime import datetime

from storage.store import Unit


def show_home(unit: Unit, user_id: str, *, page: int = 0, now: datetime) -> None:
    """One row for each person, however often they open it and press there; `page` of their skills."""
    facts = {"page": page} if page else {}
    unit.outbox.refresh("home", key=f"home:{user_id}", now=now, user_id=user_id, facts=facts, paced=False)
