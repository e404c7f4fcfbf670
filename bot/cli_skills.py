"""`whoknows skills`: a company's own names for what people know, in and out as CSV, merged and renamed."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TypeVar

import click

from bot.cli_shared import as_it_is, opened, team_meant
from bot.domain.merging import Merge, Pair, Refused, Renamed, Taken
from bot.domain.skills import Skill
from bot.errors import CommandLineError
from bot.services import Services
from bot.services.vocabulary import read_csv
from bot.views.merging import merged_words, plan_words, quoted, refused_words, renamed_words, taken_words

Done = TypeVar("Done", Merge, Renamed)


@click.group("skills", short_help="Your own names for skills, in and out as CSV; merge and rename them.")
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


@skills.command("merge", short_help="Make one skill of two.")
@click.argument("old")
@click.argument("kept")
@click.option("--team", metavar="ID", help="In which workspace, when there are several.")
@click.option("--dry-run", is_flag=True, help="Only say what would move.")
def merge_skills(old: str, kept: str, team: str | None, *, dry_run: bool) -> None:
    """Make one skill of OLD and KEPT, called KEPT.

    What was shown, asked and thanked for as OLD is KEPT's from now on, and OLD leads there. It cannot be taken apart
    again.
    """
    pair = Pair(old, kept)
    with as_it_is() as ours:
        team_id = team_meant(ours, team)
        done = ours.merging.plan(team_id, None, [pair]) if dry_run else ours.merging.merge(team_id, None, pair)
    click.echo((plan_words if dry_run else merged_words)(accepted(done), quoted))


@skills.command("rename", short_help="Give a skill another name.")
@click.argument("old")
@click.argument("name")
@click.option("--team", metavar="ID", help="In which workspace, when there are several.")
def rename_skill(old: str, name: str, team: str | None) -> None:
    """Call the skill OLD by another NAME. It is found by both."""
    with as_it_is() as ours:
        done = ours.merging.rename(team_meant(ours, team), None, [Pair(old, name)])
    if isinstance(done, Taken):
        raise CommandLineError(taken_words(done, quoted))
    click.echo(renamed_words(accepted(done), quoted))


def accepted(done: Done | Refused) -> Done:
    """What was done, unless it was refused: then that is said in one line."""
    if isinstance(done, Refused):
        raise CommandLineError(refused_words(done, quoted))
    return done


def whole_vocabulary(ours: Services, team_id: str) -> list[Skill]:
    return sorted(ours.skills.whole_vocabulary(team_id), key=lambda skill: skill.name.casefold())
