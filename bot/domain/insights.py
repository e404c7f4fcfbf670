"""The weekly snapshot: figures about groups of five and more, frozen as a value. It holds no id and names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain import insights_figures as figures
from bot.domain.insights_facts import Facts, week_of
from bot.domain.insights_groups import FEWEST


class Knowing(StrEnum):
    """How many colleagues have shown a topic; never who."""

    NONE = "none"
    ONE = "one"
    FEW = "two to four"
    MANY = "five or more"


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic that five people or more asked about. `askers` and `unmet` are people, to the nearest five."""

    name: str
    askers: int
    answered: float | None
    knowing: Knowing
    unmet: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    name: str
    people: int
    asked: int
    answered: float | None


@dataclass(frozen=True, slots=True)
class Path:
    """Who of one group asked or thanked, was helped `times` by people of the other (or their own)."""

    asker: str
    helper: str
    times: int


@dataclass(frozen=True, slots=True)
class WeekLine:
    week: str
    active: int
    asked: int
    answered: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was so when the week of `week` (its Monday) began. A figure that may not be shown is None, a count under
    five is 0.
    """

    week: str
    at: datetime
    numbers: Mapping[str, float | None] = field(default_factory=dict)
    topics: tuple[TopicLine, ...] = ()
    alone: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[GroupLine, ...] = ()
    paths: tuple[Path, ...] = ()
    weeks: tuple[WeekLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.numbers


def snapshot(facts: Facts) -> Snapshot:
    """The figures of one window; none at all where fewer than five people are counted."""
    week = week_of(facts.end)
    if len(facts.people) < FEWEST:
        return Snapshot(week, facts.end)
    ours = figures.of_people(facts)
    return Snapshot(
        week=week,
        at=facts.end,
        numbers=figures.numbers(ours),
        topics=tuple(topic_line(ours, one) for one in figures.in_demand(ours)),
        alone=tuple(sorted(ours.alone, key=str.casefold)[: figures.MOST_TOPICS]),
        known=known(ours),
        groups=tuple(GroupLine(*one) for one in figures.by_group(ours)),
        paths=tuple(Path(*one) for one in figures.pathways(ours)),
        weeks=tuple(WeekLine(*one) for one in figures.by_week(ours)),
    )


def topic_line(facts: Facts, demand: figures.Demand) -> TopicLine:
    return TopicLine(
        name=facts.names[demand.skill_id],
        askers=figures.few(len(demand.askers)),
        answered=demand.answered,
        knowing=knowing(len(facts.knowing.get(demand.skill_id, ()))),
        unmet=figures.few(len(demand.unmet)),
    )


def known(facts: Facts) -> dict[str, int]:
    """How many of the topics that were asked about so many people know."""
    found = dict.fromkeys(Knowing, 0)
    for skill_id in {skill_id for one in facts.asked for skill_id in one.skill_ids}:
        found[knowing(len(facts.knowing.get(skill_id, ())))] += 1
    return {str(at): figures.few(count) for at, count in found.items()}


def knowing(people: int) -> Knowing:
    if people >= FEWEST:
        return Knowing.MANY
    return (Knowing.NONE, Knowing.ONE, Knowing.FEW)[min(people, 2)]
