"""Whatever Slack sends gets its acknowledgement: what gets none is sent again, and may switch events off."""

from __future__ import annotations

from typing import Any

from bot.demo import payloads
from bot.demo.delivery import Envelope, Reply, Sort
from bot.manifest import manifest
from tests.bots import Company

Json = dict[str, Any]


def events(acme: Company) -> dict[str, Json]:
    """Each event of the manifest as Slack documents it."""
    channel, user = acme.general.id, acme.katie.id
    said = {"type": "message", "user": user, "ts": "1700000000.000100", "text": "hello", "channel": channel}
    named = {"id": channel, "name": "general", "created": 1}
    about = {"user": user, "channel": channel, "channel_type": "C", "team": acme.team}
    person = {"id": user, "name": "katie", "profile": {"display_name": "Katie"}}
    plain = {"channel": channel, "user": user}
    item = {"type": "message", "channel": channel, "ts": "1700000000.000100"}
    reaction = {"user": user, "reaction": "taco", "item": item, "item_user": acme.scott.id}
    return {
        "app_home_opened": {"user": user, "channel": "D0000001", "tab": "home"},
        "app_mention": {**said, "type": "app_mention"},
        "app_uninstalled": {},
        "channel_archive": plain,
        "channel_created": {"channel": {**named, "creator": user}},
        "channel_deleted": plain,
        "channel_left": plain,
        "channel_rename": {"channel": named},
        "channel_shared": {"channel": channel, "connected_team_id": "T0OTHER"},
        "channel_unarchive": plain,
        "channel_unshared": {"channel": channel, "previously_connected_team_id": "T0OTHER", "is_ext_shared": False},
        "group_archive": plain,
        "group_left": plain,
        "group_unarchive": plain,
        "member_joined_channel": about,
        "member_left_channel": about,
        "message.channels": {**said, "channel_type": "channel"},
        "message.groups": {**said, "channel_type": "group"},
        "message.im": {**said, "channel_type": "im"},
        "reaction_added": reaction,
        "reaction_removed": reaction,
        "team_join": {"user": person},
        "tokens_revoked": {"tokens": {"oauth": [user], "bot": []}},
        "user_change": {"user": person},
    }


MESSAGES: list[Json] = [
    {"subtype": "channel_join", "user": "U1", "text": "joined", "ts": "1700000000.000200"},
    {"subtype": "channel_topic", "user": "U1", "topic": "x", "text": "set", "ts": "1700000000.000300"},
    {"subtype": "bot_message", "bot_id": "B1", "text": "who knows Excel?", "ts": "1700000000.000400"},
    {"subtype": "message_deleted", "deleted_ts": "1600000000.000100", "ts": "1700000000.000500", "hidden": True},
    {"subtype": "message_deleted", "ts": "1700000000.000500", "hidden": True},
    {"subtype": "message_changed", "message": {"ts": "1.1", "text": "x"}, "ts": "1700000000.000600"},
    {"subtype": "message_changed", "ts": "1700000000.000600"},
    {"subtype": "assistant_app_thread", "ts": "1700000000.000700"},
    {"subtype": "unheard_of", "ts": "1700000000.000800"},
    {"user": "U1", "ts": "1700000000.000900"},
    {"user": "U1", "ts": "1700000000.001000", "text": None, "blocks": []},
]


def test_every_event_of_the_manifest_is_taken(acme: Company) -> None:
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]
    known = events(acme)
    assert set(known) == set(subscribed)

    for name, fields in known.items():
        acme.slack.sends({"type": name.partition(".")[0], **fields})
    acme.settles()

    assert [delivery.envelope.about for delivery in acme.slack.deliveries if not delivery.acked] == []


def test_every_kind_of_message_is_taken(acme: Company) -> None:
    for fields in MESSAGES:
        acme.slack.sends({"type": "message", "channel": acme.general.id, "channel_type": "channel", **fields})
    acme.settles()

    assert [delivery.envelope.payload for delivery in acme.slack.deliveries if not delivery.acked] == []
    assert acme.slack.called("chat.postEphemeral") == []


def test_what_slack_may_send_one_day_is_taken(acme: Company) -> None:
    acme.slack.sends({"type": "unheard_of", "channel": acme.general.id})
    acme.slack.sends({"type": "channel_of_the_future", "channel": acme.general.id})
    acme.slack.sends({"type": "user_huddle_changed", "user": {"id": acme.katie.id}})
    acme.settles()

    assert [delivery.acked for delivery in acme.slack.deliveries] == [True, True, True]


def test_every_command_of_the_manifest_is_known(acme: Company) -> None:
    for command in manifest()["features"]["slash_commands"]:
        answer = acme.katie.types(command["command"], "help")
        assert command["command"] in answer.shown
        assert "don't know that command" not in answer.shown


def test_every_shortcut_of_the_manifest_is_known(acme: Company) -> None:
    message = acme.asks("good morning")
    for shortcut in manifest()["features"]["shortcuts"]:
        acme.katie.uses_shortcut(shortcut["name"], message)
        acme.settles()

    assert len(acme.katie.whispers(acme.general)) == len(manifest()["features"]["shortcuts"])


def test_an_unknown_command_is_answered_with_what_there_is(acme: Company) -> None:
    world, katie = acme.slack.world, acme.katie.id
    answer = acme.slack.desk.command(katie, payloads.command(world, katie, "/unheard_of", "x", acme.general))

    assert "/whoknows help" in answer.shown


def test_unknown_interactions_are_taken(acme: Company) -> None:
    view: Json = {"id": "V1", "type": "modal", "callback_id": "x", "state": {"values": {}}, "hash": "1", "blocks": []}
    action: Json = {"type": "button", "action_id": "x", "block_id": "x", "value": "1", "action_ts": "1.1"}
    for body in (
        {"type": "block_actions", "actions": [action], "trigger_id": "1"},
        {"type": "block_actions", "actions": [action], "view": view},
        {"type": "shortcut", "callback_id": "x", "trigger_id": "1", "action_ts": "1.1"},
        {"type": "message_action", "callback_id": "x", "trigger_id": "1", "message": {}, "channel": {"id": "C1"}},
        {"type": "view_submission", "view": view, "trigger_id": "1"},
        {"type": "view_closed", "view": view, "is_cleared": False},
    ):
        assert interact(acme, body).acked, body["type"]


def test_an_unknown_menu_is_offered_nothing(acme: Company) -> None:
    body = {"type": "block_suggestion", "action_id": "x", "block_id": "x", "value": "pow"}

    assert interact(acme, body).body == {"options": []}


def interact(acme: Company, body: Json) -> Reply:
    world = acme.slack.world
    base = {"team": {"id": acme.team, "domain": "acme"}, "user": {"id": acme.katie.id, "team_id": acme.team}}
    return acme.slack.postman.ask(Envelope(world.counters.id("E"), Sort.INTERACTIVE, {**base, **body})).reply
