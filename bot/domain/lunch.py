"""When a weekly programme posts and when its gatherings take place: once a local date, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


class Verdict(StrEnum):
    """What becomes of a weekly post that is due."""

    POST = "post"
    HOLIDAY = "holiday"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Calendar:
    """On `weekday` at `clock` in `tz`; `skips` are local dates on which nothing happens."""

    weekday: str
    clock: str
    tz: str
    skips: frozenset[str] = frozenset()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    def day_of(self, at: datetime) -> str:
        """The local date of a moment."""
        return at.astimezone(self.zone).date().isoformat()

    def moments(self, after: datetime) -> Iterator[datetime]:
        """Every week's moment after `after`, in UTC.

        A clock time that a date has twice counts where it comes first; one that a date lacks is as much later as the
        clocks were put forward. (By the date, not by a search through time: APScheduler's CronTrigger passes over a
        midnight that does not exist.)
        """
        clock = time.fromisoformat(self.clock)
        day = after.astimezone(self.zone).date() - timedelta(days=1)
        day += timedelta(days=(list(WEEKDAYS).index(self.weekday) - day.weekday()) % 7)
        while True:
            at = datetime.combine(day, clock, self.zone).astimezone(UTC)
            day += timedelta(weeks=1)
            if at > after:
                yield at

    def posts(self, after: datetime, *, last: str = "") -> Iterator[datetime]:
        """When the weekly post goes out after `after`; `last` is the local date of the post before."""
        return (at for at in self.moments(after) if self.day_of(at) not in self.skips and self.day_of(at) > last)

    def next_post(self, after: datetime, *, last: str = "") -> datetime:
        return next(self.posts(after, last=last))

    def slots(self, now: datetime, *, lead_days: int, taken: Collection[datetime] = ()) -> Iterator[datetime]:
        """When gatherings can take place: far enough ahead, on no skipped date, where none is planned yet."""
        out = self.skips | {self.day_of(at) for at in taken}
        soonest = now + timedelta(days=lead_days)
        return (at for at in self.moments(soonest - timedelta(microseconds=1)) if self.day_of(at) not in out)

    def coming_slot(self, now: datetime, *, lead_days: int) -> datetime:
        """The slot that a post made now is about."""
        return next(self.slots(now, lead_days=lead_days))

    def free_slots(
        self, now: datetime, *, lead_days: int, taken: Collection[datetime] = (), most: int = 4
    ) -> list[datetime]:
        return list(islice(self.slots(now, lead_days=lead_days, taken=taken), most))

    def is_near(self, starts_at: datetime, now: datetime, *, lead_days: int) -> bool:
        """Whether a post made now is about a gathering; one further ahead waits for its week.

        By the date: its host may have moved it by some hours.
        """
        return self.day_of(starts_at) <= self.day_of(self.coming_slot(now, lead_days=lead_days))

    def judged(self, due: datetime, now: datetime, *, catch_up_hours: int) -> tuple[datetime, Verdict]:
        """Which weekly moment stands for all that have passed since `due`, and what becomes of its post.

        Of several that were missed the newest counts: a post is about the gathering that comes next.
        """
        newest = max(takewhile(lambda at: at <= now, self.moments(due)), default=due)
        if self.day_of(newest) in self.skips:
            return newest, Verdict.HOLIDAY
        late = now - newest > timedelta(hours=catch_up_hours)
        return newest, Verdict.MISSED if late else Verdict.POST
