"""What insights are worked out from: who asked, helped, gathered and knows what, within one window of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from bot.domain.insights_groups import Counted

WEEKS = 12
WINDOW = timedelta(weeks=WEEKS)
# Beyond so many it does not matter how many know a topic.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; of one that was asked without a name there is no `asker_id`. `minutes` went by until a colleague
    answered in the thread; `named`: the bot named somebody, `helped`: somebody it named took it on.
    """

    asker_id: str
    at: datetime
    skill_ids: tuple[int, ...] = ()
    in_channel: bool = True
    minutes: float | None = None
    named: bool = False
    helped: bool = False

    @property
    def is_answered(self) -> bool:
        return self.minutes is not None or self.helped

    @property
    def is_unmet(self) -> bool:
        """Nobody answered, and nobody was named."""
        return not (self.is_answered or self.named)


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody helped somebody (or whoever asked without a name, ""), by an answer or what they were thanked for."""

    helper_id: str
    asker_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """A gathering that was held: who came, how many seats there were (0: as many as like), who of them will use it."""

    at: datetime
    came: tuple[str, ...] = ()
    seats: int = 0
    useful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of one window that ends at `end`. `knowing` has up to six people a topic: more need not be told apart.

    `active` are today's members; who left is counted on, and is nobody to turn to. `alone`: topics one member has shown
    often, and nobody else.
    """

    end: datetime
    people: Sequence[Counted] = ()
    active: frozenset[str] = frozenset()
    asked: Sequence[Asked] = ()
    helped: Sequence[Helped] = ()
    gathered: Sequence[Gathered] = ()
    knowing: Mapping[int, frozenset[str]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    alone: Sequence[str] = ()


def monday(now: datetime) -> datetime:
    """Midnight (UTC) of the Monday on which the week of `now` began: where a snapshot ends."""
    return datetime.combine(date.fromisoformat(week_of(now)), time(), UTC)


def week_of(at: datetime) -> str:
    return monday_of(at.astimezone(UTC).date())


@cache
def monday_of(day: date) -> str:
    """Asked for every single fact, of the few days that there are."""
    return (day - timedelta(days=day.weekday())).isoformat()


def weeks_before(end: datetime) -> list[str]:
    """The Mondays of the window, the oldest first."""
    return [week_of(end - timedelta(weeks=back)) for back in range(WEEKS, 0, -1)]
