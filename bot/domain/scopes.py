"""What each scope that the manifest asks for is good for, told as what is lost without it."""

from __future__ import annotations

from collections.abc import Collection

COSTS = {
    "app_mentions:read": "nobody can ask by mentioning me in a channel",
    "channels:history": "I hear no public channel: I answer no question there and learn nothing from them",
    "channels:join": "admins cannot let me into channels by ticking them; `/invite` still works",
    "channels:read": "I know no public channel by its name, and do not notice when one is renamed or archived",
    "chat:write": "I can post nothing: no answers, no thanks, no lunch & learn",
    "commands": "there is no /whoknows, no /kudos, no /lunch and no message shortcut",
    "dnd:read": "private questions come also while somebody has do-not-disturb on",
    "files:write": "sign-ups come without their calendar file",
    "groups:history": "in private channels I answer no questions",
    "groups:read": "I know no private channel by its name, and not who comes into one",
    "im:history": "nobody can ask me in a direct message",
    "im:read": "I cannot tell a direct message from a channel",
    "im:write": "I can write to nobody directly: no invitations, no reminders, no digests",
    "mpim:history": "after a break I may introduce two people to each other twice",
    "mpim:write": "I cannot open a conversation of two people: each is told alone who the other is",
    "reactions:read": "reactions thank nobody",
    "team:read": "I do not know what the workspace is called",
    "usergroups:read": "insights can not go by user groups",
    "users.profile:read": "insights can not go by a field of people's profiles",
    "users:read": "I know no names, time zones or statuses, and cannot leave out guests and those who left",
}


def lost(granted: Collection[str]) -> dict[str, str]:
    """The scopes that are missing, each with what that costs."""
    return {scope: cost for scope, cost in COSTS.items() if scope not in granted}
