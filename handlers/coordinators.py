"""`/whoknows coordinators`: who they are, and naming others."""

from __future__ import annotations

from bot.domain.text import mentions
from bot.services import Services
from bot.views.blocks import View
from bot.views.coordinators import coordinators_view, dropped_view, named_view
from bot.views.help import usage
from handlers.edge import Clock

HOW = "Name one person: `/whoknows coordinators add @ana`, or `remove @ana`."


class CoordinatorCommand:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.settings = services.settings
        self.clock = clock

    def __call__(self, team_id: str, user_id: str, rest: str) -> View:
        verb, whom = (*rest.split(maxsplit=1), "", "")[:2]
        if not verb:
            return coordinators_view(self.settings.coordinators_of(team_id))
        chosen = mentions(whom)
        if verb.lower() not in ("add", "remove") or len(chosen) != 1:
            return usage(HOW)
        if verb.lower() == "add":
            return named_view(chosen[0], new=self.settings.name(team_id, user_id, chosen[0], now=self.clock()))
        return dropped_view(chosen[0], new=self.settings.drop(team_id, user_id, chosen[0]))
