"""Everybody's counts side by side, as arrays: a thousand people are scored in the time of ten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking_facts import Topic

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Numbers = Sequence[float] | Floats

LONG_SILENT = 365.0
BUSIEST = 10
NOBODY: Whole = np.zeros(0, np.int64)
NOTHING: Floats = np.zeros(0)


@dataclass(frozen=True)
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

    @cached_property
    def share(self) -> Floats:
        """Everybody's part of all answers: what they would give of any, if they answered at random."""
        return parts(self.answers, 0.05)

    @cached_property
    def talk(self) -> Floats:
        """Everybody's part of all words."""
        return parts(self.words, 1.0)

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


@dataclass(frozen=True)
class Uses:
    """Of some people, by their places in the crowd, in order: decayed sums, and how often."""

    people: Whole
    scores: Floats
    times: Whole

    @classmethod
    def of(cls, crowd: Crowd, rows: Mapping[str, tuple[float, int]]) -> Uses:
        scores, times = zip(*rows.values(), strict=True) if rows else ((), ())
        return cls.listed(crowd, list(rows), scores, times)

    @classmethod
    def listed(cls, crowd: Crowd, users: Sequence[str], scores: Numbers, times: Sequence[int]) -> Uses:
        """The same of columns; whoever is not in the crowd is left out."""
        places = np.array([crowd.places.get(user, -1) for user in users], np.int64)
        order = np.argsort(places, kind="stable")
        order = order[places[order] >= 0]
        return cls(places[order], np.array(scores, np.float64)[order], np.array(times, np.int64)[order])

    def of_one(self, place: int) -> tuple[float, int]:
        """One person's sum and how often."""
        at = int(self.people.searchsorted(place))
        if at == len(self.people) or self.people[at] != place:
            return 0.0, 0
        return float(self.scores[at]), int(self.times[at])

    @cached_property
    def total(self) -> float:
        return float(self.scores.sum())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: `weight` how much it tells, who answered questions that held it, who says it."""

    name: str
    weight: float
    answered: Uses
    said: Uses


@dataclass(frozen=True)
class Stack:
    """The uses of several words one after the other; `word` says which word each is of, `totals` what all come to."""

    words: Sequence[Word]
    uses: Sequence[Uses]

    @cached_property
    def people(self) -> Whole:
        return np.concatenate([NOBODY, *(one.people for one in self.uses)])

    @cached_property
    def scores(self) -> Floats:
        return np.concatenate([NOTHING, *(one.scores for one in self.uses)])

    @cached_property
    def times(self) -> Whole:
        return np.concatenate([NOBODY, *(one.times for one in self.uses)])

    @cached_property
    def word(self) -> Whole:
        return np.repeat(np.arange(len(self.uses)), [len(one.people) for one in self.uses])

    @cached_property
    def totals(self) -> Floats:
        return np.array([one.total for one in self.uses])

    @cached_property
    def weights(self) -> Floats:
        return np.array([word.weight for word in self.words])

    def above_chance(self, share: Floats) -> NDArray[np.bool_]:
        """Which uses are more than their person would come to by chance."""
        expected = self.totals[self.word] * share[self.people]
        return np.asarray(self.scores > expected)


@dataclass(frozen=True, slots=True)
class Here:
    """What people do in one channel: questions answered, messages in threads, days since the last message."""

    channel_id: str
    answers: Uses
    replies: Uses
    silent: Floats


@dataclass(frozen=True)
class Question:
    """What is asked in a channel, and by somebody whom `helped` has helped before. `rhythm` is when everybody writes (a
    row for each slot, a column for each person); `topics` are the skills that are named, `named` the people.
    """

    here: Here
    words: Sequence[Word]
    helped: Uses
    at: datetime
    rhythm: Floats
    topics: Sequence[Topic] = ()
    named: frozenset[str] = frozenset()

    @cached_property
    def answered(self) -> Stack:
        return Stack(self.words, [word.answered for word in self.words])

    @cached_property
    def said(self) -> Stack:
        return Stack(self.words, [word.said for word in self.words])
