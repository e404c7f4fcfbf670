"""Channels change, and people come and go in them."""

from __future__ import annotations

from slack_bolt import BoltContext

from bot.services import Services
from handlers.edge import KINDS, Clock, Payload, team_of
from storage.values import ChannelKind

# What an event of a channel changes in our row of it; the bot is thrown out of what is archived or deleted.
CHANGES: dict[str, dict[str, object]] = {
    "channel_archive": {"is_archived": True, "bot_is_in": False},
    "channel_unarchive": {"is_archived": False},
    "channel_deleted": {"is_archived": True, "bot_is_in": False},
    "channel_left": {"bot_is_in": False},
    "channel_shared": {"is_shared": True},
    "channel_unshared": {"is_shared": False},
    "group_archive": {"is_archived": True, "bot_is_in": False},
    "group_left": {"bot_is_in": False},
    "group_unarchive": {"is_archived": False},
}
# After these nobody can be reached there any more.
GONE = frozenset({"channel_archive", "channel_deleted", "channel_left", "group_archive", "group_left"})


class ChannelHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock

    def on_joined(self, event: Payload, context: BoltContext) -> None:
        kind = KINDS.get(str(event.get("channel_type") or "C"), ChannelKind.PRIVATE)
        channel_id, user_id = str(event["channel"]), str(event["user"])
        self.services.workspaces.joined(team_of(context), channel_id, user_id, kind=kind, now=self.clock())

    def on_left(self, event: Payload, context: BoltContext) -> None:
        self.services.workspaces.went(team_of(context), str(event["channel"]), str(event["user"]))

    def on_changed(self, event: Payload, context: BoltContext) -> None:
        """An event whose `channel` is an id, or (renamed, created) a channel with its name."""
        channel = event.get("channel")
        kind = ChannelKind.PRIVATE if str(event["type"]).startswith("group_") else ChannelKind.PUBLIC
        if isinstance(channel, dict):
            name = str(channel.get("name") or "")
            self.services.workspaces.channel_changed(team_of(context), str(channel["id"]), kind=kind, name=name)
            return
        changes = CHANGES.get(str(event["type"]))
        if changes and channel:
            self.services.workspaces.channel_changed(team_of(context), str(channel), kind=kind, **changes)
        if event["type"] in GONE and channel:
            self.services.programme.series.channel_gone(team_of(context), str(channel), now=self.clock())
