"""What somebody sees on their Home tab, before it has words: each part as the sections of the tab show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from bot.domain.availability import USUAL, Availability
from bot.domain.home_asks import Asks
from bot.domain.kudos_told import Received
from bot.domain.privacy import NOTHING_CHOSEN, Wishes
from bot.domain.programme import Part
from bot.domain.ranking_facts import Reason, ReasonKind
from storage.values import EvidenceRow, PersonRow, SkillRow
from storage.values_lunch import LunchRow


class Reader(Enum):
    """Who opened the tab, as far as it matters for what there is to show."""

    MEMBER = "member"
    GUEST = "guest"
    OUTSIDE = "outside"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that somebody is found for, with what colleagues are told, the strongest first."""

    skill_id: int
    name: str
    reasons: tuple[Reason, ...]

    @property
    def declared(self) -> bool:
        """Whether they said so themselves, which they can take back."""
        return any(reason.kind is ReasonKind.DECLARED for reason in self.reasons)


class Choice(StrEnum):
    """What somebody says of a piece of evidence."""

    COUNT = "count"
    HIDE = "hide"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence as its person sees it, in which channel; `moved_to` is what it shows instead, they said."""

    entry: EvidenceRow
    channel: str = ""
    is_hidden: bool = False
    moved_to: str = ""
    may_move: bool = False


@dataclass(frozen=True, slots=True)
class Closer:
    """Where somebody showed a skill."""

    skill_id: int
    name: str
    shown: tuple[Shown, ...] = ()
    page: int = 0
    more: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Skills:
    """One page of them; `more` come after it."""

    shown: tuple[Known, ...] = ()
    more: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Thanks:
    """What somebody got lately, the newest first; nothing where they chose not to hear of it."""

    shown: tuple[Received, ...] = ()
    more: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A gathering that comes, and what the reader has to do with it; names as far as they are known."""

    lunch: LunchRow
    part: Part | None
    host: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Gatherings:
    mine: tuple[Ahead, ...] = ()
    others: tuple[Ahead, ...] = ()
    more: bool = False


NO_ASKS = Asks()


@dataclass(frozen=True, slots=True)
class HomeTab:
    """`url` is where the workspace lives, for links into it; `time` is when they may be asked, `hidden` are the skills
    they are not named for.
    """

    reader: Reader
    skills: Skills = Skills()
    thanks: Thanks = Thanks()
    gatherings: Gatherings = Gatherings()
    url: str = ""
    time: Availability = USUAL
    asks: Asks = NO_ASKS
    hidden: tuple[SkillRow, ...] = ()
    wishes: Wishes = NOTHING_CHOSEN

    @property
    def is_new(self) -> bool:
        """Whether nothing here is theirs yet."""
        return not (self.skills.shown or self.thanks.shown or self.gatherings.mine)


def reader_of(person: PersonRow | None) -> Reader:
    """Whoever Slack has told us nothing about yet is a plain member until it does."""
    if person is None or person.may_be_named:
        return Reader.MEMBER
    return Reader.OUTSIDE if person.is_outside else Reader.GUEST
