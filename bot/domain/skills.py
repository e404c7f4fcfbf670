"""What a skill is, when two spellings are one, and how vocabularies are read and joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.errors import VocabularyError

LONGEST_NAME = 80

# Scripts written without spaces: Han and hiragana count letter by letter, katakana word by word.
_KATAKANA = "\u30a1-\u30fa\u30fc"
_UNSPACED = "\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_KATAKANA}{_UNSPACED}]+"

# `.NET`, `node.js`, `C++`, `C#`: dot, plus and sharp stay where they carry meaning, and nowhere else.
TOKEN = re.compile(
    rf"(?:(?<![\w.])\.(?=[^\W\d_]))?{_LETTERS}(?:\.{_LETTERS})*(?:\+\+|[+#](?![\w#+]))?"
    rf"|[{_KATAKANA}]+|[{_UNSPACED}]|&"
)
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b|(?<=\w)['\u2019](?=\w)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0f]")


class Prose(StrEnum):
    """Where a skill's name counts in running text."""

    ANYWHERE = "anywhere"
    CAPITALISED = "capitalised"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Skill:
    """One entry of the vocabulary; `risky` aliases count when typed alone, never in running text."""

    name: str
    aliases: tuple[str, ...] = ()
    prose: Prose = Prose.ANYWHERE
    risky: tuple[str, ...] = ()


def plain(text: str) -> str:
    """One character for each that looks the same; letter case stays."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u266f", "#")
    if "'" in text or "\u2019" in text:
        text = _POSSESSIVE.sub("", text)
    return text.replace("&amp;", "&")


def key(text: str) -> str:
    """The normal form under which names and aliases are equal."""
    if text.isascii():
        folded = text.lower()
        words = folded.split()
        return " ".join(words) if "".join(words).isalnum() else _joined(folded)
    while (folded := unicodedata.normalize("NFKC", text).casefold()) != text:
        text = folded  # case folding can undo normalisation and the other way round; three rounds settle it
    return _joined(text)


def _joined(folded: str) -> str:
    return " ".join("and" if word == "&" else word for word in TOKEN.findall(plain(folded)))


def parse_vocabulary(document: object) -> list[Skill]:
    """The skills of a loaded YAML document; a wrong shape raises VocabularyError naming entry and fault."""
    if document is None:
        return []
    if not isinstance(document, list):
        raise VocabularyError("A vocabulary is a list of entries, each beginning with `- name:`.")
    return [_entry(number, item) for number, item in enumerate(document, 1)]


def _entry(number: int, item: object) -> Skill:
    if isinstance(item, str):
        item = {"name": item}
    if not isinstance(item, Mapping):
        raise VocabularyError(f"Entry {number}: expected `name:` and the like, found {item!r:.40}.")
    where = f"Entry {number} ({item.get('name', 'without a name')!s:.40})"
    unknown = [str(field) for field in item if field not in ("name", "aliases", "prose", "risky")]
    if unknown:
        raise VocabularyError(f"{where}: `{unknown[0]:.40}` is no field; there are name, aliases, prose, risky.")
    return Skill(
        name=checked_name(item.get("name"), where),
        aliases=_names(item.get("aliases"), f"{where}, aliases"),
        prose=_prose(item.get("prose"), where),
        risky=_names(item.get("risky"), f"{where}, risky"),
    )


def checked_name(value: object, where: str) -> str:
    """`value` as a name that can be found again; `where` begins the sentence when it is not."""
    if value is None:
        raise VocabularyError(f"{where}: a name is missing.")
    if isinstance(value, bool):
        raise VocabularyError(f"{where}: YAML reads this name as yes or no; put it in quotes.")
    if not isinstance(value, str | int | float):
        raise VocabularyError(f"{where}: a name is a piece of text, found {value!r:.40}.")
    name = " ".join(str(value).split())
    if len(name) > LONGEST_NAME:
        raise VocabularyError(f"{where}: a name has at most {LONGEST_NAME} characters, this one has {len(name)}.")
    if not key(name):
        raise VocabularyError(f"{where}: {name!r} has no letter or digit.")
    return name


def _names(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise VocabularyError(f"{where}: expected a list such as [one, two], found {value!r:.40}.")
    return tuple(checked_name(item, where) for item in value)


def _prose(value: object, where: str) -> Prose:
    if value is None:
        return Prose.ANYWHERE
    for prose in Prose:
        if value == prose:
            return prose
    raise VocabularyError(f"{where}: prose is {', '.join(Prose)}; found {value!r:.40}.")


def merge(base: Iterable[Skill], more: Iterable[Skill]) -> list[Skill]:
    """Both as one: the later entry wins, aliases are joined, an alias claimed twice goes to the later."""
    merged: dict[str, Skill] = {}
    claimed: dict[str, str] = {}
    for skill in (*base, *more):
        own = key(skill.name)
        earlier = merged.get(own)
        merged[own] = _joined_skill(earlier, skill) if earlier else skill
        claimed.update((key(alias), own) for alias in (*merged[own].aliases, *merged[own].risky))
    return [_keeping(skill, own, claimed, merged) for own, skill in merged.items()]


def _joined_skill(earlier: Skill, later: Skill) -> Skill:
    known = {key(alias) for alias in (*later.aliases, *later.risky)}
    return replace(
        later,
        aliases=(*(alias for alias in earlier.aliases if key(alias) not in known), *later.aliases),
        risky=(*(alias for alias in earlier.risky if key(alias) not in known), *later.risky),
    )


def _keeping(skill: Skill, own: str, claimed: Mapping[str, str], merged: Mapping[str, Skill]) -> Skill:
    """`skill` without the aliases that a later entry, or another skill's name, has taken."""

    def kept(aliases: tuple[str, ...]) -> tuple[str, ...]:
        own_ones = {key(alias): alias for alias in aliases}
        return tuple(alias for at, alias in own_ones.items() if at and at not in merged and claimed.get(at, own) == own)

    return replace(skill, aliases=kept(skill.aliases), risky=kept(skill.risky))
