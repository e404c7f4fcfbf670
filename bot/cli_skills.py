"""`whoknows skills`: a company's own names for what people know, in and out as CSV."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from bot.cli_shared import as_it_is, opened, team_meant
from bot.domain.skills import Skill, merge
from bot.services import Services
from bot.services.vocabulary import read_csv


@click.group("skills", short_help="Your own names for skills, in and out as CSV.")
def skills() -> None:
    """The names by which skills are recognised: those we come with, and your own.

    The columns are name and aliases; several aliases are separated by semicolons.
    """


@skills.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--team", metavar="ID", help="For which workspace, when there are several.")
def import_skills(file: Path, team: str | None) -> None:
    """Take the names and aliases of a CSV file into the vocabulary."""
    entries = read_csv(file)
    with opened() as ours:
        count = ours.skills.add(team_meant(ours, team), entries)
    click.echo(
        f"{count:,} skill{'' if count == 1 else 's'} taken in. What is heard or imported from now on knows them."
    )


@skills.command("export")
@click.option("--team", metavar="ID", help="Of which workspace, when there are several.")
def export_skills(team: str | None) -> None:
    """Print every name and alias as CSV: those we come with, and your own."""
    with as_it_is() as ours:
        every = whole_vocabulary(ours, team_meant(ours, team))
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["name", "aliases"])
    rows.writerows([skill.name, ";".join(skill.aliases)] for skill in every)


def whole_vocabulary(ours: Services, team_id: str) -> list[Skill]:
    every = merge(ours.skills.base.values(), ours.skills.vocabulary(team_id))
    return sorted(every, key=lambda skill: skill.name.casefold())
