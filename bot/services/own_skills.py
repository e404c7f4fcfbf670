"""What somebody is found for, as colleagues are told it: the same facts, and the same function makes the reasons. They
alone decide what of it is right, what counts, and what they are named for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.answers import Press
from bot.domain.home import Known, Skills
from bot.domain.ranking import on_topic
from bot.domain.ranking_facts import OnTopic, Reason, ReasonKind, Topic
from bot.domain.ranking_reasons import topic_reasons
from bot.domain.ranking_weights import NAME
from bot.domain.spans import microseconds
from bot.services.answered import count_answer, count_words, spelled, words_of
from bot.services.candidates import Wanted, at_thanks, on_skill, spellings, tallied, with_words
from bot.services.heard import moment
from bot.services.home_shown import show_home
from bot.services.skills import Book, SkillService, enter_declared, is_name, minus, plus
from storage.asks import AnswerKey
from storage.hiding import HiddenEntry
from storage.store import Store, Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, SkillRow

SHOWN_SKILLS = 12
# What others said or did about somebody may be about another skill; of a gathering its host named the topic.
CORRECTABLE = frozenset({Kind.ANSWER, Kind.KUDOS})


class OwnSkills:
    """What somebody does about their own skills, from the Home tab or a message. Each press counts once, and nobody
    reaches what is another's.
    """

    def __init__(self, store: Store, skills: SkillService) -> None:
        self.store = store
        self.skills = skills

    def hide(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They do not want to be named for a skill, whatever they show of it."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now) and unit.skills.by_id([skill_id]):
                unit.ledger.hide_skill(press.user_id, skill_id, now=now)

    def show(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They may be named for it again."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                unit.ledger.show_skill(press.user_id, skill_id)

    def confirm(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They say that they know what they were found for: from now on by their own word, too."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now) and unit.skills.by_id([skill_id]):
                unit.ledger.show_skill(press.user_id, skill_id)
                enter_declared(unit, press.user_id, skill_id, now=now)

    def hide_evidence(self, team_id: str, press: Press, key: str, *, now: datetime) -> None:
        """One thing they showed counts no more. An answer is one act, whatever skills its question is about."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now) and (found := piece(unit, press.user_id, key)):
                act = [one.entry for one in found.beside] if found.kind is Kind.ANSWER else [found.entry]
                self.change(unit, unit.ledger.hide(press.user_id, [entry.key for entry in act], now=now), times=-1)
                self.change_answer(unit, found, now, times=-1)

    def show_evidence(self, team_id: str, press: Press, key: str, *, now: datetime) -> None:
        """It counts again; where they had said that it shows another skill, for its own."""
        with self.store.team(team_id).writing() as unit:
            if not self.begin(unit, press, now) or not (found := piece(unit, press.user_id, key)):
                return
            self.change_answer(unit, found, now, times=1)
            if found.moved_to:
                self.count_spelled(unit, found.entry, times=1)
                gone = unit.ledger.revoke(now=now, key=named_for(key, found.moved_to))
                self.change(unit, gone, times=-1)
            hidden = [one.entry.key for one in found.beside if not one.moved_to] if found.kind is Kind.ANSWER else []
            self.change(unit, unit.ledger.unhide(press.user_id, list({key, *hidden})), times=1)

    def correct(self, team_id: str, press: Press, key: str, text: str, *, now: datetime) -> bool:
        """It shows another skill, they say. False for what is no skill's name."""
        if not is_name(text):
            return False
        with self.store.team(team_id).writing() as unit:
            found = piece(unit, press.user_id, key)
            if not self.begin(unit, press, now) or found is None or found.hidden or found.kind not in CORRECTABLE:
                return True
            skill_id = self.skills.id_for(unit, text)
            if skill_id != found.entry.skill_id:
                self.move(unit, found.entry, skill_id, now)
            return True

    def move(self, unit: Unit, entry: EvidenceRow, skill_id: int, now: datetime) -> None:
        moved = replace(entry, key=named_for(entry.key, skill_id), skill_id=skill_id)
        new = unit.ledger.enter(moved) or unit.ledger.revive(moved)
        self.change(unit, [moved] if new else [], times=1)
        gone = unit.ledger.hide(entry.user_id, [entry.key], now=now, to=skill_id if new else None)
        self.change(unit, gone, times=-1)
        if new:
            self.count_spelled(unit, entry, times=-1)

    def begin(self, unit: Unit, press: Press, now: datetime) -> bool:
        """Whether this is pressed for the first time, by somebody of whom anything is kept."""
        unit.workspace.ensure()
        self.skills.may_declare(unit, press.user_id)
        if not unit.workspace.first_time(press.seen, now=now):
            return False
        show_home(unit, press.user_id, now=now)
        return True

    def change(self, unit: Unit, entries: Sequence[EvidenceRow], *, times: int) -> None:
        """Add entries to the sums, or take them out."""
        unit.ledger.add(plus(entry) if times > 0 else minus(entry) for entry in entries)
        for entry in entries:
            unit.ledger.date_anew(entry.user_id, entry.skill_id, entry.kind)

    def change_answer(self, unit: Unit, found: Piece, now: datetime, *, times: int) -> None:
        """An answer counts beside the ledger, too: by its words, and that it was given there."""
        if found.kind is Kind.ANSWER and not (times > 0 and found.moved_to):
            answer = answer_of(found.entry)
            if ts := unit.asks.hide_answer(answer, now=None if times > 0 else now):
                count_answer(unit, self.skills.book(unit), answer, moment(ts), times=times)

    def count_spelled(self, unit: Unit, entry: EvidenceRow, *, times: int) -> None:
        """The words of a question that mean the skill it was not about after all."""
        if entry.kind is Kind.ANSWER:
            words = spelled(unit, self.skills.book(unit), [entry.skill_id]) & words_of(unit, answer_of(entry))
            count_words(unit, entry.user_id, words, entry.at, times=times)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence, and what the same act shows beside it."""

    entry: EvidenceRow
    beside: Sequence[HiddenEntry]
    hidden: bool
    moved_to: int | None

    @property
    def kind(self) -> Kind:
        return self.entry.kind


def piece(unit: Unit, user_id: str, key: str) -> Piece | None:
    beside = unit.ledger.beside(user_id, key)
    return next(
        (Piece(one.entry, beside, one.at is not None, one.moved_to) for one in beside if one.entry.key == key), None
    )


def named_for(key: str, skill_id: int) -> str:
    """The key of the same act for another skill."""
    return f"{key.rpartition(':')[0]}:{skill_id}"


def answer_of(entry: EvidenceRow) -> AnswerKey:
    return AnswerKey(entry.channel_id, entry.thread_ts, entry.user_id)


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
