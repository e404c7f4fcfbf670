"""How the Home tab is worded at the moment it is published."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.domain.home import HomeTab, Reader
from bot.errands import Errand, Errands, Manner
from bot.errors import SlackError
from bot.services import Services
from bot.slack import Slack
from bot.views.blocks import View
from bot.views.home import home_view
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    def words(item: OutboxItem, team_id: str, now: datetime) -> View:
        page = item.facts.get("page")
        tab = services.home.tab(team_id, item.user_id, page=page if isinstance(page, int) else 0, now=now)
        return home_view(tab)

    return {"home": Errand(words, Manner.HOME)}


class EmptiedHomes:
    """Slack still holds what the Home tab of somebody said whom we have forgotten. It is emptied once, from memory:
    no row may name them. If that fails, it is when they open it.
    """

    def __init__(self, clients: Callable[[str], Slack | None]) -> None:
        self.clients = clients
        self.forgotten: deque[tuple[str, str]] = deque()

    def add(self, team_id: str, user_id: str) -> None:
        self.forgotten.append((team_id, user_id))

    def empty(self) -> None:
        while self.forgotten:
            team_id, user_id = self.forgotten.popleft()
            if slack := self.clients(team_id):
                with suppress(SlackError):
                    slack.publish(user_id, home_view(HomeTab(Reader.FORGOTTEN)).blocks)
