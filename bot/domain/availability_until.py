"""Until when somebody is at their limit, as people write it: "thursday", "2 weeks", "5 december", "off"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from bot.domain.availability import day_start
from bot.domain.lunch import WEEKDAYS
from bot.domain.lunch_dates import date_in, month_of, real_date
from bot.domain.lunch_setup import shown, weekday_of
from bot.domain.zones import zone_of
from bot.errors import KindError

USAGE = "Write it like this: `/whoknows limit until thursday`, `/whoknows limit 2 weeks`, `/whoknows limit off`."
OFF = frozenset({"off", "none", "over", "no more", "no limit"})
UNTIL = frozenset({"until", "till", "til"})
LEAD = re.compile(r"(?:(?:until|till|til|for|in|on|the|this)\s+)*", re.IGNORECASE)
SPAN = re.compile(r"(?:next )?(?P<number>\d{1,3}|[a-z]+) (?P<unit>day|week|month)s?", re.IGNORECASE)
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
THE_WEEK = frozenset({"week", "next week", "end of the week", "end of week", "weekend"})
THE_MONTH = frozenset({"month", "next month", "end of the month", "end of month"})
FARTHEST_DAYS = 366


def limit_until(text: str, now: datetime, tz: str) -> datetime | None:
    """The moment from which they may be asked again: when that day begins for them. None where no limit is meant."""
    typed = lowered(text)
    if typed in OFF:
        return None
    today = now.astimezone(zone_of(tz)).date()
    day = day_meant(typed, today)
    if day is None:
        raise KindError(f"I don't read \u201c{shown(text)}\u201d as a day. {USAGE}")
    if wrong := fault(day, today):
        raise KindError(f"{wrong} {USAGE}")
    return begins(day, now, tz)


def fault(day: date, today: date) -> str:
    """Why a limit cannot last until that day; "" if it can."""
    if day <= today:
        passed = "is today" if day == today else "has passed already"
        return f"{day.day} {day:%B %Y} {passed}. On which day may you be asked again?"
    if (day - today).days > FARTHEST_DAYS:
        return "That is more than a year ahead. `/whoknows no questions` holds until you end it."
    return ""


def begins(day: date, now: datetime, tz: str) -> datetime:
    """The moment at which a day begins for them."""
    return day_start(now, tz, days=(day - now.astimezone(zone_of(tz)).date()).days)


def speaks_of_limit(text: str) -> bool:
    """Whether this follows `limit` as a day would: "limit switches" is something somebody may know."""
    typed = lowered(text)
    first = text.lower().split()[:1]
    return not first or first[0] in UNTIL or typed in OFF or day_meant(typed, date(2000, 1, 1)) is not None


def lowered(text: str) -> str:
    typed = " ".join(text.lower().split()).rstrip(".")
    return typed[LEAD.match(typed).end() :]  # type: ignore[union-attr]  # it matches nothing, too


def day_meant(typed: str, today: date) -> date | None:
    """The day on which it ends."""
    if typed in ("today", "tomorrow", "rest of the day", "day"):
        return today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    if typed in THE_WEEK:
        return monday
    if typed in THE_MONTH:
        return months_on(today.replace(day=1), 1)
    if found := SPAN.fullmatch(typed):
        return spanned(found["number"], found["unit"], today)
    return weekday_meant(typed, today, monday) or date_in(typed, today) or month_meant(typed, today)


def spanned(number: str, unit: str, today: date) -> date | None:
    count = int(number) if number.isdecimal() else NUMBERS.get(number, 0)
    if not count:
        return None
    if unit == "month":
        return months_on(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekday_meant(typed: str, today: date, monday: date) -> date | None:
    """The next day of that name; with "next" before it that of the next week."""
    in_next_week = typed.startswith("next ")
    short = weekday_of(typed.removeprefix("next "))
    if not short:
        return None
    at = list(WEEKDAYS).index(short)
    return monday + timedelta(days=at) if in_next_week else today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)


def month_meant(typed: str, today: date) -> date | None:
    """Until a month is until it begins."""
    month = month_of(typed) if len(typed) >= 3 else 0
    return real_date(today.year + (month <= today.month), month, 1)
