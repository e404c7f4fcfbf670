"""Which messages of a workspace's past are somebody's own words, and why the others teach nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

SLACKBOT = "USLACKBOT"
SPOKEN = frozenset({"me_message", "file_share", "file_comment", "thread_broadcast", "reply_broadcast"})
MOVES = frozenset({"channel_join", "channel_leave", "group_join", "group_leave"})
DELETED = frozenset({"tombstone", "message_deleted"})


class Skipped(StrEnum):
    """Why a message teaches nothing."""

    MOVE = "join or leave"
    BOT = "bot"
    SYSTEM = "system"
    DELETED = "deleted"
    NO_AUTHOR = "no author"
    NO_TEXT = "no text"


class Said(Protocol):
    """What must be known of a message to tell whether it counts."""

    @property
    def user(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def subtype(self) -> str | None: ...
    @property
    def bot_id(self) -> str | None: ...
    @property
    def hidden(self) -> bool: ...


def countable(message: Said) -> Skipped | None:
    """Why the message teaches nothing; None when it is a person's own words."""
    reason = _marked_by_slack(message.subtype) if message.subtype else None
    if reason is not None:
        return reason
    if message.hidden:
        return Skipped.SYSTEM
    if message.bot_id or message.user == SLACKBOT:
        return Skipped.BOT
    if not message.user:
        return Skipped.NO_AUTHOR
    if not message.text or message.text.isspace():
        return Skipped.NO_TEXT
    return None


def _marked_by_slack(subtype: str) -> Skipped | None:
    """What Slack's mark says. Marks it may yet invent are its own doing, not somebody's words."""
    if subtype in SPOKEN:
        return None
    if subtype in MOVES:
        return Skipped.MOVE
    if subtype in DELETED:
        return Skipped.DELETED
    return Skipped.BOT if subtype == "bot_message" else Skipped.SYSTEM
