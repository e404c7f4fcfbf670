"""The calendar file of a gathering (RFC 5545), as mail programs take it: new, changed or cancelled (RFC 5546)."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from bot.domain.text import CONTROL, MENTION, unescaped
from bot.domain.zones import Observance, observances
from bot.views.blocks import File
from storage.values_lunch import Format, LunchRow

PRODUCT = "-//Whoknows//Lunch and learn//EN"
# No host of ours: nobody answers mail there, and nobody can ever own it (RFC 2606).
HOST = "whoknows.invalid"
LONGEST_NAME = 40
WITH = {Format.TALK: "With {}", Format.DEMO: "A demo with {}", Format.INTERVIEW: "An interview with {}"}


def calendar_file(
    lunch: LunchRow, *, team_id: str, host: str, stamp: datetime, number: int, cancelled: bool = False
) -> File:
    """`number` keeps the file apart from all others: by its name it is known again."""
    name = re.sub(r"[^a-z0-9]+", "-", lunch.title.lower()).strip("-")[:LONGEST_NAME].strip("-") or "lunch-and-learn"
    content = calendar(lunch, team_id=team_id, host=host, stamp=stamp, cancelled=cancelled)
    return File(f"{name}-{number}.ics", said(lunch.title), content)


def calendar(lunch: LunchRow, *, team_id: str, host: str, stamp: datetime, cancelled: bool = False) -> bytes:
    zone = ZoneInfo(lunch.tz)
    whole = Calendar()
    whole.add("PRODID", PRODUCT)
    whole.add("VERSION", "2.0")
    whole.add("CALSCALE", "GREGORIAN")
    whole.add("METHOD", "CANCEL" if cancelled else "PUBLISH")
    whole.add_component(timezone(zone, lunch.starts_at.astimezone(zone).year))
    whole.add_component(event(lunch, zone, team_id=team_id, host=host, stamp=stamp, cancelled=cancelled))
    content: bytes = whole.to_ical()
    return content


def event(lunch: LunchRow, zone: ZoneInfo, *, team_id: str, host: str, stamp: datetime, cancelled: bool) -> Event:
    """One event: whatever becomes of it, its UID stays and its SEQUENCE rises."""
    address = f"lunch-{lunch.lunch_id}@{re.sub('[^a-z0-9]', '', team_id.lower())}.{HOST}"
    one = Event()
    one.add("UID", address)
    one.add("SEQUENCE", lunch.sequence)
    one.add("DTSTAMP", stamp)
    one.add("DTSTART", in_zone(lunch.starts_at, zone))
    one.add("DTEND", in_zone(lunch.ends_at, zone))
    one.add("SUMMARY", said(lunch.title))
    one.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = said(host).replace('"', "'")
    one.add("ORGANIZER", organizer)
    about = "\n\n".join(
        part for part in (paragraphs(lunch.about), WITH[lunch.format].format(said(host)), lunch.link) if part
    )
    one.add("DESCRIPTION", about)
    if lunch.place or lunch.link:
        one.add("LOCATION", said(lunch.place) or lunch.link)
    if lunch.link:
        one.add("URL", lunch.link)
    return one


def in_zone(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone)


def timezone(zone: ZoneInfo, year: int) -> Timezone:
    """The zone's clocks in one year, change by change: programs that do not know its name need no other source."""
    whole = Timezone()
    whole.add("TZID", zone.key)
    for each in observances(zone, year):
        whole.add_component(component(each))
    return whole


def component(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if observance.is_summer else TimezoneStandard()
    part.add("DTSTART", observance.begins)
    part.add("TZOFFSETFROM", observance.before)
    part.add("TZOFFSETTO", observance.after)
    part.add("TZNAME", observance.name)
    return part


def paragraphs(text: str) -> str:
    return "\n".join(said(line) for line in text.splitlines()).strip()


def said(text: str) -> str:
    """Somebody's words on one line, as they would read in Slack."""
    return " ".join(CONTROL.sub(" ", unescaped(MENTION.sub("somebody", text))).split())
