"""From what somebody typed, or wrote in a channel, to the skills it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.frames import CONNECTORS, FRAME, core
from bot.domain.fuzzy import FuzzyNames
from bot.domain.lookup import Form, Kind, Lookup, forms
from bot.domain.prose import Finder, Text
from bot.domain.skills import Skill, key, merge
from bot.domain.slips import best

# Nobody types more to a bot in earnest, and a pasted log shall not hold it up.
_TYPED_AT_MOST = 1_000
_READ_AT_MOST = 12_000
_MOST_NEAR = 3
_NEAR = 0.72
_WORDS_OF_A_NAME = 5
_MOST_TYPOS = 6

Span = tuple[int, int]  # of words, the last not included


class How(StrEnum):
    EXACT = "exact"
    ALIAS = "alias"
    TYPO = "typo"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Match:
    """`typed` was taken for `skill` (its canonical name)."""

    typed: str
    skill: str
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood, and the names that come close to it."""

    matches: tuple[Match, ...]
    near: tuple[str, ...]


Spotted = tuple[Span, Match]


class _Layer:
    """One vocabulary made ready for every kind of question; never changed after it was built."""

    def __init__(self, skills: Iterable[Skill], ordinary: frozenset[str]) -> None:
        self.skills = list(skills)
        self.lookup = Lookup(forms(self.skills), ordinary)
        self.finder = Finder(self.lookup.exact.values(), ordinary)
        self.names = list(self.lookup.exact)

    # Only mistakes need these, so the first mistake pays; two threads building them twice do no harm.
    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in name.split(" "))

    @cached_property
    def fuzzy(self) -> FuzzyNames:
        return FuzzyNames(self.names)

    def closest(self, folded: str, limit: int) -> list[tuple[Form, float]]:
        found = self.fuzzy.closest(folded, limit=limit)
        return [(self.lookup.exact[self.names[at]], likeness) for at, likeness in found]


class SkillIndex:
    """The skills of one workspace. Immutable, hence safe to use from several threads."""

    def __init__(
        self,
        skills: Iterable[Skill],
        *,
        ordinary: frozenset[str] = frozenset(),
        beside: _Layer | None = None,
        became: Mapping[str, str] | None = None,
    ) -> None:
        self._ordinary = ordinary
        self._became = became or {}
        self._layers = (_Layer(skills, ordinary), *((beside,) if beside else ()))

    def with_added(self, skills: Iterable[Skill], *, became: Mapping[str, str] | None = None) -> SkillIndex:
        """A new index with a handful of skills more, at the cost of these alone. A skill whose key `became` another
        name is understood as before, and called so.
        """
        added = [skill for layer in self._layers[:-1] for skill in layer.skills]
        called = {**self._became, **(became or {})}
        return SkillIndex(merge(added, skills), ordinary=self._ordinary, beside=self._layers[-1], became=called)

    def _called(self, skill: Skill) -> str:
        return self._became.get(key(skill.name), skill.name) if self._became else skill.name

    def understand(self, text: str) -> Understanding:
        """Something typed to the bot: a name, an alias, a typo, or a whole sentence."""
        written = Text(text[:_TYPED_AT_MOST])
        if not written.words:
            return Understanding((), ())
        everything = (0, len(written.words))
        whole = self._as_a_whole(written, everything)
        if whole:
            return Understanding((whole,), ())
        body = core(written.folded)
        if written.is_one_piece():
            matches = self._typo(written, everything)
            if matches:
                return Understanding(matches, self._near(written, everything, matches))
        asked = self._as_a_whole(written, body) if body != everything else None
        if asked:
            return Understanding((_in_sentence(asked),), ())
        matches = self._typo(written, everything) or self._typo(written, body) or self._in_parts(written, body)
        return Understanding(matches, self._near(written, body, matches))

    def in_prose(self, text: str) -> tuple[Match, ...]:
        """The skills a message in a channel names, each once."""
        return _in_order(self._spotted(Text(text[:_READ_AT_MOST]), typed=False))

    def closest(self, text: str, *, limit: int = 5) -> list[tuple[str, float]]:
        """The skills whose names come closest to `text`, nearest first, with a likeness from 0 to 1."""
        folded = key(text[:_TYPED_AT_MOST])
        exact = next((form for layer in self._layers if (form := layer.lookup.exact.get(folded))), None)
        likeness = {self._called(exact.skill): 1.0} if exact else {}
        for form, score in self._closest_forms(folded, limit * 3):
            likeness.setdefault(self._called(form.skill), score)
        return list(likeness.items())[:limit]

    def _closest_forms(self, folded: str, limit: int) -> list[tuple[Form, float]]:
        found = [one for layer in self._layers for one in layer.closest(folded, limit)]
        return found if len(self._layers) == 1 else sorted(found, key=lambda one: -one[1])[:limit]

    def _as_a_whole(self, written: Text, span: Span) -> Match | None:
        typed = written.slice(*span)
        for layer in self._layers:
            resolved = layer.lookup.resolve(typed)
            if resolved:
                form, as_typed = resolved
                name = self._called(form.skill)
                if as_typed and form.kind is Kind.NAME and key(name) == form.folded:
                    return Match(typed, name, How.EXACT, 1.0)
                return Match(typed, name, How.ALIAS, 1.0 if as_typed else 0.95)
        return None

    def _typo(self, written: Text, span: Span) -> tuple[Match, ...]:
        """The one skill whose name was mistyped, if all of `span` is that name."""
        first, last = span
        words = written.folded[first:last]
        if len(words) > _WORDS_OF_A_NAME or self._means_every(words, one_piece=written.is_one_piece()):
            return ()
        folded = " ".join(words)
        near = {form.folded: (form, score) for form, score in self._closest_forms(folded, 10)}
        meant = best(folded, near)
        if meant is None:
            return ()
        form, score = near[meant]
        return (Match(written.slice(first, last), self._called(form.skill), How.TYPO, round(min(score, 0.99), 3)),)

    def _means_every(self, words: list[str], *, one_piece: bool) -> bool:
        """Whether nobody mistyped these words; with hyphens between them they are meant as a name."""
        return all(self._knows(word) for word in words) and (len(words) < 2 or not one_piece)

    def _knows(self, word: str) -> bool:
        """Whether `word` is a word as it stands, so that nobody mistyped it."""
        return word in self._ordinary or word in FRAME or any(word in layer.words for layer in self._layers)

    def _in_parts(self, written: Text, span: Span) -> tuple[Match, ...]:
        """A list of skills, or a sentence that names some."""
        parts = _parts(written, span)
        whole = [(part, self._as_a_whole(written, part)) for part in parts] if len(parts) > 1 else []
        listed = [(part, _in_sentence(match)) for part, match in whole if match]
        spotted = _longest([*listed, *self._spotted(written, typed=True)])
        covered = {at for (first, last), _ in spotted for at in range(first, last)}
        strange = [at for at in range(*span) if at not in covered and not self._knows(written.folded[at])]
        return _in_order([*spotted, *self._typos_at(written, strange[:_MOST_TYPOS], covered)])

    def _typos_at(self, written: Text, strange: list[int], covered: set[int]) -> list[Spotted]:
        """Words that nobody knows, alone or with the next one, taken for the names they come close to."""
        typos: list[Spotted] = []
        for at in strange:
            pair = (at, at + 2) if at + 1 < len(written.words) and at + 1 not in covered else (at, at + 1)
            found = self._typo(written, pair) or self._typo(written, (at, at + 1))
            typos += [((at, at + 1), match) for match in found]
        return typos

    def _spotted(self, written: Text, *, typed: bool) -> list[Spotted]:
        found = [one for layer in self._layers for one in layer.finder.named(written, typed=typed)]
        return _longest(
            [((one.first, one.last), Match(one.spelled, self._called(one.skill), How.SENTENCE, 0.9)) for one in found]
        )

    def _near(self, written: Text, span: Span, matches: tuple[Match, ...]) -> tuple[str, ...]:
        first, last = span
        if last - first > _WORDS_OF_A_NAME or any(match.how is How.SENTENCE for match in matches):
            return ()
        understood = {match.skill for match in matches}
        close = self.closest(" ".join(written.folded[first:last]), limit=_MOST_NEAR + 1)
        return tuple(name for name, score in close if score >= _NEAR and name not in understood)[:_MOST_NEAR]


def _in_sentence(match: Match) -> Match:
    return Match(match.typed, match.skill, How.SENTENCE, match.score)


def _longest(spotted: list[Spotted]) -> list[Spotted]:
    """The longest where several share a word; of equals the first given."""
    kept: list[Spotted] = []
    taken: set[int] = set()
    for (first, last), match in sorted(spotted, key=lambda one: one[0][0] - one[0][1]):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.append(((first, last), match))
    return kept


def _in_order(spotted: list[Spotted]) -> tuple[Match, ...]:
    """Each skill once, where it comes first."""
    once: dict[str, Match] = {}
    for _, match in sorted(spotted, key=lambda one: one[0]):
        once.setdefault(key(match.skill), match)
    return tuple(once.values())


def _parts(written: Text, span: Span) -> list[Span]:
    """`span` cut at commas, slashes and connecting words, each part without the frame around it."""
    first, last = span
    parts, start = [], first
    for at in range(first, last):
        if written.folded[at] in CONNECTORS and not _joins_letters(written, at, at):
            parts.append((start, at))
            start = at + 1
        elif at + 1 == last or _cuts(written, at):
            parts.append((start, at + 1))
            start = at + 1
    trimmed = [(begin, core(written.folded[begin:end])) for begin, end in parts if begin < end]
    return [(begin + inner, begin + end) for begin, (inner, end) in trimmed]


def _cuts(written: Text, at: int) -> bool:
    gap = written.plain[written.words[at].end : written.words[at + 1].start]
    return any(mark in gap for mark in ",;|\n") or ("/" in gap and not _joins_letters(written, at, at + 1))


def _joins_letters(written: Text, left: int, right: int) -> bool:
    """Whether the mark at `left` joins single letters into one name: R&D, A/B."""
    if left == right:
        if written.words[left].spelled != "&" or not 0 < left < len(written.words) - 1:
            return False
        left, right = left - 1, right + 1
    return len(written.folded[left]) == 1 and len(written.folded[right]) == 1
