"""People for the ranking's tests: what is not said of them is nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from bot.domain.ranking_crowd import LONG_SILENT, Crowd, Here, Question, Uses, Word
from bot.domain.ranking_facts import Topic
from bot.domain.rhythm import SLOTS

MONDAY_NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
Counted = Mapping[str, tuple[float, int]]
NOBODY: Counted = {}


@dataclass(frozen=True)
class Presence:
    """What one person does, whatever the topic."""

    answers: float = 0.0
    replies: float = 0.0
    words: float = 0.0
    week: float = 0.0
    silent: float = LONG_SILENT


def crowd_of(people: Mapping[str, Presence]) -> Crowd:
    crowd = Crowd.of(people)
    for user, one in people.items():
        place = crowd.places[user]
        crowd.answers[place], crowd.replies[place], crowd.words[place] = one.answers, one.replies, one.words
        crowd.week[place], crowd.silent[place] = one.week, one.silent
    return crowd


def word_of(
    crowd: Crowd, name: str = "excel", *, answered: Counted = NOBODY, said: Counted = NOBODY, weight: float = 5.0
) -> Word:
    return Word(name, weight, Uses.of(crowd, answered), Uses.of(crowd, said))


def question_of(
    crowd: Crowd,
    words: Sequence[Word] = (),
    *,
    answers: Counted = NOBODY,
    replies: Counted = NOBODY,
    helped: Counted = NOBODY,
    silent: Mapping[str, float] | None = None,
    rhythm: Mapping[str, Mapping[int, float]] | None = None,
    topics: Sequence[Topic] = (),
    named: Collection[str] = (),
    at: datetime = MONDAY_NOON,
) -> Question:
    quiet = np.full(len(crowd.users), LONG_SILENT)
    for user, days in (silent or {}).items():
        quiet[crowd.places[user]] = days
    when = np.zeros((SLOTS, len(crowd.users)))
    for user, slots in (rhythm or {}).items():
        for slot, amount in slots.items():
            when[slot, crowd.places[user]] = amount
    here = Here("C1", Uses.of(crowd, answers), Uses.of(crowd, replies), quiet)
    return Question(here, words, Uses.of(crowd, helped), at, when, topics, frozenset(named))
