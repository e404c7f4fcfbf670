"""What is to be said to Slack: rows of facts, claimed by one process at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, delete, exists, or_, select, update

from storage.models import Outbox as OutboxTable
from storage.upserts import insert_or_ignore, table_of
from storage.values import Delivery, OutboxItem

CLAIM_EXPIRES = timedelta(seconds=60)
ABANDONED = "abandoned"


class Outbox:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id
        self.has_news = False

    def leave(
        self,
        kind: str,
        *,
        key: str,
        now: datetime,
        channel_id: str = "",
        user_id: str = "",
        thread_ts: str = "",
        facts: Mapping[str, object] | None = None,
        not_before: datetime | None = None,
    ) -> bool:
        """Leave something to be said; once for each key, however often it is left. True when it is new."""
        row = {
            "team_id": self.team_id,
            "key": key,
            "kind": kind,
            "channel_id": channel_id,
            "user_id": user_id,
            "thread_ts": thread_ts,
            "facts": dict(facts or {}),
            "state": Delivery.PENDING,
            "attempts": 0,
            "not_before": not_before or now,
            "created_at": now,
            "error": "",
        }
        new = insert_or_ignore(self.connection, OutboxTable, [row]) == 1
        self.has_news = self.has_news or new
        return new

    def claim(self, *, now: datetime) -> OutboxItem | None:
        """Take the oldest row that is due and nobody's, or whose claim has run out.

        In a channel none overtakes another that is being said, or was put off when it was tried.
        """
        table = table_of(OutboxTable)
        pending = (table.c.state == Delivery.PENDING) & (table.c.not_before <= now)
        abandoned = (table.c.state == Delivery.SENDING) & (table.c.claimed_at <= now - CLAIM_EXPIRES)
        older = table.alias()
        first = (older.c.team_id == self.team_id) & (older.c.channel_id == table.c.channel_id)
        begun = (older.c.state == Delivery.SENDING) | ((older.c.state == Delivery.PENDING) & (older.c.attempts > 0))
        free = or_(table.c.channel_id == "", ~exists().where(first & begun & (older.c.id < table.c.id)))
        due = select(table.c.id).where((table.c.team_id == self.team_id) & (pending | abandoned) & free)
        oldest = due.order_by(table.c.id).limit(1).with_for_update(skip_locked=True).scalar_subquery()
        was_abandoned = case((table.c.state == Delivery.SENDING, ABANDONED), else_="")
        taken = {
            "state": Delivery.SENDING,
            "claimed_at": now,
            "attempts": table.c.attempts + 1,
            "error": was_abandoned,
        }
        changed = update(table).where(table.c.id == oldest).values(**taken).returning(table)
        row = self.connection.execute(changed).one_or_none()
        if row is None:
            return None
        return OutboxItem(
            row.id,
            row.kind,
            row.channel_id,
            row.user_id,
            row.thread_ts,
            dict(row.facts),
            row.attempts,
            row.key,
            doubtful=row.error == ABANDONED,
        )

    def settle(self, row_id: int, state: Delivery, *, error: str = "") -> None:
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & (table.c.id == row_id)
        self.connection.execute(update(table).where(mine).values(state=state, error=error))

    def drop(self, row_id: int) -> None:
        table = table_of(OutboxTable)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & (table.c.id == row_id)))

    def postpone(self, row_id: int, *, until: datetime, error: str = "") -> None:
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & (table.c.id == row_id)
        later = {"state": Delivery.PENDING, "not_before": until, "error": error}
        self.connection.execute(update(table).where(mine).values(**later))

    def forget_delivered(self, *, before: datetime) -> int:
        table = table_of(OutboxTable)
        done = table.c.state.in_([Delivery.SENT, Delivery.FAILED, Delivery.UNKNOWN]) & (table.c.created_at < before)
        return self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & done)).rowcount
