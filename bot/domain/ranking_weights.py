"""How much each fact counts. Fitted on open communities, each left out in turn; a workspace may have its own."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class NameWeights:
    """For a bare name. An answer counts one; `lift` holds back those who answer everything.

    A thanks says more than an answer, which nobody may have found good; whoever taught something was asked to.
    """

    amount: float = 1.0
    lift: float = 2.0
    smoothing: float = 4.0
    said: float = 0.2
    thanks: float = 1.5
    taught: float = 2.0
    endorsed: float = 0.5
    accepted: float = 0.5
    week: float = 0.3
    silence: float = 0.4
    spread: float = 0.2


@dataclass(frozen=True, slots=True)
class QuestionWeights:
    """For a question in a channel: one number for each column of `ranking_features.columns`, in its order."""

    here: float = 0.55
    talks: float = 0.2
    quiet: float = 0.1
    week: float = 0.3
    hour: float = 0.35
    weekend: float = 0.25
    answered: float = 0.7
    said: float = 0.45
    helped: float = 0.2
    shown: float = 0.3
    named: float = 3.5

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


COLUMNS = tuple(each.name for each in fields(QuestionWeights))
NAME = NameWeights()
QUESTION = QuestionWeights()
# What being named lately takes off, so that others come up: chosen where it costs next to nothing (docs/ranking.md).
SPREAD = 0.28


def weights_of(numbers: Sequence[float]) -> QuestionWeights:
    return QuestionWeights(**dict(zip(COLUMNS, map(float, numbers), strict=True)))


def written(weights: QuestionWeights) -> str:
    """As a workspace's own weights are kept."""
    return json.dumps(asdict(weights))


def read_weights(text: str | None) -> QuestionWeights:
    """A workspace's own weights; where there are none, or what is kept makes no sense, those for everybody."""
    try:
        kept = json.loads(text or "{}")
        known = {name: float(kept[name]) for name in COLUMNS if name in kept}
    except (ValueError, TypeError):
        return QUESTION
    return replace(QUESTION, **known) if all(map(math.isfinite, known.values())) else QUESTION
