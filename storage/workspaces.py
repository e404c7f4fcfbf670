"""The workspace itself: its name, its address, and what has been claimed or seen in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, delete, or_, select, update

from storage.models import Claim, Installation, Left, Seen, Workspace
from storage.upserts import insert_into, insert_new, insert_or_ignore, table_of
from storage.values import WorkspaceRow


class Workspaces:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def ensure(self) -> None:
        """There is such a workspace, and until the transaction ends no two skills of it become one."""
        insert_or_ignore(self.connection, Workspace, [{"team_id": self.team_id, **EMPTY}])
        if self.connection.dialect.name == "postgresql":  # SQLite's writers are one at a time anyway
            self.connection.execute(self._row().with_for_update(read=True, key_share=True))

    def hold(self) -> None:
        """Until the transaction ends nobody else writes here: to be called first, before anything else is written."""
        insert_or_ignore(self.connection, Workspace, [{"team_id": self.team_id, **EMPTY}])
        self.connection.execute(self._row().with_for_update())

    def _row(self) -> Select[tuple[str]]:
        table = table_of(Workspace)
        return select(table.c.team_id).where(table.c.team_id == self.team_id)

    def get(self) -> WorkspaceRow | None:
        table = table_of(Workspace)
        row = self.connection.execute(select(table).where(table.c.team_id == self.team_id)).one_or_none()
        if row is None:
            return None
        return WorkspaceRow(
            team_id=row.team_id,
            name=row.name,
            url=row.url,
            bot_user_id=row.bot_user_id,
            graph_version=row.graph_version,
            installed=row.installed_at is not None and row.removed_at is None,
        )

    def install(self, *, name: str, url: str, bot_user_id: str, now: datetime) -> bool:
        """Note that the bot is at home here; True when it was not before."""
        before = self.get()
        values = {
            "name": name,
            "url": url,
            "bot_user_id": bot_user_id,
            "installed_at": now,
            "removed_at": None,
        }
        statement = insert_into(self.connection, Workspace).values(team_id=self.team_id, **{**EMPTY, **values})
        self.connection.execute(statement.on_conflict_do_update(index_elements=["team_id"], set_=values))
        return before is None or not before.installed

    def remove(self, *, now: datetime, before: datetime | None = None) -> None:
        """The app was uninstalled: nothing more is said here, and the tokens go at once. With `before` only where it
        was installed until then, and not since.
        """
        table, tokens = table_of(Workspace), table_of(Installation)
        mine = table.c.team_id == self.team_id
        if before is not None:
            mine &= or_(table.c.installed_at.is_(None), table.c.installed_at <= before)
        if self.connection.execute(update(table).where(mine).values(removed_at=now)).rowcount:
            self.connection.execute(delete(tokens).where(tokens.c.team_id == self.team_id))

    def sealed(self) -> str | None:
        table = table_of(Installation)
        return self.connection.scalar(select(table.c.sealed).where(table.c.team_id == self.team_id))

    def keep_sealed(self, sealed: str, *, now: datetime) -> None:
        values = {"sealed": sealed, "installed_at": now}
        statement = insert_into(self.connection, Installation).values(team_id=self.team_id, **values)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["team_id"], set_=values))

    def raise_graph_version(self) -> None:
        """Tell every process that what it holds of this workspace in memory is out of date."""
        table = table_of(Workspace)
        self.connection.execute(
            update(table).where(table.c.team_id == self.team_id).values(graph_version=table.c.graph_version + 1)
        )

    def first_time(self, key: str, *, now: datetime) -> bool:
        """Whether this is the first time that `key` is handled; it is marked as handled in the same transaction."""
        return insert_or_ignore(self.connection, Seen, [{"team_id": self.team_id, "key": key, "at": now}]) == 1

    def first_times(self, keys: Iterable[str], *, now: datetime) -> set[str]:
        """Which of many `keys` are handled for the first time."""
        rows = [{"team_id": self.team_id, "key": key, "at": now} for key in keys]
        return {key for (key,) in insert_new(self.connection, Seen, rows, told=["key"])}

    def forget_seen(self, *, before: datetime) -> list[str]:
        """Drop the keys older than `before`; which they were."""
        table = table_of(Seen)
        old = (table.c.team_id == self.team_id) & (table.c.at < before)
        return list(self.connection.scalars(delete(table).where(old).returning(table.c.key)))

    def seen_in(self, channel_id: str) -> set[str]:
        """The `ts` of every message of a channel that was handled lately."""
        table = table_of(Seen)
        prefix = f"m:{channel_id}:"
        mine = (table.c.team_id == self.team_id) & table.c.key.startswith(prefix, autoescape=True)
        return {key.removeprefix(prefix) for key in self.connection.scalars(select(table.c.key).where(mine))}

    def claim(self, job: str, due: str, *, now: datetime) -> bool:
        """Whether this process is the one to run `job` due at `due`."""
        return (
            insert_or_ignore(self.connection, Claim, [{"team_id": self.team_id, "job": job, "due": due, "at": now}])
            == 1
        )

    def left_digests(self) -> set[str]:
        table = table_of(Left)
        return set(self.connection.scalars(select(table.c.digest).where(table.c.team_id == self.team_id)))

    def remove_left(self, digest: str) -> None:
        table = table_of(Left)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & (table.c.digest == digest)))

    def add_left(self, digest: str, *, now: datetime) -> None:
        insert_or_ignore(self.connection, Left, [{"team_id": self.team_id, "digest": digest, "at": now}])


EMPTY: dict[str, object] = {"name": "", "url": "", "bot_user_id": "", "graph_version": 0}
