"""Bringing the schema up to date with Alembic, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

# Any number will do as long as nothing else in the database uses it as an advisory lock.
POSTGRESQL_LOCK = 7_740_617
LONGEST_WAIT_MS = 60_000


def config(connection: Connection | None = None) -> Config:
    alembic = Config()
    alembic.set_main_option("script_location", str(files("storage") / "migrations"))
    alembic.attributes["connection"] = connection
    return alembic


@cache
def head() -> str | None:
    """Read once: all migrations are loaded for it."""
    return ScriptDirectory.from_config(config()).get_current_head()


def current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Migrate to the newest schema. SQLite's write lock, or an advisory lock, keeps a second process waiting."""
    engine = engine.execution_options(begin="BEGIN IMMEDIATE")
    with engine.connect() as connection, patience(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRESQL_LOCK})")
        if current(connection) != head():
            command.upgrade(config(connection), "head")


@contextmanager
def patience(connection: Connection) -> Iterator[None]:
    """On SQLite a second process waits as long as all migrations may take the first one, not as for a single row."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()  # beside the transaction, which has not begun
    [usual] = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT_MS}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual}")
        driver.close()
