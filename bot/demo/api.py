"""The Web API: who may call which method, and which refusals mean the bot broke Slack's rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo import api_chat, api_conversations, api_more, api_users, api_views
from bot.demo.args import Args
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.world import World

Json = dict[str, Any]


def connections_open(world: World, args: Args) -> Json:
    """One socket address, good for one connection."""
    del args
    ticket = world.counters.id("L")
    world.socket_tickets.add(ticket)
    return {"url": f"{world.link.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={world.settings.app_id}"}


METHODS: Mapping[str, Method] = {
    "apps.connections.open": connections_open,
    **api_users.METHODS,
    **api_conversations.METHODS,
    **api_chat.METHODS,
    **api_views.METHODS,
    **api_more.METHODS,
}

_OPEN_TO_ALL = {"api.test", "oauth.v2.access"}
# Refusals a bot could have known of beforehand; the others depend on what people did meanwhile.
_RULES = {
    "cannot_dm_bot",
    "duplicate_external_id",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_trigger_id",
    "markdown_text_conflict",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "push_limit_reached",
    "too_many_attachments",
    "too_many_users",
    "unknown_method",
    "view_too_large",
}


def answer(world: World, name: str, token: str, values: Json) -> Json:
    """What the method answers, `ok` included."""
    try:
        with world.lock:
            method = _allowed(world, name, token)
            return {"ok": True, **method(world, Args(values))}
    except SlackError as refused:
        if refused.name in _RULES:
            world.broke(": ".join([name, refused.name, *refused.messages]))
        return refused.body()


def _allowed(world: World, name: str, token: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if name in _OPEN_TO_ALL:
        return method
    _authenticate(world, name, token)
    if missing := world.manifest.missing(name):
        raise SlackError("missing_scope", needed=missing, provided=",".join(sorted(world.manifest.scopes)))
    return method


def _authenticate(world: World, name: str, token: str) -> None:
    if not token:
        raise SlackError("not_authed")
    kind = world.tokens.get(token)
    if kind is None:
        raise SlackError("invalid_auth")
    if kind == "revoked":
        raise SlackError("token_revoked")
    if kind == "inactive":
        raise SlackError("account_inactive")
    if (name == "apps.connections.open") != (kind == "app"):
        raise SlackError("not_allowed_token_type")
