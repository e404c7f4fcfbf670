"""The report of a quarter at random beside a second count of the same rows, made from the definitions alone."""

from __future__ import annotations

import json
from datetime import timedelta
from operator import itemgetter

import pytest
from sqlalchemy import select

from bot.views.report_files import report_json
from storage.models import Base
from storage.store import Store
from tests.builders import TEAM, bot_on
from tests.quarters import END, Quarter
from tests.recount import Recount


@pytest.mark.parametrize("asks_first", [False, True])
def test_every_figure_of_a_report_is_what_its_definition_says(sqlite_store: Store, *, asks_first: bool) -> None:
    Quarter(seed=7, asks_first=asks_first).fill(sqlite_store)
    with sqlite_store.transaction(writing=False) as connection:
        schema = Base.metadata.sorted_tables
        tables = {table.name: [row._asdict() for row in connection.execute(select(table))] for table in schema}
    counted = Recount(tables, END)

    looked = bot_on(sqlite_store).services.insights.report(TEAM, now=END + timedelta(hours=9))

    report = json.loads(report_json(looked))
    told = report["snapshots"][0]
    assert counted.numbers() == told["numbers"]
    assert counted.topics() == told["topics"]
    assert counted.alone() == told["alone"]
    assert counted.known() == told["known"]
    assert counted.groups() == told["groups"]
    assert counted.paths() == sorted(told["paths"], key=itemgetter("asker", "helper"))
    assert counted.weeks() == told["weeks"]
    assert counted.worth(minutes=15, hour=40, fee=50) == {
        name: guesses["middle"] for name, guesses in report["return"].items() if name != "currency"
    }
