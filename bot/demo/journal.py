"""What changed last, once for each thing: whoever has seen everything up to a number learns what is newer."""

from __future__ import annotations

from itertools import takewhile

Key = tuple[str, ...]


class Journal:
    """A thing is named by what it is and which one: ("message", channel, ts), ("home", user), ("clock",)."""

    def __init__(self) -> None:
        self.last = 0
        self._seen: dict[Key, int] = {}

    def note(self, *key: str) -> None:
        self.last += 1
        self._seen.pop(key, None)
        self._seen[key] = self.last

    def forget(self) -> None:
        """The numbers go on: nobody takes what comes next for something seen."""
        self._seen.clear()

    def since(self, number: int) -> list[Key]:
        """Oldest change first; takes as long as there are changes, however much happened before."""
        newest_first = takewhile(lambda one: one[1] > number, reversed(self._seen.items()))
        return [key for key, _number in newest_first][::-1]
