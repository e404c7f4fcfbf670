"""conversations.* and users.conversations: which conversations there are, who is in them, what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo import rooms
from bot.demo.args import Args, page
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.render import channel_json, message_json
from bot.demo.values import Channel, Kind, Message
from bot.demo.world import World

Json = dict[str, Any]

_TYPES = {
    "public_channel": Kind.PUBLIC,
    "private_channel": Kind.PRIVATE,
    "im": Kind.DIRECT,
    "mpim": Kind.GROUP_DIRECT,
}


def _paged(name: str, items: list[Any], cursor: str) -> Json:
    return {name: items, "response_metadata": {"next_cursor": cursor}}


def _of_types(world: World, args: Args) -> list[Channel]:
    wanted = args.names("types") or ["public_channel"]
    if not set(wanted) <= set(_TYPES):
        raise SlackError("invalid_types")
    kinds = {_TYPES[name] for name in wanted}
    hide_archived = args.flag("exclude_archived")
    return [
        channel
        for channel in world.channels.values()
        if channel.kind in kinds and not (hide_archived and channel.archived)
    ]


def list_all(world: World, args: Args) -> Json:
    visible = [c for c in _of_types(world, args) if c.kind is Kind.PUBLIC or world.bot_is_in(c)]
    found, cursor = page(visible, args, default=100)
    return _paged("channels", [channel_json(world, c) for c in found], cursor)


def of_user(world: World, args: Args) -> Json:
    user = world.account(args.text("user") or world.settings.bot_user_id).id
    visible = [c for c in _of_types(world, args) if user in c.members and (c.kind is Kind.PUBLIC or world.bot_is_in(c))]
    found, cursor = page(visible, args, default=100)
    return _paged("channels", [channel_json(world, c) for c in found], cursor)


def info(world: World, args: Args) -> Json:
    channel = world.seen_by_bot(args.need("channel"))
    body = channel_json(world, channel)
    if not args.flag("include_num_members"):
        body.pop("num_members", None)
    return {"channel": body}


def members(world: World, args: Args) -> Json:
    channel = world.seen_by_bot(args.need("channel"))
    found, cursor = page(list(channel.members), args, default=100)
    return _paged("members", found, cursor)


def join(world: World, args: Args) -> Json:
    channel = world.seen_by_bot(args.need("channel"))
    if channel.kind is not Kind.PUBLIC:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = world.bot_is_in(channel)
    joined = rooms.join(world, channel, world.settings.bot_user_id)
    return {"channel": channel_json(world, joined)} | ({"warning": "already_in_channel"} if already else {})


def invite(world: World, args: Args) -> Json:
    channel = _inside(world, args)
    for user in args.names("users"):
        if world.account(user).id in channel.members:
            raise SlackError("already_in_channel")
        channel = rooms.join(world, channel, user, inviter=world.settings.bot_user_id)
    return {"channel": channel_json(world, channel)}


def open_one(world: World, args: Args) -> Json:
    if known := args.text("channel"):
        return {"channel": channel_json(world, world.seen_by_bot(known))}
    users = args.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 8:
        raise SlackError("too_many_users")
    for user in users:
        account = world.account(user)
        if account.is_bot:
            raise SlackError("cannot_dm_bot")
        if account.deleted:
            raise SlackError("user_disabled")
    before = set(world.channels)
    channel = rooms.between(world, (world.settings.bot_user_id, *users))
    answer: Json = {"channel": {"id": channel.id}}
    if args.flag("return_im"):
        answer["channel"] = channel_json(world, channel)
    if channel.id in before:
        answer |= {"no_op": True, "already_open": True}
    return answer


def _inside(world: World, args: Args) -> Channel:
    channel = world.seen_by_bot(args.need("channel"))
    if not world.bot_is_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _window(messages: list[Message], args: Args) -> list[Message]:
    """Those between `oldest` and `latest`; the ends themselves only when `inclusive`."""
    oldest, latest = args.text("oldest", "0"), args.text("latest", "9999999999")
    try:
        low, high = float(oldest or 0), float(latest or 9999999999)
    except ValueError:
        raise SlackError("invalid_ts_latest") from None
    ends = {low, high} if args.flag("inclusive") else set()
    return [m for m in messages if low < float(m.ts) < high or float(m.ts) in ends]


def history(world: World, args: Args) -> Json:
    channel = _inside(world, args)
    told = [m for m in world.history(channel.id) if not m.is_reply or m.broadcast]
    newest_first = list(reversed(_window(told, args)))
    return _messages(world, newest_first, args)


def replies(world: World, args: Args) -> Json:
    channel = _inside(world, args)
    named = world.messages.get(channel.id, {}).get(args.need("ts"))
    if named is None:
        raise SlackError("thread_not_found")
    root = named.thread_ts or named.ts
    thread = [m for m in world.history(channel.id) if root in {m.ts, m.thread_ts}]
    return _messages(world, _window(thread, args), args)


def _messages(world: World, messages: list[Message], args: Args) -> Json:
    found, cursor = page(messages, args, default=100, most=world.settings.history_page)
    with_metadata = args.flag("include_all_metadata")
    bodies = [message_json(world, m, with_metadata=with_metadata) for m in found]
    return {
        "messages": bodies,
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


METHODS: Mapping[str, Method] = {
    "conversations.list": list_all,
    "conversations.info": info,
    "conversations.members": members,
    "conversations.join": join,
    "conversations.invite": invite,
    "conversations.open": open_one,
    "conversations.history": history,
    "conversations.replies": replies,
    "users.conversations": of_user,
}
