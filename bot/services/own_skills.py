"""What somebody is found for, as colleagues are told it: the same facts, and the same function makes the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.home import Known, Skills
from bot.domain.ranking import on_topic
from bot.domain.ranking_facts import OnTopic, Reason, ReasonKind, Topic
from bot.domain.ranking_reasons import topic_reasons
from bot.domain.ranking_weights import NAME
from bot.domain.spans import microseconds
from bot.services.candidates import Wanted, at_thanks, on_skill, spellings, tallied, with_words
from bot.services.heard import moment
from bot.services.skills import Book
from storage.store import Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, SkillRow

SHOWN_SKILLS = 12


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody showed what, by skill and kind, the newest last; links lead nowhere that they cannot go."""

    entries: Mapping[tuple[int, Kind], list[EvidenceRow]]
    hidden: Collection[str] = field(default_factory=set)

    def of(self, reason: Reason, skill_id: int) -> Reason:
        placed = self.found(reason, skill_id)
        return replace(placed, channel_id="", ts="", thread_ts="") if placed.channel_id in self.hidden else placed

    def found(self, reason: Reason, skill_id: int) -> Reason:
        if reason.kind is ReasonKind.THANKED:
            return at_thanks(reason, self.entries.get((skill_id, Kind.KUDOS), []))
        spots = self.entries.get((skill_id, Kind.ANSWER), [])
        if reason.kind is not ReasonKind.ANSWERED or not spots:
            return reason
        # As in an answer: the newest question counts, whenever it was answered.
        spot = max(spots, key=lambda entry: microseconds(entry.thread_ts or entry.ts))
        at = moment(spot.thread_ts or spot.ts)
        return replace(reason, channel_id=spot.channel_id, ts=spot.ts, thread_ts=spot.thread_ts, last_at=at)


def places(unit: Unit, user_id: str, hidden: Collection[str]) -> Places:
    found: defaultdict[tuple[int, Kind], list[EvidenceRow]] = defaultdict(list)
    for entry in unit.ledger.entries_of(user_id):
        found[entry.skill_id, entry.kind].append(entry)
    return Places(found, hidden)


def own_skills(
    unit: Unit,
    user_id: str,
    rows: Sequence[ExpertiseRow],
    names: Mapping[int, SkillRow],
    *,
    book: Book,
    hidden: Collection[str],
    now: datetime,
) -> Skills:
    """The strongest first; `rows` are what the ledger adds up to for this person."""
    mine = [row for row in rows if row.skill_id in names]
    if not mine:
        return Skills()
    shown = own_topics(unit, user_id, mine, names, book=book, now=now)
    order = sorted(shown, key=lambda at: (-on_topic(shown[at], 0.0, NAME), names[at].name))
    told = ((at, topic_reasons([Topic(names[at].name, 1.0, {user_id: shown[at]})], user_id)) for at in order)
    known = [(at, reasons) for at, reasons in told if reasons]
    spots = places(unit, user_id, hidden)
    return Skills(
        tuple(
            Known(at, names[at].name, tuple(spots.of(reason, at) for reason in reasons))
            for at, reasons in known[:SHOWN_SKILLS]
        ),
        more=max(len(known) - SHOWN_SKILLS, 0),
    )


def own_topics(
    unit: Unit,
    user_id: str,
    rows: Sequence[ExpertiseRow],
    names: Mapping[int, SkillRow],
    *,
    book: Book,
    now: datetime,
) -> dict[int, OnTopic]:
    """What this person has shown of each skill: by the ledger, and by the words it goes by."""
    shown = {at: on_skill([row for row in rows if row.skill_id == at], now) for at in {row.skill_id for row in rows}}
    wanted = [Wanted(at, names[at].name, spellings(book.written(names[at].name))) for at in shown]
    counts = unit.terms.uses_of(user_id, {word for one in wanted for spelling in one.spellings for word in spelling})
    ids = {word: count.term_id for word, count in counts}
    found = tallied((count for _word, count in counts), now)
    return {one.skill_id: with_words(shown[one.skill_id], one, ids, found)[user_id] for one in wanted}
