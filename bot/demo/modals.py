"""What happens to modals and Home tabs: opened, stacked, replaced, closed, and what people filled in kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from bot.demo.blocktree import with_ids
from bot.demo.checks import view_bytes, view_problems
from bot.demo.errors import SlackError
from bot.demo.forms import initial_state
from bot.demo.values import View
from bot.demo.world import World

Json = dict[str, Any]

_DEEPEST = 3
_LARGEST = 250_000


def checked(world: World, payload: Any, *, kind: str = "") -> Json:
    """The payload with ids in it, or Slack's refusal."""
    if not isinstance(payload, dict):
        raise SlackError("invalid_arguments", messages=["[ERROR] must be an object [json-pointer:/view]"])
    if view_bytes(payload) > _LARGEST:
        raise SlackError("view_too_large")
    if found := view_problems(payload):
        raise SlackError("invalid_arguments", messages=found)
    if kind and payload["type"] != kind:
        raise SlackError("invalid_arguments", messages=[f"[ERROR] type must be {kind} [json-pointer:/view/type]"])
    _unique(world, payload)
    return {**payload, "blocks": with_ids(payload["blocks"], world.counters.ids("b"))}


def _unique(world: World, payload: Json) -> None:
    external = payload.get("external_id")
    same = [v for v in world.views.values() if external and v.payload.get("external_id") == external]
    if same and same[0].payload.get("callback_id") != payload.get("callback_id"):
        raise SlackError("duplicate_external_id")


def digest(world: World, payload: Json) -> str:
    """Slack's `hash`: another for every version."""
    text = json.dumps(payload, sort_keys=True) + world.counters.id("")
    return f"{int(world.wall())}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def show(world: World, user: str, payload: Json, *, on: str = "") -> View:
    """A new modal before this person: alone, or on top of the view `on`."""
    with world.lock:
        stack = world.stacks.setdefault(user, [])
        if not on:
            for closed in stack:
                world.views.pop(closed, None)
            stack.clear()
        elif len(stack) >= _DEEPEST:
            raise SlackError("push_limit_reached")
        name = world.counters.id("V")
        view = View(
            id=name,
            user=user,
            payload=payload,
            hash=digest(world, payload),
            root_id=stack[0] if stack else name,
            previous_id=stack[-1] if stack else "",
            state=initial_state(payload["blocks"]),
        )
        world.views[name] = view
        stack.append(name)
        world.journal.note("views", user)
        world.touch()
        return view


def change(world: World, view: View, payload: Json) -> View:
    """Another version of a view; what was filled in stays where block and action keep their ids."""
    with world.lock:
        fresh = initial_state(payload["blocks"])
        kept = {
            block: {action: view.state.get(block, {}).get(action, value) for action, value in actions.items()}
            for block, actions in fresh.items()
        }
        changed = replace(view, payload=payload, hash=digest(world, payload), state=kept)
        if view.payload["type"] == "home":
            world.homes[view.user] = changed
            world.journal.note("home", view.user)
        else:
            world.views[view.id] = changed
            world.journal.note("views", view.user)
        world.touch()
        return changed


def fill(world: World, view: View, state: dict[str, Json]) -> View:
    """The person typed or chose something."""
    with world.lock:
        filled = replace(view, state=state)
        if view.payload["type"] == "home":
            world.homes[view.user] = filled
        else:
            world.views[view.id] = filled
        world.touch()
        return filled


def publish(world: World, user: str, payload: Json) -> View:
    with world.lock:
        before = world.homes.get(user)
        if before:
            return change(world, before, payload)
        state = initial_state(payload["blocks"])
        view = View(world.counters.id("V"), user, payload, digest(world, payload), state=state)
        world.homes[user] = view
        world.journal.note("home", user)
        world.touch()
        return view


def close(world: World, view: View, *, everything: bool = False) -> None:
    with world.lock:
        stack = world.stacks.get(view.user, [])
        gone = list(stack) if everything else [view.id]
        for name in gone:
            world.views.pop(name, None)
        world.stacks[view.user] = [name for name in stack if name not in gone]
        world.journal.note("views", view.user)
        world.touch()
