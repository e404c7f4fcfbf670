"""Interviews: who could ask the questions, and which questions people really have. Nobody's name stands on one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.questions import is_question, sought
from bot.domain.skills import key
from bot.domain.text import MARKUP, plain

MOST_QUESTIONS = 12
PROPOSED = 8
LONGEST_QUESTION = 300
FEWEST_WORDS = 3
LISTED = re.compile(r"^(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Curious:
    """How somebody has to do with a gathering: they come, they asked about it so often, they said they would come."""

    comes: bool = False
    asked: int = 0
    would_come: bool = False


def interviewers(people: Mapping[str, Curious], *, without: Collection[str]) -> list[str]:
    """Who could be asked to interview, best first: who comes anyway and wants to know, then who asked most."""

    def worth(user_id: str) -> tuple[bool, int, bool, str]:
        one = people[user_id]
        return not (one.comes and one.asked), -one.asked, not one.comes, user_id

    return sorted((user_id for user_id in people if user_id and user_id not in without), key=worth)


def prepared(given: Iterable[str], *, names: Collection[str], ordinary: Collection[str] = ()) -> tuple[str, ...]:
    """Questions for an interview, from what people asked: each once, and none that names or quotes anybody. Of `names`
    those that are `ordinary` words, too, are names only where they are written like one.
    """
    kept: dict[str, str] = {}
    for text in given:
        line = " ".join(text.split())
        if is_to_be_asked(line) and not names_somebody(line, names, ordinary):
            kept.setdefault(key(line), f"{line[0].upper()}{line[1:]}")
    return tuple(kept.values())[:PROPOSED]


def whole_question(text: str) -> str:
    """The sentence as it was given, where only what it is about would be kept: "Who can help me build a pivot table?".
    "" where that says it all, as of "who knows Excel?".
    """
    line = " ".join(text.split())
    wish = sought(line)
    says_more = wish is not None and len(key(wish.topic).split()) >= FEWEST_WORDS
    return line if says_more and is_to_be_asked(line) else ""


def is_to_be_asked(line: str) -> bool:
    """A question, more than the name of a topic, and short enough."""
    return len(line) <= LONGEST_QUESTION and is_question(line) and len(key(plain(line)).split()) >= FEWEST_WORDS


def names_somebody(line: str, names: Collection[str], ordinary: Collection[str]) -> bool:
    """Whether a line mentions or quotes somebody, or has one of these names (by `key`) in it."""
    if MARKUP.search(line) or "@" in line or line.startswith((">", "&gt;")):
        return True
    words = (word for word in WORD.findall(line) if key(word) in names)
    return any(word[:1].isupper() or key(word) not in ordinary for word in words)


def names_of(people: Iterable[str]) -> set[str]:
    """The words that people are called by, normalised."""
    return {key(word) for name in people for word in WORD.findall(name) if len(word) > 1}


def read_questions(text: str) -> tuple[str, ...] | None:
    """A list as somebody wrote it, a line each; None if there are too many, or one is too long."""
    lines = (LISTED.sub("", " ".join(line.split())) for line in text.splitlines())
    found = tuple(dict.fromkeys(line for line in lines if line))
    if len(found) > MOST_QUESTIONS or any(len(line) > LONGEST_QUESTION for line in found):
        return None
    return found
