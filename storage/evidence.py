"""The ledger of who showed what, and the sums kept beside it. Both change in one transaction, so they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from storage.models import Evidence, Expertise
from storage.upserts import add_up, insert_new, insert_or_ignore, table_of, values_of
from storage.values import EvidenceRow, ExpertiseRow, Kind


class Ledger:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def enter(self, row: EvidenceRow) -> bool:
        """Write one entry unless its key stands already; True when it is new."""
        return insert_or_ignore(self.connection, Evidence, [{"team_id": self.team_id, **values_of(row)}]) == 1

    def enter_all(self, rows: Sequence[EvidenceRow]) -> list[EvidenceRow]:
        """Write many entries; those that are new."""
        values = [{"team_id": self.team_id, **values_of(row)} for row in rows]
        new = {row.key for row in insert_new(self.connection, Evidence, values, told=["key"])}
        return [row for row in rows if row.key in new]

    def add(self, sums: Iterable[ExpertiseRow]) -> None:
        rows = [{"team_id": self.team_id, **values_of(row)} for row in sums]
        keys = ("team_id", "skill_id", "user_id", "kind")
        add_up(self.connection, Expertise, rows, keys=keys, sums=("score", "times"), latest=("last_at",))

    def revoke(self, *, now: datetime, key: str = "", place: tuple[str, str] | None = None) -> list[EvidenceRow]:
        """Take entries back, by key or by the message (channel, ts) they came from; those that stood until now."""
        table = table_of(Evidence)
        chosen = table.c.key == key
        if place is not None:
            here = (table.c.channel_id == place[0]) & (table.c.ts == place[1])
            chosen = here & (table.c.kind != Kind.KUDOS)  # what was thanked for stands when the message is gone
        standing = (table.c.team_id == self.team_id) & chosen & table.c.revoked_at.is_(None)
        rows = self.connection.execute(update(table).where(standing).values(revoked_at=now).returning(table))
        return [evidence_from(row) for row in rows]

    def revive(self, row: EvidenceRow) -> bool:
        """Let an entry that was taken back stand again; True when there was one."""
        table = table_of(Evidence)
        gone = (table.c.team_id == self.team_id) & (table.c.key == row.key) & table.c.revoked_at.is_not(None)
        again = {"at": row.at, "weight": row.weight, "channel_id": row.channel_id, "ts": row.ts}
        changed = update(table).where(gone).values(revoked_at=None, **again)
        return self.connection.execute(changed).rowcount == 1

    def expertise(self, skill_ids: Sequence[int]) -> list[ExpertiseRow]:
        """Who has shown any of these skills."""
        table = table_of(Expertise)
        return self._expertise(table.c.skill_id.in_(list(skill_ids)))

    def expertise_of(self, user_ids: Sequence[str]) -> list[ExpertiseRow]:
        table = table_of(Expertise)
        return self._expertise(table.c.user_id.in_(list(user_ids)))

    def shown_by(self, user_ids: Sequence[str]) -> dict[int, int]:
        """The skills that any of these people has shown, and how many of them."""
        table = table_of(Expertise)
        theirs = (table.c.team_id == self.team_id) & table.c.user_id.in_(list(user_ids)) & (table.c.times > 0)
        counted = select(table.c.skill_id, func.count(table.c.user_id.distinct())).where(theirs)
        return {skill_id: people for skill_id, people in self.connection.execute(counted.group_by(table.c.skill_id))}  # noqa: C416 - rows are no tuples to a type checker

    def entries_of(self, user_id: str) -> list[EvidenceRow]:
        table = table_of(Evidence)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & table.c.revoked_at.is_(None)
        return [evidence_from(row) for row in self.connection.execute(select(table).where(mine).order_by(table.c.at))]

    def entries(self, user_id: str, skill_id: int, kind: Kind) -> list[EvidenceRow]:
        """What of one kind somebody has shown of one skill, in order of time."""
        table = table_of(Evidence)
        theirs = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.skill_id == skill_id)
        chosen = select(table).where(theirs & (table.c.kind == kind) & table.c.revoked_at.is_(None))
        return [evidence_from(row) for row in self.connection.execute(chosen.order_by(table.c.at))]

    def _expertise(self, condition: Any) -> list[ExpertiseRow]:
        table = table_of(Expertise)
        mine = (table.c.team_id == self.team_id) & condition & (table.c.times > 0)
        rows = self.connection.execute(select(table).where(mine))
        return [
            ExpertiseRow(row.user_id, row.skill_id, Kind(row.kind), row.score, row.times, row.last_at) for row in rows
        ]


def evidence_from(row: Row[Any]) -> EvidenceRow:
    return EvidenceRow(
        key=row.key,
        user_id=row.user_id,
        skill_id=row.skill_id,
        kind=Kind(row.kind),
        at=row.at,
        weight=row.weight,
        channel_id=row.channel_id,
        ts=row.ts,
        thread_ts=row.thread_ts,
        from_user_id=row.from_user_id,
    )
