"""Who comes first, and why: one pure function makes score and reasons together, so they cannot disagree.

Two ways of asking need different evidence: a bare name (`/whoknows X`) is about the topic alone, a question in a
channel is mostly answered by those who answer there. Both use the same facts about a person and weigh them differently.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice
from operator import itemgetter

# Somebody who wrote a word once is no lead; and two topics are as many reasons as anybody reads.
FEWEST_MENTIONS = 2
MOST_TOPICS = 2


class ReasonKind(StrEnum):
    THANKED = "thanked"
    TAUGHT = "taught"
    ANSWERED = "answered"
    DECLARED = "declared"
    SAID = "said"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence a colleague would accept, before it has words; with a `ts` it can be looked up. Of thanks `people` is
    how many gave them, of teaching how many took something home.
    """

    kind: ReasonKind
    about: str = ""
    count: int = 0
    last_at: datetime | None = None
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What one person has shown about one topic; decayed sums, 1.0 being one thing that has just happened."""

    answers: float = 0.0
    said: float = 0.0
    declared: float = 0.0
    thanks: float = 0.0
    taught: float = 0.0
    endorsed: float = 0.0
    answer_count: int = 0
    said_count: int = 0
    thank_count: int = 0
    taught_count: int = 0
    endorsed_count: int = 0
    answered_at: datetime | None = None
    declared_at: datetime | None = None
    thanked_at: datetime | None = None
    taught_at: datetime | None = None

    @property
    def strength(self) -> float:
        """What of it is more than words."""
        return self.answers + self.thanks + self.taught


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing asked about: `weight` its share of the question, `people` who has shown what of it."""

    name: str
    weight: float
    people: Mapping[str, OnTopic]


@dataclass(frozen=True, slots=True)
class Presence:
    """What one person does, whatever the topic; decayed sums."""

    answers_here: float = 0.0
    answers_anywhere: float = 0.0
    answers_here_count: int = 0
    week: float = 0.0
    days_silent: float = 365.0
    named_lately: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each fact counts, an answer being one. `lift` holds back those who answer everything.

    A thanks says more than an answer, which nobody may have found good; whoever taught something was asked to.

    `elsewhere` is what an answer given anywhere is worth beside one given here; a small `doubt` lets the first answers
    here count for much and the hundredth for little.
    """

    amount: float = 1.0
    lift: float = 1.0
    smoothing: float = 4.0
    here: float = 0.0
    elsewhere: float = 0.0005
    doubt: float = 0.01
    week: float = 0.0
    silence: float = 0.2
    spread: float = 0.2
    said: float = 0.1
    thanks: float = 1.5
    taught: float = 2.0
    endorsed: float = 0.5


NAME = Weights()
QUESTION = Weights(amount=0.0, lift=0.5, smoothing=1.0, here=1.2, week=0.1, silence=0.3)


@dataclass(frozen=True, slots=True)
class Ranked:
    user_id: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())


def rank(
    topics: Sequence[Topic],
    presence: Mapping[str, Presence],
    weights: Weights,
    *,
    best: int,
    channel_id: str = "",
    without: Collection[str] = (),
) -> list[Ranked]:
    """The `best` people there is a reason to name, best first; ties by user id: same facts, same order."""
    people = {user_id for topic in topics for user_id in topic.people}
    if weights.here:
        people |= presence.keys()
    totals = [sum(known.answers for known in topic.people.values()) for topic in topics]
    all_answers = sum(each.answers_anywhere for each in presence.values()) or 1.0
    scored = []
    for user_id in people.difference(without):
        there = presence.get(user_id, NOBODY)
        share = there.answers_anywhere / all_answers
        content = [
            (topic, topic.people.get(user_id, NOTHING), share * total)
            for topic, total in zip(topics, totals, strict=True)
        ]
        scored.append((-score(content, there, weights), user_id, content, there))
    scored.sort(key=itemgetter(0, 1))
    here = channel_id if weights.here else ""
    ranked = (Ranked(user, -less, reasons_for(content, there, here)) for less, user, content, there in scored)
    return list(islice((one for one in ranked if one.reasons), best))


def score(content: Iterable[tuple[Topic, OnTopic, float]], there: Presence, weights: Weights) -> float:
    """What they know of the topics, against what answering at random would give; whether they answer here; presence."""
    known = sum(topic.weight * on_topic(shown, expected, weights) for topic, shown, expected in content)
    answers = (1 - weights.elsewhere) * there.answers_here + weights.elsewhere * there.answers_anywhere
    here = math.log1p(answers / weights.doubt)
    return (
        known
        + weights.here * here
        + weights.week * math.log1p(there.week)
        - weights.silence * math.log1p(there.days_silent)
        - weights.spread * math.log1p(there.named_lately)
    )


def on_topic(shown: OnTopic, expected: float, weights: Weights) -> float:
    evidence = (
        shown.answers
        + weights.said * shown.said
        + shown.declared
        + weights.thanks * shown.thanks
        + weights.taught * shown.taught
        + weights.endorsed * shown.endorsed
    )
    lift = math.log((evidence + weights.smoothing) / (expected + weights.smoothing))
    return weights.amount * math.log1p(evidence) + weights.lift * lift


def reasons_for(
    content: Iterable[tuple[Topic, OnTopic, float]], there: Presence, channel_id: str
) -> tuple[Reason, ...]:
    """The facts that counted for this person, the strongest kind first."""
    thanked, taught, answered, declared, said = [], [], [], [], []
    for topic, shown, _expected in sorted(content, key=lambda one: -one[0].weight * one[1].strength):
        if shown.thank_count:
            thanked.append(Reason(ReasonKind.THANKED, topic.name, shown.thank_count, shown.thanked_at))
        if shown.taught_count:
            useful = shown.endorsed_count
            taught.append(Reason(ReasonKind.TAUGHT, topic.name, shown.taught_count, shown.taught_at, people=useful))
        if shown.answer_count:
            answered.append(Reason(ReasonKind.ANSWERED, topic.name, shown.answer_count, shown.answered_at))
        if shown.declared:
            declared.append(Reason(ReasonKind.DECLARED, topic.name, 1, shown.declared_at))
        if shown.said_count >= FEWEST_MENTIONS:
            said.append(Reason(ReasonKind.SAID, topic.name, shown.said_count))
    here = []
    if channel_id and there.answers_here_count:
        here.append(Reason(ReasonKind.HERE, count=there.answers_here_count, channel_id=channel_id))
    return (*thanked[:MOST_TOPICS], *taught[:1], *answered[:MOST_TOPICS], *declared[:1], *here, *said[:1])


NOTHING = OnTopic()
NOBODY = Presence()
