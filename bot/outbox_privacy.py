"""How somebody's data is sent: gathered at the moment it goes, so that nothing of it waits in a row."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands
from bot.services import Services
from bot.views.blocks import View
from bot.views.privacy import export_view
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    def export(item: OutboxItem, team_id: str, now: datetime) -> View:
        return export_view(services.own_data.of(team_id, item.user_id, now=now), day=f"{now:%Y-%m-%d}")

    return {"privacy.export": Errand(export)}
