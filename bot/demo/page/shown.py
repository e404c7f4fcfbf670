"""People, channels, messages and forms as the page gets them: what this person may see, and nothing else."""

from __future__ import annotations

from typing import Any

from bot.demo.render import file_json
from bot.demo.values import Account, Channel, Kind, Message, View
from bot.demo.world import SLACKBOT, World

Json = dict[str, Any]

_KINDS = {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.DIRECT: "im", Kind.GROUP_DIRECT: "mpim"}
MOST_UNREAD = 100


def person_shown(account: Account) -> Json:
    return {
        "id": account.id,
        "name": account.name,
        "real_name": account.real_name,
        "title": account.title,
        "tz": account.tz,
        "is_bot": account.is_bot or account.id == SLACKBOT,
        "is_guest": account.is_guest,
        "is_admin": account.is_admin,
        "deleted": account.deleted,
        "outside": account.outside,
        "presence": account.presence,
        "status_text": account.status_text,
        "status_emoji": account.status_emoji,
    }


def channel_shown(world: World, user: str, channel: Channel, read: str) -> Json:
    """`read` is the newest message this person has seen there."""
    main = world.timelines[channel.id].main
    unread, mentions = _unread(world, user, channel, read)
    direct = channel.kind in {Kind.DIRECT, Kind.GROUP_DIRECT}
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": _KINDS[channel.kind],
        "member": user in channel.members,
        "members": len(channel.members),
        "archived": channel.archived,
        "shared": channel.shared,
        "topic": channel.topic,
        "purpose": channel.purpose,
        "with": [member for member in channel.members if member != user] if direct else [],
        "unread": unread,
        "mentions": mentions,
        "last": main[-1] if main else "",
        "read": read,
    }


def _unread(world: World, user: str, channel: Channel, read: str) -> tuple[int, int]:
    """How many are new, and how many of those are meant for this person."""
    if user not in channel.members:
        return 0, 0
    known = world.messages.get(channel.id, {})
    new = [known[ts] for ts in world.timelines[channel.id].after(read, MOST_UNREAD)]
    theirs = [message for message in new if message.user != user and message.subtype != "channel_join"]
    if channel.kind in {Kind.DIRECT, Kind.GROUP_DIRECT}:
        return len(theirs), len(theirs)
    return len(theirs), sum(f"<@{user}>" in message.text for message in theirs)


def message_shown(world: World, message: Message) -> Json:
    replies = [] if message.is_reply else world.replies(message)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "username": message.username,
        "bot": _by_app(world, message),
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "is_reply": message.is_reply,
        "reply_count": len(replies),
        "reply_users": list(dict.fromkeys(reply.user for reply in replies if reply.user)),
        "latest_reply": replies[-1].ts if replies else "",
        "reactions": [{"name": one.name, "users": list(one.users)} for one in message.reactions],
        "files": [file_shown(world, name) for name in message.files],
        "edited": bool(message.edited_ts),
        "only_for": message.only_for,
        "subtype": message.subtype,
        "broadcast": message.broadcast,
    }


def _by_app(world: World, message: Message) -> bool:
    author = world.accounts.get(message.user)
    return bool(message.bot_id) or bool(author and author.is_bot)


def file_shown(world: World, name: str) -> Json:
    """From this very page: its address by the path alone."""
    file = world.files[name]
    as_slack = file_json(world, file)
    return {
        "id": file.id,
        "name": file.name,
        "title": as_slack["title"],
        "size": file.size,
        "type": as_slack["filetype"],
        "url": f"/files/{file.id}/{file.name}",
    }


def view_shown(view: View) -> Json:
    payload = view.payload
    return {
        "id": view.id,
        "type": payload["type"],
        "title": view.title,
        "blocks": view.blocks,
        "submit": _words(payload, "submit"),
        "close": _words(payload, "close"),
        "callback_id": view.callback_id,
        "state": view.state,
        "root_id": view.root_id,
        "previous_id": view.previous_id,
        "hash": view.hash,
    }


def _words(payload: Json, field: str) -> str:
    return str((payload.get(field) or {}).get("text", ""))
