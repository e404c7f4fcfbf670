"""The door to the database: engines, transactions, and units of work that know one workspace only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from threading import Lock

from sqlalchemy import URL, Connection, Engine, Select, bindparam, create_engine, event, func, make_url, select

from storage.asks import Asks
from storage.erase import erase
from storage.evidence import Ledger
from storage.history import History
from storage.insights import Insights
from storage.kudos import KudosBook
from storage.library import Library
from storage.lunches import Lunches
from storage.merging import Merging
from storage.migrate import upgrade
from storage.models import Outbox as OutboxTable
from storage.models import Workspace as WorkspaceTable
from storage.outbox import Outbox
from storage.own_data import Held, held_on
from storage.people import People
from storage.programme import Programme
from storage.referrals import Referrals
from storage.retention import kept, let_go, removed_before
from storage.settings import Agenda, Choices
from storage.skills import Skills
from storage.speakers import Speakers
from storage.stuck import StuckJobs
from storage.teachbacks import Teachbacks
from storage.terms import Terms
from storage.upserts import table_of
from storage.values import Delivery
from storage.values_privacy import Kept
from storage.workspaces import Workspaces

Listener = Callable[[], None]
BUSY_TIMEOUT_SECONDS = 2.0
LONGEST_TURN_SECONDS = 10.0


class Unit:
    """One transaction in one workspace. What it gives access to cannot name another."""

    def __init__(self, connection: Connection, team_id: str) -> None:
        self.team_id = team_id
        self.connection = connection

    @cached_property
    def workspace(self) -> Workspaces:
        return Workspaces(self.connection, self.team_id)

    @cached_property
    def people(self) -> People:
        return People(self.connection, self.team_id)

    @cached_property
    def skills(self) -> Skills:
        return Skills(self.connection, self.team_id)

    @cached_property
    def merging(self) -> Merging:
        return Merging(self.connection, self.team_id)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.connection, self.team_id)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.connection, self.team_id)

    @cached_property
    def asks(self) -> Asks:
        return Asks(self.connection, self.team_id)

    @cached_property
    def history(self) -> History:
        return History(self.connection, self.team_id)

    @cached_property
    def kudos(self) -> KudosBook:
        return KudosBook(self.connection, self.team_id)

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.connection, self.team_id)

    @cached_property
    def lunches(self) -> Lunches:
        return Lunches(self.connection, self.team_id)

    @cached_property
    def referrals(self) -> Referrals:
        return Referrals(self.connection, self.team_id)

    @cached_property
    def library(self) -> Library:
        return Library(self.connection, self.team_id)

    @cached_property
    def teachbacks(self) -> Teachbacks:
        return Teachbacks(self.connection, self.team_id)

    @cached_property
    def speakers(self) -> Speakers:
        return Speakers(self.connection, self.team_id)

    @cached_property
    def insights(self) -> Insights:
        return Insights(self.connection, self.team_id)

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.connection, self.team_id)

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self.connection, self.team_id)

    @cached_property
    def stuck(self) -> StuckJobs:
        return StuckJobs(self.connection, self.team_id)

    def erase(self, user_id: str) -> None:
        erase(self.connection, self.team_id, user_id)

    def held_on(self, user_id: str) -> Held:
        """Every row that names a person, by table."""
        return held_on(self.connection, self.team_id, user_id)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self.team_id)


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace's share of the store."""

    store: Store
    team_id: str

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        with self.store.transaction(writing=False) as connection:
            yield Unit(connection, self.team_id)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self.store.transaction(writing=True) as connection:
            unit = Unit(connection, self.team_id)
            yield unit
        if "outbox" in unit.__dict__ and unit.outbox.has_news:
            self.store.outbox_has_news()


class Store:
    """`Store(url).team(team_id)`; `url` is SQLAlchemy's, SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = driver_url(url)
        self.engine = sqlite_engine(self.url) if self.is_sqlite else postgresql_engine(self.url)
        self.listeners: list[Listener] = []
        self.writers = Lock()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def team(self, team_id: str) -> Team:
        return Team(self, team_id)

    def upgrade(self) -> None:
        """Bring the schema up to date, under a lock: of several processes one does it."""
        upgrade(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        # A writing unit takes SQLite's write lock at once: one that upgrades from reading is refused, not queued.
        engine = self.engine.execution_options(begin="BEGIN IMMEDIATE" if writing else "BEGIN")
        with self.turn(writing=writing), engine.begin() as connection:
            yield connection

    @contextmanager
    def turn(self, *, writing: bool) -> Iterator[None]:
        """Threads of this process write to SQLite one after the other. Its own waiting is by chance, not in order: of a
        dozen who write at once some wait until they are refused. Who waits here in vain for long tries there.
        """
        waited = writing and self.is_sqlite and self.writers.acquire(timeout=LONGEST_TURN_SECONDS)
        try:
            yield
        finally:
            if waited:
                self.writers.release()

    def compact(self) -> bool:
        """Let what was deleted vanish from the files as well; False when somebody who reads right now is in the way."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql("VACUUM")
                return True
            busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
            return busy == 0

    def team_ids(self) -> list[str]:
        workspace = table_of(WorkspaceTable)
        with self.transaction(writing=False) as connection:
            return list(connection.scalars(select(workspace.c.team_id).order_by(workspace.c.team_id)))

    def teams_with_post(self, now: datetime) -> list[str]:
        """The workspaces that have something to say by now, or something claimed and perhaps abandoned."""
        with self.transaction(writing=False) as connection:
            return list(connection.scalars(_with_post(), {"now": now}))

    def outbox_states(self) -> dict[str, int]:
        """How many rows of the outbox are in which state, over all workspaces."""
        outbox = table_of(OutboxTable)
        counted = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        with self.transaction(writing=False) as connection:
            return {str(state): number for state, number in connection.execute(counted)}

    def kept(self, team_id: str | None = None) -> list[Kept]:
        """How much lies in which table."""
        with self.transaction(writing=False) as connection:
            return kept(connection, team_id)

    def removed_before(self, moment: datetime) -> list[str]:
        """The workspaces that were given up before then."""
        with self.transaction(writing=False) as connection:
            return removed_before(connection, moment)

    def let_go(self, team_id: str) -> None:
        """Delete all of a workspace, a stretch at a time, so that nobody waits for long."""
        more = True
        while more:
            with self.transaction(writing=True) as connection:
                more = let_go(connection, team_id)
        self.compact()

    def on_outbox_news(self, listener: Listener) -> None:
        self.listeners.append(listener)

    def outbox_has_news(self) -> None:
        for listener in self.listeners:
            listener()


@cache
def _with_post() -> Select[tuple[str]]:
    """Asked many times a minute: put together once."""
    outbox = table_of(OutboxTable)
    due = outbox.c.state.in_([Delivery.PENDING, Delivery.SENDING]) & (outbox.c.not_before <= bindparam("now"))
    return select(outbox.c.team_id).where(due).distinct()


def driver_url(url: str) -> URL:
    """`postgres://` and `postgresql://` mean psycopg 3 here."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def sqlite_engine(url: URL) -> Engine:
    # Parameters are people's ids and words: an error in the log shows the statement alone.
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver leaves BEGIN to begin_sqlite
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def postgresql_engine(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)
