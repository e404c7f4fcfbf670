"""When a practice lesson can be and before whom, and when those asked hear of it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.gatherings import LONGEST_TITLE, moment, one_line
from storage.values import PersonRow
from storage.values_teachback import LENGTH

WAIT = timedelta(hours=24)
SOON = timedelta(minutes=15)
RUBRIC_DAYS = timedelta(days=3)
# Nobody is reminded at night, by their own clock.
MORNING, EVENING = time(9), time(19)


class Job(StrEnum):
    """What is due around a practice lesson, by its name in the agenda."""

    ASK_AGAIN = "teachback.ask_again"
    GIVE_UP = "teachback.give_up"
    SOON = "teachback.soon"
    OVER = "teachback.over"
    RUBRIC_AGAIN = "teachback.rubric_again"
    CLOSE = "teachback.close"


@dataclass(frozen=True, slots=True)
class Planned:
    """A form as somebody filled it: all words."""

    lunch: str = ""
    day: str = ""
    clock: str = ""
    first: str = ""
    second: str = ""
    place: str = ""

    @property
    def peers(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who may be asked to watch. `left`: asked to be forgotten; `paused`: does not want to be asked
    now, or not about this.
    """

    person: PersonRow | None
    left: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of planning one: when it is, or what is `wrong` with which field."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    starts_at: datetime | None = None


def checked(planned: Planned, tz: str, *, lunch_at: datetime, now: datetime) -> Outcome:
    """When it is to be, by the clock of its host, or why it cannot be then."""
    starts_at = moment(planned.day, planned.clock, tz)
    wrong = {}
    if starts_at is None:
        wrong["day"] = "Choose a day and a time, please."
    elif starts_at <= now:
        wrong["day"] = "That has passed already. Choose a time that is still to come."
    elif starts_at + LENGTH > lunch_at:
        wrong["day"] = "That is too late: practise at least half an hour before the gathering begins."
    if len(one_line(planned.place)) > LONGEST_TITLE:
        wrong["place"] = f"At most {LONGEST_TITLE} characters, please."
    return Outcome(wrong, starts_at)


def trouble(user_id: str, peer: Peer, host_id: str) -> str:
    """Why somebody cannot be asked to watch; "" if they can."""
    if user_id == host_id:
        return "That is you. Choose a colleague who watches."
    person = peer.person or PersonRow(user_id)
    found = {
        "Choose a colleague, please.": not user_id,
        "That is a bot: choose somebody who can tell you what to try.": person.is_bot,
        "Choose a member of this workspace: guests and people from elsewhere cannot be asked.": (
            person.is_guest or person.is_outside
        ),
        "They are not in this workspace any more. Choose somebody else.": person.is_deleted,
        # Whoever asked to be forgotten looks like whoever would rather not be asked: which of the two is theirs alone.
        "They would rather not be asked at the moment. Choose somebody else.": peer.left or peer.paused,
        "I don't know them yet. Try once more in a moment, or choose somebody else.": peer.person is None,
    }
    return next((words for words, holds in found.items() if holds), "")


def troubles(planned: Planned, peers: Mapping[str, Peer], host_id: str) -> dict[str, str]:
    """What is wrong with whom, by the field they stand in."""
    fields = {"first": planned.first, "second": planned.second}
    found = {name: trouble(user_id, peers.get(user_id, Peer(None)), host_id) for name, user_id in fields.items()}
    wrong = {name: words for name, words in found.items() if words}
    if not wrong and planned.first == planned.second:
        wrong["second"] = "That is the same person twice. Two see more than one."
    return wrong


def again_at(now: datetime, until: datetime, tz: str) -> datetime:
    """When somebody who was asked now hears of it once more: a day later, or in the middle of what time there is."""
    return by_day(now + min(WAIT, (until - now) / 2), tz, until=until)


def close_at(now: datetime, lunch_at: datetime) -> datetime:
    """Until when rubrics are waited for: the host wants to hear before the gathering."""
    return min(now + RUBRIC_DAYS, lunch_at)


def by_day(at: datetime, tz: str, *, until: datetime) -> datetime:
    """The same, or the next morning where it is night for whoever it is for and there is still time then."""
    local = at.astimezone(ZoneInfo(tz))
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() + timedelta(days=0 if local.time() < MORNING else 1)
    morning = datetime.combine(day, MORNING, ZoneInfo(tz)).astimezone(at.tzinfo)
    return morning if morning < until else at
