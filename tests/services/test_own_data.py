"""The file with all that is held on somebody: every table that can name them, readable, and theirs alone."""

from __future__ import annotations

import json
from typing import Any

from storage.erase_words import texts
from storage.models import Base
from storage.own_data import columns_by_table
from storage.store import Store
from storage.upserts import table_of
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, Talk, everything, rows
from tests.everywhere import ME, fill
from tests.homes import learns, press
from tests.storage.test_erase import NOT_A_PERSON, holds_a_person
from tests.thankers import gives, team_on


def data(bot: Bot, user: str = ME) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(bot.services.own_data.of(TEAM, user, now=NOW))
    return told


def test_every_column_that_can_hold_a_person_is_looked_at() -> None:
    held = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
    looked_at = {(table.name, column) for table, columns in columns_by_table().items() for column in columns}

    assert looked_at == {(table, column) for table, column in held if holds_a_person(column)} - NOT_A_PERSON.keys()


def test_of_every_table_that_names_somebody_each_row_is_in_their_file(store: Store) -> None:
    bot = team_on(store)
    fill(store)
    told = data(bot)["held"]

    for table, columns in columns_by_table().items():
        assert len(told[table.name]["rows"]) == len(columns), table.name
        for column in columns:
            assert [row for row in told[table.name]["rows"] if row[column] == ME], (table.name, column)


def test_what_others_wrote_of_them_is_told_without_who_wrote_it(store: Store) -> None:
    bot = team_on(store)
    fill(store)
    told = data(bot)["held"]["mentions"]["rows"]

    assert {row["in"] for row in told} == {f"{table_of(model).name}.{column}" for model, column in texts()}
    assert all(row.keys() == {"in", "text"} for row in told)


def test_what_was_meant_for_somebody_elses_eyes_is_not_told(store: Store) -> None:
    """A mark for a host alone, a question to somebody else, a note with another one's thanks, a line to a host."""
    bot = team_on(store)
    fill(store)
    told = data(bot)["held"]["mentions"]["rows"]

    assert {row["in"] for row in told if row["text"]} == {"lunch.about", "lunch_series.welcome"}


def test_it_can_be_read(store: Store) -> None:
    bot = team_on(store)
    learns(bot)
    gives(bot, "ANA", "BOB", note="for pandas")
    bot.hear(Talk().say("U0BOB", "pivot tables"))

    told = data(bot, "U0BOB")

    assert told["you"] == "U0BOB"
    assert told["channels"] == {"C1": "general"}
    assert {row["skill_id"] for row in told["held"]["expertise"]["rows"]} == {"Excel", "pandas"}
    assert [row["skill_ids"] for row in told["held"]["kudos"]["rows"]] == [["pandas"]]
    assert all(isinstance(row["term_id"], str) and row["term_id"] for row in told["held"]["term_use"]["rows"])
    assert all(part["what"] for part in told["held"].values())


def test_nothing_of_another_workspace_or_person_is_in_it(store: Store) -> None:
    bot = team_on(store)
    fill(store, team_id=OTHER_TEAM)

    assert data(bot)["held"] == {}


def test_it_is_sent_once_for_each_wish(store: Store) -> None:
    bot = team_on(store)
    for _ in range(2):
        assert bot.services.own_data.ask_for(TEAM, press("U0BOB"), now=NOW)

    [row] = rows(store, "outbox")
    assert (row.kind, row.user_id, row.facts) == ("privacy.export", "U0BOB", {})


def test_of_the_forgotten_nothing_is_held_and_nothing_is_noted(store: Store) -> None:
    bot = team_on(store)
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)
    before = everything(store)

    assert not bot.services.own_data.ask_for(TEAM, press("U0BOB"), now=NOW)
    assert everything(store) == before
