"""Where stories happen: `acme` over sockets and HTTP, `once` over sockets alone, `anywhere` on either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bots import Company, company
from tests.databases import SqliteDatabases
from tests.lunchers import Gather, gatherings


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
    for url in sqlite_databases.fresh(tmp_path):
        with gatherings(url, folder=tmp_path, by=request.param) as gather_now:
            yield gather_now
