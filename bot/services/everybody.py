"""What everybody does in all channels, held in memory: of what changes between two questions only that is read anew.

The database is the truth. What is held is right if the workspace's version is the same and, once the rows of those who
were active since are read again, everything comes to what the database says it comes to; else all is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking_crowd import Floats
from bot.domain.rhythm import SLOTS
from storage.store import Unit
from storage.values import Act
from storage.values_terms import ActivityCount, RhythmCount

ACTS = tuple(Act)
# Sums in another order differ in their last digits; a single word more or less differs by more.
EQUAL = 1e-9
MOST_HELD = 200


@dataclass(frozen=True, slots=True)
class Everybody:
    """Stored sums side by side: a row for each act (or slot), a column for each person in the order of `places`.

    `seen` is when each person wrote last, in seconds; not a number for those who never did.
    """

    version: int
    places: Mapping[str, int]
    scores: Floats
    times: NDArray[np.int64]
    seen: Floats
    rhythm: Floats
    heard_last: datetime | None

    @classmethod
    def of(cls, version: int, rows: Sequence[ActivityCount], rhythm: Sequence[RhythmCount]) -> Everybody:
        places = {user: place for place, user in enumerate(sorted({row.user_id for row in rows}))}
        size = len(places)
        empty = cls(
            version,
            places,
            np.zeros((len(ACTS), size)),
            np.zeros((len(ACTS), size), np.int64),
            np.full(size, np.nan),
            np.zeros((SLOTS, size)),
            None,
        )
        return empty.changed(rows, rhythm)

    def changed(self, rows: Iterable[ActivityCount], rhythm: Iterable[RhythmCount]) -> Everybody:
        """The same with these rows in place of those that stood there. All people are known."""
        new = replace(
            self, scores=self.scores.copy(), times=self.times.copy(), seen=self.seen.copy(), rhythm=self.rhythm.copy()
        )
        heard_last = self.heard_last
        for row in rows:
            at = ACTS.index(row.act), self.places[row.user_id]
            new.scores[at], new.times[at] = row.score, row.times
            if row.act == Act.MESSAGE:
                new.seen[at[1]] = row.last_at.timestamp()
                heard_last = max(heard_last, row.last_at) if heard_last else row.last_at
        for user, slot, score in rhythm:
            if user in self.places:
                new.rhythm[slot, self.places[user]] = score
        return replace(new, heard_last=heard_last)

    def comes_to(self, totals: Mapping[Act, tuple[float, int]]) -> bool:
        expected = [totals.get(act, (0.0, 0)) for act in ACTS]
        scores, times = zip(*expected, strict=True)
        return bool(np.array_equal(self.times.sum(1), times) and np.allclose(self.scores.sum(1), scores, EQUAL, EQUAL))

    def act(self, act: Act) -> Floats:
        return cast("Floats", self.scores[ACTS.index(act)])

    @property
    def messages(self) -> int:
        """How many messages have been learned from."""
        return int(self.times[ACTS.index(Act.MESSAGE)].sum())


class Held:
    """What a process holds of each workspace. Never changed, only replaced: whoever reads it keeps what they have."""

    def __init__(self, most: int = MOST_HELD) -> None:
        self.most = most
        self.of_team: dict[str, Everybody] = {}

    def everybody(self, unit: Unit) -> Everybody:
        workspace = unit.workspace.get()
        version = workspace.graph_version if workspace else 0
        held = self.of_team.get(unit.team_id)
        now = (held and held.version == version and brought_up_to_date(unit, held)) or read_all(unit, version)
        if len(self.of_team) >= self.most:
            self.of_team.clear()
        self.of_team[unit.team_id] = now
        return now

    def drop(self, team_id: str, _user_id: str) -> None:
        """Somebody was forgotten: nothing that was known of them stays in memory."""
        self.of_team.pop(team_id, None)


def read_all(unit: Unit, version: int) -> Everybody:
    return Everybody.of(version, unit.terms.activity(""), unit.terms.rhythm())


def brought_up_to_date(unit: Unit, held: Everybody) -> Everybody | None:
    """None where that takes more than what was heard since: an old message, one taken back, somebody new."""
    rows = unit.terms.activity("", since=held.heard_last)
    users = sorted({row.user_id for row in rows})
    if not held.places.keys() >= set(users):
        return None
    now = held.changed(rows, unit.terms.rhythm(users))
    return now if now.comes_to(unit.terms.activity_totals()) else None
