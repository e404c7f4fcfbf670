"""Reading groups from a CSV: a line a person, with the columns user, group, site, level."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from bot.domain.insights_groups import DIMENSIONS, Labels
from bot.domain.text import CONTROL

LONGEST_LABEL = 60
MOST_LINES = 500_000
DELIMITERS = ",;\t"  # of equals the first


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each person belongs, by id; and what could not be read."""

    labels: Mapping[str, Labels] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read(lines: Iterable[str], people: Mapping[str, str]) -> Placed:
    """`people` are ids by what they may be called, in lower case. The first line names the columns, in any order; all
    but *user* may be missing.
    """
    some = islice(lines, MOST_LINES)
    first = next(some, "")
    rows = csv.reader(chain([first], some), delimiter=delimiter(first))
    try:
        header = [name.strip().lstrip("\ufeff").lower() for name in next(rows, [])]
        if "user" not in header:
            return Placed(faults=("The first line must name the columns: user,group,site,level.",))
        return placed(header, rows, people)
    except csv.Error as error:
        return Placed(faults=(f"This is no CSV: {error}.",))


def delimiter(header: str) -> str:
    """Spreadsheets write a semicolon where the comma is the decimal sign, and a tab where cells are copied."""
    return max(DELIMITERS, key=header.count)


def placed(header: list[str], rows: Iterable[list[str]], people: Mapping[str, str]) -> Placed:
    labels: dict[str, Labels] = {}
    faults = []
    for number, row in enumerate(rows, 2):
        values = dict(zip(header, (cleaned(value) for value in row), strict=False))
        name = values.get("user", "").removeprefix("@").lower()
        if not name:
            continue
        if name not in people:
            faults.append(f"Line {number}: nobody here has the name or id {values['user']!r}.")
            continue
        if people[name] in labels:
            faults.append(f"Line {number}: {values['user']!r} stands there twice.")
            continue
        labels[people[name]] = {dimension: values.get(dimension, "") for dimension in DIMENSIONS}
    return Placed(labels, tuple(faults))


def cleaned(value: str) -> str:
    return " ".join(CONTROL.sub(" ", value).split())[:LONGEST_LABEL]
