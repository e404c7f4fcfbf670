"""What is asked about, and who has shown what of it: skills by the ledger and their words, words by themselves."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain import decay
from bot.domain.ranking_crowd import Word
from bot.domain.ranking_facts import OnTopic, Ranked, Reason, ReasonKind, Topic
from bot.domain.skills import key
from bot.domain.terms import terms
from bot.services.counts import Counts
from storage.asks import AnswerRow
from storage.store import Unit
from storage.terms import TermCount
from storage.values import EvidenceRow, ExpertiseRow, Kind, TermKind

# Beyond this a word is everywhere and tells nobody apart.
MOST_TERMS = 40
ANSWERS_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """One skill asked about: every way of writing it, each as the set of its words."""

    skill_id: int
    name: str
    spellings: tuple[frozenset[str], ...]


def spellings(names: Iterable[str]) -> tuple[frozenset[str], ...]:
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


def skill_topics(counts: Counts, wanted: Sequence[Wanted]) -> list[Topic]:
    """What people have shown of each skill: by the ledger, and by the words it goes by."""
    ids = counts.ids_of({word for one in wanted for spelling in one.spellings for word in spelling})
    found = uses(counts, sorted(ids.values()))
    shown = by_skill(counts, [one.skill_id for one in wanted if one.skill_id])
    return [
        Topic(one.name, 1.0 / len(wanted), with_words(shown.get(one.skill_id, {}), one, ids, found)) for one in wanted
    ]


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
    worth = decay.present(row.score, now=now, half_life=decay.EXPERTISE[row.kind])
    match row.kind:
        case Kind.ANSWER:
            return replace(before, answers=worth, answer_count=row.times, answered_at=row.last_at)
        case Kind.DECLARED:
            return replace(before, declared=worth, declared_at=row.last_at)
        case Kind.KUDOS:
            return replace(before, thanks=worth, thank_count=row.times, thanked_at=row.last_at)
        case Kind.TAUGHT:
            return replace(before, taught=worth, taught_count=row.times, taught_at=row.last_at)
        case Kind.ENDORSED:
            return replace(before, endorsed=worth, endorsed_count=row.times)
        case Kind.SAID:
            return replace(before, said=worth, said_count=row.times)


def told(counts: Counts, term_ids: Sequence[int]) -> dict[int, float]:
    """The rarest of some words, and how much each tells (idf)."""
    held = {term: row.messages for term, row in counts.facts(term_ids).items() if row.messages}
    rarest = sorted(held, key=lambda term: (held[term], term))[:MOST_TERMS]
    return {term: math.log1p(counts.messages / held[term]) for term in rarest}


def word_topics(counts: Counts, term_ids: Sequence[int]) -> list[Topic]:
    """What people have shown about each word of a name; their weights add up to one."""
    weights = told(counts, term_ids)
    total, found = sum(weights.values()), uses(counts, list(weights))
    names = counts.facts(weights)
    return [
        Topic(
            names[term].term,
            weight / total,
            {user: stronger(OnTopic(), tally) for user, tally in found.by_term[term].items()},
        )
        for term, weight in weights.items()
    ]


def question_words(counts: Counts, term_ids: Sequence[int]) -> list[Word]:
    """Who has to do with the words of a question."""
    weights = told(counts, term_ids)
    names, columns = counts.facts(weights), counts.words(list(weights))
    return [Word(names[term].term, weight, *columns[term]) for term, weight in weights.items()]


@dataclass(frozen=True, slots=True)
class About:
    """What makes a past question one about a topic: its skill, or all words of a way of writing it."""

    skill_id: int = 0
    word_sets: tuple[frozenset[int], ...] = ()

    def is_in(self, answer: AnswerRow) -> bool:
        if self.skill_id and self.skill_id in answer.skill_ids:
            return True
        return any(words <= answer.term_ids for words in self.word_sets)


def placed(unit: Unit, ranked: Ranked, about: Mapping[str, About]) -> tuple[Reason, ...]:
    """Somebody's reasons, each with the place of their newest answer or thanks about it."""
    wanted = {one.about: about[one.about] for one in ranked.reasons if one.kind == ReasonKind.ANSWERED}
    answers = newest(unit.asks.answers_of(ranked.user_id, limit=ANSWERS_LOOKED_AT), wanted) if wanted else {}

    def with_place(reason: Reason) -> Reason:
        match reason.kind:
            case ReasonKind.ANSWERED:
                return at_answer(reason, answers.get(reason.about))
            case ReasonKind.THANKED:
                skill_id = about[reason.about].skill_id
                return at_thanks(reason, unit.ledger.entries(ranked.user_id, skill_id, Kind.KUDOS))
        return reason

    return tuple(with_place(reason) for reason in ranked.reasons)


def newest(answers: Iterable[AnswerRow], wanted: Mapping[str, About]) -> dict[str, AnswerRow]:
    """The first of these answers about each topic; none are looked at once all are found."""
    found: dict[str, AnswerRow] = {}
    for answer in answers:
        found |= {name: answer for name, about in wanted.items() if name not in found and about.is_in(answer)}
        if len(found) == len(wanted):
            break
    return found


def at_answer(reason: Reason, spot: AnswerRow | None) -> Reason:
    if spot is None:
        return reason
    return replace(reason, channel_id=spot.channel_id, ts=spot.answer_ts, thread_ts=spot.question_ts, last_at=spot.at)


def at_thanks(reason: Reason, entries: Sequence[EvidenceRow]) -> Reason:
    """How many people gave these thanks, and the newest place of one that was given where all may read."""
    givers = {entry.from_user_id for entry in entries}  # of those who were forgotten we know that there is one
    known = replace(reason, people=len(givers), count=len(entries), last_at=entries[-1].at if entries else None)
    spot = next((entry for entry in reversed(entries) if entry.ts), None)
    return replace(known, channel_id=spot.channel_id, ts=spot.ts, thread_ts=spot.thread_ts) if spot else known
