"""What an answer adds to the sums beside the ledger, and takes out of them when it is gone or hidden."""

from __future__ import annotations

from datetime import datetime

from bot.domain import decay
from bot.services.candidates import spellings
from bot.services.skills import Book
from storage.asks import AnswerKey
from storage.store import Unit
from storage.values import Act, TermKind
from storage.values_terms import ActivityCount, TermCount


def count_answer(unit: Unit, book: Book, answer: AnswerKey, at: datetime, *, times: int) -> None:
    """Count an answer given at `at` once more (1) or no more (-1): that somebody answers there, and about what."""
    worth = times * decay.forward(at, half_life=decay.ACTIVITY[Act.ANSWER])
    unit.terms.add_activity(
        ActivityCount(answer.user_id, where, Act.ANSWER, worth, times, decay.LONG_AGO)
        for where in (answer.channel_id, "")
    )
    away = [one.entry.skill_id for one in unit.ledger.beside(answer.user_id, key_of(answer)) if one.moved_to]
    words = words_of(unit, answer) - spelled(unit, book, away)
    count_words(unit, answer.user_id, words, at, times=times)


def count_words(unit: Unit, user_id: str, words: set[int], at: datetime, *, times: int) -> None:
    worth = times * decay.forward(at, half_life=decay.TERMS[TermKind.ANSWERED])
    unit.terms.add_uses(TermCount(user_id, term_id, TermKind.ANSWERED, worth, times) for term_id in sorted(words))


def words_of(unit: Unit, answer: AnswerKey) -> set[int]:
    """The words of the question that was answered."""
    question = unit.asks.at(answer.channel_id, answer.question_ts)
    return set(question.term_ids) if question else set()


def spelled(unit: Unit, book: Book, skill_ids: list[int]) -> set[int]:
    """The words that by themselves mean one of these skills, also where they mean something else, too."""
    names = [row.name for row in unit.skills.by_id(skill_ids).values()] if skill_ids else []
    words = {word for name in names for spelling in spellings(book.called(name)) for word in spelling}
    return set(unit.terms.ids(words).values()) if words else set()


def key_of(answer: AnswerKey, skill_id: int = 0) -> str:
    """The key under which an answer stands in the ledger for a skill."""
    return f"answer:{answer.channel_id}:{answer.question_ts}:{answer.user_id}:{skill_id}"
