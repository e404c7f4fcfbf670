"""Rising and hidden people, and bridges: whom to ask in private whether coordinators may see them for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.insights_facts import Facts
from bot.domain.insights_figures import between
from bot.domain.insights_groups import FEWEST, OTHER

LATELY = timedelta(weeks=4)
MOST_A_WEEK = 3
# A trend needs a past: of a company whose first question is younger nobody is told to rise.
PAST = timedelta(weeks=8)
RISING_TIMES, RISING_PEOPLE = 4, 3
HIDDEN_TIMES, HIDDEN_PEOPLE, HIDDEN_NAMED = 6, 4, 1
# Nobody is hidden where nobody is visible: questions in which the bot named anybody.
LEAST_NAMED = 10
BRIDGED_GROUPS = 3


class Role(StrEnum):
    """As what somebody was found."""

    RISING = "rising"
    HIDDEN = "hidden"
    BRIDGE = "bridge"


class Said(StrEnum):
    """What they said to it. A no is for good, and looks to others like never having been found."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Shown:
    """How often somebody showed a topic lately and in the weeks before, how many colleagues that came from, and how
    often the bot named them.
    """

    user_id: str
    skill_id: int
    lately: int
    before: int
    people: int
    named: int = 0

    @property
    def times(self) -> int:
        return self.lately + self.before


@dataclass(frozen=True, slots=True)
class Found:
    """`skill_id` is None for a bridge."""

    user_id: str
    role: Role
    skill_id: int | None
    weight: int


def to_ask(shown: Iterable[Shown], facts: Facts, *, without: Collection[str], most: int = MOST_A_WEEK) -> list[Found]:
    """Whom to ask this week, those with most to show first; nobody twice, and nobody who was asked before."""
    has_past = any(one.at <= facts.end - PAST for one in facts.asked)
    has_named = sum(one.named for one in facts.asked) >= LEAST_NAMED
    found = [*noticed(shown, has_past=has_past, has_named=has_named), *bridges(facts)]
    found.sort(key=lambda one: (-one.weight, one.user_id, one.role))
    chosen: dict[str, Found] = {}
    for one in found:
        if one.user_id in facts.active and one.user_id not in without:
            chosen.setdefault(one.user_id, one)
    return list(chosen.values())[:most]


def noticed(shown: Iterable[Shown], *, has_past: bool, has_named: bool) -> Iterator[Found]:
    for one in shown:
        is_known = one.times >= HIDDEN_TIMES and one.people >= HIDDEN_PEOPLE
        if has_named and is_known and one.named <= HIDDEN_NAMED:
            yield Found(one.user_id, Role.HIDDEN, one.skill_id, one.times)
        elif has_past and one.lately >= RISING_TIMES and one.people >= RISING_PEOPLE and one.lately >= one.before:
            yield Found(one.user_id, Role.RISING, one.skill_id, one.times)


def bridges(facts: Facts) -> Iterator[Found]:
    """Who helped people of several groups that are not their own."""
    at = {one.user_id: one.labels["group"] for one in facts.people}
    people: defaultdict[str, set[str]] = defaultdict(set)
    for one in between(facts.helped):
        if at[one.helper_id] != at[one.asker_id] and at[one.asker_id] != OTHER:
            people[one.helper_id].add(one.asker_id)
    for user_id, helped in people.items():
        if len(helped) >= FEWEST and len({at[one] for one in helped}) >= BRIDGED_GROUPS:
            yield Found(user_id, Role.BRIDGE, None, len(helped))
