"""auth.*, team.*, bots.*, users.*, dnd.*, usergroups.*, emoji.*: who is here and how they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo.args import Args, page
from bot.demo.errors import SlackError
from bot.demo.method import Method
from bot.demo.render import profile_json, user_json
from bot.demo.values import Account
from bot.demo.world import World

Json = dict[str, Any]


def api_test(world: World, args: Args) -> Json:
    del world
    if args.text("error"):
        raise SlackError(args.text("error"), args=args.values)
    return {"args": args.values}


def auth_test(world: World, args: Args) -> Json:
    del args
    own = world.settings
    return {
        "url": f"https://{own.domain}.slack.com/",
        "team": own.team_name,
        "user": own.bot_name,
        "team_id": own.team_id,
        "user_id": own.bot_user_id,
        "bot_id": own.bot_id,
        "is_enterprise_install": False,
    }


def team_info(world: World, args: Args) -> Json:
    del args
    own = world.settings
    return {"team": {"id": own.team_id, "name": own.team_name, "domain": own.domain, "email_domain": ""}}


def bots_info(world: World, args: Args) -> Json:
    own = world.settings
    if args.text("bot", own.bot_id) != own.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": own.bot_id,
        "app_id": own.app_id,
        "user_id": own.bot_user_id,
        "name": own.bot_name,
        "deleted": False,
    }
    return {"bot": bot}


def _named(world: World, args: Args) -> Account:
    return world.account(args.need("user"))


def users_list(world: World, args: Args) -> Json:
    own_people = [a for a in world.accounts.values() if not a.outside]
    found, cursor = page(own_people, args, default=1000)
    bodies = [user_json(world, account) for account in found]
    return {"members": bodies, "cache_ts": int(world.wall()), "response_metadata": {"next_cursor": cursor}}


def users_info(world: World, args: Args) -> Json:
    return {"user": user_json(world, _named(world, args))}


def by_email(world: World, args: Args) -> Json:
    wanted = args.need("email").lower()
    for account in world.accounts.values():
        if account.email.lower() == wanted and not account.deleted:
            return {"user": user_json(world, account)}
    raise SlackError("users_not_found")


def profile(world: World, args: Args) -> Json:
    account = world.account(args.text("user") or world.settings.bot_user_id)
    return {"profile": profile_json(account)}


def profile_fields(world: World, args: Args) -> Json:
    """The fields that anybody's profile has beyond Slack's own."""
    del args
    held = [account.profile.get("fields") or {} for account in world.accounts.values()]
    labels = {field_id: str(field.get("label") or "") for fields in held for field_id, field in fields.items()}
    fields = [{"id": field_id, "label": label, "type": "text"} for field_id, label in sorted(labels.items())]
    return {"profile": {"fields": fields}}


def presence(world: World, args: Args) -> Json:
    return {"presence": _named(world, args).presence}


def _dnd(account: Account) -> Json:
    return {
        "dnd_enabled": bool(account.dnd_until),
        "next_dnd_start_ts": account.dnd_from,
        "next_dnd_end_ts": account.dnd_until,
    }


def dnd_info(world: World, args: Args) -> Json:
    return _dnd(world.account(args.text("user") or world.settings.bot_user_id))


def dnd_team(world: World, args: Args) -> Json:
    users = args.names("users")
    if len(users) > 50:
        raise SlackError("too_many_users")
    return {"users": {user: _dnd(world.account(user)) for user in users}}


def usergroups(world: World, args: Args) -> Json:
    with_users = args.flag("include_users")
    return {
        "usergroups": [
            {
                "id": group.id,
                "team_id": world.settings.team_id,
                "is_usergroup": True,
                "name": group.name,
                "handle": group.handle,
                "date_delete": 0,
                "user_count": len(group.members),
                **({"users": list(group.members)} if with_users else {}),
            }
            for group in world.usergroups.values()
        ]
    }


def usergroup_users(world: World, args: Args) -> Json:
    group = world.usergroups.get(args.need("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.members)}


def emoji(world: World, args: Args) -> Json:
    del args
    return {"emoji": dict(world.emoji), "cache_ts": str(int(world.wall()))}


METHODS: Mapping[str, Method] = {
    "api.test": api_test,
    "auth.test": auth_test,
    "team.info": team_info,
    "team.profile.get": profile_fields,
    "bots.info": bots_info,
    "users.list": users_list,
    "users.info": users_info,
    "users.lookupByEmail": by_email,
    "users.profile.get": profile,
    "users.getPresence": presence,
    "dnd.info": dnd_info,
    "dnd.teamInfo": dnd_team,
    "usergroups.list": usergroups,
    "usergroups.users.list": usergroup_users,
    "emoji.list": emoji,
}
