"""What a Slack export says, as values: its people, channels and messages, and what could not be read.

Messages are msgspec structs: the decoder makes them straight from the file and steps over all other fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class ChannelKind(StrEnum):
    """Who could read along; only `PUBLIC` may be learned from. Later ones are the more private."""

    PUBLIC = "public"
    UNKNOWN = "unknown"  # a folder that no list of the export names
    PRIVATE = "private"
    GROUP = "group"
    DM = "dm"


@dataclass(frozen=True, slots=True)
class ExportPerson:
    """`name` is what colleagues call them (the real name, else the handle)."""

    id: str
    team_id: str | None
    name: str
    handle: str
    display_name: str
    title: str
    tz: str | None
    tz_offset: int | None
    deleted: bool
    is_bot: bool
    is_guest: bool
    is_admin: bool
    is_owner: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class ExportChannel:
    """A folder that no list names has its folder's name as its id."""

    id: str
    name: str
    kind: ChannelKind
    is_archived: bool = False
    is_shared: bool = False
    members: tuple[str, ...] = ()


class Reaction(msgspec.Struct, frozen=True, gc=False):
    """An emoji on a message, and who left it."""

    name: str
    users: tuple[str, ...] = ()


class Reply(msgspec.Struct, frozen=True, gc=False):
    """How a thread's first message lists an answer."""

    ts: str
    user: str | None = None


class Edited(msgspec.Struct, frozen=True, gc=False):
    """When a message was last changed, and by whom."""

    ts: str
    user: str | None = None


class Comment(msgspec.Struct, frozen=True, gc=False):
    """What somebody wrote about a file, when Slack still kept that apart from messages (until 2018)."""

    user: str | None = None
    comment: str | None = None


class OldFile(msgspec.Struct, frozen=True, gc=False):
    """A file of that time, with the words it was shared with."""

    initial_comment: Comment | None = None


class ExportMessage(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One message. `gc=False` is safe (nothing here can refer back) and keeps big files cheap."""

    ts: str
    type: str = "message"
    user: str | None = None
    text: str = ""
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    parent_user_id: str | None = None
    reply_users: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    edited: Edited | None = None
    hidden: bool = False
    team: str | None = None
    user_team: str | None = None
    file: OldFile | None = None
    comment: Comment | None = None

    @property
    def answerers(self) -> tuple[str, ...]:
        """Who replied in this thread: `reply_users` stops at five, old exports know `replies` alone."""
        listed = (reply.user for reply in self.replies if reply.user)
        return tuple(dict.fromkeys((*self.reply_users, *listed)))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something in a file could not be read: one sentence, and the line where it is known."""

    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault and the file of the export it was met in."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{place}: {self.reason}"


class Problems:
    """All that could not be read, each once. A hostile archive gets a thousand lines, not our memory."""

    LISTED = 1_000

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.unlisted = 0
        self._known: set[Problem] = set()

    def note(self, path: str, fault: Fault) -> bool:
        """Whether this was new: a file read twice has its problem once."""
        problem = Problem(path, fault.line, fault.reason)
        if problem in self._known:
            return False
        if len(self.listed) >= self.LISTED:
            self.unlisted += 1
            return True
        self._known.add(problem)
        self.listed.append(problem)
        return True
