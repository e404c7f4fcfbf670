"""The Events API: what the bot is told, where, and what it never hears."""

from __future__ import annotations

import pytest

from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import events

pytestmark = pytest.mark.usefixtures("server")


def test_a_message_names_author_place_and_moment(slack: StandIn, general: Channel, katie: Person) -> None:
    message = katie.says(general, "hi @katie, see #general & <b> https://example.com/a?b=1")

    [event] = events(slack, "message")
    assert event["text"] == (
        f"hi <@{katie.id}>, see <#{general.id}|general> &amp; &lt;b&gt; <https://example.com/a?b=1>"
    )
    assert (event["user"], event["channel"], event["channel_type"]) == (katie.id, general.id, "channel")
    assert event["ts"] == event["event_ts"] == message.ts
    body = slack.delivered("message")[0].envelope.payload
    assert (body["type"], body["team_id"]) == ("event_callback", slack.settings.team_id)
    assert body["authorizations"][0]["user_id"] == slack.settings.bot_user_id


def test_the_kind_of_conversation_is_told(slack: StandIn, katie: Person, scott: Person) -> None:
    private = slack.add_channel("secret", members=[katie], private=True, with_bot=True)
    katie.says(private, "one")
    katie.dms_bot("two")
    katie.says(slack.open_group([katie, scott]), "three")

    assert [event["channel_type"] for event in events(slack, "message")] == ["group", "im", "mpim"]


def test_the_bot_hears_only_where_it_is(slack: StandIn, katie: Person, scott: Person) -> None:
    place = slack.add_channel("place", members=[katie])
    message = katie.says(place, "unheard")
    katie.reacts(message, "taco")
    katie.says(slack.open_group([katie, scott], with_bot=False), "between us")

    assert events(slack, "message") == events(slack, "reaction_added") == []


def test_edits_and_deletions_carry_what_was(slack: StandIn, general: Channel, katie: Person) -> None:
    message = katie.says(general, "one")
    katie.edits(message, "two")
    katie.deletes(message)

    _, changed, deleted = events(slack, "message")
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    assert changed["message"]["edited"]["user"] == katie.id
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["previous_message"]["text"]) == (
        "message_deleted",
        message.ts,
        "two",
    )


def test_replies_name_their_thread(slack: StandIn, general: Channel, katie: Person, scott: Person) -> None:
    root = katie.says(general, "root")
    scott.says(general, "reply", thread=root)
    scott.says(general, "to all", thread=root, broadcast=True)

    _, reply, broadcast = events(slack, "message")
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root.ts, katie.id)
    assert broadcast["subtype"] == "thread_broadcast"


def test_a_mention_comes_as_message_and_as_mention(slack: StandIn, general: Channel, katie: Person) -> None:
    katie.says(general, "@whoknows who knows Excel?")
    katie.dms_bot("@whoknows hello")

    [mention] = events(slack, "app_mention")
    assert mention["ts"] == events(slack, "message")[0]["ts"]
    assert mention["text"].startswith(f"<@{slack.settings.bot_user_id}>")


def test_reactions_name_whose_message_it_is_unless_no_user_wrote_it(
    slack: StandIn, general: Channel, katie: Person, scott: Person
) -> None:
    hers = katie.says(general, "hers")
    scott.reacts(hers, ":taco:")
    scott.reacts(slack.webhook(general, "from a machine"), "taco")
    scott.unreacts(hers, "taco")

    on_hers, on_webhook = events(slack, "reaction_added")
    assert (on_hers["user"], on_hers["reaction"], on_hers["item_user"]) == (scott.id, "taco", katie.id)
    assert on_hers["item"] == {"type": "message", "channel": general.id, "ts": hers.ts}
    assert "item_user" not in on_webhook
    assert events(slack, "message")[1]["subtype"] == "bot_message"
    assert len(events(slack, "reaction_removed")) == 1


def test_coming_and_going_is_told(slack: StandIn, general: Channel, katie: Person) -> None:
    jill = slack.add_person("Jill")
    jill.joins("#general")
    jill.leaves(general)
    place = slack.add_channel("place", members=[katie])
    slack.invite_bot(place, by=katie)
    slack.remove_bot(place)

    joined = events(slack, "member_joined_channel")
    assert [event["user"] for event in joined] == [jill.id, slack.settings.bot_user_id]
    assert joined[1]["inviter"] == katie.id
    assert [event["user"] for event in events(slack, "member_left_channel")] == [
        jill.id,
        slack.settings.bot_user_id,
    ]
    katie.says(place, "gone?")
    assert [event["subtype"] for event in events(slack, "message")] == ["channel_join", "channel_join"]


def test_what_happens_to_channels_is_told(slack: StandIn, general: Channel, katie: Person) -> None:
    renamed = slack.rename(general, "everybody")
    archived = slack.archive(renamed, by=katie)
    slack.unarchive(archived, by=katie)
    slack.delete_channel(general)
    slack.archive(slack.add_channel("secret", private=True, announced=True), by=katie)
    slack.add_channel("open", announced=True)

    kinds = [delivery.envelope.about for delivery in slack.deliveries]
    happened = ["rename", "archive", "unarchive", "deleted", "created"]
    assert kinds == [f"channel_{what}" for what in happened]


def test_opening_home_tells_what_is_published(slack: StandIn, katie: Person) -> None:
    katie.opens_home()
    katie.opens_home(tab="messages")

    first, second = events(slack, "app_home_opened")
    assert (first["tab"], first["user"], "view" in first) == ("home", katie.id, False)
    assert second["tab"] == "messages"


def test_somebody_from_another_company_is_marked(slack: StandIn, general: Channel) -> None:
    olga = slack.add_person("Olga", outside=True)
    shared = slack.add_channel("shared", members=[olga], shared=True, with_bot=True)
    olga.says(shared, "hello")

    assert events(slack, "message")[0]["user_team"] == olga.account.team_id
    assert slack.delivered("message")[0].envelope.payload["is_ext_shared_channel"] is True
    assert general.shared is False


def test_only_what_the_manifest_subscribes_to_is_sent(server: Server) -> None:
    del server
    manifest = {"settings": {"event_subscriptions": {"bot_events": ["message.im", "app_mention"]}}}
    slack = StandIn(manifest=manifest)
    katie = slack.add_person("Katie")
    general = slack.add_channel("general", members=[katie], with_bot=True)
    with slack.running():
        katie.says(general, "unheard @whoknows")
        katie.dms_bot("heard")

    assert [delivery.envelope.about for delivery in slack.deliveries] == ["app_mention", "message"]


def test_runs_repeat_when_the_clock_does() -> None:
    """Same acts, same ids, same moments."""

    def run() -> list[object]:
        slack = StandIn(wall=lambda: 1_700_000_000.0)
        katie = slack.add_person("Katie")
        general = slack.add_channel("general", members=[katie], with_bot=True)
        with slack.running():
            katie.reacts(katie.says(general, "hello"), "taco")
        return [delivery.envelope for delivery in slack.deliveries]

    assert run() == run()
