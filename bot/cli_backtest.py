"""`whoknows backtest`: whom the bot would have named, had it been there."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import track

from bot.app import now, vocabulary_of
from bot.cli_import import NAMELESS, shown_progress
from bot.cli_shared import console, passing_store, print_json
from bot.errors import CommandLineError
from bot.services import Services, services
from bot.services.backtest import PastQuery, PastRanking, read_queries, replay
from bot.services.exports import Export, open_export
from bot.services.vocabulary import ordinary_words
from bot.settings import load
from bot.views.reasons import counted
from bot.views.terminal_import import duration


@click.command("backtest", short_help="Whom the bot would have named, on an export of your own.")
@click.argument("path", metavar="EXPORT", type=click.Path(path_type=Path))
@click.option("--queries", type=click.Path(path_type=Path), help="What was asked: a JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write whom the bot would have named.")
@click.option("--json", "as_object", is_flag=True, help="The summary as one JSON object.")
def backtest(path: Path, queries: Path | None, out: Path | None, *, as_object: bool) -> None:
    """Learn from EXPORT alone, then rank people for each query as the bot would have.

    A query has ts, channel, asker and text; with an empty channel it is a bare /whoknows. For each one a line is
    written: {"ts": ..., "ranked": [up to ten user ids, best first]}. Your own database is not touched.

    \b
      whoknows backtest export-until-june.zip --queries asked-in-july.jsonl --out ranked.jsonl
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if queries is None or out is None:
        raise CommandLineError(
            "Say what was asked and where to write whom I would have named: "
            "whoknows backtest EXPORT --queries FILE.jsonl --out RANKED.jsonl. Without them I cannot judge myself yet."
        )
    asked = read_queries(queries)
    make_sure_of(out)
    began = time.monotonic()
    with open_export(path) as export, for_now_only() as ours:
        learned = learn(ours, export, path)
        count = write(out, shown(replay(ours.store, ours.skills, NAMELESS, asked), asked))
    took = time.monotonic() - began
    if as_object:
        print_json({"messages": learned, "queries": len(asked), "answered": count, "seconds": round(took, 1)})
        return
    named = f"for {count:,} of {counted(len(asked), 'query').replace('querys', 'queries')} I would have named somebody"
    click.echo(f"Learned from {learned:,} messages; {named}. It took {duration(took)}; see {out}.")


@contextmanager
def for_now_only() -> Iterator[Services]:
    """Use cases on a database of their own that goes when the command ends."""
    with tempfile.TemporaryDirectory(prefix="whoknows-") as folder, passing_store(Path(folder)) as store:
        yield services(store, vocabulary_of(load()), ordinary_words())


def learn(ours: Services, export: Export, path: Path) -> int:
    with shown_progress(export, path) as listener:
        return ours.imports.run(export, NAMELESS, now=now(), progress=listener).learned


def shown(rankings: Iterator[PastRanking], asked: Sequence[PastQuery]) -> Iterator[PastRanking]:
    """With a bar for whoever watches."""
    errors = console(stderr=True)
    if not errors.is_terminal:
        yield from rankings
        return
    yield from track(rankings, "asking", total=len(asked), console=errors, transient=True)


def make_sure_of(path: Path) -> None:
    """Better now than after minutes of learning."""
    try:
        path.touch()
    except OSError as error:
        raise CommandLineError(f"{path} cannot be written ({error.strerror}).") from None


def write(path: Path, rankings: Iterator[PastRanking]) -> int:
    """A line for each query; for how many there was somebody to name."""
    count = 0
    with path.open("w", encoding="utf-8") as lines:
        for one in rankings:
            lines.write(json.dumps({"ts": one.ts, "ranked": one.ranked}) + "\n")
            count += bool(one.ranked)
    return count
