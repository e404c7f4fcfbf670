"""How the story is written down: a line says who did what when, in words that stay readable.

2026-09-08 09:30 ana: Why is my deck 90 MB? [eyes lena tom]     said, with reactions under it
  13:05 scott: Compress the pictures. [taco ana]                set in: a reply in the thread above, of that day
14:00 ana: /kudos @scott for powerpoint                         typed as a command, in this channel
14:10 katie presses "I could host" under "Pivot tables"         a button, under those words if it stands there often
14:11 katie submits Title = Pivot tables; Link = https://...    the form that opened
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

MOMENT = re.compile(r"(?P<set_in> +)?(?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<hour>\d\d):(?P<minute>\d\d) (?P<rest>\S.*)")
SPEECH = re.compile(r"(?P<who>\w+): (?P<text>.+)")
PRESS = re.compile(r'(?P<who>\w+) presses "(?P<label>[^"]+)"(?: under "(?P<under>[^"]+)")?')
SUBMIT = re.compile(r"(?P<who>\w+) submits(?: (?P<fields>.+))?")
COMMAND = re.compile(r"(?P<command>/[a-z]+)(?: (?P<text>.*))?")
REACTIONS = re.compile(r"(?: \[[a-z0-9_+-]+(?: \w+)+\])+$")
REACTION = re.compile(r"\[(?P<emoji>[a-z0-9_+-]+) (?P<people>[\w ]+)\]")

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class StoryError(ValueError):
    """A line that cannot be told, and why."""


@dataclass(frozen=True, slots=True)
class Reaction:
    emoji: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the story; `thread` is when the message was said that it replies to."""

    at: datetime
    who: str
    text: str
    thread: datetime | None = None
    reactions: tuple[Reaction, ...] = ()

    @property
    def people(self) -> list[str]:
        return [self.who, *(who for each in self.reactions for who in each.people)]


class Way(StrEnum):
    """What else people do in Slack than talk."""

    TYPES = "types"
    PRESSES = "presses"
    SUBMITS = "submits"


@dataclass(frozen=True, slots=True)
class Deed:
    """A command (`name` and `words`), a button (`name`, under some `words`), or a form with its `fields`."""

    at: datetime
    who: str
    way: Way
    name: str = ""
    words: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        return [self.who]

    def __str__(self) -> str:
        return " ".join(part for part in (self.who, self.way, self.name, self.words) if part)


Line = Said | Deed


def told_in(text: str, people: Collection[str]) -> list[Line]:
    """What happened in one conversation, in order of time. Raises StoryError."""
    found = list(lines(text.splitlines()))
    for one in found:
        if strangers := [who for who in one.people if who not in people]:
            raise StoryError(f"{one.at:%Y-%m-%d %H:%M}: nobody here is called {', '.join(strangers)}")
    return sorted(found, key=lambda one: one.at)


def lines(written: Iterable[str]) -> Iterator[Line]:
    """Each line comes later than the one above it; threads may overlap. A line without a day is of the day above."""
    day, thread, before, last = "", None, LONG_AGO, LONG_AGO
    for line in filter(str.strip, written):
        found = MOMENT.fullmatch(line)
        if found is None:
            raise StoryError(f"no line of the story, which begins with a time: {line}")
        set_in = bool(found["set_in"])
        if set_in and thread is None:
            raise StoryError(f"set in, but there is nothing above it to reply to: {line}")
        at = moment_of(found["day"] or day, found, line)
        if at <= (last if set_in else before):
            raise StoryError(f"not later than the line above it: {line}")
        one = line_of(at, found["rest"].rstrip(), thread if set_in else None)
        last = at
        if not set_in:
            day, before, thread = f"{at:%Y-%m-%d}", at, at if isinstance(one, Said) else None
        yield one


def moment_of(day: str, clock: re.Match[str], line: str) -> datetime:
    if not day:
        raise StoryError(f"the first line needs its day: {line}")
    try:
        return datetime.fromisoformat(f"{day}T{clock['hour']}:{clock['minute']}").replace(tzinfo=UTC)
    except ValueError as error:
        raise StoryError(f"{error}: {line}") from None


def line_of(at: datetime, rest: str, thread: datetime | None) -> Line:
    if press := PRESS.fullmatch(rest):
        return Deed(at, press["who"], Way.PRESSES, press["label"], press["under"] or "")
    if submit := SUBMIT.fullmatch(rest):
        return Deed(at, submit["who"], Way.SUBMITS, fields=fields_of(submit["fields"] or ""))
    speech = SPEECH.fullmatch(rest)
    if speech is None:
        raise StoryError(f'neither `who: words` nor `who presses "..."` nor `who submits ...`: {rest}')
    if command := COMMAND.fullmatch(speech["text"]):
        return Deed(at, speech["who"], Way.TYPES, command["command"], command["text"] or "")
    text, reactions = apart(speech["text"])
    return Said(at, speech["who"], text, thread, reactions)


def apart(text: str) -> tuple[str, tuple[Reaction, ...]]:
    """What was said, and the reactions behind it."""
    found = REACTIONS.search(text)
    if found is None:
        return text, ()
    named = tuple(Reaction(one["emoji"], tuple(one["people"].split())) for one in REACTION.finditer(found.group()))
    return text[: found.start()], named


def fields_of(written: str) -> dict[str, str]:
    """`Title = Pivot tables; Link = https://...`: labels and what is entered."""
    fields = {}
    for part in filter(None, (each.strip() for each in written.split("; "))):
        label, equals, value = part.partition(" = ")
        if not equals:
            raise StoryError(f"a field of a form is written `Label = value`: {part}")
        fields[label.strip()] = value.strip()
    return fields
