"""What is asked about, and who has shown what of it: skills by the ledger and their words, words by themselves."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.domain import decay
from bot.domain.ranking_crowd import Word
from bot.domain.ranking_facts import OnTopic, Topic
from bot.domain.skills import key
from bot.domain.terms import terms
from bot.services.counts import Counts
from bot.services.hidden import Hidden
from storage.values import ExpertiseRow, Kind, TermKind
from storage.values_terms import TermCount

# Beyond this a word is everywhere and tells nobody apart.
MOST_TERMS = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """One skill asked about: every way of writing it, each as the set of its words."""

    skill_id: int
    name: str
    spellings: tuple[frozenset[str], ...]


@lru_cache(maxsize=10_000)
def spellings(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The names that are one word. Of longer ones words are counted apart, and who writes "number" and "theory" need
    not have written of number theory: for these only the ledger counts.
    """
    single = (terms(name) for name in names if " " not in key(name))
    return tuple(dict.fromkeys(words for words in single if len(words) == 1))


@dataclass(slots=True)
class Tally:
    """What the words say of one person: decayed sums and plain counts."""

    answers: float = 0.0
    said: float = 0.0
    answer_count: int = 0
    said_count: int = 0


@dataclass(slots=True)
class Uses:
    """Who used which word how: {term: {person: tally}}, present values."""

    by_term: dict[int, dict[str, Tally]] = field(default_factory=lambda: defaultdict(dict))

    def spelled(self, term_ids: Sequence[int]) -> dict[str, Tally]:
        """Who used all these words, as often as the rarest of them."""
        people = set.intersection(*(set(self.by_term[term]) for term in term_ids)) if term_ids else set()
        return {user: least([self.by_term[term][user] for term in term_ids]) for user in people}


def least(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        min(tally.answers for tally in tallies),
        min(tally.said for tally in tallies),
        min(tally.answer_count for tally in tallies),
        min(tally.said_count for tally in tallies),
    )


def uses(counts: Counts, term_ids: Sequence[int]) -> Uses:
    return tallied((row for rows in counts.term_rows(term_ids).values() for row in rows), counts.as_of)


def tallied(rows: Iterable[TermCount], at: datetime) -> Uses:
    """By word and person, worth what it was then."""
    found = Uses()
    factor = {kind: decay.present(1.0, now=at, half_life=days) for kind, days in decay.TERMS.items()}
    for row in rows:
        tally = found.by_term[row.term_id].setdefault(row.user_id, Tally())
        if row.kind == TermKind.ANSWERED:
            tally.answers += row.score * factor[row.kind]
            tally.answer_count += row.times
        else:
            tally.said += row.score * factor[row.kind]
            tally.said_count += row.times
    return found


def skill_topics(counts: Counts, wanted: Sequence[Wanted], hidden: Hidden) -> list[Topic]:
    """What people have shown of each skill: by the ledger, and by the words it goes by; but for those who hid it."""
    ids = counts.ids_of({word for one in wanted for spelling in one.spellings for word in spelling})
    found = uses(counts, sorted(ids.values()))
    shown = by_skill(counts, [one.skill_id for one in wanted if one.skill_id])
    known = ((one, with_words(shown.get(one.skill_id, {}), one, ids, found)) for one in wanted)
    return [Topic(one.name, 1.0 / len(wanted), but(people, hidden.of_skill(one.skill_id))) for one, people in known]


def but(people: Mapping[str, OnTopic], without: Collection[str]) -> Mapping[str, OnTopic]:
    return {user: shown for user, shown in people.items() if user not in without} if without else people


def with_words(shown: Mapping[str, OnTopic], one: Wanted, ids: Mapping[str, int], found: Uses) -> Mapping[str, OnTopic]:
    """What people have shown of a skill by the ledger, and by the words it goes by."""
    people = dict(shown)
    for spelling in one.spellings:
        if not all(word in ids for word in spelling):
            continue
        for user, tally in found.spelled([ids[word] for word in spelling]).items():
            people[user] = stronger(people.get(user, OnTopic()), tally)
    return people


def stronger(shown: OnTopic, tally: Tally) -> OnTopic:
    """The ledger and the words tell of the same acts: the greater of the two counts, not their sum."""
    return replace(
        shown,
        answers=max(shown.answers, tally.answers),
        said=max(shown.said, tally.said),
        answer_count=max(shown.answer_count, tally.answer_count),
        said_count=max(shown.said_count, tally.said_count),
    )


def by_skill(counts: Counts, skill_ids: Sequence[int]) -> dict[int, dict[str, OnTopic]]:
    """What the ledger says."""
    missing = [skill_id for skill_id in skill_ids if skill_id not in counts.shown]
    rows: defaultdict[int, list[ExpertiseRow]] = defaultdict(list)
    for row in counts.unit.ledger.expertise(missing) if missing else ():
        rows[row.skill_id].append(row)
    counts.shown.update({skill_id: on_skill(rows[skill_id], counts.as_of) for skill_id in missing})
    return {skill_id: counts.shown[skill_id] for skill_id in skill_ids}


def on_skill(rows: Sequence[ExpertiseRow], heard_last: datetime) -> dict[str, OnTopic]:
    """Worth what it was when something happened last: that may be later than the last message."""
    at = max([heard_last, *(row.last_at for row in rows)])
    found: dict[str, OnTopic] = {}
    for row in rows:
        found[row.user_id] = with_sum(found.get(row.user_id, OnTopic()), row, at)
    return found


def with_sum(before: OnTopic, row: ExpertiseRow, now: datetime) -> OnTopic:
    """What somebody has shown of a skill, with one more of the ledger's sums."""
    worth, times, at = decay.present(row.score, now=now, half_life=decay.EXPERTISE[row.kind]), row.times, row.last_at
    known: dict[str, Any]
    match row.kind:
        case Kind.ANSWER:
            known = {"answers": worth, "answer_count": times, "answered_at": at}
        case Kind.DECLARED:
            known = {"declared": worth, "declared_at": at}
        case Kind.KUDOS:
            known = {"thanks": worth, "thank_count": times, "thanked_at": at}
        case Kind.TAUGHT:
            known = {"taught": worth, "taught_count": times, "taught_at": at}
        case Kind.ENDORSED:
            known = {"endorsed": worth, "endorsed_count": times}
        case Kind.ACCEPTED:
            known = {"accepted": worth, "accepted_count": times}
        case Kind.SAID:
            known = {"said": worth, "said_count": times}
    return replace(before, **known)


def told(counts: Counts, term_ids: Sequence[int]) -> dict[int, float]:
    """The rarest of some words, and how much each tells (idf)."""
    if not counts.messages:
        return {}  # nobody is learned of
    held = {term: row.messages for term, row in counts.facts(term_ids).items() if row.messages}
    rarest = sorted(held, key=lambda term: (held[term], term))[:MOST_TERMS]
    return {term: math.log1p(counts.messages / held[term]) for term in rarest}


def word_topics(counts: Counts, term_ids: Sequence[int], hidden: Hidden) -> list[Topic]:
    """What people have shown about each word of a name; their weights add up to one."""
    weights = told(counts, term_ids)
    total, found = sum(weights.values()), uses(counts, list(weights))
    names = counts.facts(weights)

    def topic(term: int) -> Topic:
        people = {user: stronger(OnTopic(), tally) for user, tally in found.by_term[term].items()}
        return Topic(names[term].term, weights[term] / total, but(people, hidden.of_word(names[term].term)))

    return [topic(term) for term in weights]


def question_words(counts: Counts, term_ids: Sequence[int]) -> list[Word]:
    """Who has to do with the words of a question."""
    weights = told(counts, term_ids)
    names, columns = counts.facts(weights), counts.words(list(weights))
    return [Word(names[term].term, weight, *columns[term]) for term, weight in weights.items()]
