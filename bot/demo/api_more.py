"""reactions.*, files.*, oauth.* and auth.revoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.demo import posts
from bot.demo.api_chat import destination
from bot.demo.args import Args
from bot.demo.content import content
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.render import file_json, message_json
from bot.demo.values import File, Message
from bot.demo.world import World

Json = dict[str, Any]


def _message(world: World, args: Args) -> Message:
    channel = world.seen_by_bot(args.need("channel"))
    return world.message(channel.id, args.need("timestamp"))


def _emoji(args: Args) -> str:
    name = args.need("name").strip(":")
    if not name or set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789_-+':"):
        raise SlackError("invalid_name")
    return name


def add_reaction(world: World, args: Args) -> Json:
    message = _message(world, args)
    channel = world.channels[message.channel]
    if not world.bot_is_in(channel):
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    posts.react(world, message, user=world.settings.bot_user_id, name=_emoji(args))
    return {}


def remove_reaction(world: World, args: Args) -> Json:
    posts.unreact(world, _message(world, args), user=world.settings.bot_user_id, name=_emoji(args))
    return {}


def get_reactions(world: World, args: Args) -> Json:
    message = _message(world, args)
    return {"type": "message", "channel": message.channel, "message": message_json(world, message)}


def upload_url(world: World, args: Args) -> Json:
    length = args.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments", messages=["[ERROR] length must be more than 0"])
    file = File(world.counters.id("F"), args.need("filename"), length, user=world.settings.bot_user_id)
    world.files[file.id] = file
    return {"upload_url": f"{world.link}/upload/{file.id}", "file_id": file.id}


def complete_upload(world: World, args: Args) -> Json:
    wanted = args.json("files", wrong="invalid_arguments") or []
    done = [_complete(world, item) for item in wanted]
    if place := args.text("channel_id"):
        if place not in world.channels:
            raise SlackError("channel_not_found")  # an id, never a person or a #name
        channel = destination(world, place)
        own = world.settings
        given = content(world, Args({"text": args.text("initial_comment")}), of="files", needed=False)
        posts.post(
            world,
            Message(
                channel.id,
                "",
                user=own.bot_user_id,
                bot_id=own.bot_id,
                subtype="file_share",
                files=tuple(file.id for file in done),
                thread_ts=args.text("thread_ts"),
                **given,
            ),
        )
        for file in done:
            world.files[file.id] = replace(file, shared_in=(*file.shared_in, channel.id))
    return {"files": [file_json(world, world.files[file.id]) for file in done]}


def _complete(world: World, item: Any) -> File:
    file = world.files.get(item.get("id", "")) if isinstance(item, dict) else None
    if file is None or file.content is None or file.shared_in:
        raise SlackError("file_not_found")
    titled = replace(file, title=str(item.get("title") or file.name))
    world.files[file.id] = titled
    return titled


def oauth_access(world: World, args: Args) -> Json:
    own = world.settings
    if args.text("client_id") != own.client_id:
        raise SlackError("invalid_client_id")
    if args.text("client_secret") != own.client_secret:
        raise SlackError("bad_client_secret")
    installer = world.codes.pop(args.text("code"), "")
    if not installer:
        raise SlackError("invalid_code")
    world.tokens[own.bot_token] = "bot"
    return {
        "access_token": own.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(world.manifest.scopes)),
        "bot_user_id": own.bot_user_id,
        "app_id": own.app_id,
        "team": {"id": own.team_id, "name": own.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": installer},
    }


def revoke(world: World, args: Args) -> Json:
    if args.flag("test"):
        return {"revoked": False}
    own = world.settings
    world.tokens[own.bot_token] = "revoked"
    world.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [own.bot_user_id]}})
    return {"revoked": True}


METHODS: Mapping[str, Method] = {
    "reactions.add": add_reaction,
    "reactions.remove": remove_reaction,
    "reactions.get": get_reactions,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete_upload,
    "oauth.v2.access": oauth_access,
    "auth.revoke": revoke,
}
