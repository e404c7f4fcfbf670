"""Everybody's counts side by side, as arrays: a thousand people are scored in the time of ten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking_facts import Topic

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LONG_SILENT = 365.0
BUSIEST = 10


@dataclass(frozen=True, slots=True)
class Crowd:
    """What each person does, whatever the topic and the channel; decayed sums, in the order of `users`.

    `answers` are questions answered, `replies` messages in threads, `words` all words said, `week` this week's
    messages, `silent` the days since the last one.
    """

    users: tuple[str, ...]
    answers: Floats
    replies: Floats
    words: Floats
    week: Floats
    silent: Floats
    places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {user: place for place, user in enumerate(self.users)})

    @classmethod
    def of(cls, users: Collection[str]) -> Crowd:
        """People of whom nothing is known yet."""
        size = len(users)
        return cls(
            users=tuple(sorted(users)),
            answers=np.zeros(size),
            replies=np.zeros(size),
            words=np.zeros(size),
            week=np.zeros(size),
            silent=np.full(size, LONG_SILENT),
        )

    @property
    def share(self) -> Floats:
        """Everybody's part of all answers: what they would give of any, if they answered at random."""
        return parts(self.answers, 0.05)

    def busiest(self, without: Collection[str] = ()) -> frozenset[str]:
        """The ten who answer most."""
        order = np.argsort(-self.answers, kind="stable")
        found = (self.users[place] for place in order if self.answers[place] > 0)
        return frozenset(islice((user for user in found if user not in without), BUSIEST))

    def spread_out(self, some: Uses) -> Floats:
        """The scores of some people, zero for all others."""
        full = np.zeros(len(self.users))
        full[some.people] = some.scores
        return full

    def values(self, of: Mapping[str, float]) -> Floats:
        """A value for each person, zero where there is none."""
        full = np.zeros(len(self.users))
        for user, value in of.items():
            if user in self.places:
                full[self.places[user]] = value
        return full


def parts(amounts: Floats, doubt: float) -> Floats:
    """Shares of a whole, nobody's quite nothing."""
    return (amounts + doubt) / float((amounts + doubt).sum() or 1.0)


@dataclass(frozen=True, slots=True)
class Uses:
    """Of some people, by their places in the crowd: decayed sums, and how often."""

    people: Whole
    scores: Floats
    times: Whole

    @classmethod
    def of(cls, crowd: Crowd, rows: Mapping[str, tuple[float, int]]) -> Uses:
        known = [(crowd.places[user], score, times) for user, (score, times) in rows.items() if user in crowd.places]
        columns = list(zip(*known, strict=True)) or [(), (), ()]
        return cls(np.array(columns[0], np.int64), np.array(columns[1], np.float64), np.array(columns[2], np.int64))

    def of_one(self, place: int) -> tuple[float, int]:
        """One person's sum and how often."""
        found = np.flatnonzero(self.people == place)
        return (float(self.scores[found[0]]), int(self.times[found[0]])) if len(found) else (0.0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: `weight` how much it tells, who answered questions that held it, who says it."""

    name: str
    weight: float
    answered: Uses
    said: Uses


@dataclass(frozen=True, slots=True)
class Here:
    """What people do in one channel: questions answered, messages in threads, days since the last message."""

    channel_id: str
    answers: Uses
    replies: Uses
    silent: Floats


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked in a channel, and by somebody whom `helped` has helped before. `rhythm` is when everybody writes (a
    row for each slot, a column for each person); `topics` are the skills that are named.
    """

    here: Here
    words: Sequence[Word]
    helped: Uses
    at: datetime
    rhythm: Floats
    topics: Sequence[Topic] = ()
