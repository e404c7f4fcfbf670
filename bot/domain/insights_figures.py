"""Each figure by itself. Behind every one stand five people or more, else it is withheld; `docs/insights.md` has the
formulas in words, from `insights_registry`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from statistics import median
from typing import TypeVar

from bot.domain.insights_facts import WINDOW, Asked, Facts, Helped, week_of, weeks_before
from bot.domain.insights_groups import DIMENSIONS, FEWEST, OTHER, five

MOST_TOPICS = 40
# A tenth of the helpers, and never fewer than five people: of fewer than ten helpers it would say nothing.
LEAST_HELPERS = 2 * FEWEST

Numbers = dict[str, float | None]
Part = TypeVar("Part", str, tuple[str, str])
Event = TypeVar("Event", Asked, Helped)


@dataclass(slots=True)
class Demand:
    """Who asked about a topic, who of them in vain, and how many of the questions in channels were answered."""

    skill_id: int
    askers: set[str] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)
    questions: list[Asked] = field(default_factory=list)

    @property
    def answered(self) -> float | None:
        return answered(self.questions)


def people_in(user_ids: Iterable[str]) -> set[str]:
    """Different people: whoever asked without a name is nobody."""
    return {user_id for user_id in user_ids if user_id}


def few(count: int) -> int:
    """To the nearest five; 0 where it is under five."""
    return five(count) if count >= FEWEST else 0


def share(part: float, whole: float, people: int) -> float | None:
    """In steps of a twentieth, if five people or more are behind it."""
    return round(20 * part / whole) / 20 if people >= FEWEST and whole else None


def of_people(facts: Facts) -> Facts:
    """Only of those who are counted, and within the window."""
    ours, begin = {one.user_id for one in facts.people}, facts.end - WINDOW
    asking = {*ours, ""}
    return replace(
        facts,
        asked=[one for one in facts.asked if one.asker_id in asking and begin <= one.at < facts.end],
        helped=[
            one
            for one in facts.helped
            if one.helper_id in ours and one.asker_id in asking and begin <= one.at < facts.end
            if one.helper_id != one.asker_id
        ],
        gathered=[
            replace(one, came=only(one.came, ours), useful=only(one.useful, ours))
            for one in facts.gathered
            if begin <= one.at < facts.end
        ],
    )


def only(user_ids: Iterable[str], ours: Collection[str]) -> tuple[str, ...]:
    return tuple(user_id for user_id in user_ids if user_id in ours)


def numbers(facts: Facts) -> Numbers:
    """The figures that are one number each."""
    return {
        "people": few(sum(one.user_id in facts.active for one in facts.people)),
        "asked": events(facts.asked, lambda one: (one.asker_id,)),
        "answered": answered(facts.asked),
        "first_answer": first_answer(facts.asked),
        "found": found(facts.asked),
        "unmet": few(len(people_in(one.asker_id for one in facts.asked if one.is_unmet))),
        "reach": reach(facts),
        "helped": events(facts.helped, lambda one: (one.helper_id, one.asker_id)),
        **load(facts.helped),
        **{f"crossing_{dimension}": crossing(facts, dimension) for dimension in DIMENSIONS},
        **gatherings(facts),
    }


def events(of: Iterable[Asked] | Iterable[Helped], behind: Callable[..., Iterable[str]]) -> int:
    """How many, if five people or more are behind them."""
    listed = list(of)
    people = people_in(user_id for one in listed for user_id in behind(one))
    return few(len(listed)) if len(people) >= FEWEST else 0


def answered(asked: Iterable[Asked]) -> float | None:
    """Of the questions in channels."""
    there = [one for one in asked if one.in_channel]
    return share(sum(one.is_answered for one in there), len(there), len(people_in(one.asker_id for one in there)))


def found(asked: Iterable[Asked]) -> float | None:
    """Of what the bot itself was asked: how often it named somebody."""
    there = [one for one in asked if not one.in_channel]
    return share(sum(one.named for one in there), len(there), len(people_in(one.asker_id for one in there)))


def first_answer(asked: Iterable[Asked]) -> float | None:
    """Minutes: half of the answered questions had one sooner. To the nearest five."""
    there = [one for one in asked if one.minutes is not None]
    if len(people_in(one.asker_id for one in there)) < FEWEST:
        return None
    return float(five(median(one.minutes or 0.0 for one in there)))


def reach(facts: Facts) -> float | None:
    """Of those who asked about any topic: how many have a colleague who showed it, for each topic they asked about."""
    topics: defaultdict[str, set[int]] = defaultdict(set)
    for one in facts.asked:
        topics[one.asker_id].update(one.skill_ids)
    askers = {user_id: asked for user_id, asked in topics.items() if user_id and asked}
    reached = sum(
        all(facts.knowing.get(skill_id, frozenset()) - {user_id} for skill_id in asked)
        for user_id, asked in askers.items()
    )
    return share(reached, len(askers), len(askers))


def load(helped: Iterable[Helped]) -> Numbers:
    """How evenly help lies on those who gave any."""
    given = sorted(Counter(one.helper_id for one in helped).values())
    count, total = len(given), sum(given)
    busiest = given[-max(FEWEST, ceil(count / 10)) :]
    gini = None
    if count >= FEWEST:
        weighed = sum(place * times for place, times in enumerate(given, 1))
        gini = round(20 * (2 * weighed / (count * total) - (count + 1) / count)) / 20
    return {
        "helpers": few(count),
        "busiest": share(sum(busiest), total, count) if count >= LEAST_HELPERS else None,
        "gini": gini,
    }


def crossing(facts: Facts, dimension: str) -> float | None:
    """Of the help between people whose groups are shown: how much went from one to another."""
    at = {one.user_id: one.labels[dimension] for one in facts.people if one.labels[dimension] != OTHER}
    if len(set(at.values())) < 2:
        return None
    there = [one for one in facts.helped if one.helper_id in at and one.asker_id in at]
    across = sum(at[one.helper_id] != at[one.asker_id] for one in there)
    return share(across, len(there), len(behind(there)))


def between(helped: Iterable[Helped]) -> Iterator[Helped]:
    """Of which both are known."""
    return (one for one in helped if one.asker_id)


def behind(helped: Iterable[Helped]) -> set[str]:
    return people_in(user_id for one in helped for user_id in (one.helper_id, one.asker_id))


def gatherings(facts: Facts) -> Numbers:
    """How many were held stands in the channel for all to see, and is told as it is."""
    limited = [one for one in facts.gathered if one.seats]
    taken = sum(min(len(one.came), one.seats) for one in limited)
    seats = sum(one.seats for one in limited)
    came = sum(len(one.came) for one in facts.gathered)
    people = len({user_id for one in facts.gathered for user_id in one.came})
    return {
        "gatherings": len(facts.gathered),
        "attended": few(came) if people >= FEWEST else 0,
        "seats_filled": share(taken, seats, len({user_id for one in limited for user_id in one.came})),
        "useful": share(sum(len(one.useful) for one in facts.gathered), came, people),
    }


def in_demand(facts: Facts) -> list[Demand]:
    """The topics that five people or more asked about; by how many they were, as it is shown."""
    found: dict[int, Demand] = {}
    for one in facts.asked:
        for skill_id in one.skill_ids:
            demand = found.setdefault(skill_id, Demand(skill_id))
            demand.askers |= people_in([one.asker_id])
            demand.questions.append(one)
            if one.is_unmet:
                demand.unmet |= people_in([one.asker_id])
    wanted = [one for one in found.values() if len(one.askers) >= FEWEST and one.skill_id in facts.names]
    wanted.sort(key=lambda one: (-few(len(one.askers)), facts.names[one.skill_id]))
    return wanted[:MOST_TOPICS]


def by_group(facts: Facts) -> Iterator[tuple[str, int, int, float | None]]:
    """People, questions and the share answered, of each group that is shown; nothing where there is but one."""
    at = groups_of(facts)
    sizes = Counter(at[one.user_id] for one in facts.people if one.user_id in facts.active)
    asked: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in facts.asked:
        if one.asker_id in at:
            asked[at[one.asker_id]].append(one)
    if len(sizes) < 2:
        return
    counts, shares = questions_told(asked)
    for name in sorted(sizes, key=in_order):
        yield name, few(sizes[name]), counts.get(name, 0), shares.get(name)


def pathways(facts: Facts) -> Iterator[tuple[str, str, int]]:
    """How often people of one group were helped by another, or by their own, where five people or more took part."""
    at = groups_of(facts)
    if len(set(at.values())) < 2:
        return
    ways: defaultdict[tuple[str, str], list[Helped]] = defaultdict(list)
    for one in between(facts.helped):
        ways[at[one.asker_id], at[one.helper_id]].append(one)
    told = told_beside(ways, behind)
    for asker, helper in sorted(told, key=lambda pair: (in_order(pair[0]), in_order(pair[1]))):
        if times := few(len(ways[asker, helper])):
            yield asker, helper, times


def groups_of(facts: Facts) -> Mapping[str, str]:
    return {one.user_id: one.labels["group"] for one in facts.people}


def in_order(name: str) -> tuple[bool, str]:
    """By name, *other* last."""
    return name == OTHER, name


def by_week(facts: Facts) -> Iterator[tuple[str, int, int, float | None]]:
    """How many took part, asking, helping, thanking or at a gathering; what was asked, and the share answered."""
    took_part: defaultdict[str, set[str]] = defaultdict(set)
    asked: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in facts.asked:
        week = week_of(one.at)
        asked[week].append(one)
        took_part[week].add(one.asker_id)
    for help_given in facts.helped:
        took_part[week_of(help_given.at)].update((help_given.helper_id, help_given.asker_id))
    for held in facts.gathered:
        took_part[week_of(held.at)] |= set(held.came)
    counts, shares = questions_told(asked)
    for week in weeks_before(facts.end):
        yield week, few(len(people_in(took_part[week]))), counts.get(week, 0), shares.get(week)


def questions_told(asked: Mapping[str, list[Asked]]) -> tuple[dict[str, int], dict[str, float | None]]:
    """Of each part the questions, and the share answered of those in channels, as far as that may be told."""
    there = {at: [one for one in part if one.in_channel] for at, part in asked.items()}
    counts, shares = told_beside(asked, askers), told_beside(there, askers)
    return {at: few(len(asked[at])) for at in counts}, {at: answered(there[at]) for at in shares}


def askers(asked: Iterable[Asked]) -> set[str]:
    return people_in(one.asker_id for one in asked)


def told_beside(parts: Mapping[Part, list[Event]], behind_it: Callable[[Iterable[Event]], set[str]]) -> set[Part]:
    """The parts of a whole of which something may be told: those with five people or more behind them. What is withheld
    is no remainder about fewer: with it goes the smallest of the others. (Less than five is lost in the rounding.)
    """
    people = {part: behind_it(events) for part, events in parts.items()}
    told = {part for part in parts if len(people[part]) >= FEWEST}
    rest = [one for part, events in parts.items() if part not in told for one in events]
    if told and len(rest) >= FEWEST and 0 < len(behind_it(rest)) < FEWEST:
        told.remove(min(told, key=lambda part: (len(people[part]), part)))
    return told
