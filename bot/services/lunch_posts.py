"""The post of a gathering, which shows who comes and who hosts as it stands now."""

from __future__ import annotations

from datetime import datetime

from storage.store import Unit
from storage.values_lunch import LunchRow


def refresh_post(unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
    """However many changes there are: one row for each channel it stands in, and one state in the end."""
    unit.outbox.refresh(
        "lunch.post_update",
        key=f"lunch.post_update:{lunch.lunch_id}:{lunch.channel_id}",
        now=now,
        channel_id=lunch.channel_id,
        facts={"lunch_id": lunch.lunch_id},
    )
