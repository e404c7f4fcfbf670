"""Slack's narrower ways: small pages, uploads that are good once, archived channels, and when a call came."""

from __future__ import annotations

from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient

from bot.demo.faults import Trouble
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from bot.slack import Slack
from tests.demo.bots import events, fetch, refused


def test_an_upload_address_is_good_for_one_file_of_the_length_that_was_named(client: WebClient) -> None:
    url = client.files_getUploadURLExternal(filename="a.txt", length=3)["upload_url"]

    with pytest.raises(HTTPError, match="400"):
        fetch(url, b"four")
    fetch(url, b"abc").close()
    with pytest.raises(HTTPError, match="404"):
        fetch(url, b"abc")


def uploaded(client: WebClient) -> list[dict[str, str]]:
    place = client.files_getUploadURLExternal(filename="a.txt", length=3)
    fetch(place["upload_url"], b"abc").close()
    return [{"id": place["file_id"], "title": "A"}]


def test_a_file_is_shared_once_and_only_in_a_conversation_the_bot_is_in(
    client: WebClient, slack: StandIn, general: Channel, *, katie: Person
) -> None:
    elsewhere = slack.add_channel("elsewhere", members=[katie])
    complete, files = client.files_completeUploadExternal, uploaded(client)

    assert refused(complete, files=files, channel_id=elsewhere.id) == "not_in_channel"
    assert refused(complete, files=files, channel_id=katie.id) == "channel_not_found"
    complete(files=files, channel_id=general.id, initial_comment="see")
    assert refused(complete, files=files, channel_id=general.id) == "file_not_found"
    assert [message.text for message in slack.posts(general)] == ["see"]


def test_a_trouble_in_a_channel_meets_its_files_too(client: WebClient, slack: StandIn, general: Channel) -> None:
    slack.troubles("files.completeUploadExternal", Trouble.REFUSED, channel=general, error="is_archived")

    assert refused(client.files_completeUploadExternal, files=uploaded(client), channel_id=general.id) == "is_archived"


def test_history_comes_in_pages_as_small_as_slack_has_them(katie: Person) -> None:
    del katie
    slack = StandIn(history_page=15)
    room = slack.add_channel("room", with_bot=True)
    with slack.running() as server:
        client = WebClient(slack.settings.bot_token, base_url=server.api_url, retry_handlers=[])
        for number in range(40):
            metadata = {"event_type": "x", "event_payload": {"key": f"{number}"}}
            client.chat_postMessage(channel=room.id, text="x", metadata=metadata)
        page = client.conversations_history(channel=room.id, limit=200)

        assert (len(page["messages"]), page["has_more"]) == (15, True)
        assert Slack(client).posted(room.id, "3") == slack.posts(room)[3].ts
        since = slack.posts(room)[4].ts
        assert Slack(client).posted(room.id, "3", since=since) == ""


def test_metadata_comes_back_only_to_who_asks_for_it(client: WebClient, general: Channel) -> None:
    metadata = {"event_type": "x", "event_payload": {"key": "7"}}
    client.chat_postMessage(channel=general.id, text="x", metadata=metadata)

    [plain] = client.conversations_history(channel=general.id)["messages"]
    [full] = client.conversations_history(channel=general.id, include_all_metadata=True)["messages"]

    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_an_update_is_seen_by_all_in_the_channel_and_keeps_its_place_and_its_metadata(
    client: WebClient, slack: StandIn, general: Channel, *, katie: Person, scott: Person
) -> None:
    metadata = {"event_type": "x", "event_payload": {"key": "7"}}
    ts = client.chat_postMessage(channel=general.id, text="one comes", metadata=metadata)["ts"]
    client.chat_update(channel=general.id, ts=ts, text="two come")

    for person in (katie, scott):
        assert [(message.ts, message.text) for message in person.sees(general)] == [(ts, "two come")]
    assert slack.posts(general)[0].metadata == metadata


def test_in_an_archived_channel_nothing_is_posted_changed_whispered_or_reacted_to(
    client: WebClient, slack: StandIn, general: Channel, *, katie: Person
) -> None:
    ts = client.chat_postMessage(channel=general.id, text="x")["ts"]
    slack.archive(general, by=katie)

    assert refused(client.chat_postMessage, channel=general.id, text="x") == "is_archived"
    assert refused(client.chat_update, channel=general.id, ts=ts, text="y") == "is_archived"
    assert refused(client.chat_postEphemeral, channel=general.id, user=katie.id, text="x") == "is_archived"
    assert refused(client.reactions_add, channel=general.id, timestamp=ts, name="taco") == "is_archived"


def test_each_call_tells_when_it_came(client: WebClient, slack: StandIn, general: Channel) -> None:
    for _ in range(2):
        client.chat_postMessage(channel=general.id, text="x")

    first, second = slack.called("chat.postMessage")
    assert 0 < first.arrived <= first.arrived + first.seconds <= second.arrived


def test_a_skin_tone_comes_with_the_name_of_the_emoji(slack: StandIn, client: WebClient, general: Channel) -> None:
    del client
    olga = slack.add_person("Olga", outside=True)
    olga.joins(general)
    message = slack.webhook(general, "x")
    olga.reacts(message, ":+1::skin-tone-3:")

    [event] = events(slack, "reaction_added")
    assert (event["reaction"], event["user"]) == ("+1::skin-tone-3", olga.id)
    assert "item_user" not in event
    olga.unreacts(message, "+1::skin-tone-3")
    assert events(slack, "reaction_removed")[0]["reaction"] == "+1::skin-tone-3"


def test_of_a_private_channel_the_bot_hears_only_as_a_member(slack: StandIn, client: WebClient, katie: Person) -> None:
    del client
    inside, outside = (
        slack.add_channel(name, members=[katie], private=True, with_bot=name == "inside") for name in ("inside", "out")
    )
    for room in (inside, outside):
        katie.reacts(katie.says(room, "x"), "taco")

    assert [(event["channel"], event["channel_type"]) for event in events(slack, "message")] == [(inside.id, "group")]
    assert [event["item"]["channel"] for event in events(slack, "reaction_added")] == [inside.id]
