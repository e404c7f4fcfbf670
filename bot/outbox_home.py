"""How the Home tab is worded at the moment it is published."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.views.blocks import View
from bot.views.home import home_view
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    def words(item: OutboxItem, team_id: str, now: datetime) -> View:
        page = item.facts.get("page")
        tab = services.home.tab(team_id, item.user_id, page=page if isinstance(page, int) else 0, now=now)
        return home_view(tab)

    return {"home": Errand(words, Manner.HOME)}
