"""What the story consists of: a company, its people and channels, who to be in it, and a short tour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.demo.story_lines import Line, Said

Json = dict[str, Any]

# The conversation of each with the bot, among the places where something happens.
DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Room:
    """A channel; `members` are handles."""

    name: str
    members: tuple[str, ...]
    private: bool = False
    topic: str = ""
    purpose: str = ""

    @property
    def id(self) -> str:
        return channel_id(self.name)


@dataclass(frozen=True, slots=True)
class Story:
    """`you` is who a reader begins as, `cast` who else is worth being; both by user id. `rhythm` is when the bot looks
    at what is due.
    """

    team_id: str
    name: str
    domain: str
    title: str
    about: str
    you: str
    begins: datetime
    ends: datetime
    people: dict[str, Json]
    cast: list[Json]
    tour: list[Json]
    rhythm: list[datetime]
    rooms: dict[str, Room]
    channels: dict[str, list[Line]]
    direct: list[Line]

    @property
    def private(self) -> list[str]:
        return [room.name for room in self.rooms.values() if room.private]

    def said(self, channel: str) -> Iterator[Said]:
        return (one for one in self.channels[channel] if isinstance(one, Said))

    def moments(self, what: str) -> Iterator[tuple[datetime, str]]:
        """When somebody `joined` or `left`, and who."""
        return ((one[what], handle) for handle, one in self.people.items() if one.get(what))


def channel_id(name: str) -> str:
    return f"C0{re.sub('[^A-Z]', '', name.upper())}"


def stamp(at: datetime) -> str:
    """Slack's time of a message."""
    return f"{at.timestamp():.6f}"
