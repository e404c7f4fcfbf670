"""What every test may ask for: a database of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.store import Store
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, close_all, postgres

# No test may depend on how fast the machine is; what CI finds, it finds again.
settings.register_profile("whoknows", deadline=None, derandomize="CI" in os.environ, max_examples=50)
settings.load_profile("whoknows")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteDatabases]:
    databases = SqliteDatabases(tmp_path_factory.mktemp("template"))
    yield databases
    close_all(databases.spare)


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    with postgres(os.environ.get("TEST_DATABASE_URL")) as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Whoever asks for this, or for what is built on it, runs twice."""
    name = "sqlite_databases" if request.param == "sqlite" else "postgres_databases"
    found: Databases = request.getfixturevalue(name)
    return found


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A migrated database that no other test sees."""
    yield from databases.fresh(tmp_path)


@pytest.fixture
def empty_database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database without a single table."""
    yield from databases.empty(tmp_path)


@pytest.fixture
def store(databases: Databases) -> Iterator[Store]:
    yield from databases.lent()


@pytest.fixture
def sqlite_store(sqlite_databases: SqliteDatabases) -> Iterator[Store]:
    """For behaviour that does not depend on the database: half the time."""
    yield from sqlite_databases.lent()
