"""When somebody can be reached: their working hours by their own clock, and what keeps them from being asked now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.domain.lunch import WEEKDAYS
from bot.domain.zones import zone_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """The hours in which somebody may be expected to answer, by the clock of `tz`; UTC where none is known.

    `ends` may be on the next morning. A clock time that a date has twice counts where it comes first; one that a date
    lacks is as much later as the clocks were put forward.
    """

    days: frozenset[str] = frozenset({"mon", "tue", "wed", "thu", "fri"})
    begins: time = time(9)
    ends: time = time(17)
    tz: str = ""

    def __post_init__(self) -> None:
        if not self.days or not self.days <= WEEKDAYS.keys():
            raise ValueError("A working week has at least one day, by its short name.")

    def spans(self, after: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of work that have not ended by `after`, in UTC, in order and apart: each without its end."""
        zone, work = zone_of(self.tz), [name in self.days for name in WEEKDAYS]
        ends_next_day = DAY if self.ends <= self.begins else 0 * DAY
        day, done = after.astimezone(zone).date() - 2 * DAY, after
        while True:
            day += DAY
            if not work[day.weekday()]:
                continue
            begin = max(datetime.combine(day, self.begins, zone).astimezone(UTC), done)
            end = datetime.combine(day + ends_next_day, self.ends, zone).astimezone(UTC)
            if begin < end:
                yield begin, end
                done = end


def working_deadline(
    start: datetime, hours: float, week: WorkingWeek, *, away_until: datetime | None = None
) -> datetime:
    """When so many of somebody's own working hours have passed since `start`; what lies before `away_until` is none.

    Without hours it is the next moment of work, which may be `start` itself.
    """
    left = timedelta(hours=hours)
    spans = week.spans(max(start, away_until or start).astimezone(UTC))
    begin, end = next(spans)
    while end - begin < left:
        left -= end - begin
        begin, end = next(spans)
    return begin + left


def next_working_moment(now: datetime, week: WorkingWeek, *, away_until: datetime | None = None) -> datetime:
    """Now, if they work now; else when they begin again."""
    return working_deadline(now, 0, week, away_until=away_until)


def is_working(now: datetime, week: WorkingWeek, *, away_until: datetime | None = None) -> bool:
    return next_working_moment(now, week, away_until=away_until) == now


def next_morning(at: datetime, week: WorkingWeek) -> datetime:
    """When they begin to work after `at`; whoever works at that moment begins again another day."""
    return next(begin for begin, _end in week.spans(at) if begin > at)


def disturbed_at(
    now: datetime, week: WorkingWeek, *, asked: datetime, undisturbed: datetime | None, present: bool
) -> datetime:
    """When somebody hears of what came for them at `asked`: now; when their do-not-disturb ends; or, if they are gone
    outside of their working hours, when they begin again. Nothing waits longer than until their next morning.
    """
    latest = next_morning(asked, week)
    if undisturbed:
        return max(now, min(undisturbed, latest))
    waits = not present and not is_working(now, week)
    return max(now, min(next_working_moment(now, week), latest)) if waits else now


def day_start(at: datetime, tz: str, *, days: int = 0) -> datetime:
    """Midnight before `at` on somebody's own clock, or that of so many days later; in UTC."""
    zone = zone_of(tz)
    return datetime.combine(at.astimezone(zone).date() + days * DAY, time(), zone).astimezone(UTC)


def week_start(at: datetime, tz: str, *, weeks: int = 0) -> datetime:
    """Midnight before the Monday of the week in which `at` lies on somebody's own clock, or that of so many weeks
    later; in UTC.
    """
    return day_start(at, tz, days=7 * weeks - at.astimezone(zone_of(tz)).weekday())


def same_local_day(one: datetime, other: datetime, tz: str) -> bool:
    return day_start(one, tz) == day_start(other, tz)


class Hindrance(StrEnum):
    """What keeps somebody from being asked, or from answering. Of two that end at once the first is told."""

    PAUSED = "paused"
    AWAY = "away"
    LIMIT = "limit"
    MEETING = "meeting"


# Nobody is asked anything new while one of these holds. Whoever is away, or in a meeting, answers when they are back.
NOT_TO_BE_ASKED = frozenset({Hindrance.PAUSED, Hindrance.LIMIT})
# With one of these they come after those who can be reached.
LATER = frozenset({Hindrance.PAUSED, Hindrance.AWAY, Hindrance.LIMIT})
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Availability:
    """What is known of somebody's time: what they set themselves, and what their status in Slack says.

    `away` is AWAY or MEETING, or None; `away_until` is None where the status has no end.
    """

    week: WorkingWeek = WorkingWeek()
    away: Hindrance | None = None
    away_until: datetime | None = None
    limit_until: datetime | None = None
    paused: bool = False

    def back_at(self, now: datetime) -> datetime | None:
        """Until when they are away for longer, as far as it is known: no working hours pass before."""
        is_away = self.away is Hindrance.AWAY and self.away_until and now < self.away_until
        return self.away_until if is_away else None

    def current(self, now: datetime) -> Availability:
        """Without what has passed."""
        return replace(
            self,
            away=None if self.away_until and self.away_until <= now else self.away,
            limit_until=None if self.limit_until and self.limit_until <= now else self.limit_until,
        )

    def hindrances(self, now: datetime) -> dict[Hindrance, datetime]:
        """What holds now, each with its end."""
        known = {
            Hindrance.PAUSED: FOREVER if self.paused else None,
            Hindrance.LIMIT: self.limit_until,
        }
        if self.away:
            known[self.away] = self.away_until or FOREVER
        return {each: until for each in Hindrance if (until := known.get(each)) and now < until}


USUAL = Availability()


@dataclass(frozen=True, slots=True)
class Reach:
    """The one fact that a colleague is told: what holds longest of all that hinders, else their clock alone.

    `until` is when they can be reached again, None where nobody knows.
    """

    tz: str = ""
    hindrance: Hindrance | None = None
    until: datetime | None = None
    may_be_asked: bool = True

    @property
    def comes_later(self) -> bool:
        return self.hindrance in LATER


IN_REACH = Reach()


def reach(availability: Availability, now: datetime, *, full_until: datetime | None = None) -> Reach:
    """What to tell of somebody; `full_until` is when the bounds let them be asked again."""
    holds = availability.hindrances(now)
    if full_until and now < full_until:
        holds[Hindrance.LIMIT] = max(full_until, holds.get(Hindrance.LIMIT, full_until))
    tz = availability.week.tz
    if not holds:
        return Reach(tz)
    longest = max(holds, key=lambda each: (holds[each], -list(Hindrance).index(each)))
    until = None if holds[longest] == FOREVER else holds[longest]
    if longest is Hindrance.AWAY and until:
        until = next_working_moment(until, availability.week)
    return Reach(tz, longest, until, may_be_asked=not NOT_TO_BE_ASKED & holds.keys())
