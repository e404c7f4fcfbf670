"""Planning a gathering: which dates are free, who hosts what, and who has to learn of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.programme import Slot
from bot.domain.skills import key
from bot.services.lunches import LunchService
from bot.services.programme_posts import WeeklyPosts, announcement, calendar_of
from bot.services.programme_topics import LATELY
from storage.lunches import LunchRow, LunchState
from storage.programme import Invited, SeriesRow, TopicRow
from storage.store import Unit
from storage.values_lunch import Format

SLOTS = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody hosts something at a time."""

    title: str
    host_id: str
    starts_at: datetime
    skill_ids: tuple[int, ...] = ()
    about: str = ""
    kind: Format = Format.TALK
    partner_id: str = ""


class Plans:
    def __init__(self, lunches: LunchService, posts: WeeklyPosts) -> None:
        self.lunches = lunches
        self.posts = posts

    def plan(self, unit: Unit, series: SeriesRow, offer: Offer, now: datetime) -> LunchRow:
        """Plan a gathering, announce it where no weekly post comes before it, and say so wherever it is a topic."""
        self.meet(unit, offer.host_id, now)
        lunch = self.lunches.plan(
            unit,
            series,
            title=offer.title,
            about=offer.about,
            skill_ids=offer.skill_ids,
            host_id=offer.host_id,
            starts_at=offer.starts_at,
            kind=offer.kind,
            partner_id=offer.partner_id,
            now=now,
        )
        lead_days = self.posts.settings.bounds(unit).lunch_lead_days
        if calendar_of(series).is_near(offer.starts_at, now, lead_days=lead_days):
            self.posts.announce(unit, lunch, key=announcement(lunch), now=now)
        since = unit.programme.topics_since(series.series_id, now - LATELY)
        same = [one for one in since if key(one.name) == key(offer.title) and self.lunch_of(unit, one) is None]
        waiting = [one for one in unit.programme.suggestions(series.series_id) if key(one.name) == key(offer.title)]
        unit.programme.change_topics([one.topic_id for one in (*same, *waiting)], lunch_id=lunch.lunch_id)
        newest = unit.programme.weeks_of(series.series_id)[-1:]
        for topic in {one.week: one for one in since if one in same or one.week in newest}.values():
            self.refresh(unit, topic, now=now)  # the newest also says which date is still free
        self.settle_invites(unit, [one.topic_id for one in same], offer.host_id, now)
        return lunch

    def meet(self, unit: Unit, user_id: str, now: datetime) -> None:
        """Of a host whom Slack has not told us about yet it is asked, so that the post has a name for them."""
        if unit.people.get(user_id) is None:
            unit.people.ensure([user_id])
            unit.outbox.leave("person", key=f"person:{user_id}:{now.isoformat()}", now=now, user_id=user_id)

    def settle_invites(self, unit: Unit, topic_ids: Iterable[int], host_id: str, now: datetime) -> None:
        for one in unit.programme.invites_of(topic_ids):
            if one.user_id == host_id:
                unit.programme.change_invite(one.topic_id, one.user_id, state=Invited.YES)
            elif one.state is Invited.ASKED:
                unit.programme.change_invite(one.topic_id, one.user_id, state=Invited.TAKEN)
        self.refresh_invites(unit, topic_ids, now=now)

    def refresh_invites(self, unit: Unit, topic_ids: Iterable[int], *, now: datetime) -> None:
        for one in unit.programme.invites_of(topic_ids):
            if one.ts and one.state is not Invited.ASKED:
                self.refresh_invite(unit, one.topic_id, one.channel_id, now=now)

    def refresh_invite(self, unit: Unit, topic_id: int, channel_id: str, *, now: datetime) -> None:
        """By the place it stands in: nothing that is kept of it names the person."""
        unit.outbox.refresh(
            "programme.invite.now",
            key=f"programme.invite.now:{topic_id}:{channel_id}",
            now=now,
            channel_id=channel_id,
            facts={"topic_id": topic_id},
            paced=False,
        )

    def refresh(self, unit: Unit, topic: TopicRow, *, now: datetime) -> None:
        if series := unit.programme.series_of(topic.series_id):
            self.posts.refresh(unit, series, topic.week, now=now)

    def slots_in(self, unit: Unit, now: datetime) -> list[Slot]:
        names = {row.channel_id: row.name for row in unit.people.channels()}
        going = [series for series in unit.programme.all_series() if not series.paused]
        return [
            Slot(series, names.get(series.channel_id, ""), starts_at)
            for series in going
            for starts_at in self.free(unit, series, now)
        ]

    def free(self, unit: Unit, series: SeriesRow, now: datetime) -> list[datetime]:
        taken = [lunch.starts_at for lunch in unit.lunches.planned(series.series_id, now)]
        lead = self.posts.settings.bounds(unit).lunch_lead_days
        return calendar_of(series).free_slots(now, lead_days=lead, taken=taken, most=SLOTS)

    def host_of(self, unit: Unit, topic: TopicRow) -> str:
        """The name of who hosts a topic; "" while nobody does."""
        lunch = self.lunch_of(unit, topic)
        if lunch is None:
            return ""
        person = unit.people.get(lunch.host_id)
        return (person.name if person else "") or "Somebody"

    def is_hosted_by(self, unit: Unit, topic: TopicRow, user_id: str) -> bool:
        lunch = self.lunch_of(unit, topic)
        return lunch is not None and lunch.host_id == user_id

    def lunch_of(self, unit: Unit, topic: TopicRow) -> LunchRow | None:
        """The gathering a topic became; None while there is none that stands."""
        lunch = unit.lunches.get(topic.lunch_id) if topic.lunch_id else None
        return None if lunch is None or lunch.state is LunchState.CANCELLED else lunch
