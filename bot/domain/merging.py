"""Skills that are one, or are called otherwise from now on: what was typed, what that means, and when it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.skills import key
from storage.values import Touched

QUOTES = " \t\"'`\u201c\u201d\u2018\u2019"


class Refusal(StrEnum):
    """Why two skills are not made one, or a skill keeps its name."""

    NO_NAME = "no_name"
    UNKNOWN = "unknown"
    NOWHERE = "nowhere"
    ITSELF = "itself"
    ALREADY = "already"
    ANOTHER_WORD = "another_word"


class Typed(StrEnum):
    """What a word is to the vocabulary: a skill's name, a name it had, another word for it, or nothing at all."""

    NAME = "name"
    FORMER = "former"
    ALIAS = "alias"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two names of a call, as typed."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Meant:
    """`typed` is, as `how` says, the skill called `name`; where it is nothing, `near` come close."""

    typed: str
    how: Typed = Typed.NOTHING
    name: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    why: Refusal
    typed: str = ""
    name: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """`old` becomes `kept`, and what was `touched` moves along."""

    old: str
    kept: str
    touched: Touched


@dataclass(frozen=True, slots=True)
class Renamed:
    old: str
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that another skill has: perhaps the two are one."""

    typed: str
    merge: Merge


@dataclass(frozen=True, slots=True)
class Names:
    """Which names became which, by the name that is kept."""

    former: tuple[tuple[str, tuple[str, ...]], ...]
    may_change: bool


def pairs(text: str, word: str) -> tuple[Pair, ...]:
    """Every way to read "PPT into PowerPoint": a name may hold the word itself."""
    parts = re.split(rf"\s+({re.escape(word)})\s+", f" {text} ", flags=re.IGNORECASE)
    read = (Pair(cut(parts[:at]), cut(parts[at + 1 :])) for at in range(1, len(parts), 2))
    return tuple(pair for pair in read if pair.old and pair.new)


def cut(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split()).strip(QUOTES)


def chosen(read: Sequence[Pair], meant: Callable[[str], Meant]) -> Pair:
    """Of several readings the one of which most is known."""

    def known(pair: Pair) -> tuple[bool, bool]:
        return meant(pair.old).how != Typed.NOTHING, meant(pair.new).how != Typed.NOTHING

    return max(read, key=known)


def refuses_merge(old: Meant, kept: Meant) -> Refused | None:
    """Why these two cannot be made one. What is moved has to be called by its name, so that nobody moves more."""
    if refused := refuses_old(old):
        return refused
    if kept.how == Typed.NOTHING:
        return Refused(Refusal.NOWHERE if key(kept.typed) else Refusal.NO_NAME, kept.typed, near=kept.near)
    if key(old.name) == key(kept.name):
        same = old.how == kept.how == Typed.NAME
        return Refused(Refusal.ITSELF if same else Refusal.ALREADY, both(old, kept), old.name)
    return None if old.how == Typed.NAME else Refused(Refusal.ANOTHER_WORD, old.typed, old.name)


def both(old: Meant, kept: Meant) -> str:
    """Of two words for one skill the one that is not its name."""
    return kept.typed if old.how == Typed.NAME else old.typed


def refuses_rename(old: Meant, new: Meant, *, is_name: bool) -> Refused | None:
    """Why a skill cannot be called so. A name that is taken is another matter."""
    if refused := refuses_old(old):
        return refused
    if not is_name:
        return Refused(Refusal.NO_NAME, new.typed)
    if old.name == new.typed:
        return Refused(Refusal.ALREADY, old.typed, old.name)
    return None if old.how == Typed.NAME else Refused(Refusal.ANOTHER_WORD, old.typed, old.name)


def refuses_old(old: Meant) -> Refused | None:
    if old.how != Typed.NOTHING:
        return None
    return Refused(Refusal.UNKNOWN if key(old.typed) else Refusal.NO_NAME, old.typed, near=old.near)


def takes(old: Meant, new: Meant) -> bool:
    """Whether the new name belongs to another skill."""
    return new.how != Typed.NOTHING and key(new.name) != key(old.name)
