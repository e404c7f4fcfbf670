"""What people are told about thanks: values between the services, which know, and the views, which have the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.bounds import Bounds
from bot.domain.kudos import Digest
from bot.domain.kudos_rules import Refusal
from storage.values import PersonRow


@dataclass(frozen=True, slots=True)
class Thanked:
    """What somebody gave with one word or one emoji: several rows where several people were thanked."""

    kudos_ids: tuple[int, ...]
    people: tuple[PersonRow, ...]
    skills: tuple[str, ...] = ()
    by_reaction: bool = False
    stands: bool = True
    meant: str = ""  # what the words say it was for, where no skill came of it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of `/kudos @scott`: a thanks, or why there is none; `who` is whom the refusal is about. `unsaid` are
    words that were given in a private channel, and stay there.
    """

    thanked: Thanked | None = None
    refusal: Refusal | None = None
    who: str = ""
    per_day: int = 0
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """One thanks as its receiver sees it. Of a giver who was forgotten there is no id."""

    giver_id: str
    skills: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody sees of their own thanks: the newest they gave, and how they hear of those they get."""

    given: tuple[Thanked, ...]
    digest: Digest


@dataclass(frozen=True, slots=True)
class Rules:
    """The bounds of a workspace, with the names of its channels."""

    bounds: Bounds
    channels: Mapping[str, str] = field(default_factory=dict)
