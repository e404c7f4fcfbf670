"""A date as people write it, and whether a weekly programme can skip it."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.domain.lunch import WEEKDAYS, Calendar
from bot.domain.lunch_setup import shown
from bot.errors import KindError

USAGE = "Write it like this: `/lunch skip 2026-12-24`, or `/lunch skip` for the next one."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WHOLE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.?\s?(?P<year>\d{4})?")
WORDED = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<name>[a-z]{3,9})\.?,?(?: (?P<year>\d{4}))?", re.IGNORECASE),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>\d{4}))?", re.IGNORECASE),
)
MOST_SKIPS = 60
YEARS_AHEAD = 2


def date_to_skip(text: str, calendar: Calendar, now: datetime) -> str:
    """The local date that is meant: one of the series', and still to come. Raises KindError where there is none."""
    today = now.astimezone(calendar.zone).date()
    if text.strip().lower() in ("", "next"):
        return calendar.day_of(calendar.next_post(now))
    day = date_in(text, today)
    if day is None:
        raise KindError(f"I don't read \u201c{shown(text)}\u201d as a date. {USAGE}")
    coming = upcoming(calendar, now)
    if day < today or day.isoformat() < coming:
        raise KindError(f"{day.day} {day:%B %Y} has passed already. The next date is {coming}. {USAGE}")
    if day.year > today.year + YEARS_AHEAD:
        raise KindError(f"That is too far ahead. The next date is {coming}. {USAGE}")
    own = WEEKDAYS[calendar.weekday]
    if list(WEEKDAYS)[day.weekday()] != calendar.weekday:
        raise KindError(f"That is a {list(WEEKDAYS.values())[day.weekday()]}, and it takes place on {own}s. {USAGE}")
    return day.isoformat()


def upcoming(calendar: Calendar, now: datetime) -> str:
    """The next local date of a series, skipped or not."""
    return calendar.day_of(next(calendar.moments(now)))


def date_in(text: str, today: date) -> date | None:
    """The date that was written; without a year the next there is."""
    typed = " ".join(text.split())
    for pattern in (WHOLE, DOTTED, *WORDED):
        if found := pattern.fullmatch(typed):
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else month_of(parts["name"])
            return dated(parts.get("year"), month, int(parts["day"]), today)
    return None


def month_of(name: str) -> int:
    """1 to 12; 0 of what is no month."""
    short = name[:3].lower()
    known = short in MONTHS and date(2000, MONTHS.index(short) + 1, 1).strftime("%B").lower().startswith(name.lower())
    return MONTHS.index(short) + 1 if known or name.lower() == "sept" else 0


def dated(year: str | None, month: int, day: int, today: date) -> date | None:
    years = [int(year)] if year else range(today.year, today.year + 9)
    found = (real_date(each, month, day) for each in years)
    return next((one for one in found if one and (year or one >= today)), None)


def real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
