"""The values a workspace consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.demo.blocktree import words

Json = dict[str, Any]


class Kind(StrEnum):
    """Slack's `channel_type` of a conversation."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"
    GROUP_DIRECT = "mpim"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody in the workspace, a bot included."""

    id: str
    name: str
    real_name: str
    team_id: str
    tz: str = "UTC"
    title: str = ""
    email: str = ""
    is_guest: bool = False
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    outside: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    presence: str = "active"
    dnd_until: int = 0
    dnd_from: int = 0
    updated: int = 0
    profile: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation: channel, private channel, direct or group message."""

    id: str
    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    creator: str = ""
    created: int = 0
    archived: bool = False
    shared: bool = False
    topic: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji on a message and who put it there, in order."""

    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; `content` is None until its bytes arrive."""

    id: str
    name: str
    size: int
    title: str = ""
    user: str = ""
    content: bytes | None = None
    shared_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now; `only_for` names the one person an ephemeral message is shown to."""

    channel: str
    ts: str
    user: str = ""
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    subtype: str = ""
    bot_id: str = ""
    username: str = ""
    edited_ts: str = ""
    edited_by: str = ""
    broadcast: bool = False
    reactions: tuple[Reaction, ...] = ()
    files: tuple[str, ...] = ()
    metadata: Json | None = None
    only_for: str = ""

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts

    @property
    def shown(self) -> str:
        """All words a reader sees: the blocks' if there are any, else the text."""
        return words(self.blocks) if self.blocks else self.text


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab as one person has it before them."""

    id: str
    user: str
    payload: Json
    hash: str
    root_id: str = ""
    previous_id: str = ""
    state: dict[str, Json] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.payload.get("blocks", [])
        return blocks

    @property
    def title(self) -> str:
        return str(self.payload.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.payload.get("callback_id", ""))

    @property
    def shown(self) -> str:
        return words(self.blocks)


@dataclass(frozen=True, slots=True)
class Usergroup:
    """A user group such as @designers."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message waiting for its hour."""

    id: str
    channel: str
    post_at: int
    message: Json


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call as the inspector shows it; `arguments` never hold the token. It came `at` by the workspace's
    clock, and at `arrived` by one that only ever runs on: what lies between two calls is told by that one.
    """

    method: str
    arguments: Json
    status: int
    response: Json
    seconds: float
    at: float
    arrived: float = 0.0
