"""Where stories happen: `acme` over sockets and HTTP, `once` over sockets alone, `anywhere` on either database.

In both ways goes one story for each thing that Slack can send, and what is hostile or comes twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bots import Company, company, pings
from tests.databases import SqliteDatabases
from tests.lunchers import Gather, gatherings
from tests.programmes import Lunchtime, lunchtime


@pytest.fixture(params=["sockets", "http"])
def acme(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    for url in sqlite_databases.fresh(tmp_path):
        yield from opened(url, request.param, tmp_path)


@pytest.fixture
def once(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    for url in sqlite_databases.fresh(tmp_path):
        yield from opened(url, "sockets", tmp_path)


@pytest.fixture
def anywhere(database_url: str, tmp_path: Path) -> Iterator[Company]:
    yield from opened(database_url, "sockets", tmp_path)


def opened(url: str, by: str, folder: Path) -> Iterator[Company]:
    with company(url, by=by, folder=folder) as running:
        yield running
        assert running.slack.violations == []


@pytest.fixture(params=["sockets", "http"])
def gather(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Gather]:
    """Scott hosts a gathering in #general."""
    yield from gathering(sqlite_databases, request.param, tmp_path)


@pytest.fixture
def gather_once(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Gather]:
    yield from gathering(sqlite_databases, "sockets", tmp_path)


def gathering(databases: SqliteDatabases, by: str, folder: Path) -> Iterator[Gather]:
    for url in databases.fresh(folder):
        with gatherings(url, folder=folder, by=by) as gather_now:
            yield gather_now


@pytest.fixture(params=["sockets", "http"])
def lunch(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Lunchtime]:
    """A company with a weekly programme to be."""
    yield from at_lunch(sqlite_databases, request.param, tmp_path)


@pytest.fixture
def lunch_once(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Lunchtime]:
    yield from at_lunch(sqlite_databases, "sockets", tmp_path)


def at_lunch(databases: SqliteDatabases, by: str, folder: Path) -> Iterator[Lunchtime]:
    for url in databases.fresh(folder):
        with lunchtime(url, folder=folder, by=by) as running:
            yield running
            assert running.acme.slack.violations == []
            assert pings(running.acme.slack) == []
