"""A message as it reached the bot, heard now or read in an export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.kudos import plusplus


@dataclass(frozen=True, slots=True)
class Heard:
    """One message by a person, as it reached the bot."""

    channel_id: str
    ts: str
    user_id: str
    text: str
    thread_ts: str = ""
    to_bot: bool = False

    @property
    def key(self) -> str:
        """By which it is known that this message was handled."""
        return f"m:{self.channel_id}:{self.ts}"

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in ("", self.ts)

    @property
    def thanks(self) -> bool:
        """Whether this says `@scott ++`: it shows what Scott knows, and nothing of its author."""
        return bool(plusplus(self.text).receivers)

    @property
    def at(self) -> datetime:
        """The time of a message is Slack's, never ours."""
        return moment(self.ts)


def moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
