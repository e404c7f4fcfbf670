"""How what is said about the weekly programme is worded when it is said."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands, Manner
from bot.services import Services
from bot.services.programme_posts import number_in
from bot.views.blocks import View
from bot.views.programme import answered_view, invitation_view, told_view, topics_view
from bot.views.programme_overview import overview_view
from storage.programme import Invited
from storage.store import Unit
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    words = ProgrammeWords(services)
    posts = services.programme.posts
    return {
        "programme.topics": Errand(words.topics, Manner.POST, posted=posts.posted, refused=words.refused),
        "programme.topics.now": Errand(words.topics_now, Manner.UPDATE, stands=words.topics_stand),
        "programme.invite": Errand(words.invitation, posted=words.invited),
        "programme.invite.now": Errand(words.answered, Manner.UPDATE, stands=words.invitation_stands),
        "programme.told": Errand(words.told),
        "lunch.overview": Errand(words.overview, in_place=True),
    }


class ProgrammeWords:
    def __init__(self, services: Services) -> None:
        self.programme = services.programme

    def topics(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        post = self.programme.said.topics_post(team_id, number_in(item, "series_id"), text_in(item, "week"), now=now)
        return topics_view(post) if post and not post.series.stopped_at else None

    def topics_now(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        post = self.programme.said.topics_post(team_id, number_in(item, "series_id"), text_in(item, "week"), now=now)
        return topics_view(post) if post else None

    def topics_stand(self, team_id: str, item: OutboxItem) -> str:
        return self.programme.said.stands(team_id, number_in(item, "series_id"), text_in(item, "week"))

    def refused(self, unit: Unit, item: OutboxItem, code: str, _words: str) -> None:
        self.programme.posts.refused(unit, item, code)

    def invitation(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        topic_id = number_in(item, "topic_id")
        found = self.programme.said.invitation(team_id, topic_id, user_id=item.user_id, now=now)
        return invitation_view(found) if found else None

    def invited(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        """It stands: from now on it can be changed. Somebody else may have said yes while it was said."""
        topic_id = number_in(item, "topic_id")
        unit.programme.change_invite(topic_id, item.user_id, channel_id=channel_id, ts=ts)
        mine = [one for one in unit.programme.invites_of([topic_id]) if one.user_id == item.user_id]
        if mine and mine[0].state is not Invited.ASKED:
            self.programme.plans.refresh_invite(unit, topic_id, channel_id, now=item.created_at)

    def answered(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        topic_id = number_in(item, "topic_id")
        found = self.programme.said.invitation(team_id, topic_id, channel_id=item.channel_id, now=now)
        return answered_view(found) if found else None

    def invitation_stands(self, team_id: str, item: OutboxItem) -> str:
        return self.programme.said.invitation_stands(team_id, number_in(item, "topic_id"), item.channel_id)

    def overview(self, item: OutboxItem, team_id: str, now: datetime) -> View:
        """What `/lunch` showed, after a press under it."""
        return overview_view(self.programme.overview(team_id, item.user_id, text_in(item, "channel"), now=now))

    def told(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        found = self.programme.said.series_told(team_id, number_in(item, "series_id"), now=now)
        return told_view(found, text_in(item, "what"), text_in(item, "day")) if found else None


def text_in(item: OutboxItem, name: str) -> str:
    return str(item.facts.get(name) or "")
