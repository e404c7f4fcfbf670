"""response_urls: answering later, five times within half an hour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.demo import posts
from bot.demo.args import Args
from bot.demo.blocktree import with_ids
from bot.demo.clocks import Hook
from bot.demo.content import content
from bot.demo.errors import SlackError
from bot.demo.values import Message
from bot.demo.world import World

Json = dict[str, Any]

_GONE = {"used_url", "expired_url", "no_such_hook"}


def answer(world: World, name: str, values: Any) -> tuple[int, str]:
    """HTTP status and words, as Slack answers."""
    if not isinstance(values, dict):
        return 400, "invalid_payload"
    try:
        with world.lock:
            say(world, world.tickets.knock(name), values)
    except SlackError as refused:
        if refused.name != "message_not_found":
            world.broke(": ".join(["response_url", refused.name, *refused.messages]))
        return (404 if refused.name in _GONE else 500), refused.name
    return 200, "ok"


def say(world: World, hook: Hook, values: Json) -> Message | None:
    """Shows, replaces or removes what the answer says."""
    args = Args(values)
    if args.flag("delete_original"):
        _remove(world, hook)
        return None
    given = content(world, args, of="response_url")
    if args.flag("replace_original") and hook.message_ts:
        return _replace(world, hook, given)
    own = world.settings
    draft = Message(
        hook.channel,
        "",
        user=own.bot_user_id,
        bot_id=own.bot_id,
        thread_ts=args.text("thread_ts") or hook.thread_ts,
        **given,
    )
    if args.text("response_type", "ephemeral") == "in_channel":
        return posts.post(world, draft)
    return posts.whisper(world, replace(draft, only_for=hook.user))


def _replace(world: World, hook: Hook, given: Json) -> Message:
    place = (hook.channel, hook.message_ts)
    whispered = world.ephemerals.get(place)
    if whispered is None:
        message = world.message(*place)
        return posts.edit(world, message, by=world.settings.bot_user_id, **{"blocks": [], **given})
    blocks = with_ids(given.get("blocks", []), world.counters.ids("b"))
    changed = replace(whispered, **{**given, "blocks": blocks})
    world.show_alone(changed)
    world.touch()
    return changed


def _remove(world: World, hook: Hook) -> None:
    place = (hook.channel, hook.message_ts)
    if world.take_away(*place):
        world.touch()
        return
    posts.delete(world, world.message(*place))
