"""Our values as the JSON objects Slack's API and events carry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.values import Account, Channel, File, Kind, Message, View
from bot.demo.world import World

Json = dict[str, Any]


def profile_json(account: Account) -> Json:
    return {
        "real_name": account.real_name,
        "display_name": account.name,
        "title": account.title,
        "email": account.email,
        "status_text": account.status_text,
        "status_emoji": account.status_emoji,
        "status_expiration": account.status_expiration,
        "team": account.team_id,
        **account.profile,
    }


def user_json(world: World, account: Account) -> Json:
    offset = datetime.fromtimestamp(world.wall(), UTC).astimezone(ZoneInfo(account.tz)).utcoffset()
    return {
        "id": account.id,
        "team_id": account.team_id,
        "name": account.name,
        "real_name": account.real_name,
        "deleted": account.deleted,
        "tz": account.tz,
        "tz_label": account.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile_json(account),
        "is_admin": account.is_admin,
        "is_owner": False,
        "is_restricted": account.is_guest,
        "is_ultra_restricted": False,
        "is_bot": account.is_bot,
        "is_stranger": account.outside,
        "is_app_user": False,
        "updated": account.updated,
    }


def channel_json(world: World, channel: Channel) -> Json:
    base = {
        "id": channel.id,
        "created": channel.created,
        "creator": channel.creator,
        "is_channel": channel.kind is Kind.PUBLIC,
        "is_group": channel.kind is Kind.PRIVATE,
        "is_im": channel.kind is Kind.DIRECT,
        "is_mpim": channel.kind is Kind.GROUP_DIRECT,
        "is_private": channel.kind is not Kind.PUBLIC,
        "is_archived": channel.archived,
        "is_ext_shared": channel.shared,
        "is_shared": channel.shared,
        "is_org_shared": False,
        "context_team_id": world.settings.team_id,
    }
    if channel.kind is Kind.DIRECT:
        other = next((m for m in channel.members if m != world.settings.bot_user_id), "")
        return {**base, "user": other}
    return {
        **base,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.name == "general",
        "is_member": world.bot_is_in(channel),
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }


def file_json(world: World, file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": file.size,
        "user": file.user,
        "filetype": file.name.rpartition(".")[2],
        "channels": list(file.shared_in),
        "url_private": f"{world.link}/files/{file.id}/{file.name}",
        "permalink": f"{world.link}/files/{file.id}/{file.name}",
    }


def message_json(world: World, message: Message, *, with_metadata: bool = False) -> Json:
    """As in history and events; fields Slack leaves out when empty are left out."""
    body: Json = {"type": "message", "ts": message.ts, "text": message.text, "team": world.settings.team_id}
    optional: Json = {
        "user": message.user,
        "subtype": message.subtype,
        "thread_ts": message.thread_ts,
        "username": message.username,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": [file_json(world, world.files[f]) for f in message.files],
        "reactions": [{"name": r.name, "users": list(r.users), "count": len(r.users)} for r in message.reactions],
        "metadata": message.metadata if with_metadata else None,
    }
    body |= {key: value for key, value in optional.items() if value}
    if message.bot_id:
        body |= _by_app(world, message)
    if message.edited_ts:
        body["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    return body | _thread(world, message)


def _by_app(world: World, message: Message) -> Json:
    own = world.settings
    if message.bot_id != own.bot_id:
        return {"bot_id": message.bot_id}
    profile = {"id": own.bot_id, "app_id": own.app_id, "name": own.bot_name, "team_id": own.team_id}
    return {"bot_id": message.bot_id, "app_id": own.app_id, "bot_profile": profile}


def _thread(world: World, message: Message) -> Json:
    if message.is_reply:
        root = world.messages.get(message.channel, {}).get(message.thread_ts)
        return {"parent_user_id": root.user} if root and root.user else {}
    if not message.thread_ts:
        return {}
    replies = world.replies(message)
    users = list(dict.fromkeys(m.user for m in replies if m.user))
    return {
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts if replies else message.ts,
    }


def view_json(world: World, view: View) -> Json:
    own = world.settings
    defaults: Json = {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return {
        **defaults,
        **view.payload,
        "id": view.id,
        "team_id": own.team_id,
        "state": {"values": view.state},
        "hash": view.hash,
        "root_view_id": view.root_id or view.id,
        "previous_view_id": view.previous_id or None,
        "app_id": own.app_id,
        "app_installed_team_id": own.team_id,
        "bot_id": own.bot_id,
    }
