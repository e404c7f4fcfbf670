"""What is kept of insights: the frozen figures, who is counted with whom, who looked, who agreed to be seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from storage.insights_sources import Sources
from storage.models import InsightConsent, InsightLook, InsightMember, InsightPlacement, InsightSnapshot
from storage.upserts import insert_or_ignore, insert_or_replace, table_of, values_of
from storage.values_insights import ConsentRow, LookRow, MemberRow

__all__ = ["ConsentRow", "Insights", "LookRow", "MemberRow"]


class Insights(Sources):
    def freeze(self, week: str, figures: Mapping[str, Any], *, at: datetime) -> bool:
        """Keep the figures of a week; False where they stand already: what was shown never changes."""
        row = {"team_id": self.team_id, "week": week, "at": at, "figures": dict(figures)}
        return insert_or_ignore(self.connection, InsightSnapshot, [row]) == 1

    def frozen(self, *, limit: int) -> list[dict[str, Any]]:
        """The figures of the last weeks, the newest first."""
        table = table_of(InsightSnapshot)
        mine = select(table.c.figures).where(table.c.team_id == self.team_id)
        return list(self.connection.scalars(mine.order_by(table.c.week.desc()).limit(limit)))

    def is_frozen(self, week: str) -> bool:
        table = table_of(InsightSnapshot)
        mine = select(table.c.week).where((table.c.team_id == self.team_id) & (table.c.week == week))
        return self.connection.scalar(mine) is not None

    def members(self) -> list[MemberRow]:
        table = table_of(InsightMember)
        chosen = select(table.c.user_id, table.c.cell, table.c.labels, table.c.rides)
        rows = self.connection.execute(chosen.where(table.c.team_id == self.team_id).order_by(table.c.user_id))
        return [MemberRow(*row) for row in rows]

    def set_members(self, members: Iterable[MemberRow]) -> None:
        rows = [{"team_id": self.team_id, **values_of(one)} for one in members]
        insert_or_replace(self.connection, InsightMember, rows)

    def drop_members(self, user_ids: Collection[str]) -> None:
        """They are counted no more, and with nobody: if they come back, they come as somebody new."""
        table = table_of(InsightMember)
        theirs = (table.c.team_id == self.team_id) & (table.c.user_id == bindparam("who"))
        if user_ids:
            self.connection.execute(delete(table).where(theirs), [{"who": user_id} for user_id in user_ids])

    def placements(self) -> dict[str, dict[str, str]]:
        """Where everybody belongs from the next snapshot on."""
        table = table_of(InsightPlacement)
        chosen = select(table.c.user_id, table.c.labels).where(table.c.team_id == self.team_id)
        return {row.user_id: row.labels for row in self.connection.execute(chosen)}

    def place(self, labels: Mapping[str, Mapping[str, str]]) -> None:
        """Where people belong, in the place of whatever was known of it."""
        table = table_of(InsightPlacement)
        self.connection.execute(delete(table).where(table.c.team_id == self.team_id))
        rows = [{"team_id": self.team_id, "user_id": at, "labels": dict(one)} for at, one in labels.items()]
        insert_or_ignore(self.connection, InsightPlacement, rows)

    def look(self, user_id: str, page: str, *, now: datetime) -> None:
        row = {"team_id": self.team_id, "user_id": user_id, "page": page, "at": now}
        self.connection.execute(insert(table_of(InsightLook)).values(row))

    def looks(self, *, limit: int) -> list[LookRow]:
        """Who looked, the newest first."""
        table = table_of(InsightLook)
        mine = select(table.c.user_id, table.c.page, table.c.at).where(table.c.team_id == self.team_id)
        rows = self.connection.execute(mine.order_by(table.c.at.desc(), table.c.id.desc()).limit(limit))
        return [LookRow(*row) for row in rows]

    def forget_looks(self, *, before: datetime) -> int:
        table = table_of(InsightLook)
        old = (table.c.team_id == self.team_id) & (table.c.at < before)
        return self.connection.execute(delete(table).where(old)).rowcount

    def ask_consent(self, row: ConsentRow) -> bool:
        """Note that somebody is asked; False where they were before, whatever they said."""
        return insert_or_ignore(self.connection, InsightConsent, [{"team_id": self.team_id, **asdict(row)}]) == 1

    def consent(self, user_id: str) -> ConsentRow | None:
        table = table_of(InsightConsent)
        return next(iter(self._consents(table.c.user_id == user_id)), None)

    def consent_at(self, channel_id: str) -> ConsentRow | None:
        """What was asked in a direct conversation."""
        table = table_of(InsightConsent)
        return next(iter(self._consents((table.c.channel_id == channel_id) & (table.c.ts != ""))), None)

    def consents(self) -> list[ConsentRow]:
        table = table_of(InsightConsent)
        return self._consents(table.c.state != "")

    def change_consent(self, user_id: str, **values: Any) -> None:
        table = table_of(InsightConsent)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def _consents(self, condition: Any) -> list[ConsentRow]:
        table = table_of(InsightConsent)
        mine = select(table).where((table.c.team_id == self.team_id) & condition).order_by(table.c.user_id)
        return [consent_from(row) for row in self.connection.execute(mine)]


def consent_from(row: Row[Any]) -> ConsentRow:
    return ConsentRow(row.user_id, row.role, row.skill_id, row.at, row.state, row.channel_id, row.ts)
