"""When a name that comes close is what somebody meant: how many slips of the keyboard a length forgives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.domain.spelling import tight

_SHORTEST = 4
_SHORT = 11


def allowed_slips(length: int) -> int:
    """A slip is a letter missing, added, changed, or two letters swapped."""
    if length < 9:
        return 1
    return 2 if length < 15 else 3


def slips(typed: str, name: str) -> int | None:
    """How many slips make `typed` of `name` (normal forms), or None when they are too many for a mistake."""
    left, right = tight(typed), tight(name)
    if len(right) < _SHORTEST or len(left) < _SHORTEST or left[0] != right[0]:
        return None
    most = allowed_slips(min(len(left), len(right)))
    count = OSA.distance(left, right, score_cutoff=most)
    if count > most or (len(right) == _SHORTEST and set(left) != set(right)):
        return None  # so many words are made of four letters that only swapped or doubled ones are surely a slip
    return count


def best(typed: str, names: Iterable[str]) -> str | None:
    """The one of `names` that takes the fewest slips; of equals one with the same letters, then the first."""
    letters = sorted(tight(typed))
    counted = [
        (count, sorted(tight(name)) != letters, number, name)
        for number, name in enumerate(names)
        if (count := slips(typed, name)) is not None
    ]
    return min(counted)[-1] if counted else None


class ShortNames:
    """Short names by what is left without one letter: a swap in five letters leaves no trigram standing."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._by_rest: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(names):
            if _SHORTEST <= len(name) <= _SHORT and (letters := tight(name)):
                for rest in _rests(letters):
                    self._by_rest[rest].append(at)

    def one_slip_from(self, typed: str) -> list[int]:
        """Places in the names, not twice the same."""
        letters = tight(typed)
        if not _SHORTEST <= len(letters) <= _SHORT + 1:
            return []
        found = {at for rest in _rests(letters) for at in self._by_rest.get(rest, ())}
        return [at for at in sorted(found) if slips(typed, self._names[at]) is not None]


def _rests(letters: str) -> Iterator[str]:
    yield letters
    yield from {letters[:at] + letters[at + 1 :] for at in range(1, len(letters))}
