"""What of the hand-off somebody sees on their Home tab: what they asked, and what waits for their answer."""

from __future__ import annotations

from dataclasses import dataclass

from storage.values import PersonRow
from storage.values_referrals import HandoffRow, ReferralRow


@dataclass(frozen=True, slots=True)
class Mine:
    """A question of the reader's that is going, and who was asked."""

    handoff: HandoffRow
    about: str
    asked: tuple[tuple[PersonRow, ReferralRow], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for the reader; `asker` is None as long as they may not be known."""

    question_id: int
    about: str
    words: str
    asker: PersonRow | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    mine: tuple[Mine, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    more: bool = False
