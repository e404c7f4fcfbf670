"""The weekly programme: series, topics, who would come, and who was asked to host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from storage.models import Interest, Invite, LunchSeries, Topic
from storage.programme_numbers import Numbers
from storage.upserts import insert_or_ignore, table_of, values_of
from storage.values_programme import Demand, Invited, InviteRow, SeriesRow, Supply, TopicRow

__all__ = ["Demand", "InviteRow", "Invited", "Programme", "SeriesRow", "Supply", "TopicRow"]


class Programme(Numbers):
    def add_series(self, series: SeriesRow) -> SeriesRow:
        """Keep a series; the same with the id it was given."""
        values = {**values_of(series), "skips": list(series.skips)}
        del values["series_id"]
        table = table_of(LunchSeries)
        kept = insert(table).values(team_id=self.team_id, **values).returning(table.c.id)
        return replace(series, series_id=self.connection.execute(kept).scalar_one())

    def change_series(self, series_id: int, **values: Any) -> None:
        table = table_of(LunchSeries)
        mine = (table.c.team_id == self.team_id) & (table.c.id == series_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def series_of(self, series_id: int) -> SeriesRow | None:
        row = self.connection.execute(self._series(series_id)).one_or_none()
        return series_from(row) if row else None

    def hold(self, series_id: int) -> SeriesRow | None:
        """The series, and until the transaction ends nobody else plans or posts in it.

        SQLite's writing transactions are one at a time anyway.
        """
        row = self.connection.execute(self._series(series_id).with_for_update()).one_or_none()
        return series_from(row) if row else None

    def all_series(self) -> list[SeriesRow]:
        """Those that were not stopped, the oldest first."""
        table = table_of(LunchSeries)
        going = (table.c.team_id == self.team_id) & table.c.stopped_at.is_(None)
        return [series_from(row) for row in self.connection.execute(select(table).where(going).order_by(table.c.id))]

    def _series(self, series_id: int) -> Select[Any]:
        table = table_of(LunchSeries)
        return select(table).where((table.c.team_id == self.team_id) & (table.c.id == series_id))

    def add_topic(self, topic: TopicRow) -> TopicRow:
        """Keep a topic; the same with the id it was given."""
        values = {**values_of(topic), "skill_ids": list(topic.skill_ids)}
        del values["topic_id"]
        table = table_of(Topic)
        kept = insert(table).values(team_id=self.team_id, **values).returning(table.c.id)
        return replace(topic, topic_id=self.connection.execute(kept).scalar_one())

    def topic(self, topic_id: int) -> TopicRow | None:
        table = table_of(Topic)
        return next(iter(self._topics(table.c.id == topic_id)), None)

    def topics_of(self, series_id: int, week: str) -> list[TopicRow]:
        """The topics of a post, in their order there."""
        table = table_of(Topic)
        return self._topics((table.c.series_id == series_id) & (table.c.week == week))

    def topics_since(self, series_id: int, since: datetime) -> list[TopicRow]:
        """What was proposed in posts since then."""
        table = table_of(Topic)
        return self._topics((table.c.series_id == series_id) & (table.c.week != "") & (table.c.at >= since))

    def weeks_of(self, series_id: int) -> list[str]:
        """The names of a series' posts of topics, the newest last."""
        table = table_of(Topic)
        mine = (table.c.team_id == self.team_id) & (table.c.series_id == series_id) & (table.c.week != "")
        found = select(table.c.week).where(mine).group_by(table.c.week).order_by(func.max(table.c.id))
        return list(self.connection.scalars(found))

    def suggestions(self, series_id: int) -> list[TopicRow]:
        """What people suggested, and no post has proposed yet."""
        return [topic for topic in self.topics_of(series_id, "") if topic.lunch_id is None]

    def _topics(self, condition: Any) -> list[TopicRow]:
        table = table_of(Topic)
        mine = select(table).where((table.c.team_id == self.team_id) & condition)
        return [topic_from(row) for row in self.connection.execute(mine.order_by(table.c.id))]

    def change_topics(self, topic_ids: Iterable[int], **values: Any) -> None:
        table = table_of(Topic)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(list(topic_ids))
        self.connection.execute(update(table).where(mine).values(**values))

    def would_come(self, topic_id: int, user_id: str, *, now: datetime) -> bool:
        """Note that somebody would come; True when it is new."""
        row = {"team_id": self.team_id, "topic_id": topic_id, "user_id": user_id, "at": now}
        return insert_or_ignore(self.connection, Interest, [row]) == 1

    def interest(self, topic_ids: Iterable[int]) -> dict[int, set[str]]:
        """Who would come, by topic."""
        table = table_of(Interest)
        mine = (table.c.team_id == self.team_id) & table.c.topic_id.in_(list(topic_ids))
        found: defaultdict[int, set[str]] = defaultdict(set)
        for row in self.connection.execute(select(table.c.topic_id, table.c.user_id).where(mine)):
            found[row.topic_id].add(row.user_id)
        return dict(found)

    def invite(self, topic_id: int, user_id: str, *, now: datetime) -> bool:
        """Note that somebody is asked to host; True when they were not asked for this topic before."""
        row = {"team_id": self.team_id, **values_of(InviteRow(topic_id, user_id, now))}
        return insert_or_ignore(self.connection, Invite, [row]) == 1

    def invites_of(self, topic_ids: Iterable[int]) -> list[InviteRow]:
        table = table_of(Invite)
        return self._invites(table.c.topic_id.in_(list(topic_ids)))

    def invited_since(self, since: datetime) -> set[str]:
        table = table_of(Invite)
        return {row.user_id for row in self._invites(table.c.at >= since)}

    def declined_for_good(self) -> list[tuple[str, TopicRow]]:
        """Who does not want to be asked about which topic again."""
        invite, topic = table_of(Invite), table_of(Topic)
        mine = (invite.c.team_id == self.team_id) & (topic.c.team_id == self.team_id)
        chosen = select(topic, invite.c.user_id.label("invited")).join(invite, invite.c.topic_id == topic.c.id)
        rows = self.connection.execute(chosen.where(mine & (invite.c.state == Invited.NEVER)))
        return [(row.invited, topic_from(row)) for row in rows]

    def _invites(self, condition: Any) -> list[InviteRow]:
        table = table_of(Invite)
        mine = select(table).where((table.c.team_id == self.team_id) & condition)
        rows = self.connection.execute(mine.order_by(table.c.topic_id, table.c.user_id))
        return [
            InviteRow(row.topic_id, row.user_id, row.at, Invited(row.state), row.channel_id, row.ts) for row in rows
        ]

    def change_invite(self, topic_id: int, user_id: str, **values: Any) -> None:
        table = table_of(Invite)
        mine = (table.c.team_id == self.team_id) & (table.c.topic_id == topic_id) & (table.c.user_id == user_id)
        self.connection.execute(update(table).where(mine).values(**values))


def series_from(row: Row[Any]) -> SeriesRow:
    return SeriesRow(
        series_id=row.id,
        channel_id=row.channel_id,
        weekday=row.weekday,
        clock=row.clock,
        tz=row.tz,
        created_at=row.created_at,
        name=row.name,
        minutes=row.minutes,
        place=row.place,
        link=row.link,
        seats=row.seats,
        welcome=row.welcome,
        skips=tuple(row.skips),
        paused=row.paused,
        stopped_at=row.stopped_at,
        user_id=row.user_id,
        teachback=row.teachback,
    )


def topic_from(row: Row[Any]) -> TopicRow:
    return TopicRow(
        topic_id=row.id,
        series_id=row.series_id,
        name=row.name,
        at=row.at,
        week=row.week,
        post_ts=row.post_ts,
        skill_ids=tuple(row.skill_ids),
        user_id=row.user_id,
        lunch_id=row.lunch_id,
        why=row.why,
    )
