"""What `whoknows db status` shows: each table with its rows, the oldest of them, and the rule it is kept by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from bot.domain.held import HELD
from storage.values_privacy import Kept

HEADINGS = ("table", "rows", "oldest", "kept")


def status_lines(tables: Iterable[Kept]) -> Iterator[Text]:
    rows = [(one.table, f"{one.rows:,}", oldest(one), HELD[one.table].stays) for one in tables]
    widths = [max(len(row[at]) for row in (HEADINGS, *rows)) for at in range(3)]
    yield Text(line(HEADINGS, widths), style="bold")
    yield from (Text(line(row, widths)) for row in rows)


def line(row: Sequence[str], widths: Sequence[int]) -> str:
    table, rows, since, stays = row
    return f"{table:<{widths[0]}}  {rows:>{widths[1]}}  {since:<{widths[2]}}  {stays}"


def oldest(one: Kept) -> str:
    if one.oldest is None:
        return "" if one.dated and not one.rows else "-"
    return f"{one.oldest:%Y-%m-%d}"
