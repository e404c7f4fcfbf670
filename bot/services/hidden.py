"""Who is not to be named for what: the one place that the ranking asks, however the question was put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.skills import key
from bot.domain.terms import terms
from bot.services.skills import Book
from storage.store import Unit

People = frozenset[str]
NOBODY: People = frozenset()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Who hid which skill, by the skill and by each word that means it."""

    by_skill: Mapping[int, People] = field(default_factory=dict)
    by_word: Mapping[str, People] = field(default_factory=dict)

    def of_skill(self, skill_id: int) -> People:
        return self.by_skill.get(skill_id, NOBODY)

    def of_word(self, word: str) -> People:
        return self.by_word.get(word, NOBODY)

    def of_any(self, skill_ids: Iterable[int], words: Iterable[str]) -> People:
        """Who hid anything of what a question is about."""
        return NOBODY.union(*map(self.of_skill, skill_ids), *map(self.of_word, words))


def hidden_in(unit: Unit, book: Book) -> Hidden:
    by_skill: defaultdict[int, set[str]] = defaultdict(set)
    for user_id, skill_id in unit.ledger.hidden_skills():
        by_skill[skill_id].add(user_id)
    if not by_skill:
        return Hidden()
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for skill_id, row in unit.skills.by_id(by_skill).items():
        for word in one_word(book.called(row.name)):
            by_word[word] |= by_skill[skill_id]
    return Hidden(
        {skill_id: frozenset(users) for skill_id, users in by_skill.items()},
        {word: frozenset(users) for word, users in by_word.items()},
    )


def one_word(names: Iterable[str]) -> set[str]:
    """The names that are a single word, as words are counted."""
    return {word for name in names if " " not in key(name) for word in terms(name)}
