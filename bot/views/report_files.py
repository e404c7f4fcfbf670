"""The report for other programs: JSON, and CSV with one figure a line. `docs/insights.md` has the columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from io import StringIO
from typing import Any

from bot.domain.insights import Snapshot
from bot.domain.insights_reading import Looked
from bot.domain.insights_registry import FIGURES
from bot.domain.insights_return import GUESSES, returned

COLUMNS = ("week", "part", "item", "figure", "value")
# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")

Line = tuple[str, str, str, str, Any]


def report_json(looked: Looked) -> str:
    """`null` where nothing may be told, 0 where it is under five."""
    newest = looked.newest
    told = {
        "workspace": looked.workspace,
        "snapshots": [asdict(one) for one in looked.snapshots],
        "return": asdict(returned(newest.numbers, looked.assumed)) if newest else None,
        "assumptions": asdict(looked.assumed),
        "agreed": [asdict(one) for one in looked.agreed],
        "figures": [asdict(one) for one in FIGURES],
    }
    return json.dumps(told, indent=2, default=str) + "\n"


def report_csv(looked: Looked) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines(looked):
        writer.writerow(inert(value) for value in line)
    return written.getvalue()


def lines(looked: Looked) -> Iterator[Line]:
    for one in looked.snapshots:
        yield from of_snapshot(one)
    newest = looked.newest
    if newest is None:
        return
    found = returned(newest.numbers, looked.assumed)
    for name, guesses in (("hours", found.hours), ("worth", found.worth), ("fees", found.fees)):
        for guess in GUESSES:
            yield newest.week, "return", guess, name, getattr(guesses, guess)
    for person in looked.agreed:
        yield newest.week, "agreed", person.name or person.user_id, person.role, person.skill


def of_snapshot(one: Snapshot) -> Iterator[Line]:
    for key, value in one.numbers.items():
        yield one.week, "numbers", "", key, value
    for topic in one.topics:
        for figure in ("askers", "answered", "knowing", "unmet"):
            yield one.week, "topics", topic.name, figure, getattr(topic, figure)
    yield from ((one.week, "alone", name, "knowing", "one") for name in one.alone)
    yield from ((one.week, "known", known, "topics", topics) for known, topics in one.known.items())
    for group in one.groups:
        for figure in ("people", "asked", "answered"):
            yield one.week, "groups", group.name, figure, getattr(group, figure)
    for path in one.paths:
        yield one.week, "pathways", path.helper, path.asker, path.times
    for week in one.weeks:
        for figure in ("active", "asked", "answered"):
            yield one.week, "weeks", week.week, figure, getattr(week, figure)


def inert(value: Any) -> Any:
    """An apostrophe before what would be a formula; numbers are numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value
