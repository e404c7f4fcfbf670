"""What goes between asking and showing: a query, the answer to it, and what somebody is told about themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.availability import IN_REACH, Reach
from bot.domain.matching import Match
from bot.domain.ranking_facts import Reason
from storage.values import EvidenceRow, Kind, PersonRow
from storage.values_lunch import RecordingRow

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Query:
    """Who asks what; `channel_id` of a question put there, `skip` people who have been seen already."""

    text: str
    asker_id: str = ""
    channel_id: str = ""
    skip: int = 0
    shown: int = SHOWN


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands."""

    channel_id: str
    ts: str
    thread_ts: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button under an answer; `seen` is the same however often Slack repeats it."""

    user_id: str
    seen: str
    response_url: str
    question_id: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to turn to, and why. A reason without a `ts` has no link that the asker may follow."""

    person: PersonRow
    reasons: tuple[Reason, ...]
    reach: Reach = IN_REACH


def reachable_first(users: Sequence[str], later: Collection[str], *, page: int) -> list[str]:
    """Best first, in pages as they are shown: on each page those who can be reached come first, and a page without any
    gets the next one of them. Nobody is left out: who knows most may be worth waiting for.
    """
    rest, order = list(users), list[str]()
    while rest:
        head, rest = rest[:page], rest[page:]
        found = next((user for user in rest if user not in later), None)
        if found and all(user in later for user in head):
            head, rest = [found, *head[:-1]], [head[-1], *(user for user in rest if user != found)]
        order += sorted(head, key=lambda user: user in later)
    return order


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody who asked gets to see; `skipped` people came before these, `more` come after."""

    text: str
    label: str
    matches: tuple[Match, ...] = ()
    near: tuple[str, ...] = ()
    people: tuple[Suggestion, ...] = ()
    related: tuple[str, ...] = ()
    recordings: tuple[RecordingRow, ...] = ()
    question_id: int = 0
    more: bool = False
    skipped: int = 0
    channels: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    skill: str
    new: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One of somebody's skills, with how often they showed it in which way, and the newest place of each."""

    name: str
    times: Mapping[Kind, int]
    newest: Mapping[Kind, EvidenceRow] = field(default_factory=dict)
