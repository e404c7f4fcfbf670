"""chat.*: what the bot may post, change and delete, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo import posts, rooms
from bot.demo.args import Args
from bot.demo.content import content, metadata
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.render import message_json
from bot.demo.values import Channel, Message, Scheduled
from bot.demo.world import World

Json = dict[str, Any]

_LATEST = 120 * 24 * 3600


def destination(world: World, name: str) -> Channel:
    """Where a post goes: an id, a #name, or a person (their direct messages)."""
    if name == world.settings.bot_user_id:
        raise SlackError("cannot_dm_bot")
    if name in world.accounts:
        return rooms.between(world, (world.settings.bot_user_id, name))
    channel = world.seen_by_bot(name)
    if channel.archived:
        raise SlackError("is_archived")
    if not world.bot_is_in(channel) and not world.manifest.may_post_anywhere():
        raise SlackError("not_in_channel")
    return channel


def draft(world: World, channel: Channel, args: Args, *, of: str) -> Message:
    own = world.settings
    username = args.text("username")
    return Message(
        channel=channel.id,
        ts="",
        user="" if username else own.bot_user_id,
        bot_id=own.bot_id,
        username=username,
        subtype="bot_message" if username else "",
        thread_ts=args.text("thread_ts"),
        broadcast=args.flag("reply_broadcast"),
        metadata=metadata(args),
        **content(world, args, of=of),
    )


def post_message(world: World, args: Args) -> Json:
    channel = destination(world, args.need("channel"))
    message = posts.post(world, draft(world, channel, args, of="chat.postMessage"))
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message_json(world, message, with_metadata=True),
    }


def post_ephemeral(world: World, args: Args) -> Json:
    channel = destination(world, args.need("channel"))
    user = args.need("user")
    if user not in world.accounts:
        raise SlackError("user_not_found")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    own = world.settings
    message = Message(
        channel.id,
        "",
        user=own.bot_user_id,
        bot_id=own.bot_id,
        only_for=user,
        thread_ts=args.text("thread_ts"),
        **content(world, args, of="chat.postEphemeral"),
    )
    return {"message_ts": posts.whisper(world, message).ts}


def own_message(world: World, args: Args, *, refusal: str) -> Message:
    channel = world.seen_by_bot(args.need("channel"))
    message = world.message(channel.id, args.need("ts"))
    if message.bot_id != world.settings.bot_id:
        raise SlackError(refusal)
    return message


def update(world: World, args: Args) -> Json:
    message = own_message(world, args, refusal="cant_update_message")
    if world.channels[message.channel].archived:
        raise SlackError("is_archived")
    given = content(world, args, of="chat.update", needed="metadata" not in args.values)
    if "blocks" in given and not given.get("text"):
        given.pop("text", None)
    if args.values.get("metadata") is not None:
        given["metadata"] = metadata(args)
    changed = posts.edit(world, message, by=world.settings.bot_user_id, **given)
    return {
        "channel": changed.channel,
        "ts": changed.ts,
        "text": changed.text,
        "message": message_json(world, changed, with_metadata=True),
    }


def delete(world: World, args: Args) -> Json:
    message = own_message(world, args, refusal="cant_delete_message")
    posts.delete(world, message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(world: World, args: Args) -> Json:
    channel = world.seen_by_bot(args.need("channel"))
    message = world.message(channel.id, args.need("message_ts"))
    address = f"https://{world.settings.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def schedule(world: World, args: Args) -> Json:
    channel = destination(world, args.need("channel"))
    post_at = args.number("post_at", 0)
    if post_at <= world.wall():
        raise SlackError("time_in_past")
    if post_at > world.wall() + _LATEST:
        raise SlackError("time_too_far")
    if args.values.get("metadata"):
        world.broke("chat.scheduleMessage: with metadata Slack never posts the message")
    given = content(world, args, of="chat.scheduleMessage")
    later = Scheduled(world.counters.id("Q"), channel.id, post_at, {**given, "thread_ts": args.text("thread_ts")})
    world.scheduled[later.id] = later
    return {"channel": channel.id, "scheduled_message_id": later.id, "post_at": post_at, "message": given}


def unschedule(world: World, args: Args) -> Json:
    later = world.scheduled.get(args.need("scheduled_message_id"))
    if later is None or later.channel != world.channel(args.need("channel")).id:
        raise SlackError("invalid_scheduled_message_id")
    del world.scheduled[later.id]
    return {}


METHODS: Mapping[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "chat.scheduleMessage": schedule,
    "chat.deleteScheduledMessage": unschedule,
}
