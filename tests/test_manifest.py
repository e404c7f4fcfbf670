"""What we tell Slack about ourselves: a manifest it accepts, with the scopes its events need and no more."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.domain.scopes import COSTS, lost
from tests.house import read

# What Slack asks for before it sends an event, or answers the calls we make (its documentation of scopes).
SCOPES_OF_EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_archive": {"channels:read"},
    "channel_created": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_shared": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "channel_unshared": {"channels:read"},
    "dnd_updated_user": {"dnd:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_created": {"usergroups:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "team_access_revoked": set(),
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}

# Scopes no event asks for: what we do with each.
SCOPES_OF_CALLS = {
    "channels:join": "join the channels an installer ticks",
    "chat:write": "post, update, answer privately",
    "commands": "slash commands and shortcuts",
    "dnd:read": "do not disturb",
    "files:write": "calendar files and one's own data",
    "im:read": "know a direct message from a channel",
    "im:write": "open a direct message",
    "mpim:history": "look for an introduction that may have been posted already",
    "mpim:read": "know a group conversation from a channel",
    "mpim:write": "introduce two people to each other",
    "reactions:write": "show that a thanks was counted",
    "team:read": "the workspace's name",
    "usergroups:read": "thank a group, and count by group",
    "users.profile:read": "count by a field of profiles",
}

NAMING_PEOPLE = {"/whoknows", "/kudos"}

Fields = dict[str, Any]


@pytest.fixture(scope="module")
def manifest() -> Fields:
    found: Fields = yaml.safe_load(read("manifest.yml"))
    return found


@pytest.fixture(scope="module")
def scopes(manifest: Fields) -> list[str]:
    found: list[str] = manifest["oauth_config"]["scopes"]["bot"]
    return found


@pytest.fixture(scope="module")
def events(manifest: Fields) -> list[str]:
    found: list[str] = manifest["settings"]["event_subscriptions"]["bot_events"]
    return found


def test_it_has_the_parts_slack_knows(manifest: Fields) -> None:
    parts = {"display_information", "features", "oauth_config", "settings"}

    assert parts <= set(manifest) <= parts | {"_metadata"}


def test_it_introduces_itself_within_slacks_limits(manifest: Fields) -> None:
    about = manifest["display_information"]

    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 174 <= len(about.get("long_description", "." * 174)) <= 4000
    assert 1 <= len(manifest["features"]["bot_user"]["display_name"]) <= 80


def test_people_can_write_to_the_bot(manifest: Fields) -> None:
    home = manifest["features"]["app_home"]

    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False


def test_a_home_is_shown_only_if_it_is_filled(manifest: Fields, events: list[str]) -> None:
    assert manifest["features"]["app_home"]["home_tab_enabled"] is ("app_home_opened" in events)


def test_commands_are_within_slacks_limits(manifest: Fields) -> None:
    commands = manifest["features"]["slash_commands"]

    assert 1 <= len(commands) <= 50
    for command in commands:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert 1 <= len(command["description"]) <= 2000
        assert 1 <= len(command["usage_hint"]) <= 1000


def test_commands_that_name_people_get_ids_instead_of_names(manifest: Fields) -> None:
    """Without it Slack sends `@ana` as typed, and names are not unique."""
    escaping = {command["command"]: command.get("should_escape") for command in manifest["features"]["slash_commands"]}

    assert "/whoknows" in escaping
    assert {name for name in NAMING_PEOPLE & set(escaping) if escaping[name] is not True} == set()


def test_nothing_is_listed_twice(manifest: Fields, scopes: list[str], events: list[str]) -> None:
    commands = [command["command"] for command in manifest["features"]["slash_commands"]]
    shortcuts = [shortcut["callback_id"] for shortcut in manifest["features"].get("shortcuts", [])]

    for listed in (commands, shortcuts, scopes, events):
        assert len(listed) == len(set(listed))


def test_shortcuts_are_within_slacks_limits(manifest: Fields) -> None:
    shortcuts = manifest["features"]["shortcuts"]

    assert 1 <= len(shortcuts) <= 10
    for shortcut in shortcuts:
        assert shortcut["type"] in ("message", "global")
        assert 1 <= len(shortcut["name"]) <= 24
        assert 1 <= len(shortcut["callback_id"]) <= 255
        assert 1 <= len(shortcut["description"]) <= 150


def test_every_event_has_its_scopes(scopes: list[str], events: list[str]) -> None:
    assert events != []
    assert {event for event in events if SCOPES_OF_EVENTS[event] - set(scopes)} == set()


def test_every_scope_has_its_use(scopes: list[str], events: list[str]) -> None:
    used = set().union(*(SCOPES_OF_EVENTS[event] for event in events)) | set(SCOPES_OF_CALLS)

    assert set(scopes) - used == set()


def test_what_every_scope_is_good_for_can_be_told(scopes: list[str]) -> None:
    assert set(COSTS) == set(scopes)
    assert lost(scopes) == {}
    assert lost(set(scopes) - {"dnd:read"}) == {"dnd:read": COSTS["dnd:read"]}
    assert list(lost([])) == sorted(scopes)


def test_commands_and_posts_are_allowed(scopes: list[str]) -> None:
    assert {"commands", "chat:write"} - set(scopes) == set()


def test_an_uninstalled_workspace_is_noticed(events: list[str]) -> None:
    assert {"app_uninstalled", "tokens_revoked"} - set(events) == set()


def test_it_runs_in_socket_mode_with_buttons_that_work(manifest: Fields) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
