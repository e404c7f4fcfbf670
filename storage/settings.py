"""What a workspace set otherwise, what people chose, who coordinates, and what is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, case, delete, exists, literal, select, union_all

from storage.models_privacy import Left
from storage.models_settings import Coordinator, Due, Preference, Setting
from storage.models_stuck import Stuck
from storage.upserts import insert_or_ignore, insert_or_replace, table_of
from storage.values import DueRow


class Choices:
    """Settings of the workspace, preferences of people, and its coordinators."""

    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def settings(self) -> dict[str, str]:
        """What the workspace set otherwise than the installation: JSON by name."""
        table = table_of(Setting)
        rows = self.connection.execute(select(table.c.name, table.c.value).where(table.c.team_id == self.team_id))
        return {row.name: row.value for row in rows}

    def set(self, values: Mapping[str, str]) -> None:
        rows = [{"team_id": self.team_id, "name": name, "value": value} for name, value in values.items()]
        insert_or_replace(self.connection, Setting, rows)

    def preference(self, user_id: str, name: str) -> str:
        """What somebody chose; "" if nothing."""
        table = table_of(Preference)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.name == name)
        return self.connection.scalar(select(table.c.value).where(mine)) or ""

    def of(self, user_id: str) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
        """All that somebody chose, all that the workspace set, and the digests of those who were forgotten."""
        own, shared, left = table_of(Preference), table_of(Setting), table_of(Left)
        theirs = (own.c.team_id == self.team_id) & (own.c.user_id == user_id)
        chosen = select(literal(1).label("own"), own.c.name, own.c.value).where(theirs)
        settings = select(literal(0), shared.c.name, shared.c.value).where(shared.c.team_id == self.team_id)
        gone = select(literal(2), left.c.digest, literal("")).where(left.c.team_id == self.team_id)
        rows = list(self.connection.execute(union_all(chosen, settings, gone)))
        theirs_by_name, ours = ({row.name: row.value for row in rows if row.own == at} for at in (1, 0))
        return theirs_by_name, ours, frozenset(row.name for row in rows if row.own == 2)

    def chosen(self, name: str) -> dict[str, str]:
        """What everybody chose who did."""
        table = table_of(Preference)
        mine = (table.c.team_id == self.team_id) & (table.c.name == name)
        rows = self.connection.execute(select(table.c.user_id, table.c.value).where(mine))
        return {row.user_id: row.value for row in rows}

    def prefer_none(self, user_id: str, name: str) -> bool:
        """Somebody takes back what they chose; False if they had not chosen."""
        table = table_of(Preference)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.name == name)
        return self.connection.execute(delete(table).where(mine)).rowcount == 1

    def prefer(self, user_id: str, name: str, value: str) -> None:
        row = {"team_id": self.team_id, "user_id": user_id, "name": name, "value": value}
        insert_or_replace(self.connection, Preference, [row])

    def preferences(self, user_ids: Collection[str], names: Collection[str]) -> dict[str, dict[str, str]]:
        """What some people chose of these, by person: an answer's few, not a workspace's many."""
        table = table_of(Preference)
        chosen = table.c.user_id.in_(sorted(user_ids)) & table.c.name.in_(sorted(names))
        found: dict[str, dict[str, str]] = {user_id: {} for user_id in user_ids}
        for row in self.connection.execute(select(table).where((table.c.team_id == self.team_id) & chosen)):
            found[row.user_id][row.name] = row.value
        return found

    def coordinators(self) -> list[str]:
        """Whom admins named, in the order in which they were named."""
        table = table_of(Coordinator)
        mine = select(table.c.user_id).where(table.c.team_id == self.team_id)
        return list(self.connection.scalars(mine.order_by(table.c.at, table.c.user_id)))

    def name_coordinator(self, user_id: str, *, now: datetime) -> bool:
        """True when they were none before."""
        return (
            insert_or_ignore(self.connection, Coordinator, [{"team_id": self.team_id, "user_id": user_id, "at": now}])
            == 1
        )

    def drop_coordinator(self, user_id: str) -> bool:
        table = table_of(Coordinator)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        return self.connection.execute(delete(table).where(mine)).rowcount == 1


class Agenda:
    """What is due when: one row for each (job, subject, person)."""

    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def put(self, job: str, at: datetime, *, subject: str = "", user_id: str = "") -> None:
        """Have it come at `at`, whenever it was to come before."""
        row = {"team_id": self.team_id, "job": job, "subject": subject, "user_id": user_id, "at": at}
        insert_or_replace(self.connection, Due, [row])
        self._begin_anew(job, subject, user_id)

    def put_if_none(self, job: str, at: datetime, *, subject: str = "", user_id: str = "") -> None:
        """Have it come at `at`, unless it is to come already."""
        row = {"team_id": self.team_id, "job": job, "subject": subject, "user_id": user_id, "at": at}
        if insert_or_ignore(self.connection, Due, [row]):
            self._begin_anew(job, subject, user_id)

    def by(self, now: datetime, *, of: str = "", limit: int = 200) -> list[DueRow]:
        """What is due by now of the jobs whose name begins with `of`, the longest due first. What failed rests for a
        while, and comes last.
        """
        table, stuck = table_of(Due), table_of(Stuck)
        mine = (table.c.team_id == self.team_id) & (table.c.at <= now) & table.c.job.startswith(of, autoescape=True)
        same = [stuck.c[name] == table.c[name] for name in ("team_id", "job", "subject", "user_id")]
        rests = exists().where(*same, stuck.c.again_at > now)
        failed = case((exists().where(*same), 1), else_=0)
        rows = self.connection.execute(select(table).where(mine & ~rests).order_by(failed, table.c.at).limit(limit))
        return [DueRow(row.job, row.subject, row.user_id, row.at) for row in rows]

    def get(self, job: str, *, subject: str = "", user_id: str = "") -> DueRow | None:
        table = table_of(Due)
        row = self.connection.execute(select(table).where(self._key(table, job, subject, user_id))).one_or_none()
        return DueRow(row.job, row.subject, row.user_id, row.at) if row else None

    def take(self, due: DueRow) -> bool:
        """Whether this process is the one to do it: the row is gone for all others. Of one that was put off meanwhile
        nobody is.
        """
        table = table_of(Due)
        same = self._key(table, due.job, due.subject, due.user_id) & (table.c.at == due.at)
        return self.connection.execute(delete(table).where(same)).rowcount == 1

    def drop(self, job: str, *, subject: str = "", user_id: str = "") -> None:
        table = table_of(Due)
        self.connection.execute(delete(table).where(self._key(table, job, subject, user_id)))
        self._begin_anew(job, subject, user_id)

    def _begin_anew(self, job: str, subject: str, user_id: str) -> None:
        """What failed before is no concern of what comes now; what was given up is on record."""
        table = table_of(Stuck)
        mine = self._key(table, job, subject, user_id) & table.c.again_at.is_not(None)
        self.connection.execute(delete(table).where(mine))

    def _key(self, table: Table, job: str, subject: str, user_id: str) -> ColumnElement[bool]:
        mine = (table.c.team_id == self.team_id) & (table.c.job == job)
        return mine & (table.c.subject == subject) & (table.c.user_id == user_id)
