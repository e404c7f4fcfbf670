"""How what is said while speakers are looked for is worded when it is said."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.services.programme_posts import number_in
from bot.views.blocks import View
from bot.views.speakers import approach_view, approached_view, asking_view, found_view, nobody_view
from storage.speakers import Reply
from storage.store import Unit
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    words = SpeakerWords(services)
    return {
        "speakers.asking": Errand(words.asking),
        "speakers.ask": Errand(words.ask, posted=words.posted),
        "speakers.ask_now": Errand(words.answered, Manner.UPDATE, stands=words.stands),
        "speakers.found": Errand(words.found),
        "speakers.nobody": Errand(words.nobody),
    }


class SpeakerWords:
    def __init__(self, services: Services) -> None:
        self.speakers = services.speakers

    def asking(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        return asking_view(str(item.facts.get("skill") or ""))

    def ask(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        found = self.speakers.approached(team_id, number_in(item, "approach_id"))
        return approach_view(*found) if found and found[0].state is Reply.ASKED else None

    def answered(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        found = self.speakers.approached(team_id, number_in(item, "approach_id"))
        return approached_view(found[1]) if found else None

    def stands(self, team_id: str, item: OutboxItem) -> str:
        found = self.speakers.approached(team_id, number_in(item, "approach_id"))
        return found[0].ts if found else ""

    def posted(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        unit.speakers.change_approach(number_in(item, "approach_id"), channel_id=channel_id, ts=ts)

    def found(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        found = self.speakers.found(team_id, number_in(item, "approach_id"), item.user_id, now=now)
        return found_view(found, now=now) if found else None

    def nobody(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        topic = self.speakers.topic(team_id, number_in(item, "search_id"))
        return nobody_view(topic) if topic else None
