"""Thanks as they are kept, and the newest state of what gave them: reactions, and messages with `++`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, select, update

from storage.models_kudos import Kudos, Reaction
from storage.upserts import insert_into, table_of, values_of
from storage.values_kudos import How, KudosRow, Sign

__all__ = ["How", "KudosBook", "KudosRow", "Sign"]


class KudosBook:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def add(self, row: KudosRow) -> KudosRow:
        """Keep a thanks; the same with the id it was given."""
        table = table_of(Kudos)
        values = {**values_of(row), "team_id": self.team_id, "skill_ids": list(row.skill_ids)}
        del values["kudos_id"]
        kept = insert(table).values(values).returning(table.c.id)
        return replace(row, kudos_id=self.connection.execute(kept).scalar_one())

    def change(self, row: KudosRow) -> None:
        """Keep a thanks as it is now."""
        table = table_of(Kudos)
        values = {**values_of(row), "skill_ids": list(row.skill_ids)}
        del values["kudos_id"]
        mine = (table.c.team_id == self.team_id) & (table.c.id == row.kudos_id)
        self.connection.execute(update(table).where(mine).values(values))

    def revoke(self, kudos_ids: Collection[int], *, now: datetime, event_ts: str = "") -> list[KudosRow]:
        """Take thanks back; those that stood until now. `event_ts` says what took them back."""
        table = table_of(Kudos)
        chosen = table.c.id.in_(sorted(kudos_ids)) & table.c.revoked_at.is_(None)
        values = {"revoked_at": now, **({"event_ts": event_ts} if event_ts else {})}
        changed = update(table).where((table.c.team_id == self.team_id) & chosen).values(values).returning(table)
        return sorted(map(kudos_from, self.connection.execute(changed)), key=lambda row: row.kudos_id)

    def get(self, kudos_ids: Collection[int]) -> list[KudosRow]:
        return self._rows(table_of(Kudos).c.id.in_(sorted(kudos_ids)))

    def at(self, channel_id: str, ts: str, how: How, *, giver_id: str = "") -> list[KudosRow]:
        """The thanks for a message, or in one; also those that were taken back."""
        table = table_of(Kudos)
        place = (table.c.channel_id == channel_id) & (table.c.ts == ts) & (table.c.how == how)
        return self._rows(place & (table.c.giver_id == giver_id) if giver_id else place)

    def of_event(self, giver_id: str, event_ts: str) -> list[KudosRow]:
        """What somebody gave with one word of Slack's."""
        table = table_of(Kudos)
        return self._rows((table.c.giver_id == giver_id) & (table.c.event_ts == event_ts))

    def recent(self, giver_id: str, *, limit: int) -> list[KudosRow]:
        """What somebody gave that stands, the newest first."""
        table = table_of(Kudos)
        mine = (table.c.team_id == self.team_id) & (table.c.giver_id == giver_id) & table.c.revoked_at.is_(None)
        newest = select(table).where(mine).order_by(table.c.at.desc(), table.c.id.desc()).limit(limit)
        return [kudos_from(row) for row in self.connection.execute(newest)]

    def received_since(self, receiver_id: str, since: datetime, *, limit: int) -> list[KudosRow]:
        """What somebody got since then that stands, the newest first."""
        table = table_of(Kudos)
        lately = (table.c.receiver_id == receiver_id) & (table.c.at >= since) & table.c.revoked_at.is_(None)
        newest = select(table).where((table.c.team_id == self.team_id) & lately)
        rows = self.connection.execute(newest.order_by(table.c.at.desc(), table.c.id.desc()).limit(limit))
        return [kudos_from(row) for row in rows]

    def standing_of(self, user_id: str) -> list[KudosRow]:
        """What stands of what somebody gave and got."""
        table = table_of(Kudos)
        theirs = (table.c.giver_id == user_id) | (table.c.receiver_id == user_id)
        return self._rows(theirs & table.c.revoked_at.is_(None))

    def untold(self, receiver_id: str, *, limit: int) -> list[KudosRow]:
        """What stands and the receiver has not heard of."""
        table = table_of(Kudos)
        waiting = (table.c.receiver_id == receiver_id) & table.c.revoked_at.is_(None) & table.c.told_at.is_(None)
        oldest = select(table).where((table.c.team_id == self.team_id) & waiting).order_by(table.c.id).limit(limit)
        return [kudos_from(row) for row in self.connection.execute(oldest)]

    def tell(self, *, now: datetime, kudos_ids: Collection[int] = (), receiver_id: str = "") -> None:
        """Note that the receiver heard of these as far as they stand, or wants to hear of none that wait."""
        table = table_of(Kudos)
        these = table.c.id.in_(sorted(kudos_ids)) & table.c.revoked_at.is_(None)
        chosen = table.c.receiver_id == receiver_id if receiver_id else these
        untold = (table.c.team_id == self.team_id) & chosen & table.c.told_at.is_(None)
        self.connection.execute(update(table).where(untold).values(told_at=now))

    def given_on(self, giver_id: str, day: str) -> int:
        """How many thanks of one day stand; those that were asked for do not count."""
        table = table_of(Kudos)
        mine = (table.c.team_id == self.team_id) & (table.c.giver_id == giver_id) & (table.c.day == day)
        mine &= table.c.how != How.HELPED
        standing = select(func.count()).select_from(table).where(mine & table.c.revoked_at.is_(None))
        return self.connection.scalar(standing) or 0

    def earlier(self, giver_id: str, receiver_id: str, *, since: datetime) -> int:
        """How many thanks of one person to another stand."""
        table = table_of(Kudos)
        pair = (table.c.giver_id == giver_id) & (table.c.receiver_id == receiver_id) & (table.c.at >= since)
        mine = (table.c.team_id == self.team_id) & pair & table.c.revoked_at.is_(None)
        return self.connection.scalar(select(func.count()).select_from(table).where(mine)) or 0

    def edges(self, giver_ids: Collection[str], *, since: datetime) -> list[tuple[str, str, int]]:
        """Whom these people thanked how often: (giver, receiver, times)."""
        table = table_of(Kudos)
        theirs = table.c.giver_id.in_(sorted(giver_ids)) & (table.c.at >= since) & table.c.revoked_at.is_(None)
        # Counted here: asked to group, SQLite reads the whole workspace in the order of another index.
        given = select(table.c.giver_id, table.c.receiver_id).where((table.c.team_id == self.team_id) & theirs)
        times = Counter((row.giver_id, row.receiver_id) for row in self.connection.execute(given))
        return [(*pair, times[pair]) for pair in sorted(times)]

    def turn(self, sign: Sign, *, event_ts: str, stands: bool, at: datetime) -> bool:
        """Keep what Slack says of a sign; False where something at least as new is known."""
        table = table_of(Reaction)
        newer = {"event_ts": event_ts, "stands": stands, "at": at}
        new = insert_into(self.connection, Reaction).values(team_id=self.team_id, **values_of(sign), **newer)
        keys = [column.name for column in table.primary_key]
        changed = new.on_conflict_do_update(index_elements=keys, set_=newer, where=table.c.event_ts < event_ts)
        return self.connection.execute(changed.returning(table.c.event_ts)).one_or_none() is not None

    def knows(self, sign: Sign) -> bool:
        """Whether anything is known of a sign."""
        table = table_of(Reaction)
        same = (table.c.emoji == sign.emoji) & self._on(sign)
        return bool(self.connection.scalar(select(exists().where(same))))

    def stands(self, channel_id: str, ts: str, user_id: str) -> bool:
        """Whether any emoji of somebody's that thanks is on a message."""
        table = table_of(Reaction)
        mine = self._on(Sign(channel_id, ts, user_id)) & table.c.stands
        return bool(self.connection.scalar(select(exists().where(mine))))

    def forget(self, *, signs_before: datetime, notes_before: datetime) -> None:
        """Drop old states of signs, and blank old notes; the thanks themselves stay."""
        sign, table = table_of(Reaction), table_of(Kudos)
        old = (sign.c.team_id == self.team_id) & (sign.c.at < signs_before)
        self.connection.execute(delete(sign).where(old))
        noted = (table.c.team_id == self.team_id) & (table.c.at < notes_before) & (table.c.note != "")
        self.connection.execute(update(table).where(noted).values(note=""))

    def _on(self, sign: Sign) -> ColumnElement[bool]:
        table = table_of(Reaction)
        place = (table.c.channel_id == sign.channel_id) & (table.c.ts == sign.ts)
        return (table.c.team_id == self.team_id) & place & (table.c.user_id == sign.user_id)

    def _rows(self, condition: ColumnElement[bool]) -> list[KudosRow]:
        table = table_of(Kudos)
        chosen = select(table).where((table.c.team_id == self.team_id) & condition)
        return [kudos_from(row) for row in self.connection.execute(chosen.order_by(table.c.id))]


def kudos_from(row: Row[Any]) -> KudosRow:
    kept = {name: getattr(row, name) for name in COLUMNS}
    return KudosRow(**{**kept, "kudos_id": row.id, "how": How(row.how), "skill_ids": tuple(row.skill_ids)})


COLUMNS = [each.name for each in fields(KudosRow) if each.name != "kudos_id"]
