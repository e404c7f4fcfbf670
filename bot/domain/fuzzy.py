"""Which names come closest to what was typed: trigrams find sixty-four, letters decide their order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.frames import core
from bot.domain.slips import ShortNames
from bot.domain.trigrams import Floats, TrigramIndex

_SHORTLIST = 64
# A name that explains all that was typed goes before one that explains what is left without "help with".
_WITHOUT_FRAME = np.float32(0.97)
_REORDERED = np.float32(0.995)


def _word_sorted(name: str) -> str:
    return " ".join(sorted(name.split(" "))) if " " in name else name


class FuzzyNames:
    """Names in normal form, ready to be searched; answers are places among them, with a likeness up to 1."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._sorted = [_word_sorted(name) for name in names]
        self._trigrams = TrigramIndex(names)
        self._short = ShortNames(names)

    def closest(self, typed: str, *, limit: int) -> list[tuple[int, float]]:
        words = typed.split(" ")
        start, end = core(words, vendors=True)
        bare = " ".join(words[start:end])
        ids, cosine = self._trigrams.shortlist(bare, _SHORTLIST)
        picked = ids.tolist()
        extra = sorted(set(self._short.one_slip_from(bare)).difference(picked))
        picked += extra
        if not picked:
            return []
        likeness = self._likeness(typed, bare, picked)
        likeness[: len(ids)] += 5 * cosine
        best = np.argsort(-likeness, kind="stable")[:limit]
        return [(picked[at], min(float(likeness[at]) / 115, 1.0)) for at in best]

    def _likeness(self, typed: str, bare: str, picked: list[int]) -> Floats:
        """Letters in common, as written or with the words sorted; edits settle what is left equal."""
        names = [self._names[at] for at in picked]
        both_orders = names + [self._sorted[at] for at in picked]
        asked = [typed, _word_sorted(typed)]
        if bare != typed:
            asked += [bare, _word_sorted(bare)]
        letters = process.cdist(asked, both_orders, scorer=fuzz.ratio, dtype=np.float32)
        letters += 10 * process.cdist(asked, both_orders, scorer=OSA.normalized_similarity, dtype=np.float32)
        letters[2:] *= _WITHOUT_FRAME
        letters[:, len(names) :] *= _REORDERED
        likeness: Floats = letters.max(axis=0).reshape(2, -1).max(axis=0)
        return likeness
