"""views.*: trigger ids, hashes and the stack of modals as Slack guards them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo import modals
from bot.demo.args import Args
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.render import view_json
from bot.demo.values import View
from bot.demo.world import World

Json = dict[str, Any]


def _payload(world: World, args: Args, *, kind: str = "") -> Json:
    given = args.json("view", wrong="invalid_arguments")
    if given is None:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view"])
    return modals.checked(world, given, kind=kind)


def _trigger(args: Args) -> str:
    return args.text("trigger_id") or args.need("interactivity_pointer")


def open_view(world: World, args: Args) -> Json:
    payload = _payload(world, args, kind="modal")
    trigger = world.tickets.redeem(_trigger(args))
    return {"view": view_json(world, modals.show(world, trigger.user, payload))}


def push(world: World, args: Args) -> Json:
    payload = _payload(world, args, kind="modal")
    trigger = world.tickets.redeem(_trigger(args))
    if not trigger.view_id or trigger.view_id not in world.views:
        raise SlackError("not_found")
    return {"view": view_json(world, modals.show(world, trigger.user, payload, on=trigger.view_id))}


def _existing(world: World, args: Args) -> View:
    name, external = args.text("view_id"), args.text("external_id")
    everything = [*world.views.values(), *world.homes.values()]
    for view in everything:
        if view.id == name or (external and view.payload.get("external_id") == external):
            return view
    raise SlackError("not_found")


def _same_hash(view: View | None, args: Args) -> None:
    given = args.text("hash")
    if given and view and given != view.hash:
        raise SlackError("hash_conflict")


def update(world: World, args: Args) -> Json:
    view = _existing(world, args)
    payload = _payload(world, args, kind=view.payload["type"])
    _same_hash(view, args)
    return {"view": view_json(world, modals.change(world, view, payload))}


def publish(world: World, args: Args) -> Json:
    user = world.account(args.need("user_id"))
    if user.deleted or user.is_bot:
        raise SlackError("not_enabled")
    payload = _payload(world, args, kind="home")
    _same_hash(world.homes.get(user.id), args)
    return {"view": view_json(world, modals.publish(world, user.id, payload))}


METHODS: Mapping[str, Method] = {
    "views.open": open_view,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
