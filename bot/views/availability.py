"""When somebody can be reached, in words: for colleagues in one phrase, for themselves with what it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.domain.availability import Availability, Hindrance, Reach, WorkingWeek, day_start, week_start
from bot.domain.lunch import WEEKDAYS
from bot.domain.privacy import NOTHING_CHOSEN, Wishes
from bot.domain.text import safe
from bot.domain.zones import known_zone, zone_of
from bot.views.blocks import Block, View, actions, button, section
from bot.views.ids import Press
from bot.views.privacy import holds
from bot.views.programme import zone_name

NAMED_DAYS = 7  # beyond this a weekday's name could be another week's


def reach_words(reach: Reach, now: datetime) -> str:
    """Such as "14:20 in Lisbon", "back on Thursday", "at their limit this week"; "" where nothing is known."""
    return PHRASES[reach.hindrance](reach, now)


def clock(reach: Reach, now: datetime) -> str:
    """Their clock now, where they are."""
    if known_zone(reach.tz) is None:
        return ""
    place = reach.tz.rsplit("/", 1)[-1].replace("_", " ")
    return f"{now.astimezone(zone_of(reach.tz)):%H:%M} in {safe(place)}"


def meeting(reach: Reach, now: datetime) -> str:
    today = reach.until and reach.until < day_start(now, reach.tz, days=1)
    until = f" until {reach.until.astimezone(zone_of(reach.tz)):%H:%M}" if reach.until and today else ""
    return "  \u00b7  ".join(filter(None, (clock(reach, now), f"in a meeting{until}")))


def away(reach: Reach, now: datetime) -> str:
    if reach.until is None:
        return "away for now"
    if reach.until < day_start(now, reach.tz, days=1):
        return f"back at {reach.until.astimezone(zone_of(reach.tz)):%H:%M}"
    day = day_words(reach.until, now, reach.tz)
    return f"back {day}" if day == "tomorrow" else f"back on {day}"


def limit(reach: Reach, now: datetime) -> str:
    if reach.until is None or reach.until <= day_start(now, reach.tz, days=1):
        return "at their limit today"
    if reach.until == week_start(now, reach.tz, weeks=1):
        return "at their limit this week"
    return f"at their limit until {day_words(reach.until, now, reach.tz)}"


def paused(_reach: Reach, _now: datetime) -> str:
    return "takes no questions for now"


PHRASES: dict[Hindrance | None, Callable[[Reach, datetime], str]] = {
    None: clock,
    Hindrance.MEETING: meeting,
    Hindrance.AWAY: away,
    Hindrance.LIMIT: limit,
    Hindrance.PAUSED: paused,
}


def day_words(at: datetime, now: datetime, tz: str) -> str:
    """A day to come, as people speak of it: "tomorrow", "Thursday", "5 December"."""
    there, today = at.astimezone(zone_of(tz)), now.astimezone(zone_of(tz)).date()
    days = (there.date() - today).days
    if days == 1:
        return "tomorrow"
    if days < NAMED_DAYS:
        return f"{there:%A}"
    return f"{there.day} {there:%B}" + (f" {there.year}" if there.year != today.year else "")


def whole_day(at: datetime, tz: str) -> str:
    there = at.astimezone(zone_of(tz))
    return f"{there:%A} {there.day} {there:%B}"


def hours(week: WorkingWeek) -> str:
    """Such as "Monday to Friday, 9:00 to 17:00 (Lisbon time)"."""
    return f"{days(week)}, {plain_clock(week.begins)} to {plain_clock(week.ends)} ({zone_name(zone_of(week.tz).key)})"


def days(week: WorkingWeek) -> str:
    at = [place for place, day in enumerate(WEEKDAYS) if day in week.days]
    names = [list(WEEKDAYS.values())[place] for place in at]
    if len(at) > 2 and at == list(range(at[0], at[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def plain_clock(at: time) -> str:
    return f"{at.hour}:{at:%M}"


def own_view(own: Availability, wishes: Wishes = NOTHING_CHOSEN) -> View:
    """What holds for somebody now, and what would change it. Who is not named at all hears of that first."""
    unnamed = [holds(wishes)] if wishes.is_paused else []
    words = " ".join([*unnamed, *holding(own, wishes), change_hint(own)])
    return View(words, [section(words), actions(presses(own))])


def holding(own: Availability, wishes: Wishes) -> list[str]:
    """What their own settings and their status mean, in whole sentences."""
    said = []
    if own.paused:
        said.append("You take no questions for now: nobody is led to ask you, and answers say so beside your name.")
    if own.limit_until:
        day = whole_day(own.limit_until, own.week.tz)
        said.append(f"You are at your limit until {day}: until then nobody is led to ask you anything new.")
    if own.away is Hindrance.AWAY:
        end = f" until {whole_day(own.away_until - timedelta(seconds=1), own.week.tz)}" if own.away_until else ""
        said.append(f"Your status in Slack says that you are away{end}; whoever asks you is told so.")
    if not (own.paused or own.limit_until):
        asked = "" if wishes.is_paused else "You may be asked. "
        said.append(f"{asked}Your working hours: {safe(hours(own.week))}.")
    return said


def change_hint(own: Availability) -> str:
    if own.paused:
        return "`/whoknows take questions` ends it."
    if own.limit_until:
        return "`/whoknows limit off` ends it."
    return "`/whoknows limit until thursday` or `/whoknows no questions` gives you a rest; my Home tab has more."


def own_blocks(own: Availability, wishes: Wishes = NOTHING_CHOSEN) -> list[Block]:
    """The same on the Home tab, where a press changes it."""
    lines = holding(own, wishes)
    if own.paused or own.limit_until:
        lines.append(f"Your working hours: {safe(hours(own.week))}.")
    return [section("\n".join(lines)), actions([*presses(own), button("Hours and more", Press.AVAILABILITY_SET)])]


def presses(own: Availability) -> list[Block]:
    rest = (
        button("I can be asked again", Press.AVAILABILITY_OFF)
        if own.limit_until
        else button("At my limit this week", Press.AVAILABILITY_WEEK)
    )
    pause = (
        button("Take questions again", Press.AVAILABILITY_RESUME)
        if own.paused
        else button("No questions for now", Press.AVAILABILITY_PAUSE)
    )
    return [rest, pause]
