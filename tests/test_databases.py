"""What the other tests stand on: each one really has a database of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from storage.migrate import current, head
from storage.store import Store
from tests.databases import Databases, postgres


def test_a_store_is_migrated(store: Store) -> None:
    with store.transaction(writing=False) as connection:
        assert current(connection) == head()

    assert head() is not None


def test_a_migrated_database_holds_nothing(store: Store) -> None:
    assert store.team_ids() == []


def test_an_empty_database_has_no_table(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)

    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_no_test_sees_what_another_wrote(databases: Databases, tmp_path: Path) -> None:
    for one in databases.fresh(tmp_path):
        write_a_table(one)
        for other in databases.fresh(tmp_path):
            assert has_that_table(one)
            assert not has_that_table(other)


def write_a_table(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE of_this_test (id INTEGER)"))
    engine.dispose()


def has_that_table(url: str) -> bool:
    engine = create_engine(url)
    found = inspect(engine).has_table("of_this_test")
    engine.dispose()
    return found


def test_a_postgresql_that_does_not_answer_is_an_error_that_says_so() -> None:
    with (
        pytest.raises(RuntimeError, match="TEST_DATABASE_URL does not answer"),
        postgres("postgresql://127.0.0.1:1/postgres"),
    ):
        pass
