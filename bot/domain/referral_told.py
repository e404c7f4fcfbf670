"""What is told of a question that is taken to colleagues, before it has words: to the asked, and to the asker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.ranking_facts import Reason
from storage.values import PersonRow
from storage.values_referrals import HandoffRow, ReferralRow, Stage

LONGEST_WORDS = 2000
ALL = "*"  # instead of one person: all of those who were named


@dataclass(frozen=True, slots=True)
class Form:
    """What the form for asking begins with: whom, and what; `people` are those who can be asked."""

    question_id: int
    people: tuple[PersonRow, ...]
    about: str
    words: str = ""
    quiet: bool = False

    @property
    def to(self) -> str:
        return ALL if self.quiet else self.people[0].user_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form as it was sent: `to` is a person, or ALL."""

    user_id: str
    question_id: int
    to: str
    words: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom it was taken to; or what is wrong, by field."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    people: tuple[PersonRow, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """What naming somebody else came to: what is wrong with it, or that it came too late."""

    wrong: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ToldExpert:
    """For somebody who was asked. `asker` is None as long as they may not be known. `has_helped`: whom they named did.
    `has_skills`: it is about something people are named for.
    """

    referral: ReferralRow
    stage: Stage
    about: str
    words: str
    asker: PersonRow | None = None
    reasons: tuple[Reason, ...] = ()
    passed_by: PersonRow | None = None
    passed_to: PersonRow | None = None
    at_limit: bool = False
    has_helped: bool = False
    has_skills: bool = True
    channels: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class ToldAsker:
    """For the asker: who was asked with what result, the newest last, and who could be next."""

    handoff: HandoffRow
    about: str
    asked: tuple[tuple[PersonRow, ReferralRow], ...] = ()
    next: PersonRow | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """For both, in a conversation of their own: the question, and whom both know."""

    asker: PersonRow
    helper: PersonRow
    about: str
    words: str
    mutual: PersonRow | None = None
    was_anonymous: bool = False
