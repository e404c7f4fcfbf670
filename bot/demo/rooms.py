"""What happens to conversations: made, joined, left, renamed, archived, opened between people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.demo.errors import SlackError
from bot.demo.posts import post, tell
from bot.demo.values import Channel, Kind, Message
from bot.demo.world import World

Json = dict[str, Any]

_LETTER = {Kind.PUBLIC: "C", Kind.PRIVATE: "C", Kind.DIRECT: "D", Kind.GROUP_DIRECT: "G"}


def create(
    world: World, name: str, *, kind: Kind, creator: str = "", shared: bool = False, fixed_id: str = ""
) -> Channel:
    with world.lock:
        if any(known.name == name for known in world.channels.values() if name):
            raise SlackError("name_taken")
        channel = Channel(
            id=fixed_id or world.counters.id(_LETTER[kind]),
            name=name,
            kind=kind,
            creator=creator,
            created=int(world.wall()),
            shared=shared,
        )
        world.channels[channel.id] = channel
        world.journal.note("channel", channel.id)
        return channel


def announce(world: World, channel: Channel) -> None:
    if channel.kind is Kind.PUBLIC:
        _tell_channel(world, channel, "created", {"channel": _short(channel)})


def _short(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "creator": channel.creator,
        "is_channel": channel.kind is Kind.PUBLIC,
    }


def join(world: World, channel: Channel, user: str, *, inviter: str = "") -> Channel:
    with world.lock:
        now = world.channels[channel.id]
        if user in now.members:
            return now
        joined = world.change_channel(now, members=(*now.members, user))
        if joined.kind in {Kind.PUBLIC, Kind.PRIVATE}:
            _tell_membership(world, joined, "member_joined_channel", user, inviter)
            text = f"<@{user}> has joined the channel"
            post(world, Message(joined.id, "", user=user, text=text, subtype="channel_join"))
        world.touch()
        return joined


def leave(world: World, channel: Channel, user: str) -> Channel:
    with world.lock:
        now = world.channels[channel.id]
        # Told before the member is gone: who is put out still hears of it.
        _tell_membership(world, now, "member_left_channel", user, "")
        left = world.change_channel(now, members=tuple(m for m in now.members if m != user))
        world.touch()
        return left


def _tell_membership(world: World, channel: Channel, kind: str, user: str, inviter: str) -> None:
    event: Json = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
        "team": world.accounts[user].team_id,
        "event_ts": world.counters.ts(),
    }
    if inviter:
        event["inviter"] = inviter
    tell(world, channel, event)


def rename(world: World, channel: Channel, name: str) -> Channel:
    with world.lock:
        changed = world.change_channel(world.channels[channel.id], name=name)
        _tell_channel(world, changed, "rename", {"channel": _short(changed)})
        return changed


def archive(world: World, channel: Channel, *, by: str) -> Channel:
    with world.lock:
        changed = world.change_channel(world.channels[channel.id], archived=True)
        _tell_channel(world, changed, "archive", {"channel": channel.id, "user": by})
        return changed


def unarchive(world: World, channel: Channel, *, by: str) -> Channel:
    with world.lock:
        changed = world.change_channel(world.channels[channel.id], archived=False)
        _tell_channel(world, changed, "unarchive", {"channel": channel.id, "user": by})
        return changed


def remove(world: World, channel: Channel) -> None:
    with world.lock:
        gone = world.channels.pop(channel.id)
        world.messages.pop(channel.id, None)
        world.timelines.pop(channel.id, None)
        world.journal.note("channel", channel.id)
        _tell_channel(world, gone, "deleted", {"channel": channel.id})


def _tell_channel(world: World, channel: Channel, what: str, body: Json) -> None:
    """Of public channels every app hears, of private ones only members."""
    if channel.kind is Kind.PUBLIC:
        world.emit({"type": f"channel_{what}", **body, "event_ts": world.counters.ts()})
        return
    tell(world, channel, {"type": f"group_{what}", **body, "event_ts": world.counters.ts()})


def between(world: World, users: Iterable[str]) -> Channel:
    """The direct or group conversation of exactly these people, opened if need be."""
    with world.lock:
        people = tuple(dict.fromkeys(users))
        kind = Kind.DIRECT if len(people) == 2 else Kind.GROUP_DIRECT
        for known in world.channels.values():
            if known.kind is kind and set(known.members) == set(people):
                return known
        names = "--".join(world.accounts[user].name for user in people)
        name = "" if kind is Kind.DIRECT else f"mpdm-{names}-1"
        channel = create(world, name, kind=kind)
        opened = world.change_channel(channel, members=people)
        world.touch()
        return opened
