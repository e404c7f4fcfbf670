"""What a gathering may be: its title, its time, its place, its seats. And what is said of one gathering at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.formats import Todo, hosts, partner, steps, still_open
from storage.values import PersonRow
from storage.values_formats import PairingRow, Reply
from storage.values_lunch import LunchRow, RecordingRow, SignupRow

LONGEST_TITLE = 150
LONGEST_TEXT = 1000
LONGEST_LINK = 500
LONGEST_QUESTION = 500
MOST_SEATS = 500
FEWEST_MINUTES, MOST_MINUTES = 5, 240
FARTHEST = timedelta(days=366)
# A name or an address for a host, no one's name and password before it, nothing that ends a link in Slack's markup.
LINK = re.compile(
    r"https?://(?:\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?"
    r"(?:[/?#][^\s<>|\"\x00-\x1f\x7f]*)?",
    re.IGNORECASE,
)


class Fault(StrEnum):
    """What cannot be, by the field of the form it stands in."""

    TITLE = "title"
    DATE = "date"
    TIME = "time"
    MINUTES = "minutes"
    PLACE = "place"
    LINK = "link"
    SEATS = "seats"
    ABOUT = "about"
    QUESTION = "question"
    QUESTIONS = "questions"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as somebody filled it: all words."""

    title: str
    day: str
    clock: str
    minutes: str = "45"
    place: str = ""
    link: str = ""
    seats: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What can be changed of a gathering, in a form that can be."""

    title: str
    starts_at: datetime
    minutes: int
    place: str
    link: str
    seats: int
    about: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering with all that is said of it: `people` by id, `welcome` the series' own words, `wants_practice` if
    it asks its hosts to practise first.
    """

    lunch: LunchRow
    signups: tuple[SignupRow, ...] = ()
    people: Mapping[str, PersonRow] = field(default_factory=dict)
    welcome: str = ""
    pairings: tuple[PairingRow, ...] = ()
    recorded: bool = False
    # Whether a practice lesson is asked for before it.
    teachback: bool = False
    wants_practice: bool = False

    @property
    def partner(self) -> str:
        """Who stands beside the host, as long as they are there; "" while nobody does."""
        user_id = partner(self.pairings)
        person = self.people.get(user_id)
        return user_id if person and person.may_be_named else ""

    @property
    def hosts(self) -> tuple[str, ...]:
        return hosts(self.lunch, self.partner)

    @property
    def todos(self) -> tuple[Todo, ...]:
        """What has to be done now."""
        pairings = [row for row in self.pairings if row.state is not Reply.YES or row.user_id == self.partner]
        found = steps(self.lunch, pairings, recorded=self.recorded, teachback=self.teachback)
        return still_open(self.lunch, found)

    def name(self, user_id: str) -> str:
        person = self.people.get(user_id)
        return person.name if person and person.name else "somebody"


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's part in what lies ahead: hosting, or where they stand."""

    lunch: LunchRow
    hosts: bool
    signup: SignupRow | None = None


@dataclass(frozen=True, slots=True)
class Preparation:
    """The questions of an interview: those that were kept, else what people asked; `may_choose` who asks them."""

    told: Gathering
    questions: tuple[str, ...]
    may_choose: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the library holds on something; `understood` are the skills that were looked for."""

    words: str
    understood: tuple[str, ...]
    recordings: tuple[RecordingRow, ...]
    more: int = 0


def check(entered: Entered, tz: str, *, now: datetime) -> tuple[Details | None, frozenset[Fault]]:
    """What was entered, if it can be, and what of it cannot."""
    title, link = one_line(entered.title), entered.link.strip()
    starts_at = moment(entered.day, entered.clock, tz)
    limited = entered.seats.strip()
    seats, minutes = whole(limited or "0"), whole(entered.minutes)
    faults = {
        Fault.TITLE: not 1 <= len(title) <= LONGEST_TITLE,
        Fault.TIME: starts_at is None,
        Fault.DATE: starts_at is not None and not now < starts_at <= now + FARTHEST,
        Fault.LINK: bool(link) and not is_link(link),
        Fault.SEATS: seats is None or (bool(limited) and not 1 <= seats <= MOST_SEATS),
        Fault.MINUTES: minutes is None or not FEWEST_MINUTES <= minutes <= MOST_MINUTES,
        Fault.PLACE: len(one_line(entered.place)) > LONGEST_TITLE,
        Fault.ABOUT: len(entered.about.strip()) > LONGEST_TEXT,
    }
    found = frozenset(fault for fault, is_one in faults.items() if is_one)
    if found or starts_at is None or seats is None or minutes is None:
        return None, found
    place, about = one_line(entered.place), entered.about.strip()
    return Details(title, starts_at, minutes, place, link, seats, about), found


def moment(day: str, clock: str, tz: str) -> datetime | None:
    """A date and a clock time in a zone as a moment; None for what is none."""
    try:
        local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(tz))
        return local.astimezone(ZoneInfo("UTC"))
    except (ValueError, OverflowError):
        return None


def is_link(text: str) -> bool:
    """Whether a browser can go there: http(s), with a host."""
    return len(text) <= LONGEST_LINK and LINK.fullmatch(text) is not None


def one_line(text: str) -> str:
    return " ".join(text.split())


def whole(text: str) -> int | None:
    """A whole number of at most nine digits."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None
