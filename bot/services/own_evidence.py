"""Pieces of evidence, and what the one who showed something says of it: that it counts, does not, or shows something
else. The ledger and the sums change together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.home import Choice, Closer, Shown
from bot.services.answered import count_answer, count_words, spelled, words_of
from bot.services.heard import moment
from bot.services.skills import SkillService, minus, plus
from bot.services.visibility import hidden_from
from storage.asks import AnswerKey
from storage.hiding import HiddenEntry
from storage.store import Unit
from storage.values import EvidenceRow, Kind

# What others said or did about somebody may be about another skill; of a gathering its host named the topic.
CORRECTABLE = frozenset({Kind.ANSWER, Kind.KUDOS})
SHOWN_PIECES = 10


class Pieces:
    def __init__(self, skills: SkillService) -> None:
        self.skills = skills

    def settle(self, unit: Unit, user_id: str, key: str, choice: Choice, *, other: str, now: datetime) -> None:
        """Whatever is chosen already changes nothing."""
        found = piece(unit, user_id, key)
        if found is None:
            return
        if choice is Choice.COUNT and found.hidden:
            self.show(unit, found, now)
        elif choice is Choice.HIDE and not found.hidden:
            self.hide(unit, found, now)
        elif choice is Choice.OTHER and not found.hidden and found.kind in CORRECTABLE:
            skill_id = self.skills.id_for(unit, other)
            if skill_id != found.entry.skill_id:
                self.move(unit, found.entry, skill_id, now)

    def hide(self, unit: Unit, found: Piece, now: datetime) -> None:
        """An answer is one act, whatever skills its question is about."""
        act = [one.entry for one in found.beside] if found.kind is Kind.ANSWER else [found.entry]
        gone = unit.ledger.hide(found.entry.user_id, [entry.key for entry in act], now=now)
        self.change(unit, gone, times=-1)
        self.change_answer(unit, found, now, times=-1)

    def show(self, unit: Unit, found: Piece, now: datetime) -> None:
        self.change_answer(unit, found, now, times=1)
        if found.moved_to:
            self.count_spelled(unit, found.entry, times=1)
            gone = unit.ledger.revoke(now=now, key=named_for(found.entry.key, found.moved_to))
            self.change(unit, gone, times=-1)
        hidden = [one.entry.key for one in found.beside if not one.moved_to] if found.kind is Kind.ANSWER else []
        again = unit.ledger.unhide(found.entry.user_id, list({found.entry.key, *hidden}))
        self.change(unit, again, times=1)

    def move(self, unit: Unit, entry: EvidenceRow, skill_id: int, now: datetime) -> None:
        moved = replace(entry, key=named_for(entry.key, skill_id), skill_id=skill_id)
        new = unit.ledger.enter(moved) or unit.ledger.revive(moved)
        self.change(unit, [moved] if new else [], times=1)
        gone = unit.ledger.hide(entry.user_id, [entry.key], now=now, to=skill_id if new else None)
        self.change(unit, gone, times=-1)
        if new:
            self.count_spelled(unit, entry, times=-1)

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


def closer(unit: Unit, user_id: str, skill_id: int, page: int) -> Closer | None:
    """Where somebody showed a skill, as they are shown it: links lead nowhere that they cannot go."""
    name = unit.skills.by_id([skill_id]).get(skill_id)
    if name is None:
        return None
    found = unit.ledger.pieces(user_id, skill_id, skip=page * SHOWN_PIECES, limit=SHOWN_PIECES + 1)
    elsewhere = unit.skills.by_id([one.moved_to for one in found if one.moved_to])
    channels, workspace = unit.people.channels(), unit.workspace.get()
    hidden = hidden_from(unit, unit.people.get(user_id), channels)
    names = {row.channel_id: row.name for row in channels if row.channel_id not in hidden}
    shown = (
        Shown(
            without_link(one.entry) if one.entry.channel_id in hidden else one.entry,
            names.get(one.entry.channel_id, ""),
            is_hidden=one.at is not None,
            moved_to=elsewhere[one.moved_to].name if one.moved_to in elsewhere else "",
            may_move=one.entry.kind in CORRECTABLE and one.at is None,
        )
        for one in found[:SHOWN_PIECES]
    )
    url = workspace.url if workspace else ""
    return Closer(skill_id, name.name, tuple(shown), page, more=len(found) > SHOWN_PIECES, url=url)


def without_link(entry: EvidenceRow) -> EvidenceRow:
    return replace(entry, channel_id="", ts="", thread_ts="")
