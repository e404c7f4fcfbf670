"""What the weekly programme says, as it stands when it is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.programme import Invitation, Proposed, TopicsPost, Upcoming
from bot.services.programme_plans import Plans
from bot.services.programme_posts import calendar_of
from storage.programme import TopicRow
from storage.store import Store, Unit
from storage.values import ChannelKind


class Said:
    def __init__(self, store: Store, plans: Plans) -> None:
        self.store = store
        self.plans = plans

    def series_told(self, team_id: str, series_id: int, *, now: datetime) -> Upcoming | None:
        """The series that a coordinator is told about; None once it was stopped."""
        with self.store.team(team_id).reading() as unit:
            series = unit.programme.series_of(series_id)
            if series is None or series.stopped_at:
                return None
            row = unit.people.channel(series.channel_id)
            at = None if series.paused else calendar_of(series).next_post(now)
            return Upcoming(series, row.name if row else "", at)

    def topics_post(self, team_id: str, series_id: int, week: str, *, now: datetime) -> TopicsPost | None:
        """A post of topics as it stands now."""
        with self.store.team(team_id).reading() as unit:
            series = unit.programme.series_of(series_id)
            if series is None:
                return None
            topics = self.as_it_stands(unit, unit.programme.topics_of(series_id, week))
            newer = any(order_of(other) > order_of(week) for other in unit.programme.weeks_of(series_id))
            closed = bool(series.stopped_at) or newer
            return TopicsPost(series, self.plans.free(unit, series, now)[0], tuple(topics), closed=closed)

    def as_it_stands(self, unit: Unit, topics: Sequence[TopicRow]) -> list[Proposed]:
        interest = unit.programme.interest(topic.topic_id for topic in topics)
        return [
            Proposed(
                topic,
                len(interest.get(topic.topic_id, ())),
                self.plans.lunch_of(unit, topic),
                self.plans.host_of(unit, topic),
            )
            for topic in topics
        ]

    def invitation(
        self, team_id: str, topic_id: int, *, user_id: str = "", channel_id: str = "", now: datetime
    ) -> Invitation | None:
        """An invitation to host as it stands now, by whom it is for or by where it stands."""
        with self.store.team(team_id).reading() as unit:
            topic = unit.programme.topic(topic_id)
            series = unit.programme.series_of(topic.series_id) if topic else None
            mine = (
                one
                for one in unit.programme.invites_of([topic_id])
                if one.user_id == user_id or (channel_id and one.channel_id == channel_id)
            )
            invite = next(mine, None)
            if topic is None or series is None or invite is None:
                return None
            row = unit.people.channel(series.channel_id)
            [proposed] = self.as_it_stands(unit, [topic])
            # Whoever is asked need not be in a private channel, nor know of it.
            channel = row.name if row and row.kind == ChannelKind.PUBLIC else ""
            return Invitation(series, channel, proposed, invite, self.plans.free(unit, series, now)[0])

    def stands(self, team_id: str, series_id: int, week: str) -> str:
        """Where in its channel a post of topics stands; "" while it does not."""
        with self.store.team(team_id).reading() as unit:
            return next((one.post_ts for one in unit.programme.topics_of(series_id, week)), "")

    def invitation_stands(self, team_id: str, topic_id: int, channel_id: str) -> str:
        with self.store.team(team_id).reading() as unit:
            invites = unit.programme.invites_of([topic_id])
            return next((one.ts for one in invites if one.channel_id == channel_id), "")


def order_of(week: str) -> tuple[str, int]:
    """Posts by their names: the day, and which of the day's."""
    day, _, number = week.partition(".")
    return day, int(number or 1)
