"""Who comes first, and why: score and reasons are made from the same facts, so they cannot disagree.

Two ways of asking need different evidence: a bare name (`/whoknows X`) is about the topic alone, a question in a
channel is mostly answered by those who answer there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np

from bot.domain.ranking_crowd import Crowd, Question
from bot.domain.ranking_facts import NOTHING, OnTopic, Ranked, Reason, Topic
from bot.domain.ranking_features import MUCH, columns
from bot.domain.ranking_reasons import has_reason, question_reasons, topic_reasons
from bot.domain.ranking_weights import NAME, QUESTION, SPREAD, NameWeights, QuestionWeights

# Of the best five one is no busy person, if any is known: and stands where people look.
LOOKED_AT, RISING_PLACE = 5, 3

Reasons = Callable[[str], tuple[Reason, ...]]


def rank_name(
    topics: Sequence[Topic],
    crowd: Crowd,
    *,
    best: int,
    load: Mapping[str, float] | None = None,
    weights: NameWeights = NAME,
    without: Collection[str] = (),
) -> list[Ranked]:
    """The best people for a bare name, among those there is a reason to name; ties by user id."""
    totals = [sum(known.answers for known in topic.people.values()) for topic in topics]
    share = crowd.answers / (float(crowd.answers.sum()) or 1.0)
    scored = []
    for user in {user for topic in topics for user in topic.people}.difference(without):
        known = [topic.people.get(user, NOTHING) for topic in topics]
        if not any(one.is_reason for one in known):
            continue
        place = crowd.places.get(user)
        part = float(share[place]) if place is not None else 0.0
        score = sum(
            topic.weight * on_topic(one, part * total, weights)
            for topic, one, total in zip(topics, known, totals, strict=True)
        )
        week, silent = (float(crowd.week[place]), float(crowd.silent[place])) if place is not None else (0.0, 365.0)
        around = weights.week * math.log1p(min(week, MUCH)) - weights.silence * math.log1p(silent)
        tired = weights.spread * math.log1p((load or {}).get(user, 0.0))
        scored.append((score + around - tired, user))
    order = sorted(scored, key=lambda one: (-one[0], one[1]))
    return chosen(order, crowd.busiest(without), best, lambda user: topic_reasons(topics, user))


def on_topic(known: OnTopic, expected: float, weights: NameWeights) -> float:
    """What somebody has shown of a topic, and how much more that is than `expected` of who answers at random."""
    evidence = (
        known.answers
        + weights.said * known.said
        + known.declared
        + weights.thanks * known.thanks
        + weights.taught * known.taught
        + weights.endorsed * known.endorsed
        + weights.accepted * known.accepted
    )
    lift = math.log((evidence + weights.smoothing) / (expected + weights.smoothing))
    return weights.amount * math.log1p(evidence) + weights.lift * lift


def rank_question(
    question: Question,
    crowd: Crowd,
    *,
    best: int,
    load: Mapping[str, float] | None = None,
    weights: QuestionWeights = QUESTION,
    spread: float = SPREAD,
    busiest: Collection[str] | None = None,
    without: Collection[str] = (),
) -> list[Ranked]:
    """The best people for a question in a channel, among those there is a reason to name; ties by user id. A place is
    kept for who is none of the `busiest`: the ten who answer most, unless others are given.
    """
    facts = columns(question, crowd)
    busiest = crowd.busiest(without) if busiest is None else busiest
    scores = np.array(weights.numbers) @ facts - spread * np.log1p(crowd.values(load or {}))
    may_be = has_reason(question, crowd, weights)
    may_be[[crowd.places[user] for user in without if user in crowd.places]] = False
    order = np.argsort(-scores, kind="stable")
    first = order[may_be[order]][: best + len(busiest) + 1]  # among so many there is one who is not busy, if any is
    ranked = [(float(scores[place]), crowd.users[place]) for place in first]
    return chosen(
        ranked,
        busiest,
        best,
        lambda user: question_reasons(question, crowd, crowd.places[user], facts, weights),
    )


def chosen(order: Sequence[tuple[float, str]], busiest: Collection[str], best: int, reasons: Reasons) -> list[Ranked]:
    """The first of an order, one place kept for somebody who is none of the busiest."""
    first = with_rising([user for _score, user in order], busiest)[:best]
    scores = {user: score for score, user in order}
    return [Ranked(user, scores[user], reasons(user)) for user in first]


def with_rising(order: list[str], busiest: Collection[str]) -> list[str]:
    """Where all of the first are busy people, the best of the others comes up among them."""
    if len(order) <= LOOKED_AT or not all(user in busiest for user in order[:LOOKED_AT]):
        return order
    rising = first_of(order[LOOKED_AT:], busiest)
    if rising is None:
        return order
    rest = [user for user in order if user != rising]
    return [*rest[: RISING_PLACE - 1], rising, *rest[RISING_PLACE - 1 :]]


def first_of(users: Iterable[str], busiest: Collection[str]) -> str | None:
    return next((user for user in users if user not in busiest), None)
