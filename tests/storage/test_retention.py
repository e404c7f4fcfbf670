"""How much lies where, and that nothing stays of a workspace that was left."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from storage.models import Base
from storage.store import Store
from storage.values_privacy import Kept
from tests.builders import NOW, OTHER_TEAM, TEAM
from tests.everywhere import fill

DAY = timedelta(days=1)


def held(store: Store, team_id: str) -> dict[str, int]:
    return {one.table: one.rows for one in store.kept(team_id) if one.rows}


def test_every_table_is_counted_with_its_oldest_row(store: Store) -> None:
    fill(store)
    with store.team(TEAM).writing() as unit:
        unit.workspace.first_time("m:C1:1.0", now=NOW - DAY)
        unit.workspace.first_time("m:C1:2.0", now=NOW)
    found = {one.table: one for one in store.kept(TEAM)}

    assert found.keys() == Base.metadata.tables.keys()
    assert found["seen"] == Kept("seen", 3, NOW - DAY, dated=True)
    assert found["person"] == Kept("person", 1, None, dated=False)
    assert {one.table for one in found.values() if not one.rows} == set()


def test_one_workspace_or_all_together(store: Store) -> None:
    for team_id in (TEAM, OTHER_TEAM):
        fill(store, team_id=team_id)

    assert held(store, TEAM)["person"] == 1
    assert {one.table: one.rows for one in store.kept()}["person"] == 2


def test_all_of_a_workspace_goes_and_nothing_of_another(store: Store) -> None:
    for team_id in (TEAM, OTHER_TEAM):
        fill(store, team_id=team_id)
    before = held(store, OTHER_TEAM)
    store.let_go(TEAM)

    assert held(store, TEAM) == {}
    assert held(store, OTHER_TEAM) == before
    with store.transaction(writing=False) as connection:
        for table in Base.metadata.sorted_tables:
            assert [row for row in connection.execute(select(table)) if TEAM in row] == []


def test_only_what_was_given_up_before_then_is_told(store: Store) -> None:
    for team_id, after in ((TEAM, 0), (OTHER_TEAM, 5)):
        with store.team(team_id).writing() as unit:
            unit.workspace.install(name="A", url="", bot_user_id="UB", now=NOW - DAY)
            unit.workspace.remove(now=NOW + after * DAY)
    with store.team("T3").writing() as unit:
        unit.workspace.ensure()

    assert store.removed_before(NOW + DAY) == [TEAM]
    with store.team(TEAM).writing() as unit:
        unit.workspace.install(name="A", url="", bot_user_id="UB", now=NOW)
    assert store.removed_before(NOW + DAY) == []
