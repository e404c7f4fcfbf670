"""The ledger of who showed what, and the sums kept beside it. Both change in one transaction, so they agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, update

from storage.hiding import Hiding, evidence_from, may_count
from storage.models import Evidence, Expertise
from storage.upserts import add_up, insert_new, insert_or_ignore, table_of, values_of
from storage.values import EvidenceRow, ExpertiseRow, Kind


class Ledger(Hiding):
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

    def revoke(
        self,
        *,
        now: datetime,
        key: str = "",
        act: tuple[str, str] | None = None,
        place: tuple[str, str] | None = None,
    ) -> list[EvidenceRow]:
        """Take entries back, by key, by (person, what the keys of one act begin with), or by the message (channel, ts)
        they came from; those that counted until now.
        """
        table = table_of(Evidence)
        chosen = table.c.key == key
        if act is not None:
            chosen = (table.c.user_id == act[0]) & table.c.key.startswith(act[1], autoescape=True)
        if place is not None:
            here = (table.c.channel_id == place[0]) & (table.c.ts == place[1])
            chosen = here & (table.c.kind != Kind.KUDOS)  # what was thanked for stands when the message is gone
        standing = (table.c.team_id == self.team_id) & chosen & table.c.revoked_at.is_(None)
        rows = self.connection.execute(update(table).where(standing).values(revoked_at=now).returning(table))
        return [evidence_from(row) for row in rows if row.hidden_at is None]

    def revive(self, row: EvidenceRow) -> bool:
        """Let an entry that was taken back stand again; True when it counts again: what its person hid does not."""
        table = table_of(Evidence)
        gone = (table.c.team_id == self.team_id) & (table.c.key == row.key) & table.c.revoked_at.is_not(None)
        again = {"at": row.at, "weight": row.weight, "channel_id": row.channel_id, "ts": row.ts}
        changed = update(table).where(gone).values(revoked_at=None, **again).returning(table.c.hidden_at)
        return [row.hidden_at for row in self.connection.execute(changed)] == [None]

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
        theirs = table.c.user_id.in_(list(user_ids)) & self._standing(table)
        counted = select(table.c.skill_id, func.count(table.c.user_id.distinct())).where(theirs)
        return {skill_id: people for skill_id, people in self.connection.execute(counted.group_by(table.c.skill_id))}  # noqa: C416 - rows are no tuples to a type checker

    def entries_of(self, user_id: str, skill_ids: Collection[int] | None = None) -> list[EvidenceRow]:
        """What somebody has shown, of all skills or of some, in order of time."""
        table = table_of(Evidence)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & self._counts(table)
        if skill_ids is not None:
            mine &= table.c.skill_id.in_(sorted(skill_ids))
        return [evidence_from(row) for row in self.connection.execute(select(table).where(mine).order_by(table.c.at))]

    def entries(self, user_id: str, skill_id: int, kind: Kind) -> list[EvidenceRow]:
        """What of one kind somebody has shown of one skill, in order of time."""
        table = table_of(Evidence)
        theirs = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.skill_id == skill_id)
        chosen = select(table).where(theirs & (table.c.kind == kind) & self._counts(table))
        return [evidence_from(row) for row in self.connection.execute(chosen.order_by(table.c.at))]

    def _counts(self, table: Table) -> ColumnElement[bool]:
        """Neither taken back nor hidden by its person."""
        return table.c.revoked_at.is_(None) & table.c.hidden_at.is_(None)

    def _standing(self, table: Table) -> ColumnElement[bool]:
        """The sums of which something is left, and that their person does not hide."""
        return (table.c.team_id == self.team_id) & (table.c.times > 0) & may_count(table, self.team_id)

    def _expertise(self, condition: Any) -> list[ExpertiseRow]:
        table = table_of(Expertise)
        rows = self.connection.execute(select(table).where(condition & self._standing(table)))
        return [
            ExpertiseRow(row.user_id, row.skill_id, Kind(row.kind), row.score, row.times, row.last_at) for row in rows
        ]


def rekeyed(key: str, skill_id: int) -> str:
    """The key of the same fact about another skill, whose id ends a key or, in an endorsement's, stands third."""
    parts = key.split(":")
    parts[2 if parts[0] == Kind.ENDORSED else -1] = str(skill_id)
    return ":".join(parts)
