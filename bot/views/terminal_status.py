"""What `whoknows db` shows: each table with its rows, the oldest of them, and the rule it is kept by; what keeps
failing; and what joining two workspaces came to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from bot.domain.held import HELD
from storage.values import StuckRow
from storage.values_privacy import Kept

HEADINGS = ("table", "rows", "oldest", "kept")


def status_lines(tables: Iterable[Kept]) -> Iterator[Text]:
    rows = [(one.table, f"{one.rows:,}", oldest(one), HELD[one.table].stays) for one in tables]
    widths = [max(len(row[at]) for row in (HEADINGS, *rows)) for at in range(3)]
    yield Text(line(HEADINGS, widths), style="bold")
    yield from (Text(line(row, widths)) for row in rows)


def stuck_lines(rows: Iterable[StuckRow]) -> Iterator[str]:
    """What was given up, or is still tried: ids, and the place of the error in the code."""
    for row in rows:
        begun = "given up" if row.again_at is None else "failing"
        about = " ".join(part for part in (row.subject, row.user_id) if part)
        again = f", again at {row.again_at:%Y-%m-%d %H:%M} UTC" if row.again_at else ""
        tries = "once" if row.tries == 1 else f"{row.tries} times"
        told = f"tried {tries}, last {row.at:%Y-%m-%d %H:%M} UTC: {row.fault}{again}"
        yield f"{begun}: {row.job} of {about or '-'} ({told})"


def line(row: Sequence[str], widths: Sequence[int]) -> str:
    table, rows, since, stays = row
    return f"{table:<{widths[0]}}  {rows:>{widths[1]}}  {since:<{widths[2]}}  {stays}"


def oldest(one: Kept) -> str:
    if one.oldest is None:
        return "" if one.dated and not one.rows else "-"
    return f"{one.oldest:%Y-%m-%d}"


def adopted_lines(resealed: int, withdrawn: int) -> Iterator[str]:
    """What became of questions that go on and were asked without a name."""
    if resealed:
        yield f"{questions(resealed)} asked without a name will go on."
    if withdrawn:
        yield (
            f"{questions(withdrawn)} asked without a name had to be withdrawn: only the WHOKNOWS_SECRET_KEY that "
            "`whoknows run` had tells whose they are, and it was not given. Whoever asked can ask anew."
        )


def questions(count: int) -> str:
    return "One question" if count == 1 else f"{count} questions"
