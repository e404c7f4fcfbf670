"""What changed last, once for each thing: whoever has seen everything up to a number learns what is newer."""

from __future__ import annotations

from itertools import takewhile
from threading import Lock

Key = tuple[str, ...]


class Journal:
    """A thing is named by what it is and which one: ("message", channel, ts), ("home", user), ("clock",)."""

    def __init__(self) -> None:
        self.last = 0
        self._seen: dict[Key, int] = {}
        self._lock = Lock()

    def note(self, *key: str) -> None:
        with self._lock:
            self._seen.pop(key, None)
            self._seen[key] = self.last + 1
            self.last += 1

    def forget(self) -> None:
        """The numbers go on: nobody takes what comes next for something seen."""
        with self._lock:
            self._seen.clear()

    def since(self, number: int) -> list[Key]:
        """Oldest change first; takes as long as there are changes, however much happened before."""
        return self.read(number)[1]

    def read(self, number: int) -> tuple[int, list[Key]]:
        """The same, and up to which number that is."""
        with self._lock:
            newest_first = takewhile(lambda one: one[1] > number, reversed(self._seen.items()))
            return self.last, [key for key, _number in newest_first][::-1]
