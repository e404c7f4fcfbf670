"""What people set themselves about their time, as it is kept: by name, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from bot.domain.availability import Availability, Hindrance, WorkingWeek
from bot.domain.availability_until import begins, fault
from bot.domain.lunch import WEEKDAYS
from bot.domain.zones import zone_of
from storage.values import PersonRow


class Own(StrEnum):
    """The names of the preferences."""

    DAYS = "working_days"
    HOURS = "working_hours"
    LIMIT = "limit_until"
    PAUSED = "asks_paused"


YES = "yes"


class Field(StrEnum):
    """The fields of the form."""

    DAYS = "days"
    BEGINS = "begins"
    ENDS = "ends"
    LIMIT = "limit"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody entered in it, as Slack gives it."""

    days: tuple[str, ...]
    begins: str
    ends: str
    until: str = ""
    paused: bool = False


def checked(entered: Entered, now: datetime, tz: str) -> tuple[dict[str, str], dict[str, str]]:
    """What of it is kept, by the name of the preference, and what is wrong with which field."""
    today = now.astimezone(zone_of(tz)).date()
    starts, ends, until = clock_in(entered.begins), clock_in(entered.ends), day_in(entered.until)
    days = set(entered.days)
    wrong = {
        Field.DAYS: "" if days and days <= WEEKDAYS.keys() else "Choose one day at least.",
        Field.BEGINS: "" if starts else "Choose a time.",
        Field.ENDS: "" if ends and ends != starts else "Choose another time than the first.",
        Field.LIMIT: (fault(until, today) if until else "Choose a day.") if entered.until else "",
    }
    if any(wrong.values()) or not (starts and ends):
        return {}, {name: words for name, words in wrong.items() if words}
    kept = {
        **kept_week(days, starts, ends),
        Own.LIMIT: kept_moment(begins(until, now, tz) if until else None),
        Own.PAUSED: YES if entered.paused else "",
    }
    return kept, {}


def availability_of(person: PersonRow, own: Mapping[str, str]) -> Availability:
    """What they set counts; else the usual week in the time zone that Slack knows."""
    return Availability(
        week=week_of(person.tz, own),
        away=Hindrance(person.away) if person.away in (Hindrance.AWAY, Hindrance.MEETING) else None,
        away_until=person.away_until,
        limit_until=moment_in(own.get(Own.LIMIT, "")),
        paused=own.get(Own.PAUSED) == YES,
    )


def week_of(tz: str, own: Mapping[str, str]) -> WorkingWeek:
    """What an older version kept, and is no week now, is passed."""
    usual = WorkingWeek(tz=tz)
    first, _, last = own.get(Own.HOURS, "").partition("-")
    days = frozenset(own.get(Own.DAYS, "").split())
    return WorkingWeek(
        days=days if days and days <= WEEKDAYS.keys() else usual.days,
        begins=clock_in(first) or usual.begins,
        ends=clock_in(last) or usual.ends,
        tz=tz,
    )


def kept_week(days: Iterable[str], first: time, last: time) -> dict[str, str]:
    """The preferences of a week of their own."""
    chosen = set(days)
    in_order = " ".join(day for day in WEEKDAYS if day in chosen)
    return {Own.DAYS: in_order, Own.HOURS: f"{first:%H:%M}-{last:%H:%M}"}


def kept_moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def moment_in(kept: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return at if at.tzinfo else None


def clock_in(kept: str) -> time | None:
    """None also of midnight in seconds, or with a zone: clocks are kept as "09:00"."""
    try:
        return datetime.strptime(kept, "%H:%M").time()  # noqa: DTZ007 - a clock time has no zone
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
