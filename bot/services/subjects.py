"""What a query is about, in the workspace's own ids: skills where they were recognised, else its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.questions import is_question, sought
from bot.domain.ranking import NAME, QUESTION, Topic, Weights
from bot.domain.reading import Asked, asked, in_order
from bot.domain.skills import key
from bot.services.candidates import About, Wanted, skill_topics, spellings, word_topics
from bot.services.skills import Book
from storage.store import Unit
from storage.values import Origin, QuestionRow

MOST_SKILLS = 5
# A word that stands in three messages of a workspace is one people use there, and no typing error.
WORD_OF_THE_HOUSE = 3


@dataclass(frozen=True, slots=True)
class Subject:
    asked: Asked
    label: str
    topics: tuple[Topic, ...]
    about: dict[str, About]
    skill_ids: tuple[int, ...] = ()
    term_ids: tuple[int, ...] = ()
    weights: Weights = NAME


def subject_of(unit: Unit, book: Book, text: str, *, channel_id: str, now: datetime) -> Subject:
    """What was typed to the bot, or (with a channel) a question that was put there."""
    if channel_id and sought(text) is None and is_question(text):
        return question_subject(unit, text, now)
    return name_subject(unit, book, understand(unit, book, text), now)


def remembered_subject(unit: Unit, book: Book, question: QuestionRow, now: datetime) -> Subject:
    """What a question was about. Of one that was read in a channel there are skills and words, but no text."""
    if question.topic:
        return subject_of(unit, book, question.topic, channel_id=question.channel_id, now=now)
    if question.origin == Origin.SHORTCUT and not question.skill_ids:
        return words_subject(unit, unit.terms.words(question.term_ids), now)
    rows = unit.skills.by_id(question.skill_ids)
    names = [rows[skill_id].name for skill_id in question.skill_ids if skill_id in rows]
    matches = [match for name in names for match in book.index.understand(name).matches[:1]]
    if matches:
        return name_subject(unit, book, Asked(", ".join(names), tuple(matches)), now)
    words = unit.terms.words(question.term_ids)
    return name_subject(unit, book, Asked(" ".join(words[at] for at in question.term_ids if at in words)), now)


def understand(unit: Unit, book: Book, text: str) -> Asked:
    words = unit.terms.ids(in_order(text))
    held = unit.terms.messages_with(words.values())
    known = frozenset(word for word, term_id in words.items() if held.get(term_id, 0) >= WORD_OF_THE_HOUSE)
    understood = asked(text, book.index, known)
    return replace(understood, matches=understood.matches[:MOST_SKILLS])


def name_subject(unit: Unit, book: Book, understood: Asked, now: datetime) -> Subject:
    if understood.skills:
        return skill_subject(unit, book, understood, now)
    words = in_order(understood.text)
    ids = unit.terms.ids(words)
    term_ids = tuple(ids[word] for word in words if word in ids)
    topics = word_topics(unit, term_ids, messages=unit.terms.messages(), long=False, now=now)
    about = {word: About(word_sets=(frozenset([ids[word]]),)) for word in words if word in ids}
    return Subject(understood, understood.text, tuple(topics), about, term_ids=term_ids)


def skill_subject(unit: Unit, book: Book, understood: Asked, now: datetime) -> Subject:
    names = understood.skills
    ids = unit.skills.ids([key(name) for name in names])
    wanted = [Wanted(ids.get(key(name), 0), name, spellings(book.written(name))) for name in names]
    return Subject(
        understood,
        ", ".join(names),
        tuple(skill_topics(unit, wanted, now)),
        abouts(unit, wanted),
        skill_ids=tuple(one.skill_id for one in wanted if one.skill_id),
    )


def abouts(unit: Unit, wanted: Sequence[Wanted]) -> dict[str, About]:
    words = unit.terms.ids({word for one in wanted for spelling in one.spellings for word in spelling})
    return {
        one.name: About(
            one.skill_id,
            tuple(
                frozenset(words[word] for word in spelling) for spelling in one.spellings if spelling <= words.keys()
            ),
        )
        for one in wanted
    }


def question_subject(unit: Unit, text: str, now: datetime) -> Subject:
    """A whole question in a channel: all its words count, and so does who answers there."""
    ids = unit.terms.ids(in_order(text))
    return replace(words_subject(unit, {at: word for word, at in ids.items()}, now), asked=Asked(text))


def words_subject(unit: Unit, words: Mapping[int, str], now: datetime) -> Subject:
    topics = word_topics(unit, tuple(words), messages=unit.terms.messages(), long=True, now=now)
    about = {word: About(word_sets=(frozenset([term_id]),)) for term_id, word in words.items()}
    return Subject(Asked(""), "", tuple(topics), about, term_ids=tuple(words), weights=QUESTION)
