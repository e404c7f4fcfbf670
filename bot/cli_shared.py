"""What the commands share: the database they work on, the workspace they mean, and how they find people in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.app import open_services, open_store
from bot.errors import CommandLineError, SettingsError
from bot.services import Services
from bot.settings import Settings, load
from storage.migrate import current, head
from storage.store import Store
from storage.values import WorkspaceRow


@contextmanager
def opened() -> Iterator[Services]:
    """The database of the environment, made and brought up to date where needed."""
    settings = load()
    store = open_store(settings)
    try:
        yield open_services(settings, store)
    finally:
        store.close()


@contextmanager
def as_it_is() -> Iterator[Services]:
    """The same for commands that change nothing: what is not there is not made."""
    settings = load()
    store = Store(settings.database_url)
    try:
        check_schema(store)
        yield open_services(settings, store)
    finally:
        store.close()


@contextmanager
def passing_store(folder: Path) -> Iterator[Store]:
    """A database for this one command; it goes with its folder."""
    with closing(Store(f"sqlite:///{folder / 'whoknows.db'}")) as store:
        store.upgrade()
        yield store


def our_version() -> str:
    """As installed; a clone that is run in place has none."""
    try:
        return version("whoknows-bot")
    except PackageNotFoundError:
        return "not installed"


def check_schema(store: Store) -> None:
    standing = schema(store) if is_there(store) else None
    if standing is None:
        raise CommandLineError(f"Nothing has been learned yet in {shown(store)}: begin with `whoknows import EXPORT`.")
    if standing != head():
        raise CommandLineError(f"{shown(store)} was made by another version: run `whoknows db upgrade`.")


def is_there(store: Store) -> bool:
    """Whether a connection would find something. SQLite makes an empty file where there is none."""
    path = store.url.database
    return not store.is_sqlite or (bool(path) and Path(str(path)).exists())


def schema(store: Store) -> str | None:
    with store.transaction(writing=False) as connection:
        return current(connection)


def shown(store: Store) -> str:
    """Where the database is, without what would let anybody in."""
    if store.is_sqlite:
        return str(store.url.database or "a database in memory")
    return f"the database {store.url.database or ''} on {store.url.host or 'this machine'}"


def console(*, stderr: bool = False) -> Console:
    """Plain where nobody watches; words are never taken for markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_json(value: Any) -> None:
    """One object on one line, at once: whoever reads along waits for it."""
    print(json.dumps(value), flush=True)  # noqa: T201 - the answer itself


def workspaces(ours: Services) -> list[WorkspaceRow]:
    rows = [ours.workspaces.get(team_id) for team_id in ours.store.team_ids()]
    return [row for row in rows if row is not None]


def team_meant(ours: Services, given: str | None) -> str:
    """The workspace a command is about: the one given, the only one there is, or the only installed one."""
    rows = workspaces(ours)
    if given is not None:
        if given not in {row.team_id for row in rows}:
            raise CommandLineError(f"There is no workspace {given!r} here. {known(rows)}")
        return given
    if not rows:
        raise CommandLineError("Nothing has been learned yet: begin with `whoknows import EXPORT`.")
    for choice in (rows, [row for row in rows if row.installed]):
        if len(choice) == 1:
            return choice[0].team_id
    raise CommandLineError(f"There are several workspaces: say which with --team. {known(rows)}")


def known(rows: Sequence[WorkspaceRow]) -> str:
    if not rows:
        return "None has been learned yet: begin with `whoknows import EXPORT`."
    return "There is " + ", ".join(f"{row.team_id} ({row.name})" if row.name else row.team_id for row in rows) + "."


def settings_or_none() -> tuple[Settings | None, str]:
    """The settings, or what is wrong with them."""
    try:
        return load(), ""
    except SettingsError as error:
        return None, str(error)
