"""When something breaks: a number that leads to the log for a person, no 200 for an event, and nothing is lost."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.bots import Company, a_slack, company
from tests.databases import SqliteDatabases


@pytest.fixture(params=["sockets", "http"])
def breaking(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    """Slack asks once: what is not acknowledged is sent again when the test says so."""
    slack = a_slack(retry_delays=())
    for url in sqlite_databases.fresh(tmp_path):
        with company(url, by=request.param, folder=tmp_path, slack=slack) as running:
            event.listen(running.bot.services.store.engine, "connect", impatient)
            running.bot.services.store.engine.dispose()
            yield running


def impatient(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA busy_timeout = 50").close()


@contextmanager
def soon_given_up(acme: Company) -> Iterator[None]:
    """Over a socket what breaks is answered by nothing, and Slack waits for it."""
    world = acme.slack.world
    usual, world.settings = world.settings, replace(world.settings, ack_seconds=1.5)
    yield
    world.settings = usual


@contextmanager
def another_connection(acme: Company) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(str(acme.bot.services.store.url.database), isolation_level=None)) as connection:
        yield connection


def drop(acme: Company, table: str) -> None:
    with another_connection(acme) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")


def test_slack_hears_yes_only_once_it_is_in_the_database(breaking: Company) -> None:
    with another_connection(breaking) as other, soon_given_up(breaking):
        other.execute("BEGIN IMMEDIATE")
        breaking.katie.says(breaking.general, "Who knows PowerPoint?")
        breaking.slack.settled()
        (delivery,) = breaking.slack.delivered("message")
        assert not delivery.acked
        other.execute("ROLLBACK")

    for same_id in (True, True, False):
        breaking.slack.redeliver(delivery, same_id=same_id)
        breaking.settles()

    assert [one.acked for one in breaking.slack.delivered("message")] == [False, True, True, True]
    assert len(breaking.katie.whispers(breaking.general)) == 1


def test_a_command_is_answered_with_a_number_that_is_in_the_log(
    breaking: Company, caplog: pytest.LogCaptureFixture
) -> None:
    drop(breaking, "question")

    shown = breaking.looks("powerpoint").shown

    number = re.search(r"number: (\w{6})$", shown)
    assert number is not None
    assert "my fault" in shown
    (record,) = (record for record in caplog.records if record.name == "handlers.failures")
    assert number[1] in record.getMessage()
    assert record.exc_info is not None
    assert "powerpoint" not in caplog.text.lower()
    assert breaking.slack.violations == []


def test_an_event_that_breaks_gets_no_yes(breaking: Company, caplog: pytest.LogCaptureFixture) -> None:
    drop(breaking, "question")

    with soon_given_up(breaking):
        breaking.katie.says(breaking.general, "Who knows lockpicking?")
        breaking.slack.settled()

    assert not breaking.slack.deliveries[-1].acked
    assert "lockpicking" not in caplog.text
    assert [record.levelno for record in caplog.records if record.name == "handlers.failures"] == [logging.ERROR]


def test_whoever_pressed_a_button_that_breaks_hears_so(breaking: Company) -> None:
    asked = breaking.jill.types("/whoknows", "lockpicking", channel=breaking.general)
    assert asked.message is not None
    drop(breaking, "question")

    assert breaking.jill.presses(asked.message, "I know this").acked
    breaking.settles()

    assert "my fault" in breaking.jill.whispers(breaking.general)[-1].shown
    assert len(breaking.jill.whispers(breaking.general)) == 2


def test_while_the_database_is_away_a_button_says_that_it_failed(breaking: Company) -> None:
    """Slack shows a warning beside a button whose press was not acknowledged."""
    asked = breaking.jill.types("/whoknows", "lockpicking", channel=breaking.general)
    assert asked.message is not None

    with another_connection(breaking) as other:
        other.execute("BEGIN IMMEDIATE")
        with soon_given_up(breaking):
            assert not breaking.jill.presses(asked.message, "I know this").acked
        assert "my fault" in breaking.looks("powerpoint").shown

    assert "I know this" in breaking.jill.whispers(breaking.general)[-1].shown
