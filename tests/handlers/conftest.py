"""The bot over sockets (`once`) or over both ways (`acme`), on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bots import Company, company
from tests.databases import SqliteDatabases


@pytest.fixture(params=["sockets", "http"])
def acme(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    for url in sqlite_databases.fresh(tmp_path):
        with company(url, by=request.param, folder=tmp_path) as running:
            yield running
            assert running.slack.violations == []


@pytest.fixture
def once(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    for url in sqlite_databases.fresh(tmp_path):
        with company(url, folder=tmp_path) as running:
            yield running
            assert running.slack.violations == []
