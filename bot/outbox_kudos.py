"""How what is said about thanks is worded when it is said."""

from __future__ import annotations

from datetime import datetime

from bot.domain.kudos import Digest
from bot.domain.kudos_rules import Refusal
from bot.errands import Errand, Errands
from bot.services import Services
from bot.views.blocks import View, section
from bot.views.kudos import digest_view, mine_view, noted_view, refusal_words, undone_view, withdrawn_view
from bot.views.kudos_digest import received_view
from storage.store import Unit
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    words = KudosWords(services)
    return {
        "kudos.noted": Errand(words.noted),
        "kudos.refused": Errand(words.refused),
        "kudos.changed": Errand(words.changed, in_place=True),
        "kudos.undone": Errand(words.undone, in_place=True),
        "kudos.chosen": Errand(words.chosen),
        "kudos.withdrawn": Errand(words.withdrawn),
        "kudos.received": Errand(words.received, posted=words.told),
    }


class KudosWords:
    def __init__(self, services: Services) -> None:
        self.kudos = services.kudos

    def noted(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        """Nothing where the giver took it back before it could be said."""
        thanked = self.kudos.given(team_id, item.user_id, ids_of(item))
        return noted_view(thanked) if thanked and thanked.stands else None

    def refused(self, item: OutboxItem, team_id: str, _now: datetime) -> View:
        per_day = self.kudos.rules(team_id).bounds.kudos_per_day
        words = refusal_words(Refusal(str(item.facts["why"])), per_day=per_day)
        return View(words, [section(words)])

    def changed(self, item: OutboxItem, team_id: str, _now: datetime) -> View:
        if item.facts.get("listed"):
            return mine_view(self.kudos.mine(team_id, item.user_id))
        thanked = self.kudos.given(team_id, item.user_id, ids_of(item))
        return noted_view(thanked) if thanked else undone_view(None, taken=False)

    def undone(self, item: OutboxItem, team_id: str, _now: datetime) -> View:
        thanked = self.kudos.given(team_id, item.user_id, ids_of(item))
        said = undone_view(thanked, taken=bool(item.facts.get("taken")))
        if not item.facts.get("listed"):
            return said
        rest = mine_view(self.kudos.mine(team_id, item.user_id))
        return View(said.text, [*said.blocks, *rest.blocks])

    def chosen(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        return digest_view(Digest(str(item.facts["digest"])))

    def withdrawn(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        thanked = self.kudos.given(team_id, item.user_id, ids_of(item))
        return withdrawn_view(thanked) if thanked else None

    def received(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        thanks = self.kudos.received(team_id, ids_of(item))
        return received_view(thanks, weekly=bool(item.facts.get("weekly"))) if thanks else None

    def told(self, unit: Unit, item: OutboxItem, _channel: str, _ts: str) -> None:
        unit.kudos.tell(now=item.created_at, kudos_ids=ids_of(item))


def ids_of(item: OutboxItem) -> list[int]:
    ids = item.facts.get("kudos_ids")
    return [each for each in ids if isinstance(each, int)] if isinstance(ids, list) else []
