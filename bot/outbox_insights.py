"""How pages of insights that a button asked for, and questions to people who were found, are worded when said."""

from __future__ import annotations

from datetime import datetime

from bot.domain.insights_people import Role, Said
from bot.domain.insights_registry import Page
from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.views.blocks import View
from bot.views.insights import page_view
from bot.views.insights_forms import consent_view
from storage.values import OutboxItem
from storage.values_insights import ConsentRow


def errands(services: Services) -> Errands:
    words = InsightWords(services)
    return {
        "insights.page": Errand(words.page, in_place=True),
        "insights.consent": Errand(words.consent, posted=services.insights.stood),
        "insights.consent.now": Errand(words.consent_now, Manner.UPDATE, stands=words.consent_stands),
    }


class InsightWords:
    def __init__(self, services: Services) -> None:
        self.insights = services.insights

    def page(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        looked = self.insights.again(team_id, item.user_id, Page(str(item.facts["page"])))
        return page_view(looked) if looked else None

    def consent(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        return worded(self.insights.asked(team_id, user_id=item.user_id))

    def consent_now(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        return worded(self.insights.asked(team_id, channel_id=item.channel_id))

    def consent_stands(self, team_id: str, item: OutboxItem) -> str:
        found = self.insights.asked(team_id, channel_id=item.channel_id)
        return found[0].ts if found else ""


def worded(found: tuple[ConsentRow, str] | None) -> View | None:
    return consent_view(Role(found[0].role), found[1], Said(found[0].state)) if found else None
