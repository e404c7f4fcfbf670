"""The post of a gathering, which shows who comes and who hosts as it stands now."""

from __future__ import annotations

from datetime import datetime

from storage.store import Unit


def refresh_post(unit: Unit, lunch_id: int, channel_id: str, *, now: datetime) -> None:
    """However many changes there are: one row for each channel it stands in, and one state in the end."""
    unit.outbox.refresh(
        "lunch.post_update",
        key=f"lunch.post_update:{lunch_id}:{channel_id}",
        now=now,
        channel_id=channel_id,
        facts={"lunch_id": lunch_id},
    )
