"""Scraps that SQLite leaves in its file: of whoever is forgotten none stays, at once or after the next tidying."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

from storage import scraps
from storage.history import MessageRow
from storage.store import Store
from tests.builders import NOW, TEAM, bot_on, rows, ts

ME = "U0SCOTTREID"


def talk(store: Store) -> Path:
    """Much is said by two people: forgetting one of them puts many pages in order."""
    chance = Random(1)  # noqa: S311 - no secret hangs on it
    said = [
        MessageRow(
            f"C{chance.randrange(5)}",
            ts(NOW + timedelta(seconds=number)),
            chance.choice((ME, "U0ANA")),
            chance.choice(("", "1772455691.000000")),
            tuple(range(chance.randrange(3))),
            NOW,
        )
        for number in range(3000)
    ]
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
        for start in range(0, len(said), 7):
            unit.history.keep(said[start : start + 7])
    assert store.compact()
    return Path(str(store.url.database))


def test_erasing_leaves_scraps(sqlite_store: Store) -> None:
    """Else the others could not fail."""
    path = talk(sqlite_store)
    with sqlite_store.team(TEAM).writing() as unit:
        unit.erase(ME)
    assert sqlite_store.compact()

    assert ME not in str(rows(sqlite_store, "message"))
    assert ME.encode() in path.read_bytes()


def test_whoever_is_forgotten_is_in_no_scrap(sqlite_store: Store) -> None:
    path = talk(sqlite_store)
    bot_on(sqlite_store).services.privacy.forget(TEAM, ME, now=NOW)

    assert ME.encode() not in path.read_bytes()
    assert rows(sqlite_store, "due") == []


def test_while_somebody_reads_it_waits_for_the_next_tidying(sqlite_store: Store) -> None:
    path, privacy = talk(sqlite_store), bot_on(sqlite_store).services.privacy
    with sqlite_store.team(TEAM).reading() as unit:
        assert unit.workspace.get()  # from now on what is read stands still
        privacy.forget(TEAM, ME, now=NOW)
    assert ME.encode() in path.read_bytes()
    assert len(rows(sqlite_store, "due")) == 1

    privacy.tidy(TEAM)
    assert ME.encode() not in path.read_bytes()
    assert rows(sqlite_store, "due") == []


def test_a_large_file_is_not_written_anew_without_need(sqlite_store: Store) -> None:
    path = talk(sqlite_store)

    assert not scraps.rewrite(sqlite_store, most=path.stat().st_size - 1)
    assert scraps.rewrite(sqlite_store, most=path.stat().st_size)


def test_whoever_writes_meanwhile_is_waited_for_until_the_next_time(sqlite_store: Store) -> None:
    path, privacy = talk(sqlite_store), bot_on(sqlite_store).services.privacy
    other = Store(str(sqlite_store.url))
    with sqlite_store.team(TEAM).writing() as unit:
        unit.erase(ME)
    with other.team(TEAM).writing():
        assert not scraps.rewrite(sqlite_store)
    other.close()
    privacy.tidy(TEAM)

    assert ME.encode() not in path.read_bytes()
