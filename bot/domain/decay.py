"""Forgetting without rewriting: forward decay (Cormode, Shkapenyuk, Srivastava, Xu, ICDE 2009).

What happened at `t` is added as `weight * 2^((t - LANDMARK) / half_life)`. Everything fades alike, so an order needs no
clock, and nothing stored is ever touched again. A double holds 1,022 half-lives on either side of the landmark: with
the shortest, a week, that is nineteen years, from before there was Slack until 2045.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime

from storage.values import Act, Kind, TermKind

LANDMARK = datetime(2026, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400.0

# Days after which a fact counts half. Long where a skill stays, short where presence is meant.
EXPERTISE = {
    Kind.ANSWER: 180.0,
    Kind.DECLARED: 720.0,
    Kind.SAID: 180.0,
    Kind.KUDOS: 180.0,
    Kind.TAUGHT: 360.0,
    Kind.ENDORSED: 360.0,
    Kind.ACCEPTED: 180.0,
}
TERMS = {TermKind.SAID: 120.0, TermKind.ANSWERED: 120.0}
# Who answers in a channel changes slowly, who takes part in its threads faster. Words fade as the terms they are of.
ACTIVITY = {Act.MESSAGE: 7.0, Act.ANSWER: 240.0, Act.REPLY: 60.0, Act.WORDS: 120.0}
RHYTHM = 90.0
HELPED = 120.0
NAMED = 7.0


def forward(at: datetime, *, half_life: float, weight: float = 1.0) -> float:
    """What to add to a stored sum for something that happened at `at`."""
    return weight * math.exp2(days_between(LANDMARK, at) / half_life)


def present(score: float, *, now: datetime, half_life: float) -> float:
    """What a stored sum is worth now: 1.0 is one thing that has just happened."""
    return score * math.exp2(-days_between(LANDMARK, now) / half_life)


def days_between(earlier: datetime, later: datetime) -> float:
    return (later - earlier).total_seconds() / DAY
