"""Transactions: what is on, who waits, and when the outbox hears of news."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from storage.store import Store, driver_url
from storage.values import ChannelRow, PersonRow
from tests.builders import NOW, TEAM, at_once


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("secure_delete", 1), ("busy_timeout", 2000)],
)
def test_every_connection_to_sqlite_is_prepared(tmp_path: Path, pragma: str, value: object) -> None:
    with (
        closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as store,
        store.transaction(writing=False) as one,
        store.transaction(writing=False) as other,
    ):
        assert [there.exec_driver_sql(f"PRAGMA {pragma}").scalar() for there in (one, other)] == [value] * 2


def test_a_row_cannot_belong_to_a_workspace_that_is_not_there(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), store.team("T0NONE").writing() as unit:
        unit.people.save([PersonRow("U1")])


def test_a_second_writer_waits_for_the_first(home: Store) -> None:
    """Also one that has read before it writes: a deferred transaction would be refused, not queued."""
    begun, second_begins = threading.Event(), threading.Event()

    def second() -> int:
        begun.wait(10)
        second_begins.set()
        with home.team(TEAM).writing() as unit:
            unit.people.everybody()
            unit.workspace.raise_graph_version()
            row = unit.workspace.get()
        return row.graph_version if row else 0

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(second)
        with home.team(TEAM).writing() as unit:
            unit.workspace.raise_graph_version()
            begun.set()
            second_begins.wait(10)
            unit.workspace.raise_graph_version()

        assert waiting.result(timeout=30) == 3


def test_a_writer_on_sqlite_holds_the_lock_before_it_writes(sqlite_store: Store) -> None:
    with (
        sqlite_store.transaction(writing=True),
        closing(sqlite3.connect(str(sqlite_store.url.database), timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_readers_do_not_wait_for_a_writer(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U1")])
        with home.team(TEAM).reading() as other:
            assert other.people.everybody() == []


def write_and_fail(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U1")])
        unit.outbox.leave("welcome", key="w", now=NOW)
        raise ZeroDivisionError


def test_what_fails_leaves_nothing(home: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(home)

    with home.team(TEAM).reading() as unit:
        assert unit.people.everybody() == []


def test_the_outbox_hears_of_news_after_the_commit_and_only_then(home: Store) -> None:
    heard: list[int] = []

    def listen() -> None:
        with home.team(TEAM).reading() as unit:
            heard.append(len(unit.people.everybody()))

    home.on_outbox_news(listen)
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U1")])
    assert heard == []

    for _ in range(2):  # the second time its key stands already, so there is no news
        with home.team(TEAM).writing() as unit:
            unit.outbox.leave("welcome", key="w", now=NOW)
            unit.people.save([PersonRow("U2")])
            assert heard in ([], [2])
    assert heard == [2]


def test_a_unit_that_fails_is_no_news(home: Store) -> None:
    heard: list[str] = []
    home.on_outbox_news(lambda: heard.append("news"))

    with pytest.raises(ZeroDivisionError):
        write_and_fail(home)

    assert heard == []


def test_workspaces_are_listed_and_those_that_have_something_to_say(store: Store) -> None:
    for team in ("T2", "T1"):
        with store.team(team).writing() as unit:
            unit.workspace.ensure()
    with store.team("T2").writing() as unit:
        unit.outbox.leave("welcome", key="w", now=NOW)

    assert store.team_ids() == ["T1", "T2"]
    assert store.teams_with_post(NOW) == ["T2"]


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgres://u:p@h/db", "postgresql+psycopg"),
        ("postgresql://u:p@h/db", "postgresql+psycopg"),
        ("postgresql+psycopg://u:p@h/db", "postgresql+psycopg"),
        ("sqlite:///whoknows.db", "sqlite"),
    ],
)
def test_the_usual_ways_of_writing_an_address_are_understood(url: str, driver: str) -> None:
    assert driver_url(url).drivername == driver


def test_eight_writers_at_once_all_get_through(home: Store) -> None:
    def write(number: int) -> None:
        for turn in range(5):
            with home.team(TEAM).writing() as unit:
                unit.people.ensure_channel(ChannelRow(f"C{number}-{turn}"))
                unit.workspace.raise_graph_version()

    at_once(write)

    with home.team(TEAM).reading() as unit:
        row = unit.workspace.get()
        assert row is not None
        assert row.graph_version == 40
        assert len(unit.people.channels()) == 40
