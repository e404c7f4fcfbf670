"""What stands behind something typed as a whole: a name, an alias, or one of them in another spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from bot.domain.skills import Prose, Skill, key
from bot.domain.spelling import singular, stemmed, tight, variants

_MOST_WORDS = 8
_ROOTS = "~"


class Kind(IntEnum):
    NAME = 0
    ALIAS = 1
    RISKY = 2


class Form(NamedTuple):
    """One spelling of one skill, `folded` being its normal form."""

    folded: str
    spelled: str
    skill: Skill
    kind: Kind


def forms(skills: Iterable[Skill]) -> Iterator[Form]:
    """Every spelling of every skill, names first."""
    skills = list(skills)
    yield from (Form(key(skill.name), skill.name, skill, Kind.NAME) for skill in skills)
    for skill in skills:
        yield from (Form(key(alias), alias, skill, Kind.ALIAS) for alias in skill.aliases)
        yield from (Form(key(alias), alias, skill, Kind.RISKY) for alias in skill.risky)


class Lookup:
    """The spellings of a vocabulary, by normal form and by looser ones where these are unambiguous."""

    def __init__(self, spelled: Iterable[Form], ordinary: frozenset[str]) -> None:
        self.exact: dict[str, Form] = {}
        self._ordinary = ordinary
        for form in spelled:
            if form.folded:
                self.exact.setdefault(form.folded, form)

    @cached_property
    def _loose(self) -> dict[str, Form | None]:
        """Built when first something is not typed as it stands: letters without spaces, then roots of words.

        A name outdoes an alias; two skills of the same rank under one loose spelling outdo each other.
        """
        loose: dict[str, Form | None] = {}
        for form in self.exact.values():
            _add(loose, tight(form.folded), form)
        for form in self.exact.values():
            roots = _ROOTS + stemmed(form.folded)
            if len(roots) > 5 and (form.kind is Kind.NAME or " " in roots):
                _add(loose, roots, form)
        return loose

    def resolve(self, typed: str) -> tuple[Form, bool] | None:
        """The spelling meant, and whether it was typed so."""
        folded = key(typed)
        found = self.exact.get(folded)
        if found:
            return found, True
        if not folded or folded.count(" ") >= _MOST_WORDS:
            return None
        loose = self._loosely(folded, typed)
        return (loose, False) if loose else None

    def _loosely(self, folded: str, typed: str) -> Form | None:
        if folded in self._ordinary:
            return self._ordinary_plural(folded)
        found = self._loose.get(tight(folded)) or self._loose.get(_ROOTS + stemmed(folded))
        if found:
            return found
        for other in variants(typed):
            found = self.exact.get(other) or self._loose.get(tight(other))
            if found:
                return found
        return None

    def _ordinary_plural(self, folded: str) -> Form | None:
        """An ordinary English word is no skill, but for the plural of a name that counts in any text."""
        found = self.exact.get(singular(folded))
        return found if found and found.kind is Kind.NAME and found.skill.prose is Prose.ANYWHERE else None


def _add(loose: dict[str, Form | None], spelling: str, form: Form) -> None:
    there = loose.setdefault(spelling, form)
    if there and there.skill is not form.skill and there.kind == form.kind:
        loose[spelling] = None
