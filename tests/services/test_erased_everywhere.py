"""Erasing, tried with a person in every column and every text there is: a table made tomorrow is tried as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.erase import OTHERS
from storage.store import Store
from storage.upserts import table_of
from storage.values import ChannelKind, PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, Talk, bot_on, everything, rows
from tests.everywhere import ME, fill, persons
from tests.exports import person, said, write_export


def naming(store: Store) -> set[str]:
    return {table for table, held in everything(store).items() if any(ME in row for row in held)}


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def test_they_are_in_every_table_that_can_name_somebody(filled: Store) -> None:
    """Else the others could not fail."""
    assert naming(filled) == {table.name for table in persons()}


def test_afterwards_they_are_in_none(filled: Store) -> None:
    bot_on(filled).services.privacy.forget(TEAM, ME, now=NOW)

    assert naming(filled) == set()


def test_what_is_about_others_keeps_its_fact(filled: Store) -> None:
    before = {table_of(model).name: len(rows(filled, table_of(model).name)) for model in OTHERS}
    theirs = {table.name: len(columns) for table, columns in persons().items()}
    bot_on(filled).services.privacy.forget(TEAM, ME, now=NOW)

    for name, count in before.items():
        about_them = theirs[name] - 1  # all but the column of OTHERS
        assert len(rows(filled, name)) == count - about_them, name


def test_in_another_workspace_they_are_as_they_were(filled: Store) -> None:
    fill(filled, team_id=OTHER_TEAM)
    before = {name: [row for row in rows if OTHER_TEAM in row] for name, rows in everything(filled).items()}
    bot_on(filled).services.privacy.forget(TEAM, ME, now=NOW)

    assert {name: [row for row in rows if OTHER_TEAM in row] for name, rows in everything(filled).items()} == before


def test_afterwards_they_are_in_no_file(sqlite_store: Store) -> None:
    fill(sqlite_store)
    path = Path(str(sqlite_store.url.database))
    files = [path, path.with_name(f"{path.name}-wal")]
    assert any(ME.encode() in file.read_bytes() for file in files)
    bot_on(sqlite_store).services.privacy.forget(TEAM, ME, now=NOW)

    assert [file.name for file in files if file.exists() and ME.encode() in file.read_bytes()] == []


def test_the_next_message_sync_or_import_learns_nothing_of_them(filled: Store, tmp_path: Path) -> None:
    bot, talk = bot_on(filled), Talk()
    bot.services.privacy.forget(TEAM, ME, now=NOW)
    question = talk.say("U0ANA", "Who knows Excel?")
    bot.hear(question, talk.say(ME, "Me, Excel", under=question), talk.say(ME, "Who knows pandas?"))
    bot.services.history.edited(TEAM, talk.said[-1], "9.0", kind=ChannelKind.PUBLIC, now=NOW)
    bot.services.workspaces.save_people(TEAM, [PersonRow(ME, name="Eve", is_guest=True)])
    bot.services.workspaces.save_members(TEAM, "C1", [ME])
    bot.services.home.opened(TEAM, "U0ANA", now=NOW)
    export = write_export(
        tmp_path / "export",
        people=[person(ME), person("U0ANA")],
        channels={"general": {"id": "C1", "members": [ME]}},
        messages={"general": [said(ME, "Excel Excel", NOW.timestamp() - 60)]},
    )
    bot.take_in(export)

    assert naming(filled) == set()
