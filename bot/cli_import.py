"""`whoknows import`: learn from a Slack export, showing how far it is and what it came to."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.app import now
from bot.cli_shared import console, known, opened
from bot.errors import CommandLineError
from bot.services import Services
from bot.services.exports import Export, open_export
from bot.services.imports import Progress as Listener
from bot.services.imports import Report
from bot.views.terminal_import import Imported, imported

# An export that names no workspace is kept under this id; `whoknows db adopt` gives it its own.
NAMELESS = "TLOCAL"
TEAM_ID = re.compile(r"[\w-]{1,40}", re.ASCII)
INTERRUPTED = 130


@click.command("import", short_help="Learn from a Slack export.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--team", metavar="ID", help="The workspace it belongs to (T0123ABCD); else the export says.")
def import_history(path: Path, team: str | None) -> None:
    """Learn from a Slack export, a .zip or a folder.

    Only public channels teach anything, and no message text is kept. The command may be stopped and repeated: it goes
    on where it was, and learns nothing twice.

    \b
      whoknows import slack-export.zip
      whoknows import slack-export/ --team T0123ABCD
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    with open_export(path) as export, opened() as ours:
        target = team_of(ours, export, team)
        began = time.monotonic()
        try:
            with shown_progress(export, path) as listener:
                report = ours.imports.run(export, target, now=now(), progress=listener)
        except KeyboardInterrupt:
            click.echo("\nStopped. The same command goes on where it was.", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        summary = summed_up(export, report, target, time.monotonic() - began)
    out = console()
    for part in imported(summary):
        out.print(part)


def team_of(ours: Services, export: Export, given: str | None) -> str:
    """Whose history it is: as said, else of the only workspace where the bot is at home, else as the export says."""
    if given is not None:
        if not TEAM_ID.fullmatch(given):
            raise CommandLineError(f"{given!r} is no workspace's id: it looks like T0123ABCD.")
        return given
    installed = ours.workspaces.installed()
    if len(installed) > 1:
        raise CommandLineError(f"The bot is at home in several workspaces: say with --team which. {known(installed)}")
    if installed:
        return installed[0].team_id
    teams = [team for root in export.roots if (team := root.team_id())]
    return max(teams, key=teams.count) if teams else NAMELESS


@contextmanager
def shown_progress(export: Export, path: Path, *, times: int = 1) -> Iterator[Listener]:
    """A bar for whoever watches; a line when it begins for whoever keeps the output. It may be read several times."""
    errors = console(stderr=True)
    total = sum(root.total_bytes for root in export.roots)
    if not errors.is_terminal:
        click.echo(f"Importing {path}, {total / 1e6:,.1f} MB of messages ...", err=True)
        yield lambda _day, _size: None
        return
    columns = (TextColumn("{task.description:<24.24}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("reading", total=times * total)

        def listener(day: str, size: int) -> None:
            bar.update(task, advance=size, description=f"#{day.split('/')[-2]}")

        yield listener


def summed_up(export: Export, report: Report, team_id: str, seconds: float) -> Imported:
    return Imported(
        team_id=team_id,
        named=team_id != NAMELESS,
        seconds=seconds,
        people=report.people,
        channels=report.channels,
        learned=report.learned,
        known=report.known,
        skipped=dict(report.skipped),
        not_public=tuple(report.not_public),
        without_threads=tuple(report.without_threads),
        problems=tuple(str(problem) for problem in export.problems),
        unlisted_problems=export.unlisted_problems,
        damaged=export.skipped_messages,
    )
