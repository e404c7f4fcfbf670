"""`whoknows doctor`: what is set, what stands, what is missing. Of a secret it says only whether it is set."""

from __future__ import annotations

import platform
import sqlite3
import sys

import click
from pydantic import SecretStr
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli_doctor_scopes import scope_rows
from bot.cli_shared import console, is_there, our_version, schema, settings_or_none, shown
from bot.errors import SettingsError
from bot.settings import BoundSettings, Settings, ready_to_run
from bot.views.terminal import several, visible
from bot.views.terminal_status import stuck_lines
from storage.migrate import head
from storage.store import Store

MISSING = 1
MOST_STUCK = 5
Rows = list[tuple[str, str]]


@click.command("doctor", short_help="What is set, what stands, what is missing.")
def doctor() -> None:
    """Look at the settings and the database. Ends with 1 if something that `whoknows run` needs is missing."""
    rows: Rows = [
        ("whoknows", our_version()),
        ("Python", f"{platform.python_version()} ({sys.platform})"),
        ("SQLite", sqlite3.sqlite_version),
    ]
    settings, fault = settings_or_none()
    wanting = [fault] if fault else []
    if settings is not None:
        rows += settings_rows(settings)
        found, lacks = database_rows(settings)
        rows += found
        told, refused = scope_rows(settings)
        rows += told
        wanting += [*lacks, *lacking_to_run(settings), *refused]
    show(rows, wanting)
    if wanting:
        raise click.exceptions.Exit(MISSING)


def show(rows: Rows, wanting: list[str]) -> None:
    out = console()
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in rows:
        table.add_row(Text(name, style="dim"), Text(value, overflow="fold"))
    out.print(table)
    out.print()
    for line in wanting:
        out.print(Text.assemble(("missing: ", "bold yellow"), line), soft_wrap=True)
    if not wanting:
        out.print(Text("Everything that `whoknows run` needs is there.", style="green"))


def settings_rows(settings: Settings) -> Rows:
    """What is needed to run first, then the bounds."""
    names = sorted(Settings.model_fields, key=lambda name: name in BoundSettings.model_fields)
    return [(name.upper(), in_brief(name, getattr(settings, name))) for name in names]


def in_brief(name: str, value: object) -> str:
    """A setting as anybody may see it: addresses may hold a password, too."""
    if value is None:
        return "not set"
    if isinstance(value, SecretStr):
        return "set"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return "see database" if name == "database_url" else visible(str(value))


def lacking_to_run(settings: Settings) -> list[str]:
    try:
        ready_to_run(settings)
    except SettingsError as error:
        return [str(error)]
    return []


def database_rows(settings: Settings) -> tuple[Rows, list[str]]:
    """What the database is and holds, and what is wrong with it."""
    store = Store(settings.database_url)
    try:
        rows: Rows = [("database", shown(store))]
        if not is_there(store):
            return [*rows, ("", "not made yet: the first import or `whoknows run` makes it")], []
        standing = schema(store)
        if standing is None:
            return [*rows, ("schema", "none yet: the first import or `whoknows run` makes it")], []
        rows.append(("schema", standing))
        if standing != head():
            return rows, ["the database was made by another version: run `whoknows db upgrade`."]
        return rows + workspace_rows(store), []
    except SQLAlchemyError:
        return rows, [f"DATABASE_URL: {shown(store)} cannot be opened. Is the address right, and does it run?"]
    finally:
        store.close()


def workspace_rows(store: Store) -> Rows:
    rows: Rows = []
    for team_id in store.team_ids():
        with store.team(team_id).reading() as unit:
            found = unit.workspace.get()
            counts = ", ".join(
                [
                    several(len(unit.people.everybody()), "person", "people"),
                    several(len(unit.people.channels()), "channel", "channels"),
                    several(unit.terms.messages(), "message learned", "messages learned"),
                ]
            )
            stuck = unit.stuck.all()
        if found:
            name = f"{visible(found.name)}, " if found.name else ""
            rows.append((f"workspace {team_id}", f"{name}{'installed' if found.installed else 'imported'}: {counts}"))
        # Those that were given up come first: the others may yet work.
        told = list(stuck_lines(sorted(stuck, key=lambda row: row.again_at is not None)))
        rows += [("", line) for line in told[:MOST_STUCK]]
        if len(told) > MOST_STUCK:
            rows.append(("", f"and {len(told) - MOST_STUCK} more: `whoknows db` shows them"))
    return rows
