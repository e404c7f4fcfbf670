"""Who is asked to stand beside a host or to speak, and what people gave the bot to be asked about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.models import Approach, Interest, Lunch, Pairing, Question, Search, Topic
from storage.upserts import insert_or_ignore, table_of, values_of
from storage.values import Origin
from storage.values_formats import ApproachRow, Given, PairingRow, Reply, SearchRow
from storage.values_lunch import LunchState

__all__ = ["ApproachRow", "Given", "PairingRow", "Reply", "SearchRow", "Speakers"]

GIVEN = (Origin.COMMAND, Origin.MENTION, Origin.DIRECT)


class Speakers:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def pair(self, lunch_id: int, user_id: str, *, now: datetime) -> bool:
        """Note that somebody is asked to stand beside the host; True when they were not asked for this before."""
        row = {"team_id": self.team_id, **values_of(PairingRow(lunch_id, user_id, now))}
        return insert_or_ignore(self.connection, Pairing, [row]) == 1

    def pairings(self, lunch_ids: Iterable[int]) -> list[PairingRow]:
        """Who was asked for these gatherings, in order."""
        return self._pairings(table_of(Pairing).c.lunch_id.in_(list(lunch_ids)))

    def paired_since(self, since: datetime) -> set[str]:
        """Who was asked to stand beside a host since then."""
        return {row.user_id for row in self._pairings(table_of(Pairing).c.at >= since)}

    def beside(self, user_id: str, after: datetime) -> list[int]:
        """The gatherings planned after a moment for which somebody was asked, or said yes."""
        pairing, lunch = table_of(Pairing), table_of(Lunch)
        mine = (pairing.c.team_id == self.team_id) & (pairing.c.user_id == user_id)
        open_ones = mine & pairing.c.state.in_([Reply.ASKED, Reply.YES])
        ahead = (lunch.c.team_id == self.team_id) & (lunch.c.state == LunchState.PLANNED) & (lunch.c.starts_at > after)
        chosen = select(pairing.c.lunch_id).join(lunch, lunch.c.id == pairing.c.lunch_id).where(open_ones & ahead)
        return list(self.connection.scalars(chosen.order_by(pairing.c.lunch_id)))

    def _pairings(self, condition: Any) -> list[PairingRow]:
        table = table_of(Pairing)
        mine = select(table).where((table.c.team_id == self.team_id) & condition)
        rows = self.connection.execute(mine.order_by(table.c.lunch_id, table.c.at, table.c.user_id))
        return [PairingRow(row.lunch_id, row.user_id, row.at, Reply(row.state), row.channel_id, row.ts) for row in rows]

    def change_pairing(self, lunch_id: int, user_id: str, **values: Any) -> None:
        table = table_of(Pairing)
        mine = (table.c.team_id == self.team_id) & (table.c.lunch_id == lunch_id) & (table.c.user_id == user_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def interested(self, lunch_id: int) -> set[str]:
        """Who said of a topic that became this gathering: I'd come."""
        topic, interest = table_of(Topic), table_of(Interest)
        mine = (topic.c.team_id == self.team_id) & (topic.c.lunch_id == lunch_id)
        same = (interest.c.topic_id == topic.c.id) & (interest.c.team_id == topic.c.team_id)
        return set(self.connection.scalars(select(interest.c.user_id).join(topic, same).where(mine)))

    def given(self, since: datetime) -> list[Given]:
        """What was asked of the bot since then, the newest first: nothing that was read in a channel."""
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.at >= since) & table.c.origin.in_(GIVEN)
        chosen = select(table.c.asker_id, table.c.topic, table.c.words, table.c.skill_ids, table.c.at).where(mine)
        rows = self.connection.execute(chosen.order_by(table.c.at.desc(), table.c.id.desc()))
        return [Given(row.asker_id, row.topic, tuple(row.skill_ids), row.at, row.words) for row in rows]

    def look_for(self, skill_id: int, user_id: str, *, now: datetime) -> SearchRow:
        """Begin a search; the same with the id it was given."""
        table = table_of(Search)
        values = {"team_id": self.team_id, "skill_id": skill_id, "user_id": user_id, "at": now}
        kept = self.connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
        return SearchRow(kept, skill_id, user_id, now)

    def search(self, search_id: int) -> SearchRow | None:
        table = table_of(Search)
        return next(iter(self._searches(table.c.id == search_id)), None)

    def searches(self, skill_id: int, since: datetime) -> list[SearchRow]:
        """The searches for a skill that were begun since then, the newest first."""
        table = table_of(Search)
        return self._searches((table.c.skill_id == skill_id) & (table.c.at >= since))

    def _searches(self, condition: Any) -> list[SearchRow]:
        table = table_of(Search)
        mine = select(table).where((table.c.team_id == self.team_id) & condition).order_by(table.c.id.desc())
        return [SearchRow(row.id, row.skill_id, row.user_id, row.at) for row in self.connection.execute(mine)]

    def approach(self, search_id: int, user_id: str, *, now: datetime) -> ApproachRow:
        """Note that somebody is asked for a search; the same with the id it was given."""
        table = table_of(Approach)
        values = {"team_id": self.team_id, "search_id": search_id, "user_id": user_id, "state": Reply.ASKED, "at": now}
        kept = insert(table).values(channel_id="", ts="", **values).returning(table.c.id)
        return ApproachRow(self.connection.execute(kept).scalar_one(), search_id, user_id, now)

    def approached(self, approach_id: int) -> ApproachRow | None:
        return next(iter(self._approaches(table_of(Approach).c.id == approach_id)), None)

    def approaches(self, search_id: int) -> list[ApproachRow]:
        return self._approaches(table_of(Approach).c.search_id == search_id)

    def approached_since(self, since: datetime) -> set[str]:
        return {row.user_id for row in self._approaches(table_of(Approach).c.at >= since)}

    def declined(self, skill_id: int) -> set[str]:
        """Who said no to this skill, in whatever search."""
        approach, search = table_of(Approach), table_of(Search)
        mine = (approach.c.team_id == self.team_id) & (search.c.team_id == self.team_id)
        same = select(approach.c.user_id).join(search, search.c.id == approach.c.search_id)
        found = same.where(mine & (search.c.skill_id == skill_id) & (approach.c.state == Reply.NO))
        return set(self.connection.scalars(found))

    def _approaches(self, condition: Any) -> list[ApproachRow]:
        table = table_of(Approach)
        mine = select(table).where((table.c.team_id == self.team_id) & condition).order_by(table.c.id)
        return [
            ApproachRow(row.id, row.search_id, row.user_id, row.at, Reply(row.state), row.channel_id, row.ts)
            for row in self.connection.execute(mine)
        ]

    def change_approach(self, approach_id: int, **values: Any) -> None:
        table = table_of(Approach)
        mine = (table.c.team_id == self.team_id) & (table.c.id == approach_id)
        self.connection.execute(update(table).where(mine).values(**values))
