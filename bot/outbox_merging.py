"""What came of a press that makes one skill of two, as it is said in the place of the question."""

from __future__ import annotations

from datetime import datetime

from bot.domain.merging import Merge, Refusal, Refused
from bot.errands import Errand, Errands
from bot.outbox_programme import text_in
from bot.services import Services
from bot.services.programme_posts import number_in
from bot.views.blocks import View
from bot.views.merging import merged_view
from storage.values import OutboxItem, Touched


def errands(_services: Services) -> Errands:
    return {"skills.merged": Errand(merged, in_place=True), "skills.not_merged": Errand(refused, in_place=True)}


def merged(item: OutboxItem, _team_id: str, _now: datetime) -> View:
    touched = Touched(*(number_in(item, name) for name in Touched.__slots__))
    return merged_view(Merge(text_in(item, "old"), text_in(item, "kept"), touched))


def refused(item: OutboxItem, _team_id: str, _now: datetime) -> View:
    return merged_view(Refused(Refusal(text_in(item, "why")), text_in(item, "typed"), text_in(item, "name")))
