"""The schema that the migrations build, on both databases."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.domain import decay
from storage.asks import AnswerKey
from storage.migrate import config, current, head, upgrade
from storage.models import Base
from storage.store import Store
from storage.values import Act
from storage.values_terms import ActivityCount
from tests.builders import at_once


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def test_the_migrations_build_what_the_models_declare(store: Store) -> None:
    with store.transaction(writing=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_a_table_that_is_read_by_its_key_lies_in_that_key(sqlite_store: Store) -> None:
    """What Alembic does not compare: SQLite's tables without a row id."""
    declared = {
        table.name for table in Base.metadata.tables.values() if not table.dialect_options["sqlite"]["with_rowid"]
    }
    with sqlite_store.transaction(writing=False) as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")

        assert set(found.scalars()) == declared


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    store.upgrade()

    with store.transaction(writing=False) as connection:
        assert current(connection) == head()
        assert tables(connection) == {*Base.metadata.tables, "alembic_version"}


def test_of_many_who_upgrade_at_once_one_does_it_and_none_fails(empty_database_url: str) -> None:
    def upgraded(_number: int) -> str | None:
        with closing(Store(empty_database_url)) as store:
            store.upgrade()
            with store.transaction(writing=False) as connection:
                return current(connection)

    assert at_once(upgraded, times=4) == [head()] * 4


def test_the_way_down_leaves_no_table_and_the_way_up_works_again(store: Store) -> None:
    with store.transaction(writing=True) as connection:
        command.downgrade(config(connection), "base")
    with store.transaction(writing=False) as connection:
        assert tables(connection) == {"alembic_version"}

    upgrade(store.engine)

    with store.transaction(writing=False) as connection:
        assert set(Base.metadata.tables) <= tables(connection)


def test_a_migration_that_fails_leaves_nothing_behind(empty_database_url: str) -> None:
    with closing(Store(empty_database_url)) as store:
        with store.transaction(writing=True) as connection:
            connection.exec_driver_sql("CREATE TABLE term_use (id INTEGER)")  # in the way of the last table
        with pytest.raises(Exception, match="term_use"):
            store.upgrade()
        with store.transaction(writing=False) as connection:
            assert tables(connection) <= {"term_use", "alembic_version"}
            assert current(connection) is None


def test_answers_counted_with_another_half_life_are_counted_anew(store: Store) -> None:
    """The ledger of answers says what the sums must be: down and up again they are what they were."""
    given = {AnswerKey("C1", f"{number}.0", user): f"{moment:.6f}" for number, user, moment in ANSWERS}
    with store.team("T1").writing() as unit:
        unit.workspace.ensure()
        unit.terms.add_activity([ActivityCount("U1", "", Act.REPLY, 1.0, 1, decay.LANDMARK)])
        unit.asks.add_answers(given)
        unit.terms.add_activity(counted(key, float(ts), where) for key, ts in given.items() for where in ("C1", ""))
        before = unit.terms.activity("C1")
    with store.transaction(writing=True) as connection:
        command.downgrade(config(connection), "0002")
    upgrade(store.engine)

    with store.team("T1").reading() as unit:
        assert {row.act for row in unit.terms.activity("")} == {Act.ANSWER}
        again = unit.terms.activity("C1")
    assert [replace(row, score=0.0) for row in again] == [replace(row, score=0.0) for row in before]
    assert [row.score for row in again] == pytest.approx([row.score for row in before])


ANSWERS = [(1, "U1", 1_760_000_000.0), (2, "U1", 1_770_000_000.0), (2, "U2", 1_770_000_500.0)]


def counted(answer: AnswerKey, moment: float, channel_id: str) -> ActivityCount:
    at = datetime.fromtimestamp(moment, UTC)
    worth = decay.forward(at, half_life=decay.ACTIVITY[Act.ANSWER])
    return ActivityCount(answer.user_id, channel_id, Act.ANSWER, worth, 1, at)
