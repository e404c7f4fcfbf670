"""What Slack sends the bot when a person types a command, presses, chooses, submits or closes."""

from __future__ import annotations

from typing import Any

from bot.demo.blocktree import Part
from bot.demo.render import message_json, view_json
from bot.demo.values import Channel, Kind, Message, View
from bot.demo.world import World

Json = dict[str, Any]

_NAMES = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup"}


def _user(world: World, user: str) -> Json:
    account = world.accounts[user]
    return {"id": user, "username": account.name, "name": account.name, "team_id": account.team_id}


def _base(world: World, kind: str, user: str) -> Json:
    own = world.settings
    return {
        "type": kind,
        "token": "stand-in-verification",
        "api_app_id": own.app_id,
        "team": {"id": own.team_id, "domain": own.domain},
        "user": _user(world, user),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place(channel: Channel) -> Json:
    return {"id": channel.id, "name": _NAMES.get(channel.kind, channel.name)}


def hook_url(world: World, name: str) -> str:
    return f"{world.link}/hooks/{name}"


def command(world: World, user: str, name: str, text: str, channel: Channel) -> Json:
    own = world.settings
    return {
        "token": "stand-in-verification",
        "team_id": own.team_id,
        "team_domain": own.domain,
        "channel_id": channel.id,
        "channel_name": place(channel)["name"],
        "user_id": user,
        "user_name": world.accounts[user].name,
        "command": name,
        "text": text,
        "api_app_id": own.app_id,
        "is_enterprise_install": "false",
        "response_url": hook_url(world, world.tickets.hook(user, channel.id)),
        "trigger_id": world.tickets.trigger(user),
    }


def _message_container(world: World, user: str, message: Message) -> Json:
    """Where an interaction happened; of an ephemeral message Slack sends the place, not the words."""
    hook = world.tickets.hook(user, message.channel, message_ts=message.ts, thread_ts=message.thread_ts)
    body: Json = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": bool(message.only_for),
        },
        "channel": place(world.channels[message.channel]),
        "response_url": hook_url(world, hook),
        "trigger_id": world.tickets.trigger(user),
    }
    if message.thread_ts:
        body["container"]["thread_ts"] = message.thread_ts
    if not message.only_for:
        body["message"] = message_json(world, message, with_metadata=True)
    return body


def actions(world: World, user: str, on: Message | View, part: Part, held: Json) -> Json:
    """block_actions: a button pressed, something chosen."""
    element = part.element
    action: Json = {
        "type": element["type"],
        "action_id": part.action_id,
        "block_id": part.block_id,
        "action_ts": world.counters.ts(),
        **{key: element[key] for key in ("text", "value", "style", "url", "placeholder") if key in element},
        **held,
    }
    base = _base(world, "block_actions", user) | {"actions": [action]}
    if isinstance(on, View):
        return base | {
            "container": {"type": "view", "view_id": on.id},
            "view": view_json(world, on),
            "trigger_id": world.tickets.trigger(user, view_id=on.id),
        }
    state = world.states.get((user, on.ts), {})
    return base | _message_container(world, user, on) | {"state": {"values": state}}


def submission(world: World, view: View) -> Json:
    return _base(world, "view_submission", view.user) | {
        "view": view_json(world, view),
        "trigger_id": world.tickets.trigger(view.user, view_id=view.id),
        "response_urls": [],
    }


def closed(world: World, view: View, *, cleared: bool) -> Json:
    body = _base(world, "view_closed", view.user)
    return body | {"view": view_json(world, view), "is_cleared": cleared}


def suggestion(world: World, user: str, on: Message | View, part: Part, typed: str) -> Json:
    body = _base(world, "block_suggestion", user) | {
        "action_id": part.action_id,
        "block_id": part.block_id,
        "value": typed,
    }
    if isinstance(on, View):
        return body | {"container": {"type": "view", "view_id": on.id}, "view": view_json(world, on)}
    where = _message_container(world, user, on)
    return body | {key: where[key] for key in ("container", "channel", "message") if key in where}


def message_shortcut(world: World, user: str, callback_id: str, message: Message) -> Json:
    # Whoever chose it on a message of the channel sees the answer there, also where a thread hangs under it.
    thread = message.thread_ts if message.is_reply else ""
    hook = world.tickets.hook(user, message.channel, thread_ts=thread)
    return _base(world, "message_action", user) | {
        "callback_id": callback_id,
        "action_ts": world.counters.ts(),
        "trigger_id": world.tickets.trigger(user),
        "channel": place(world.channels[message.channel]),
        "message_ts": message.ts,
        "message": message_json(world, message),
        "response_url": hook_url(world, hook),
    }


def global_shortcut(world: World, user: str, callback_id: str) -> Json:
    return _base(world, "shortcut", user) | {
        "callback_id": callback_id,
        "action_ts": world.counters.ts(),
        "trigger_id": world.tickets.trigger(user),
    }
