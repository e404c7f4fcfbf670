"""What a gathering could be about: where much is asked and little is known; and who could be asked to host it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from storage.values_programme import Why

FEWEST_ASKERS = 2
FEWEST_KNOWING = 2
# A colleague who took the trouble to suggest something counts as much as two who asked in passing.
SUGGESTED = 2.0
INVITED_PER_TOPIC = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic with its numbers. `key` tells topics apart; `askers` are different people, those who would come to an
    earlier proposal among them; `unmet` of them got no answer.
    """

    key: str
    name: str
    skill_ids: tuple[int, ...] = ()
    askers: int = 0
    unmet: int = 0
    suggestions: int = 0
    people: int = 0
    answers: int = 0

    @property
    def demand(self) -> float:
        return self.askers + self.unmet + SUGGESTED * self.suggestions

    @property
    def supply(self) -> float:
        """How well it is answered: many people who showed it often make it easy to find help without a gathering."""
        return self.people + self.answers / 10

    @property
    def is_wanted(self) -> bool:
        return self.askers >= FEWEST_ASKERS or self.suggestions > 0

    @property
    def why(self) -> Why:
        if self.askers >= FEWEST_ASKERS:
            return Why.ASKED
        return Why.SUGGESTED if self.suggestions else Why.KNOWN


def chosen(candidates: Iterable[Candidate], *, held: Collection[str], most: int) -> list[Candidate]:
    """The topics of a post: what is wanted, by demand over supply; then what several colleagues could teach.

    What was `held` lately, or is planned, is out.
    """
    open_ones = [one for one in candidates if one.key not in held]
    wanted = sorted((one for one in open_ones if one.is_wanted), key=worth)
    known = (one for one in open_ones if not one.is_wanted and one.people >= FEWEST_KNOWING)
    return [*wanted, *sorted(known, key=lambda one: (-one.people, one.name))][:most]


def worth(candidate: Candidate) -> tuple[float, str]:
    return -candidate.demand / (1 + candidate.supply), candidate.name


def hosts(ranked: Sequence[Sequence[str]], *, without: Collection[str]) -> list[list[str]]:
    """Whom to ask for each topic: those who showed it most, and nobody for two topics at once."""
    asked: set[str] = set(without)
    chosen_ones: list[list[str]] = []
    for people in ranked:
        mine = [user_id for user_id in people if user_id not in asked][:INVITED_PER_TOPIC]
        asked.update(mine)
        chosen_ones.append(mine)
    return chosen_ones
