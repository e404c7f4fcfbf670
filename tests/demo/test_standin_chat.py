"""chat.*, driven by the real WebClient."""

from __future__ import annotations

import time

import pytest
from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import events, refused, section


def test_a_post_appears_where_it_was_sent_and_to_whom_is_there(
    client: WebClient, general: Channel, katie: Person
) -> None:
    answer = client.chat_postMessage(channel=general.id, text="hello", blocks=[section("*hello*")])

    [seen] = katie.sees("#general")
    assert (seen.ts, seen.text, seen.shown) == (answer["ts"], "hello", "*hello*")
    assert answer["message"]["bot_id"] == seen.bot_id
    assert answer["message"]["blocks"][0]["block_id"]


def test_a_channel_may_be_named_by_its_name(client: WebClient, general: Channel, slack: StandIn) -> None:
    client.chat_postMessage(channel="#general", text="by name")

    assert [post.text for post in slack.posts(general)] == ["by name"]


def test_posting_to_a_person_opens_the_direct_messages(client: WebClient, katie: Person) -> None:
    answer = client.chat_postMessage(channel=katie.id, text="psst")

    assert answer["channel"].startswith("D")
    assert [message.text for message in katie.dms()] == ["psst"]


def test_posts_are_refused_with_slacks_own_names(
    client: WebClient, slack: StandIn, general: Channel, katie: Person
) -> None:
    post = client.chat_postMessage
    elsewhere = slack.add_channel("elsewhere", members=[katie])
    secret = slack.add_channel("secret", members=[katie], private=True)
    old = slack.archive(slack.add_channel("old", with_bot=True), by=katie)

    assert refused(post, channel="C404", text="x") == "channel_not_found"
    assert refused(post, channel=secret.id, text="x") == "channel_not_found"
    assert refused(post, channel=elsewhere.id, text="x") == "not_in_channel"
    assert refused(post, channel=old.id, text="x") == "is_archived"
    assert refused(post, channel=slack.settings.bot_user_id, text="x") == "cannot_dm_bot"
    assert refused(post, channel=general.id, text="x" * 40_001) == "msg_too_long"
    assert refused(post, channel=general.id, text="x", thread_ts="1.2") == "thread_not_found"
    assert refused(post, channel=general.id, text="x", blocks="[{") == "invalid_blocks_format"
    assert refused(client.api_call, api_method="chat.postMessage", json={"channel": general.id}) == "no_text"


def test_bad_blocks_are_refused_with_the_place_and_held_against_the_bot(
    client: WebClient, general: Channel, slack: StandIn
) -> None:
    answer = refused(client.chat_postMessage, channel=general.id, text="x", blocks=[section("")])

    assert answer == "invalid_blocks"
    assert slack.called("chat.postMessage")[0].response["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert len(slack.violations) == 1


def test_a_message_has_a_budget_although_each_block_is_legal(client: WebClient, general: Channel) -> None:
    blocks = [section("x" * 2900) for _ in range(5)]

    assert refused(client.chat_postMessage, channel=general.id, text="x", blocks=blocks) == "msg_blocks_too_long"
    client.chat_postMessage(channel=general.id, text="x", blocks=blocks[:4])


def test_blocks_without_text_are_taken_but_noted(client: WebClient, general: Channel, slack: StandIn) -> None:
    client.api_call("chat.postMessage", json={"channel": general.id, "blocks": [section("only blocks")]})

    assert "without text" in slack.violations[0]


def test_a_reply_makes_a_thread(client: WebClient, general: Channel, katie: Person) -> None:
    root = katie.says(general, "a question")

    answer = client.chat_postMessage(channel=general.id, text="an answer", thread_ts=root.ts)
    nested = client.chat_postMessage(channel=general.id, text="another", thread_ts=answer["ts"])

    assert [m.text for m in katie.sees(general, thread=root)] == ["a question", "an answer", "another"]
    assert nested["message"]["thread_ts"] == root.ts


def test_only_ones_own_messages_can_be_changed(client: WebClient, general: Channel, katie: Person) -> None:
    hers = katie.says(general, "mine")

    assert refused(client.chat_update, channel=general.id, ts=hers.ts, text="x") == "cant_update_message"
    assert refused(client.chat_delete, channel=general.id, ts=hers.ts) == "cant_delete_message"
    assert refused(client.chat_update, channel=general.id, ts="1.2", text="x") == "message_not_found"


def test_an_update_changes_what_is_seen(client: WebClient, general: Channel, slack: StandIn) -> None:
    ts = client.chat_postMessage(channel=general.id, text="one", blocks=[section("one")])["ts"]

    client.chat_update(channel=general.id, ts=ts, text="two", blocks=[section("two")])

    [post] = slack.posts(general)
    assert (post.text, post.shown, bool(post.edited_ts)) == ("two", "two", True)
    assert events(slack, "message")[-1]["subtype"] == "message_changed"


def test_a_deleted_post_is_gone(client: WebClient, general: Channel, slack: StandIn) -> None:
    ts = client.chat_postMessage(channel=general.id, text="oops")["ts"]

    client.chat_delete(channel=general.id, ts=ts)

    assert slack.posts(general) == []
    assert refused(client.chat_delete, channel=general.id, ts=ts) == "message_not_found"


def test_an_ephemeral_message_is_seen_by_one_person_and_by_no_history(
    client: WebClient, general: Channel, katie: Person, scott: Person
) -> None:
    client.chat_postEphemeral(channel=general.id, user=katie.id, text="only you")

    assert [m.text for m in katie.whispers(general)] == ["only you"]
    assert scott.sees(general) == []
    assert client.conversations_history(channel=general.id)["messages"] == []


def test_an_ephemeral_message_needs_a_member(client: WebClient, general: Channel, slack: StandIn) -> None:
    jill = slack.add_person("Jill")
    whisper = client.chat_postEphemeral

    assert refused(whisper, channel=general.id, user=jill.id, text="x") == "user_not_in_channel"
    assert refused(whisper, channel=general.id, user="U404", text="x") == "user_not_found"


def test_metadata_is_kept_and_given_back_when_asked_for(client: WebClient, general: Channel) -> None:
    metadata = {"event_type": "lunch", "event_payload": {"id": 7}}
    client.chat_postMessage(channel=general.id, text="x", metadata=metadata)

    plain = client.conversations_history(channel=general.id)["messages"][0]
    full = client.conversations_history(channel=general.id, include_all_metadata=True)["messages"][0]

    assert "metadata" not in plain
    assert full["metadata"] == metadata


@pytest.mark.parametrize("metadata", [{"event_type": "x"}, {"event_type": "x", "event_payload": [1]}])
def test_metadata_has_a_shape(client: WebClient, general: Channel, metadata: dict[str, object]) -> None:
    post = client.chat_postMessage

    assert refused(post, channel=general.id, text="x", metadata=metadata) == "invalid_metadata_schema"


def test_a_permalink_names_channel_and_moment(client: WebClient, general: Channel, katie: Person) -> None:
    root = katie.says(general, "root")
    reply = katie.says(general, "reply", thread=root)

    link = client.chat_getPermalink(channel=general.id, message_ts=reply.ts)["permalink"]

    assert link.endswith(f"/archives/{general.id}/p{reply.ts.replace('.', '')}?thread_ts={root.ts}&cid={general.id}")


def test_scheduled_messages_wait_for_their_moment(general: Channel, slack: StandIn, client: WebClient) -> None:
    schedule = client.chat_scheduleMessage
    soon = int(time.time()) + 60

    kept = schedule(channel=general.id, post_at=soon, text="later")["scheduled_message_id"]
    dropped = schedule(channel=general.id, post_at=soon, text="never")["scheduled_message_id"]
    client.chat_deleteScheduledMessage(channel=general.id, scheduled_message_id=dropped)

    assert slack.post_due() == []
    slack.world.wall = lambda: soon + 1
    assert [message.text for message in slack.post_due()] == ["later"]
    assert kept != dropped
    assert refused(schedule, channel=general.id, post_at=1, text="x") == "time_in_past"
    assert refused(schedule, channel=general.id, post_at=soon + 121 * 86400, text="x") == "time_too_far"


def test_a_token_must_be_known_and_of_the_right_kind(client: WebClient, slack: StandIn) -> None:
    stranger = WebClient("xoxb-stranger", base_url=client.base_url)
    nobody = WebClient(base_url=client.base_url)

    assert refused(stranger.auth_test) == "invalid_auth"
    assert refused(nobody.auth_test) == "not_authed"
    assert refused(client.apps_connections_open, app_token=slack.settings.bot_token) == "not_allowed_token_type"
    assert client.apps_connections_open(app_token=slack.settings.app_token)["url"].startswith("ws://127.0.0.1:")
    assert refused(client.api_call, api_method="chat.shout") == "unknown_method"
