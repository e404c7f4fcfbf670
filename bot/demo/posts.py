"""What happens to messages, whoever does it: posted, edited, deleted, reacted to; and the events it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.demo.blocktree import with_ids
from bot.demo.errors import SlackError
from bot.demo.render import message_json
from bot.demo.values import Channel, Kind, Message, Reaction
from bot.demo.world import World

Json = dict[str, Any]


def post(world: World, draft: Message, *, at: float | None = None) -> Message:
    """Give the draft its time, keep it, tell whoever listens."""
    with world.lock:
        channel = world.channels[draft.channel]
        root = _root(world, draft)
        message = replace(
            draft,
            ts=world.counters.ts(at),
            thread_ts=root.ts if root else "",
            blocks=with_ids(draft.blocks, world.counters.ids("b")),
        )
        if root and not root.thread_ts:
            world.put(replace(root, thread_ts=root.ts))
        world.put(message)
        _announce(world, channel, message)
        return message


def _root(world: World, draft: Message) -> Message | None:
    if not draft.thread_ts:
        return None
    root = world.messages.get(draft.channel, {}).get(draft.thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    return world.message(draft.channel, root.thread_ts) if root.is_reply else root


def _announce(world: World, channel: Channel, message: Message) -> None:
    event = {**message_json(world, message), **_place(world, channel, message.ts)}
    if message.broadcast:
        event |= {"subtype": "thread_broadcast"}
    if message.metadata and "metadata.message:read" in world.manifest.scopes:
        event |= {"metadata": message.metadata}
    author = world.accounts.get(message.user)
    if author and author.outside:
        event |= {"user_team": author.team_id, "source_team": author.team_id}
    tell(world, channel, event)
    mention = f"<@{world.settings.bot_user_id}"
    if mention in message.text and channel.kind is not Kind.DIRECT and not message.subtype:
        tell(world, channel, {**event, "type": "app_mention"})


def _place(world: World, channel: Channel, event_ts: str) -> Json:
    del world
    return {"channel": channel.id, "channel_type": channel.kind.value, "event_ts": event_ts}


def tell(world: World, channel: Channel, event: Json) -> None:
    """The bot hears only conversations it is in."""
    if world.bot_is_in(world.channels.get(channel.id, channel)):
        world.emit(event)
    world.touch()


def edit(world: World, message: Message, *, by: str, **changes: Any) -> Message:
    """Change text, blocks or the like of a message that is there."""
    with world.lock:
        before = world.message(message.channel, message.ts)
        if "blocks" in changes:
            changes["blocks"] = with_ids(changes["blocks"], world.counters.ids("b"))
        moment = world.counters.ts()
        after = world.put(replace(before, edited_ts=moment, edited_by=by, **changes))
        channel = world.channels[message.channel]
        event = {
            "type": "message",
            "subtype": "message_changed",
            "message": message_json(world, after),
            "previous_message": message_json(world, before),
            "hidden": True,
            "ts": moment,
        }
        tell(world, channel, event | _place(world, channel, moment))
        return after


def delete(world: World, message: Message) -> None:
    with world.lock:
        gone = world.message(message.channel, message.ts)
        world.drop(gone)
        channel, moment = world.channels[message.channel], world.counters.ts()
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": message_json(world, gone),
            "deleted_ts": gone.ts,
            "hidden": True,
            "ts": moment,
        }
        tell(world, channel, event | _place(world, channel, moment))


def react(world: World, message: Message, *, user: str, name: str) -> None:
    with world.lock:
        now = world.message(message.channel, message.ts)
        users = _reactors(now, name)
        if user in users:
            raise SlackError("already_reacted")
        _set_reactors(world, now, name, (*users, user))
        _tell_reaction(world, now, "reaction_added", user, name)


def unreact(world: World, message: Message, *, user: str, name: str) -> None:
    with world.lock:
        now = world.message(message.channel, message.ts)
        users = _reactors(now, name)
        if user not in users:
            raise SlackError("no_reaction")
        _set_reactors(world, now, name, tuple(u for u in users if u != user))
        _tell_reaction(world, now, "reaction_removed", user, name)


def _reactors(message: Message, name: str) -> tuple[str, ...]:
    return next((r.users for r in message.reactions if r.name == name), ())


def _set_reactors(world: World, message: Message, name: str, users: tuple[str, ...]) -> None:
    kept = {r.name: r.users for r in message.reactions} | {name: users}
    world.put(replace(message, reactions=tuple(Reaction(n, u) for n, u in kept.items() if u)))


def _tell_reaction(world: World, message: Message, kind: str, user: str, name: str) -> None:
    event: Json = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": world.counters.ts(),
    }
    # Slack names no author for what no user wrote (webhooks, classic bot messages).
    if message.user:
        event["item_user"] = message.user
    tell(world, world.channels[message.channel], event)


def whisper(world: World, draft: Message) -> Message:
    """An ephemeral message: one person sees it, history and events never do."""
    with world.lock:
        blocks = with_ids(draft.blocks, world.counters.ids("b"))
        message = replace(draft, ts=world.counters.ts(), blocks=blocks)
        world.show_alone(message)
        world.touch()
        return message
