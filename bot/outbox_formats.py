"""How what is said about standing beside a host, and about steps, is worded when it is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.gatherings import Gathering
from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.services.programme_posts import number_in
from bot.views.blocks import View
from bot.views.lunch_pairing import (
    host_paired_view,
    paired_view,
    pairing_view,
    replaced_view,
    steps_view,
    unpaired_view,
)
from bot.views.lunch_private import practise_view
from storage.speakers import PairingRow, Reply
from storage.store import Unit
from storage.values import OutboxItem
from storage.values_lunch import LunchState

About = Callable[[OutboxItem, Gathering, datetime], View | None]


def errands(services: Services) -> Errands:
    words = FormatWords(services)
    return {
        "lunch.pair": Errand(words.about(words.pair), posted=words.posted),
        "lunch.pair_now": Errand(words.about(words.pair_now), Manner.UPDATE, stands=words.stands),
        "lunch.paired": Errand(words.about(words.paired)),
        "lunch.unpaired": Errand(words.about(words.unpaired)),
        "lunch.replaced": Errand(words.about(words.replaced)),
        "lunch.steps": Errand(words.about(words.steps)),
        "lunch.recording": Errand(words.about(words.steps)),
        "lunch.practise": Errand(words.practise),
    }


class FormatWords:
    def __init__(self, services: Services) -> None:
        self.lunches = services.lunches

    def about(self, words: About) -> Callable[[OutboxItem, str, datetime], View | None]:
        """With the gathering as it stands now; of one that is gone there is nothing to say."""

        def worded(item: OutboxItem, team_id: str, now: datetime) -> View | None:
            told = self.lunches.told(team_id, number_in(item, "lunch_id"))
            return words(item, told, now) if told else None

        return worded

    def pair(self, item: OutboxItem, told: Gathering, now: datetime) -> View | None:
        row = next((row for row in told.pairings if row.user_id == item.user_id), None)
        return pairing_view(told) if row and row.state is Reply.ASKED and is_ahead(told, now) else None

    def pair_now(self, item: OutboxItem, told: Gathering, _now: datetime) -> View | None:
        row = standing(item, told)
        return paired_view(told, row) if row else None

    def paired(self, item: OutboxItem, told: Gathering, now: datetime) -> View | None:
        return host_paired_view(told) if is_hosted(item, told, now) else None

    def unpaired(self, item: OutboxItem, told: Gathering, now: datetime) -> View | None:
        return unpaired_view(told) if is_hosted(item, told, now) and not told.partner else None

    def replaced(self, item: OutboxItem, told: Gathering, now: datetime) -> View | None:
        """Unless they stand beside the host once more, or it is off."""
        return replaced_view(told, item.user_id) if is_ahead(told, now) and told.partner != item.user_id else None

    def steps(self, _item: OutboxItem, told: Gathering, _now: datetime) -> View | None:
        return steps_view(told)

    def practise(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        """Unless they have planned it meanwhile."""
        lunch_id = number_in(item, "lunch_id")
        told = self.lunches.told(team_id, lunch_id)
        if told is None or not is_hosted(item, told, now) or not self.lunches.needs_practice(team_id, lunch_id):
            return None
        return practise_view(told)

    def stands(self, team_id: str, item: OutboxItem) -> str:
        return self.lunches.pairing_stands(team_id, number_in(item, "lunch_id"), item.channel_id)

    def posted(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        """It stands: from now on it can be changed. It may have been settled while it was said."""
        lunch_id = number_in(item, "lunch_id")
        unit.speakers.change_pairing(lunch_id, item.user_id, channel_id=channel_id, ts=ts)
        mine = (row for row in unit.speakers.pairings([lunch_id]) if row.user_id == item.user_id)
        for row in mine:
            if row.state is not Reply.ASKED:
                self.lunches.refresh_pairing(unit, row, now=item.created_at)


def standing(item: OutboxItem, told: Gathering) -> PairingRow | None:
    return next((row for row in told.pairings if row.channel_id == item.channel_id), None)


def is_ahead(told: Gathering, now: datetime) -> bool:
    return told.lunch.state is LunchState.PLANNED and now < told.lunch.starts_at


def is_hosted(item: OutboxItem, told: Gathering, now: datetime) -> bool:
    return is_ahead(told, now) and told.lunch.host_id == item.user_id
