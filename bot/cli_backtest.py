"""`whoknows backtest`: whom the bot would have named, had it been there."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.progress import track

from bot.app import now, vocabulary_of
from bot.cli_import import NAMELESS, shown_progress
from bot.cli_shared import console, opened, passing_store, print_json, team_meant
from bot.errors import CommandLineError
from bot.services import Services, services
from bot.services.backtest import PastQuery, PastRanking, read_queries, replay
from bot.services.backtest_trial import OURS, Court, Trial
from bot.services.exports import Export, open_export
from bot.services.vocabulary import ordinary_words
from bot.settings import load
from bot.views.reasons import counted
from bot.views.terminal_backtest import as_object as figures_of
from bot.views.terminal_backtest import judged, refit_text, verdict_text
from bot.views.terminal_import import duration


@click.command("backtest", short_help="Whom the bot would have named, on an export of your own.")
@click.argument("path", metavar="EXPORT", type=click.Path(path_type=Path))
@click.option("--queries", type=click.Path(path_type=Path), help="What was asked: a JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write whom the bot would have named.")
@click.option("--refit", is_flag=True, help="Keep weights fitted on this workspace, if they help.")
@click.option("--team", metavar="ID", help="Whose weights these are, when there are several workspaces.")
@click.option("--json", "as_object", is_flag=True, help="The summary as one JSON object.")
def backtest(
    path: Path, queries: Path | None, out: Path | None, *, refit: bool, team: str | None, as_object: bool
) -> None:
    """How often the bot would have named somebody who then answered, beside plain tallies.

    It learns from the first four fifths of an export and is asked the questions of the rest. Your own database is not
    touched, but for --refit, which keeps weights of your workspace's own if they do better on its later questions.

    With --queries it learns from all of EXPORT and ranks people for each query, which has ts, channel, asker and text
    (with an empty channel it is a bare /whoknows). For each one a line is written: {"ts": ..., "ranked": [up to ten
    user ids, best first]}.

    \b
      whoknows backtest export.zip
      whoknows backtest export.zip --refit
      whoknows backtest export-until-june.zip --queries asked-in-july.jsonl --out ranked.jsonl
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if queries is None and out is None:
        judge(path, refit=refit, team=team, as_object=as_object)
        return
    if queries is None or out is None:
        raise CommandLineError("--queries and --out go together: what was asked, and where to write who is named.")
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


def judge(path: Path, *, refit: bool, team: str | None, as_object: bool) -> None:
    target, times = (own_workspace(team), 3) if refit else ("", 2)
    with open_export(path) as export, for_now_only() as ours, shown_progress(export, path, times=times) as listener:
        court = Court(ours.store, ours.skills, ours.imports, NAMELESS, listener, now())
        trial = court.trial(export, refit=refit)
    kept = trial.refit_helps and trial.weights is not None
    if kept and trial.weights is not None:
        with opened() as home:
            home.settings.keep_weights(target, trial.weights)
    figures = trial.methods
    words = verdict_text(
        trial.verdict.questions,
        figures[OURS].s5,
        trial.verdict.best_tally,
        figures[trial.verdict.best_tally].s5,
        trial.verdict.gain,
    )
    if as_object:
        summary = {"questions": trial.verdict.questions, "known": trial.known, "verdict": words}
        print_json({**summary, "methods": figures_of(figures), "refit": refit_object(trial, kept=kept)})
        return
    refitted = refit_text(trial.refit_gain, kept=kept) if trial.refit_gain else ""
    for part in judged(figures, known=trial.known, verdict=words, refit=refitted):
        console().print(part)


def own_workspace(team: str | None) -> str:
    """Whose weights are fitted: asked before the work, not after it."""
    with opened() as home:
        return team_meant(home, team)


def refit_object(trial: Trial, *, kept: bool) -> dict[str, Any] | None:
    if trial.weights is None or trial.refit_gain is None:
        return None
    return {"weights": asdict(trial.weights), "gain": asdict(trial.refit_gain), "stored": kept}


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
