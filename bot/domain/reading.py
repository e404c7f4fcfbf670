"""What one message says, for the bot: its words, its skills, and whether it asks. The text itself goes no further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.matching import How, Match, SkillIndex
from bot.domain.questions import Wish, is_question, sought
from bot.domain.terms import terms
from bot.domain.text import MENTION, plain


@dataclass(frozen=True, slots=True)
class Reading:
    """`asks` is true of a message that wants an answer, `wish` stands where it looks for a person."""

    terms: frozenset[str]
    skills: tuple[str, ...]
    asks: bool = False
    wish: Wish | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The words of what is asked: of a wish those that name it, in the order in which they stand."""
        if self.wish is None:
            return tuple(sorted(self.terms))
        return in_order(self.wish.topic)


def in_order(topic: str) -> tuple[str, ...]:
    lower = topic.lower()
    return tuple(sorted(terms(topic), key=lambda term: (lower.find(term), term)))


def read(text: str, index: SkillIndex, *, is_reply: bool) -> Reading:
    """A reply answers, unless it looks for a person; other questions in a thread are its talk."""
    said = plain(text)
    skills = tuple(match.skill for match in index.in_prose(said))
    wish = sought(text)
    if wish is None:
        return Reading(terms(text), skills, asks=not is_reply and is_question(text))
    return Reading(terms(text), named_in(wish.topic, index) or skills, asks=True, wish=wish)


def named_in(topic: str, index: SkillIndex) -> tuple[str, ...]:
    """The skills a wish names: as in running text ("make a chart" is not Make), or the whole of it ("go" is Go)."""
    in_prose = tuple(match.skill for match in index.in_prose(topic))
    typed = index.understand(topic).matches
    return in_prose or tuple(match.skill for match in typed if match.how != How.SENTENCE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know about: skills if they could be recognised, else the words themselves."""

    text: str
    matches: tuple[Match, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def skills(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(match.skill for match in self.matches))


def asked(text: str, index: SkillIndex, known_words: frozenset[str]) -> Asked:
    """What somebody typed to the bot means. Words that people here use are no typing errors."""
    wish = sought(text)
    topic = wish.topic if wish else plain(text) or MENTION.sub(" ", text)
    understanding = index.understand(topic)
    matches: Sequence[Match] = understanding.matches
    words = terms(topic)
    if words and words <= known_words:
        matches = [match for match in matches if match.how != How.TYPO]
    if wish:
        said = {match.skill for match in index.in_prose(topic)}
        matches = [match for match in matches if match.how != How.SENTENCE or match.skill in said]
    return Asked(topic.strip(), tuple(matches), understanding.near)
