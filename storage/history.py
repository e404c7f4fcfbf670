"""Which messages have been learned from, and the little that is kept of them: place, author, skills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.models import LearnedSpan, Message
from storage.upserts import insert_or_ignore, table_of


@dataclass(frozen=True, slots=True)
class MessageRow:
    channel_id: str
    ts: str
    user_id: str
    thread_ts: str
    skill_ids: tuple[int, ...]
    at: datetime


class History:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def keep(self, messages: Iterable[MessageRow]) -> None:
        rows: list[Mapping[str, Any]] = [
            {
                "team_id": self.team_id,
                "channel_id": message.channel_id,
                "ts": message.ts,
                "user_id": message.user_id,
                "thread_ts": message.thread_ts,
                "skill_ids": list(message.skill_ids),
                "at": message.at,
            }
            for message in messages
        ]
        insert_or_ignore(self.connection, Message, rows)

    def message(self, channel_id: str, ts: str) -> MessageRow | None:
        table = table_of(Message)
        place = (table.c.channel_id == channel_id) & (table.c.ts == ts)
        row = self.connection.execute(select(table).where((table.c.team_id == self.team_id) & place)).one_or_none()
        if row is None:
            return None
        return MessageRow(row.channel_id, row.ts, row.user_id, row.thread_ts, tuple(row.skill_ids), row.at)

    def replies(self, channel_id: str, thread_ts: str) -> list[MessageRow]:
        """What is known of a thread but for its first message; all of it was written later than that."""
        table = table_of(Message)
        after = (table.c.channel_id == channel_id) & (table.c.ts > thread_ts) & (table.c.thread_ts == thread_ts)
        rows = self.connection.execute(select(table).where((table.c.team_id == self.team_id) & after))
        return [
            MessageRow(row.channel_id, row.ts, row.user_id, row.thread_ts, tuple(row.skill_ids), row.at) for row in rows
        ]

    def change(self, channel_id: str, ts: str, *, skill_ids: Sequence[int]) -> None:
        table = table_of(Message)
        place = (table.c.channel_id == channel_id) & (table.c.ts == ts)
        mine = (table.c.team_id == self.team_id) & place
        self.connection.execute(update(table).where(mine).values(skill_ids=list(skill_ids)))

    def drop(self, channel_id: str, ts: str) -> None:
        table = table_of(Message)
        place = (table.c.channel_id == channel_id) & (table.c.ts == ts)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & place))

    def forget_messages(self, *, before: datetime) -> int:
        table = table_of(Message)
        old = (table.c.team_id == self.team_id) & (table.c.at < before)
        return self.connection.execute(delete(table).where(old)).rowcount

    def spans(self, channel_id: str) -> list[tuple[int, int]]:
        """What has been learned of a channel: (from, through) in microseconds, both included, in order."""
        table = table_of(LearnedSpan)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id)
        rows = self.connection.execute(
            select(table.c.from_us, table.c.through_us).where(mine).order_by(table.c.from_us)
        )
        return [(row.from_us, row.through_us) for row in rows]

    def set_spans(self, channel_id: str, spans: Iterable[tuple[int, int]]) -> None:
        table = table_of(LearnedSpan)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id)
        self.connection.execute(delete(table).where(mine))
        rows = [
            {"team_id": self.team_id, "channel_id": channel_id, "from_us": start, "through_us": end}
            for start, end in spans
        ]
        if rows:
            self.connection.execute(insert(table), rows)
