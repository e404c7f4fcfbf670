"""Faults as they happen in a database: what is written there fails, under a condition, until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storage.store import Store

WORDS = "what somebody wrote"
ON_SQLITE = ("CREATE TRIGGER fault BEFORE {act} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END",)
ON_POSTGRESQL = (
    "CREATE FUNCTION fault() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{words}'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER fault BEFORE {act} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION fault()",
)


@contextmanager
def fault(store: Store, act: str, table: str, when: str) -> Iterator[None]:
    """`act` is INSERT or UPDATE, `when` SQL about NEW."""
    run(store, *(line.format(act=act, table=table, when=when, words=WORDS) for line in made_on(store)))
    yield
    run(store, "DROP TRIGGER fault" if store.is_sqlite else "DROP FUNCTION fault() CASCADE")


def made_on(store: Store) -> tuple[str, ...]:
    return ON_SQLITE if store.is_sqlite else ON_POSTGRESQL


def run(store: Store, *lines: str) -> None:
    with store.transaction(writing=True) as connection:
        for line in lines:
            connection.exec_driver_sql(line.replace("%", "%%") if not store.is_sqlite else line)
