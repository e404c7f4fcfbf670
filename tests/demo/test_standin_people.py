"""People: what Slack's clients let them do and see; and the stand-in as a stranger to the bot."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot import demo
from bot.demo.errors import NotOnScreenError, StandInError
from bot.demo.forms import find
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.typed import as_command, as_message
from bot.demo.values import Channel
from tests.demo.bots import actions, button, plain, section


def test_nobody_speaks_where_she_is_not(slack: StandIn, katie: Person) -> None:
    place = slack.add_channel("place")
    old = slack.archive(slack.add_channel("old", members=[katie]), by=katie)

    with pytest.raises(StandInError, match="katie is not in place"):
        katie.says(place, "hello")
    with pytest.raises(StandInError, match="old is archived"):
        katie.says(old, "hello")


def test_nobody_edits_what_others_wrote(general: Channel, katie: Person, scott: Person) -> None:
    message = katie.says(general, "mine")

    with pytest.raises(StandInError, match="own messages"):
        scott.edits(message, "yours")
    with pytest.raises(StandInError, match="own messages"):
        scott.deletes(message)


def test_private_words_stay_private(slack: StandIn, katie: Person, scott: Person, general: Channel) -> None:
    secret = slack.add_channel("secret", members=[katie], private=True)
    katie.says(secret, "psst")
    guest = slack.add_person("Gus", is_guest=True)
    katie.says(general, "open")

    assert [message.text for message in katie.sees(secret)] == ["psst"]
    assert scott.sees(secret) == []
    assert guest.sees(general) == []
    assert [channel.name for channel in katie.conversations()] == ["general", "secret"]


def test_only_what_is_there_can_be_pressed(
    client: WebClient, slack: StandIn, general: Channel, katie: Person, scott: Person
) -> None:
    client.chat_postEphemeral(channel=general.id, user=katie.id, text="x", blocks=[actions(button("Press", "p"))])
    [whisper] = katie.whispers(general)

    with pytest.raises(NotOnScreenError, match="not there"):
        scott.presses(whisper, "Press")
    with pytest.raises(NotOnScreenError, match="nothing called 'Pull'"):
        katie.presses(whisper, "Pull")
    with pytest.raises(NotOnScreenError, match="no modal"):
        katie.submits()
    assert not [delivery for delivery in slack.deliveries if delivery.envelope.about == "block_actions"]


def test_commands_and_shortcuts_are_those_of_the_manifest(general: Channel) -> None:
    del general
    shortcut = {"name": "Find", "callback_id": "find", "type": "message"}
    commands = [{"command": "/ask", "should_escape": True}, {"command": "/raw", "should_escape": False}]
    slack = StandIn(manifest={"features": {"slash_commands": commands, "shortcuts": [shortcut]}})
    katie = slack.add_person("Katie")

    katie.types("/ask", "@katie")
    katie.types("/raw", "@katie <b>")
    with pytest.raises(StandInError, match="/whoknows is not a valid command"):
        katie.types("/whoknows")
    with pytest.raises(NotOnScreenError, match="no shortcut"):
        katie.uses_shortcut("Lose")

    texts = [delivery.envelope.payload["text"] for delivery in slack.deliveries]
    assert texts == [f"<@{katie.id}|katie>", "@katie <b>"]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> and <@U1>", "<!channel> and <@U1>"),
        ("@here @nobody #nowhere", "<!here> @nobody #nowhere"),
        ("me@katie.example C# #1", "me@katie.example C# #1"),
        ("see https://a.example/x?a=1&b=2.", "see <https://a.example/x?a=1&amp;b=2.>"),
        ("", ""),
        ("\0\u202e שלום 🎉", "\0\u202e שלום 🎉"),
    ],
)
def test_what_is_typed_is_sent_as_slack_sends_it(typed: str, sent: str, slack: StandIn) -> None:
    assert as_message(slack.world, typed) == sent
    assert as_command(slack.world, typed, escape=True) == sent
    assert as_command(slack.world, typed, escape=False) == typed


def test_somebody_mentioned_by_their_whole_name_is_mentioned_whole(slack: StandIn) -> None:
    ana = slack.add_person("Ana Ribeiro", handle="ana")

    assert as_message(slack.world, "thank you @ana ribeiro ++, @Ana") == f"thank you <@{ana.id}> ++, <@{ana.id}>"
    assert as_message(slack.world, "@Ana Ribeiros") == f"<@{ana.id}> Ribeiros"
    assert as_command(slack.world, "@Ana Ribeiro for excel", escape=True) == f"<@{ana.id}|ana> for excel"


def test_all_words_of_a_message_are_shown(client: WebClient, general: Channel, katie: Person) -> None:
    blocks = [section("*who*", accessory=button("Ask", "a")), actions(button("All", "b"))]
    client.chat_postMessage(channel=general.id, text="fallback", blocks=blocks)

    assert katie.sees(general)[0].shown.split("\n") == ["*who*", "Ask", "All"]


def test_a_button_without_an_id_gets_one_wherever_it_stands(client: WebClient, general: Channel, katie: Person) -> None:
    nameless = {"type": "button", "text": plain("Press")}
    card = {"type": "card", "title": plain("x"), "actions": [nameless]}
    box = {"type": "container", "title": plain("x"), "child_blocks": [actions(nameless)]}
    for block in (actions(nameless), section("x", accessory=nameless), {"type": "carousel", "elements": [card]}, box):
        client.chat_postMessage(channel=general.id, text="x", blocks=[block])

    for message in katie.sees(general):
        assert find(message.blocks, "Press").action_id


def test_the_page_can_watch_for_changes(slack: StandIn, general: Channel, katie: Person) -> None:
    changes: list[int] = []
    slack.world.watchers.append(lambda: changes.append(1))

    katie.says(general, "hello")

    assert changes


# Where the bot and its workspace are brought together.
MEET = {"company.py", "exported.py", "scenes.py", "wiring.py"}


def test_the_stand_in_is_a_stranger_to_the_bot() -> None:
    """Nothing of ours is imported but itself and how files are read, and no test library."""
    [folder] = demo.__path__
    imported = {
        name
        for path in Path(folder).rglob("*.py")
        if path.name not in MEET
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    }

    ours = {name for name in imported if name.split(".")[0] in {"bot", "handlers", "storage"}}
    assert ours
    assert {name for name in ours if not name.startswith("bot.demo")} <= {"bot.documents"}
    assert {name for name in imported if name.split(".")[0] in {"slackblocks", "pytest", "slack_bolt"}} == set()
