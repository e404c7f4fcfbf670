"""Looking for speakers: how many could, in words that tell nobody apart; and whom nobody would have expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.answers import Answer
from bot.domain.skills import key
from storage.values import PersonRow
from storage.values_formats import Reply

MANY = 5
# Nobody waits for an answer for longer, before another is asked; nor for a search, before they are told.
NEXT_AFTER_DAYS = 2
TOLD_AFTER_DAYS = 7
OPEN_FOR_DAYS = 28
STEM = 5
# Words of titles that tell nothing of what somebody knows.
RANKS = frozenset({
    "a", "and", "at", "chief", "co", "coordinator", "deputy", "director", "executive", "for", "global", "group", "head",
    "in", "interim", "junior", "lead", "leader", "manager", "member", "of", "officer", "partner", "principal", "senior",
    "specialist", "staff", "team", "the", "trainee", "vice", "president",
})  # fmt: skip


class HowMany(StrEnum):
    """How many people could, as much as any colleague learns."""

    NONE = "none"
    ONE = "one"
    FEW = "few"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Sought:
    """A topic a coordinator looks at, and how many could speak about it."""

    skill_id: int
    name: str
    could: HowMany


@dataclass(frozen=True, slots=True)
class Speakers:
    """What a coordinator sees: `typed` is what they looked for, `topics` what was found of it, or is asked for most."""

    typed: str
    topics: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class SpeakerPress:
    """A button about a search; (`channel_id`, `ts`) is where it stands, `number` what it is about."""

    user_id: str
    seen: str
    number: int
    channel_id: str = ""
    ts: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Approached:
    """What somebody is asked: whether this coordinator may see what they have shown of a topic."""

    topic: str
    coordinator: PersonRow
    state: Reply


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who agreed, with what they have shown; `unexpected`: their title tells nothing of it."""

    search_id: int
    topic: str
    answer: Answer
    unexpected: bool


def how_many(count: int) -> HowMany:
    if count <= 1:
        return HowMany.ONE if count else HowMany.NONE
    return HowMany.MANY if count >= MANY else HowMany.FEW


def is_unexpected(title: str, names: Iterable[str], related: Iterable[str]) -> bool:
    """Whether a title has nothing to do with a skill, by its names, nor with what goes with it; an empty one tells
    nothing.
    """
    stems = stems_of([title])
    return bool(stems) and not stems & (stems_of(names) | stems_of(related))


def stems_of(texts: Iterable[str]) -> set[str]:
    """The beginnings of the words that tell something."""
    return {word[:STEM] for text in texts for word in key(text).split() if word not in RANKS}
