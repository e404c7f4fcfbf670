"""What a query is about, in the workspace's own ids: skills where they were recognised, else its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.matching import How
from bot.domain.questions import is_question
from bot.domain.ranking import rank_name, rank_question
from bot.domain.ranking_crowd import Question
from bot.domain.ranking_facts import OnTopic, Ranked, Topic
from bot.domain.ranking_weights import QUESTION, QuestionWeights
from bot.domain.reading import Asked, asked, in_order
from bot.domain.skills import key
from bot.domain.text import LOOKED_AT, mentions, plain
from bot.services.candidates import Wanted, question_words, skill_topics, spellings, word_topics
from bot.services.counts import Counts
from bot.services.places import About
from bot.services.skills import Book
from storage.store import Unit
from storage.values import Origin, QuestionRow

MOST_SKILLS = 5
# More words than this are no name.
LONGEST_NAME = 6
# A word that stands in three messages of a workspace is one people use there, and no typing error.
WORD_OF_THE_HOUSE = 3
# And one that stands in more of its messages than this is no topic.
EVERYDAY = 0.05
# Whoever mentions more people than this calls a crowd together, and asks none of them.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Subject:
    asked: Asked
    label: str
    topics: tuple[Topic, ...]
    about: dict[str, About]
    skill_ids: tuple[int, ...] = ()
    term_ids: tuple[int, ...] = ()
    question: Question | None = None
    weights: QuestionWeights = QUESTION
    hid: frozenset[str] = frozenset()

    def ranked(
        self, counts: Counts, load: Mapping[str, float], *, best: int, without: Collection[str] = ()
    ) -> list[Ranked]:
        """Who knows, best first; nobody who does not want to be named for it."""
        without = self.hid.union(without)
        if self.question is None:
            return rank_name(self.topics, counts.crowd, best=best, load=load, without=without)
        return rank_question(self.question, counts.crowd, best=best, load=load, weights=self.weights, without=without)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where, when and by whom something is asked; no channel where it is asked of the bot."""

    channel_id: str
    asker_id: str
    at: datetime


def subject_of(counts: Counts, book: Book, text: str, spot: Spot) -> Subject:
    """What was typed to the bot, or (with a channel) a question that was put there."""
    if spot.channel_id and is_put_to_all(text):
        return question_subject(counts, book, text, spot)
    subject = name_subject(counts, book, understand(counts.unit, book, text))
    return subject if is_known(subject.topics) else by_its_word(counts, book, subject)


def is_known(topics: Iterable[Topic]) -> bool:
    """Whether there is anybody to name."""
    return any(known.is_reason for topic in topics for known in topic.people.values())


def by_its_word(counts: Counts, book: Book, subject: Subject) -> Subject:
    """A name that is an ordinary word besides ("array", "spark") counts only where it plainly is the name. Nobody is
    known by that: then who answered questions with the word, unless it is a word of every day here.
    """
    words, matches = in_order(subject.asked.text), subject.asked.matches
    if len(words) != 1 or len(matches) != 1 or matches[0].how not in (How.EXACT, How.ALIAS):
        return subject
    plain = name_subject(counts, book, Asked(words[0]))
    held = sum(row.messages for row in counts.facts(plain.term_ids).values())
    hid = counts.hidden(book).of_any(subject.skill_ids, words)
    topics = tuple(replace(topic, people=answering(topic, hid)) for topic in plain.topics)
    if held > counts.messages * EVERYDAY or not is_known(topics):
        return subject
    return replace(plain, asked=subject.asked, label=subject.label, topics=topics, skill_ids=subject.skill_ids)


def answering(topic: Topic, hid: Collection[str]) -> dict[str, OnTopic]:
    return {user: known for user, known in topic.people.items() if known.answer_count and user not in hid}


def is_put_to_all(text: str) -> bool:
    """Whether this asks a channel something, rather than for people who know a name."""
    return is_question(text) or len(text.split()) > LONGEST_NAME


def remembered_subject(counts: Counts, book: Book, question: QuestionRow) -> Subject:
    """What a question was about. Of one that was read in a channel there are skills and words, but no text."""
    unit, spot = counts.unit, Spot(question.channel_id, question.asker_id, question.at)
    if question.topic:
        return subject_of(counts, book, question.topic, spot)
    if question.origin == Origin.SHORTCUT and not question.skill_ids:
        return words_subject(counts, book, unit.terms.words(question.term_ids), spot)
    rows = unit.skills.by_id(question.skill_ids)
    names = [rows[skill_id].name for skill_id in question.skill_ids if skill_id in rows]
    matches = [match for name in names for match in book.index.understand(name).matches[:1]]
    if matches:
        return name_subject(counts, book, Asked(", ".join(names), tuple(matches)))
    words = unit.terms.words(question.term_ids)
    return name_subject(counts, book, Asked(" ".join(words[at] for at in question.term_ids if at in words)))


def understand(unit: Unit, book: Book, text: str) -> Asked:
    words = unit.terms.ids(in_order(text))
    held = unit.terms.messages_with(words.values())
    known = frozenset(word for word, term_id in words.items() if held.get(term_id, 0) >= WORD_OF_THE_HOUSE)
    understood = asked(text, book.index, known)
    return replace(understood, matches=understood.matches[:MOST_SKILLS])


def name_subject(counts: Counts, book: Book, understood: Asked) -> Subject:
    if understood.skills:
        return skill_subject(counts, book, understood)
    words = in_order(understood.text)
    ids = counts.ids_of(words)
    term_ids = tuple(ids[word] for word in words if word in ids)
    topics = word_topics(counts, term_ids, counts.hidden(book))
    about = {word: About(word_sets=(frozenset([ids[word]]),)) for word in words if word in ids}
    return Subject(understood, understood.text, tuple(topics), about, term_ids=term_ids)


def skill_subject(counts: Counts, book: Book, understood: Asked) -> Subject:
    names = understood.skills
    ids = counts.skill_ids([key(name) for name in names])
    wanted = [Wanted(ids.get(key(name), 0), name, spellings(book.written(name))) for name in names]
    return Subject(
        understood,
        ", ".join(names),
        tuple(skill_topics(counts, wanted, counts.hidden(book))),
        abouts(counts, wanted),
        skill_ids=tuple(one.skill_id for one in wanted if one.skill_id),
    )


def abouts(counts: Counts, wanted: Sequence[Wanted]) -> dict[str, About]:
    words = counts.ids_of({word for one in wanted for spelling in one.spellings for word in spelling})

    def heard(one: Wanted) -> Iterable[frozenset[int]]:
        return (frozenset(words[word] for word in names) for names in one.spellings if names <= words.keys())

    return {one.name: About(one.skill_id, tuple(heard(one))) for one in wanted}


def question_subject(counts: Counts, book: Book, text: str, spot: Spot) -> Subject:
    """A whole question in a channel: all its words count, the skills it names, and so does who answers there."""
    said = in_order(text)
    ids = counts.ids_of(said)
    names = tuple(dict.fromkeys(match.skill for match in book.index.in_prose(plain(text))))[:MOST_SKILLS]
    subject = words_subject(
        counts, book, {at: word for word, at in ids.items()}, spot, names=names, called=called(text)
    )
    # A word of a hidden skill need not have been heard here before.
    return replace(subject, asked=Asked(text), hid=subject.hid | counts.hidden(book).of_any((), said))


def called(text: str) -> frozenset[str]:
    """The people that a question mentions."""
    found = mentions(text[:LOOKED_AT])
    return frozenset(found if len(found) <= MOST_NAMED else ())


def words_subject(
    counts: Counts,
    book: Book,
    words: Mapping[int, str],
    spot: Spot,
    *,
    names: Sequence[str] = (),
    called: frozenset[str] = frozenset(),
) -> Subject:
    ids, hidden = counts.skill_ids([key(name) for name in names]), counts.hidden(book)
    wanted = [Wanted(ids[key(name)], name, ()) for name in names if key(name) in ids]
    topics = skill_topics(counts, wanted, hidden)
    counts.meet(user for topic in topics for user in topic.people)
    question = Question(
        counts.here(spot.channel_id),
        question_words(counts, tuple(words)),
        counts.helped(spot.asker_id),
        spot.at,
        counts.rhythm,
        topics,
        called,
    )
    about = {word: About(word_sets=(frozenset([term_id]),)) for term_id, word in words.items()}
    return Subject(
        Asked(""),
        "",
        (),
        {**about, **abouts(counts, wanted)},
        term_ids=tuple(words),
        question=question,
        weights=counts.weights,
        # Who answers in a channel would be named there for whatever is asked.
        hid=hidden.of_any((one.skill_id for one in wanted), words.values()),
    )
