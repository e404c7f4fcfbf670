"""The numbers behind topics: what people asked about and would come to, how well it is answered, who could host it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.bounds import Bounds
from bot.domain.ranking_facts import ReasonKind
from bot.domain.skills import key
from bot.domain.topics import Candidate, chosen
from bot.services.counts import Counts
from bot.services.everybody import Held
from bot.services.load import named_lately
from bot.services.skills import Book
from bot.services.subjects import name_subject, understand
from storage.programme import SeriesRow, Supply, TopicRow
from storage.store import Unit

# A topic that was held is out for so long; a proposal counts for so long.
LATELY = timedelta(weeks=8)
RANKED = 12


@dataclass(slots=True)
class Tally:
    """What is gathered about one topic."""

    name: str
    skill_ids: tuple[int, ...] = ()
    askers: set[str] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)
    suggestions: int = 0

    def candidate(self, at: str, supply: Mapping[int, Supply]) -> Candidate:
        shown = [supply[skill_id] for skill_id in self.skill_ids if skill_id in supply]
        return Candidate(
            key=at,
            name=self.name,
            skill_ids=self.skill_ids,
            askers=len(self.askers),
            unmet=len(self.unmet),
            suggestions=self.suggestions,
            people=max((one.people for one in shown), default=0),
            answers=sum(one.times for one in shown),
        )


def topics_for(unit: Unit, series: SeriesRow, bounds: Bounds, now: datetime) -> list[Candidate]:
    """What a post made now would propose."""
    supply = unit.programme.supply()
    tallies = asked_about(unit, supply, now - timedelta(days=bounds.lunch_demand_days))
    proposed, suggested = proposed_before(unit, series, now), unit.programme.suggestions(series.series_id)
    called = names_now(unit, [*(topic for topic, _would_come in proposed), *suggested])
    for topic, would_come in proposed:
        name = called[topic.name]
        tallies.setdefault(key(name), Tally(name, topic.skill_ids)).askers |= would_come
    for topic in suggested:
        if topic.at >= now - timedelta(days=bounds.lunch_demand_days):
            name = called[topic.name]
            tallies.setdefault(key(name), Tally(name, topic.skill_ids)).suggestions += 1
    candidates = [one.candidate(at, supply) for at, one in tallies.items()]
    return chosen(candidates, held=held_lately(unit, series, now), most=bounds.lunch_topics)


def names_now(unit: Unit, topics: Iterable[TopicRow]) -> dict[str, str]:
    """What topics are called today, by their names: a skill may have been renamed, or have become another."""
    names = {topic.name for topic in topics}
    ids = unit.skills.ids(map(key, names))
    rows = unit.skills.by_id(ids.values())
    now = {at: rows[skill_id] for at, skill_id in ids.items()}
    moved = {at: row.name for at, row in now.items() if row.key != at}
    return {name: moved.get(key(name), name) for name in names}


def asked_about(unit: Unit, supply: Iterable[int], since: datetime) -> dict[str, Tally]:
    """A tally for each skill that anybody asked about or knows, by its key. Whoever asked without a name is nobody: the
    same person may have asked by name as well, and what one asked alone is put before nobody.
    """
    askers: defaultdict[int, set[str]] = defaultdict(set)
    unmet: defaultdict[int, set[str]] = defaultdict(set)
    for one in unit.programme.demand(since):
        for skill_id in one.skill_ids if one.asker_id else ():
            askers[skill_id].add(one.asker_id)
            if one.unmet:
                unmet[skill_id].add(one.asker_id)
    rows = unit.skills.by_id({*askers, *supply})
    return {row.key: Tally(row.name, (at,), set(askers[at]), set(unmet[at])) for at, row in sorted(rows.items())}


def proposed_before(unit: Unit, series: SeriesRow, now: datetime) -> list[tuple[TopicRow, set[str]]]:
    """Topics of earlier posts that nobody hosts, and who would have come."""
    topics = [one for one in unit.programme.topics_since(series.series_id, now - LATELY) if one.lunch_id is None]
    interest = unit.programme.interest(topic.topic_id for topic in topics)
    return [(topic, interest[topic.topic_id]) for topic in topics if topic.topic_id in interest]


def held_lately(unit: Unit, series: SeriesRow, now: datetime) -> set[str]:
    """The keys of what was held in the last weeks, or is planned."""
    subjects = unit.programme.subjects_since(series.series_id, now - LATELY)
    skills = unit.skills.by_id(skill_id for _title, skill_ids in subjects for skill_id in skill_ids)
    return {key(title) for title, _skill_ids in subjects} | {row.key for row in skills.values()}


def skills_in(unit: Unit, book: Book, text: str) -> tuple[int, ...]:
    """The skills a title names."""
    found = understand(unit, book, text)
    return tuple(unit.skills.ensure({key(name): name for name in found.skills}).values())


def likely_hosts(
    unit: Unit, book: Book, topic: TopicRow, *, without: Collection[str], now: datetime, held: Held | None = None
) -> list[str]:
    """Who showed a topic most, best first; to have written the word is not enough to be asked."""
    counts = Counts(unit, now, held=held)
    subject = name_subject(counts, book, understand(unit, book, topic.name))
    ranked = subject.ranked(counts, named_lately(unit, now), best=RANKED, without=without)
    hidden = counts.hidden(book).of_any(topic.skill_ids, ())
    shown = (one for one in ranked if any(reason.kind != ReasonKind.SAID for reason in one.reasons))
    return [one.user_id for one in shown if one.user_id not in hidden]


def declined(unit: Unit, topic: TopicRow) -> set[str]:
    """Who does not want to be asked about a topic any more, under whatever name it stood."""
    same = (
        user_id
        for user_id, other in unit.programme.declined_for_good()
        if key(other.name) == key(topic.name) or set(other.skill_ids) & set(topic.skill_ids)
    )
    return set(same)


def topic_rows(candidates: Iterable[Candidate], series: SeriesRow, *, week: str, now: datetime) -> list[TopicRow]:
    row = TopicRow(0, series.series_id, "", now, week=week)
    return [replace(row, name=one.name, skill_ids=one.skill_ids, why=one.why) for one in candidates]
