"""The sign-up post, and the pieces that all words about a gathering share: when, where, who, how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.gatherings import Gathering
from bot.domain.signups import coming, waiting
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.formats import called, hosts, how
from bot.views.ids import Press
from bot.views.programme import zone_name
from storage.values_lunch import LunchRow, LunchState, SignupRow

NAMES = 20
ABOUT = 1000


def signup_view(told: Gathering, *, now: datetime) -> View:
    """What a channel sees, as it stands now."""
    lunch = told.lunch
    blocks = [section(called(told)), section("\n".join([when(lunch), *where(lunch), *how(told)]))]
    if lunch.about:
        blocks.append(section(safe(lunch.about, limit=ABOUT)))
    if lunch.state == LunchState.CANCELLED:
        words = "Cancelled." if now < lunch.ends_at else "This did not take place."
        return View(f"{title(lunch)}: {words}", [*blocks[:1], section(f"_{words}_")])
    if lunch.state == LunchState.HELD or now >= lunch.ends_at:
        over = section(f"*{len(coming(told.signups)) or 'Nobody'} signed up*{names(told)}")
        return View(f"{title(lunch)}: this gathering is over.", [*blocks, over, context("This gathering is over.")])
    blocks.append(section(f"*{seats(told)}*{names(told)}"))
    if told.welcome:
        blocks.append(context(safe(told.welcome, limit=ABOUT)))
    blocks.append(actions(buttons(lunch)))
    return View(f"Lunch &amp; learn: {title(lunch)}, {plain_when(lunch)}. {seats(told)}", blocks)


def buttons(lunch: LunchRow) -> list[Block]:
    value = str(lunch.lunch_id)
    return [
        button("Count me in", Press.LUNCH_IN, value, style="primary"),
        button("Can't make it", Press.LUNCH_OUT, value),
        button("Ask the host something", Press.LUNCH_ASK, value),
    ]


def moved_on_view(told: Gathering) -> View:
    """An earlier post of a gathering that stands further down now."""
    words = f"{title(told.lunch)}: sign up further down."
    return View(words, [section(f"*{title(told.lunch)}*\nSign up further down.")])


def title(lunch: LunchRow) -> str:
    return safe(lunch.title)


def host(told: Gathering) -> str:
    return hosts(told)


def plain_when(lunch: LunchRow) -> str:
    """By the clock of the gathering, with its zone."""
    zone = ZoneInfo(lunch.tz)
    start, end = lunch.starts_at.astimezone(zone), lunch.ends_at.astimezone(zone)
    return f"{start:%A} {start.day} {start:%B}, {start:%H:%M} to {end:%H:%M} ({safe(zone_name(lunch.tz))})"


def day_word(lunch: LunchRow, now: datetime) -> str:
    """Which day that is, seen from now by the clock of the gathering."""
    zone = ZoneInfo(lunch.tz)
    days = (lunch.starts_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    return {0: "Today", 1: "Tomorrow"}.get(days, "Soon")


def when(lunch: LunchRow) -> str:
    """The same, and by the reader's own clock."""
    start = lunch.starts_at
    fallback = f"{start:%H:%M} UTC"
    own = f"<!date^{int(start.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"
    return f":calendar: {plain_when(lunch)}\nYour time: {own}"


def where(lunch: LunchRow) -> list[str]:
    lines = [f":round_pushpin: {safe(lunch.place)}"] if lunch.place else []
    return [*lines, f":link: {shown_link(lunch.link)}"] if lunch.link else lines


def shown_link(url: str) -> str:
    """An address we checked, as a link; its `&` is escaped as Slack asks."""
    return f"<{url.replace('&', '&amp;')}>"


def seats(told: Gathering) -> str:
    """As in: 7 coming, 3 seats left. 10 coming, full, 4 waiting. The number stands there from the beginning."""
    come, wait = len(coming(told.signups)), len(waiting(told.signups))
    parts = [f"{come} coming"]
    if told.lunch.seats:
        free = told.lunch.seats - come
        parts.append(f"{free} seat{'s' if free != 1 else ''} left" if free > 0 else "full")
    if wait:
        parts.append(f"{wait} waiting")
    return ", ".join(parts)


def names(told: Gathering) -> str:
    listed = listing(told, coming(told.signups))
    return f"\n{listed}" if listed else ""


def listing(told: Gathering, signups: Sequence[SignupRow], *, most: int = NAMES) -> str:
    """Plain names: an edit pings nobody."""
    shown = ", ".join(safe(told.name(row.user_id), limit=80) for row in signups[:most])
    more = len(signups) - most
    return f"{shown} and {more} more" if more > 0 else shown
