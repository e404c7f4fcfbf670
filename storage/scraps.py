"""What SQLite leaves of erased rows in its file: a page that was put in order keeps scraps of what it held, beyond the
reach of `secure_delete`. Written anew the file has none.
"""

from __future__ import annotations

from contextlib import closing
from mmap import ACCESS_READ, mmap
from pathlib import Path
from sqlite3 import OperationalError

from storage.store import Store

# A file of this size is written anew within a second, so nobody has to wait for the night.
SMALL = 64 * 2**20


def cleared_of(store: Store, word: str) -> bool:
    """Whether nothing of an erased word is left in the file. Scraps go at once where that is soon done."""
    if not is_file(store) or not holds(store, word):
        return True
    return rewrite(store, most=SMALL) and not holds(store, word)


def rewrite(store: Store, *, most: int | None = None) -> bool:
    """Write the file anew, without scraps; False where it has more bytes, or others hold it. Nobody writes then."""
    if not is_file(store):
        return True
    if most is not None and path_of(store).stat().st_size > most:
        return False
    with store.turn(writing=True), closing(store.engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("VACUUM")  # past SQLAlchemy, which would begin a transaction
        except OperationalError:
            return False
    return store.compact()


def holds(store: Store, word: str) -> bool:
    with path_of(store).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(word.encode()) >= 0


def is_file(store: Store) -> bool:
    return store.is_sqlite and path_of(store).is_file()


def path_of(store: Store) -> Path:
    return Path(str(store.url.database))
