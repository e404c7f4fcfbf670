"""Which skills running text names: exact spellings of whole words, where the writer's capitals allow it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from bot.domain.lookup import Form, Kind
from bot.domain.skills import TOKEN, Prose, Skill, plain
from bot.domain.spelling import singular

# Slack's own marks name people and pictures, not skills; of a link its label is text.
_MARKS = re.compile(r"<[@#!][^>]*>|<[^>|]*\||:[a-z0-9_+'-]+:")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:;\n\u2022*>\u201c\"(])\s*$")
_PLAN_WORDS = """
appendix class category column drive exhibit grade group hepatitis item level option part phase plan point
row section series site step team type vitamin
"""
_PLANS = frozenset(_PLAN_WORDS.split())


_INFLECTED = ("", "s", "es", "ed", "ing", "er")


class Word(NamedTuple):
    start: int
    end: int
    spelled: str


class Found(NamedTuple):
    """`skill` is named by the words from `first` up to `last` (not included)."""

    first: int
    last: int
    skill: Skill
    spelled: str


class Text:
    """A text cut into words that remember where they stood."""

    def __init__(self, raw: str) -> None:
        self.plain = plain(raw.replace("\0", " "))
        if "<" in self.plain or ":" in self.plain:
            self.plain = _MARKS.sub(" ", self.plain)
        self.words = [Word(m.start(), m.end(), m.group()) for m in TOKEN.finditer(self.plain)]
        self.folded = ["and" if word.spelled == "&" else word.spelled.casefold() for word in self.words]

    def slice(self, first: int, last: int) -> str:
        return self.plain[self.words[first].start : self.words[last - 1].end]

    def is_one_piece(self) -> bool:
        return " " not in self.plain.strip()

    def broken(self, first: int, last: int) -> bool:
        """Whether a comma or the end of a sentence stands between the words."""
        gaps = (self.plain[self.words[at].end : self.words[at + 1].start] for at in range(first, last - 1))
        return any(mark in gap for gap in gaps for mark in ",;:!?.()|")


def _pattern(folded: str) -> str:
    return f" {folded.replace(' ', '  ')} "


def _other_number(form: Form) -> str | None:
    """The plural of a singular; the other way round LIMS would be cut, and `delegates` made a word of every day."""
    head, _, last = form.folded.rpartition(" ")
    if len(last) < 4 or not last.isalpha():
        return None
    single = singular(last)
    if single == last:
        return None if last[-1] in "sxyz" else f"{form.folded}s"
    if len(single) < 5 or (form.kind is not Kind.NAME and not head):
        return None
    return f"{head} {single}".strip()


class Finder:
    """Finds the spellings of a vocabulary in running text."""

    def __init__(self, spelled: Iterable[Form], ordinary: frozenset[str]) -> None:
        self._ordinary = ordinary
        rules: dict[str, tuple[Form, Prose]] = {}
        for form in spelled:
            if len(form.folded) > 1 or form.folded.isascii():
                rules[form.folded] = form, self._prose(form)
        for form, prose in list(rules.values()):
            other = _other_number(form) if prose is Prose.ANYWHERE else None
            if other and not self._is_ordinary(other):
                rules.setdefault(other, (form, prose))
        self._rules = list(rules.values())
        self._automaton = AhoCorasick([_pattern(folded) for folded in rules]) if rules else None

    def _is_ordinary(self, word: str) -> bool:
        return word in self._ordinary or (word.endswith("ies") and f"{word[:-3]}y" in self._ordinary)

    def _prose(self, form: Form) -> Prose:
        """The rule of a skill is about its name; node.js and aliases of several words are plain enough."""
        if form.kind is Kind.RISKY:
            return Prose.NEVER
        if "." in form.folded:
            return Prose.ANYWHERE
        if " " in form.folded:
            return form.skill.prose if form.kind is Kind.NAME else Prose.ANYWHERE
        wordlike = form.folded in self._ordinary or len(form.folded) == 1
        if form.kind is Kind.NAME:
            return Prose.CAPITALISED if wordlike and form.skill.prose is Prose.ANYWHERE else form.skill.prose
        if wordlike:
            return Prose.NEVER if form.skill.prose is Prose.NEVER else Prose.CAPITALISED
        return Prose.CAPITALISED if len(form.folded) < 4 and form.skill.prose is not Prose.ANYWHERE else Prose.ANYWHERE

    def named(self, text: Text, *, typed: bool = False) -> list[Found]:
        """All that may be meant, overlaps included; in text `typed` to the bot small letters are forgiven."""
        if self._automaton is None or not text.words:
            return []
        haystack = " " + "  ".join(text.folded) + " "
        hits = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        if not hits:
            return []
        starts, at = {}, 0
        for number, folded in enumerate(text.folded):
            starts[at] = number
            at += len(folded) + 2
        accepted = []
        for pattern, start, _ in hits:
            (form, prose), first = self._rules[pattern], starts[start]
            last = first + form.folded.count(" ") + 1
            if not text.broken(first, last) and self._accepts(form, prose, text, (first, last), typed=typed):
                accepted.append(Found(first, last, form.skill, text.slice(first, last)))
        return accepted

    def _accepts(self, form: Form, prose: Prose, text: Text, span: tuple[int, int], *, typed: bool) -> bool:
        if len(form.folded) == 1:
            return (typed or prose is Prose.CAPITALISED) and _stands_alone(text, span[0])
        if typed and form.kind is not Kind.RISKY and self._forgiven(form):
            return True
        if prose is Prose.CAPITALISED:
            return self._capitalised(form, text, span)
        return prose is Prose.ANYWHERE

    def _forgiven(self, form: Form) -> bool:
        """Even in small letters it is no ordinary word, or one that the vocabulary trusts anywhere."""
        return form.folded not in self._ordinary or (form.kind is Kind.NAME and form.skill.prose is Prose.ANYWHERE)

    def _capitalised(self, form: Form, text: Text, span: tuple[int, int]) -> bool:
        """Written as a name: with its capital, in a text that does not capitalise everything around it."""
        first, last = span
        written, start = text.slice(first, last), text.words[first].start
        if not written[:1].isupper():
            return written == form.spelled and any(letter.isupper() for letter in written)
        around = [*text.words[max(first - 3, 0) : first], *text.words[last : last + 3]]
        if len(around) >= 3 and not any(word.spelled[0].islower() for word in around):
            return False
        if not written[1:].islower() or not self._wordlike(form.folded):
            return True
        return not _STARTS_SENTENCE.search(text.plain[max(start - 4, 0) : start])

    def _wordlike(self, folded: str) -> bool:
        """The list of ordinary words leaves out what is a skill too, not its other forms: going, words."""
        return any(folded + ending in self._ordinary for ending in _INFLECTED)


def _stands_alone(text: Text, number: int) -> bool:
    """A single capital letter is a language, unless it is a plan, a vitamin or half of another word."""
    word = text.words[number]
    before, after = text.plain[word.start - 1 : word.start], text.plain[word.end : word.end + 1]
    if not word.spelled.isupper() or before in {"-", "&", "'", "."} or after in {"-", "&", "'", "\u2019", ":"}:
        return False
    if number == 0 or text.folded[number - 1] in _PLANS or _STARTS_SENTENCE.search(text.plain[: word.start]):
        return False
    beside = [text.words[at].spelled for at in (number - 1, number + 1) if 0 <= at < len(text.words)]
    return not any(len(spelled) == 1 for spelled in beside)
