"""The small objects blocks are made of: texts, options, confirmations, filters, with Slack's limits."""

from __future__ import annotations

from collections.abc import Mapping

from bot.demo.shapes import Check, any_of, array, boolean, choice, just_one_of, record, string, tagged

ID = string(255)


def plain(longest: int) -> Check:
    return record({"type": choice("plain_text"), "text": string(longest)}, {"emoji": boolean})


def markup(longest: int) -> Check:
    """A text object of either kind; `emoji` belongs to plain text, `verbatim` to mrkdwn."""
    marked = record({"type": choice("mrkdwn"), "text": string(longest)}, {"verbatim": boolean})
    return tagged({"plain_text": plain(longest), "mrkdwn": marked})


TEXTS: Mapping[str, Check] = {
    "plain_text": plain(3000),
    "mrkdwn": markup(3000),
}

CONFIRM = record(
    {"title": plain(100), "text": markup(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
DISPATCH = record(
    {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), 2)},
)
FILTER = record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    any_of("filter", "include", "exclude_bot_users", "exclude_external_shared_channels"),
)
SLACK_FILE = record({}, {"id": string(255), "url": string(3000)}, just_one_of("slack_file", "id", "url"))

OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
RICH_OPTION = record({"text": markup(75), "value": string(150)}, {"description": markup(75)})
GROUP = record({"label": plain(75), "options": array(OPTION, 100)})
