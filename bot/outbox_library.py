"""How what is said about the library's links is worded when it is said."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands
from bot.outbox_lunch import whole
from bot.services import Services
from bot.views.blocks import View
from bot.views.lunch_library import mended_view, reported_view, taken_out_view, thanked_view
from storage.lunches import RecordingRow
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    def known(item: OutboxItem, team_id: str) -> RecordingRow | None:
        return services.lunches.recording(team_id, whole(item.facts.get("recording_id")))

    def reported(item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        """As long as it still is."""
        one = known(item, team_id)
        return reported_view(one) if one and one.reported_at else None

    def mended(item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        one = known(item, team_id)
        return mended_view(one) if one else None

    return {
        "library.reported": Errand(reported),
        "library.thanked": Errand(lambda _item, _team, _now: thanked_view()),
        "library.mended": Errand(mended),
        "library.taken_out": Errand(lambda _item, _team, _now: taken_out_view(), in_place=True),
    }
