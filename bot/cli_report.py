"""`whoknows report` and `whoknows groups`: insights for whoever has the database."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from bot.app import now
from bot.cli_shared import as_it_is, team_meant
from bot.domain.insights_reading import Looked
from bot.errors import CommandLineError
from bot.views.report_files import report_csv, report_json

Writer = Callable[[Looked], str]


def page() -> Writer:
    """What draws is loaded for who wants pictures: it takes longer than all the rest together."""
    written: Writer = import_module("bot.views.report_page").report_page
    return written


WRITERS: dict[str, Callable[[], Writer]] = {".html": page, ".json": lambda: report_json, ".csv": lambda: report_csv}


@click.command("report", short_help="Insights, as a page or as files.")
@click.option("--team", metavar="ID", help="Which workspace, if there are several.")
@click.option(
    "--out", "path", metavar="FILE", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="FILE.html is a page with charts that asks nothing of the net, FILE.json and FILE.csv are for other programs.",
)  # fmt: skip
def report(team: str | None, path: Path) -> None:
    """Write what coordinators see under /insights to a file.

    \b
      whoknows report --out insights.html
      whoknows report --team T0123 --out insights.csv

    The figures are those frozen last Monday, of groups of five and more. That they were read is noted.
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise CommandLineError(f"{path} ends in none of .html, .json, .csv: its ending says what is written.")
    with as_it_is() as ours:
        looked = ours.insights.report(team_meant(ours, team), now=now())
    try:
        path.write_text(writer()(looked), encoding="utf-8")
    except OSError as error:
        raise CommandLineError(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(f"{path}: insights of the 12 weeks up to {looked.newest.week}." if looked.newest else NOTHING)


NOTHING = "Written, but there is nothing to see yet: of fewer than five people there are no insights."


@click.command("groups", short_help="Say who belongs to which team, site and level.")
@click.argument("path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--team", metavar="ID", help="Which workspace, if there are several.")
def groups(path: Path, team: str | None) -> None:
    """Read groups from a CSV with the columns user,group,site,level, for the next snapshot of insights.

    USER is an id such as U0123ABCD, or a name that nobody else has. Whatever was known of groups is replaced.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CommandLineError(f"{path} cannot be read as text in UTF-8.") from None
    with as_it_is() as ours:
        done = ours.insights.groups.upload(team_meant(ours, team), lines, now=now())
    if done.wrong:
        raise CommandLineError(" ".join(done.wrong.values()))
    click.echo(f"{done.placed} people have a group. That counts from next Monday on.")
