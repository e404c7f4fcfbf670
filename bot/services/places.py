"""Where somebody showed what they are named for: the newest answer or thanks about it, as far as it counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.ranking_facts import Ranked, Reason, ReasonKind
from storage.asks import AnswerRow
from storage.store import Unit
from storage.values import EvidenceRow, Kind

ANSWERS_LOOKED_AT = 200

# An answer (by the question's place) and a skill.
Act = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class About:
    """What makes a past question one about a topic: its skill, or all words of a way of writing it."""

    skill_id: int = 0
    word_sets: tuple[frozenset[int], ...] = ()

    def is_in(self, answer: AnswerRow, away: Collection[Act] = ()) -> bool:
        """Whether an answer is about it, and not `away`: shows something else, as the one who gave it says."""
        if (answer.channel_id, answer.question_ts, self.skill_id) in away:
            return False
        if self.skill_id and self.skill_id in answer.skill_ids:
            return True
        return any(words <= answer.term_ids for words in self.word_sets)


def placed(unit: Unit, ranked: Ranked, about: Mapping[str, About]) -> tuple[Reason, ...]:
    """Somebody's reasons, each with the place of their newest answer or thanks about it."""
    wanted = {one.about: about[one.about] for one in ranked.reasons if one.kind == ReasonKind.ANSWERED}
    answers = newest_answers(unit, ranked.user_id, wanted) if wanted else {}

    def with_place(reason: Reason) -> Reason:
        match reason.kind:
            case ReasonKind.ANSWERED:
                placed = at_answer(reason, answers.get(reason.about))
                topic = about[reason.about]
                return placed if placed.ts or not topic.skill_id else at_entry(unit, placed, ranked.user_id, topic)
            case ReasonKind.THANKED:
                skill_id = about[reason.about].skill_id
                return at_thanks(reason, unit.ledger.entries(ranked.user_id, skill_id, Kind.KUDOS))
        return reason

    return tuple(with_place(reason) for reason in ranked.reasons)


def newest_answers(unit: Unit, user_id: str, wanted: Mapping[str, About]) -> dict[str, AnswerRow]:
    """Somebody's newest answer about each topic; none are looked at once all are found."""
    away, found = moved_away(unit, user_id), dict[str, AnswerRow]()
    for answer in unit.asks.answers_of(user_id, limit=ANSWERS_LOOKED_AT):
        missing = {name: topic for name, topic in wanted.items() if name not in found}
        found |= {name: answer for name, topic in missing.items() if topic.is_in(answer, away)}
        if len(found) == len(wanted):
            break
    return found


def moved_away(unit: Unit, user_id: str) -> set[Act]:
    """Answers that do not show a skill which their question is about, says who gave them."""
    return {
        (one.entry.channel_id, one.entry.thread_ts, one.entry.skill_id)
        for one in unit.ledger.hidden_of(user_id)
        if one.entry.kind is Kind.ANSWER
    }


def at_entry(unit: Unit, reason: Reason, user_id: str, about: About) -> Reason:
    """The newest answer of which they say themselves that it shows this."""
    entries = unit.ledger.entries(user_id, about.skill_id, Kind.ANSWER)
    if not entries:
        return reason
    spot = entries[-1]
    return replace(reason, channel_id=spot.channel_id, ts=spot.ts, thread_ts=spot.thread_ts, last_at=spot.at)


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
