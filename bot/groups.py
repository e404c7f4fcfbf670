"""Where people belong, as Slack knows it: user groups, titles, a field of their profiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain.insights_csv import cleaned
from bot.domain.insights_reading import smallest_groups
from bot.errors import SlackError
from bot.services import Services
from bot.services.insights_groups import Source
from bot.slack import Slack


def look_up_groups(services: Services, team_id: str, slack: Slack) -> None:
    """Take over what a coordinator chose. What they gave by hand, or nothing, is left as it is."""
    groups = services.insights.groups
    chosen = groups.chosen(team_id)
    if chosen.source is Source.TITLE:
        groups.refresh_titles(team_id)
    elif chosen.source is Source.USER_GROUPS:
        groups.take_over(team_id, smallest_groups(user_groups(slack)))
    elif chosen.source is Source.FIELD:
        groups.take_over(team_id, profile_field(slack, chosen.field, groups.members(team_id)))


def user_groups(slack: Slack) -> dict[str, list[str]]:
    """Who is in which user group that is in use, by its name."""
    found = slack.ask("usergroups.list", include_users="true", include_disabled="false")["usergroups"]
    return {cleaned(str(one["name"])): [str(user) for user in one.get("users") or []] for one in found}


def profile_field(slack: Slack, label: str, user_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """As which group each person stands by the field with this label."""
    fields = slack.ask("team.profile.get")["profile"].get("fields") or []
    ids = sorted(str(one["id"]) for one in fields if str(one.get("label") or "").lower() == label.lower())
    found = {}
    for user_id in user_ids if ids else ():
        held = profile(slack, user_id).get("fields") or {}
        value = next((cleaned(str(held[at].get("value") or "")) for at in ids if at in held), "")
        if value:
            found[user_id] = {"group": value}
    return found


def profile(slack: Slack, user_id: str) -> dict[str, Any]:
    """Slack tells of one person at a time, a hundred times a minute."""
    waits = 0
    while True:
        try:
            found: dict[str, Any] = slack.ask("users.profile.get", user=user_id)["profile"]
        except SlackError as error:
            waits += 1
            if not slack.waits_out(error, waits):
                raise
        else:
            return found
