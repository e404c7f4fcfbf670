"""Which of many names share the most telling trigrams with what was typed: postings in numpy."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_SPACE = 32
_BUCKETS = 262_139  # a prime: trigrams of any script fall into that many lists, seldom two into one
_NOTHING: tuple[Ints, Floats] = (np.empty(0, np.int64), np.empty(0, np.float32))


def _grams(text: str) -> Ints:
    """The bucket of each trigram of `text`; -1 where it says but that a word ends, or joins two names."""
    letters = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    first, middle, last = letters[:-2], letters[1:-1], letters[2:]
    buckets = ((first << 42) | (middle << 21) | last) % _BUCKETS
    buckets[(middle == _SPACE) & (last == _SPACE)] = -1
    return buckets


def _padded(name: str) -> str:
    return f"  {name.replace(' ', '   ')} "


class TrigramIndex:
    """The names by their trigrams, the rare ones weighing more. Safe to use from several threads."""

    def __init__(self, names: Sequence[str], *, budget: int = 40_000) -> None:
        self._size = len(names)
        self._budget = budget
        padded = [_padded(name) for name in names]
        grams = _grams("".join(padded) + "  ")
        owner = np.repeat(np.arange(self._size, dtype=np.int32), [len(name) for name in padded])
        pairs = (grams * max(self._size, 1) + owner)[grams >= 0]
        pairs.sort()
        pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]
        gram, names_of = np.divmod(pairs, max(self._size, 1))
        count = np.bincount(gram, minlength=_BUCKETS)
        weight = np.log1p(self._size / np.maximum(count, 1)).astype(np.float32) ** 2
        norm = np.bincount(names_of, weights=weight[gram], minlength=self._size)
        self._ids = names_of  # as wide as numpy's own indices: narrower ones are widened at each use
        self._start = np.concatenate(([0], np.cumsum(count))).astype(np.int32)
        self._weight = weight
        self._scale = (1 / np.sqrt(np.maximum(norm, 1e-9))).astype(np.float32)
        self._scratch = threading.local()

    def _room(self) -> tuple[Floats, Floats]:
        """Two arrays as long as the names, this thread's own."""
        room: tuple[Floats, Floats] | None = getattr(self._scratch, "room", None)
        if room is None:
            room = self._scratch.room = (np.zeros(self._size, np.float32), np.zeros(self._size, np.float32))
        return room

    def shortlist(self, typed: str, size: int) -> tuple[Ints, Floats]:
        """Ids and cosine of about `size` names, nearest first."""
        grams = np.unique(_grams(_padded(typed)))
        grams = grams[(grams >= 0) & (self._start[grams + 1] > self._start[grams])]
        if not len(grams):
            return _NOTHING
        sizes = self._start[grams + 1] - self._start[grams]
        grams = grams[np.argsort(sizes, kind="stable")]
        cosine = self._cosines(grams)
        ids = _best(cosine, size)
        return ids, cosine[ids] / np.float32(self._weight[grams].sum() ** 0.5)

    def _cosines(self, grams: Ints) -> Floats:
        """Adds up the postings of `grams`, rarest first, until the budget is spent."""
        sums, cosine = self._room()
        sums.fill(0)
        left = self._budget
        starts, ends = self._start[grams].tolist(), self._start[grams + 1].tolist()
        for number, (start, end, weight) in enumerate(zip(starts, ends, self._weight[grams], strict=True)):
            left -= end - start
            if left < 0 and number > 2:
                break
            np.add.at(sums, self._ids[start:end], weight)
        return np.multiply(sums, self._scale, out=cosine)


def _best(values: Floats, size: int) -> Ints:
    """Where the `size` highest values stand, highest first."""
    top = float(values.max())
    for share in (0.5, 0.25, 0.0):
        ids = np.flatnonzero(values > share * top)
        if len(ids) >= size:
            break
    found = values[ids]
    if len(ids) > size:
        chosen = np.argpartition(found, len(ids) - size)[-size:]
        ids, found = ids[chosen], found[chosen]
    return ids[np.argsort(-found, kind="stable")]
