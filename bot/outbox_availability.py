"""How what somebody set about their time is worded when it was pressed in a message."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands
from bot.services import Services
from bot.views.availability import own_view
from bot.views.blocks import View
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    def words(item: OutboxItem, team_id: str, now: datetime) -> View:
        own = services.availability.of(team_id, item.user_id, now=now)
        return own_view(own, services.wishes.of(team_id, item.user_id))

    return {"availability": Errand(words, in_place=True)}
