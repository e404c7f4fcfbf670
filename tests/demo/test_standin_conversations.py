"""conversations.* and users.conversations, driven by the real WebClient."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import events, refused


def names(answer: object) -> list[str]:
    return [channel["name"] for channel in answer["channels"]]  # type: ignore[index]


def test_the_bot_lists_public_channels_and_private_ones_it_is_in(
    client: WebClient, slack: StandIn, general: Channel
) -> None:
    slack.add_channel("secret", private=True)
    slack.add_channel("ours", private=True, with_bot=True)
    both = "public_channel,private_channel"

    assert names(client.conversations_list()) == ["general"]
    assert names(client.conversations_list(types=both)) == ["general", "ours"]
    assert client.conversations_list()["channels"][0]["is_member"] is True
    assert client.conversations_list()["channels"][0]["id"] == general.id


def test_long_lists_come_in_pages(client: WebClient, slack: StandIn) -> None:
    for number in range(7):
        slack.add_channel(f"c{number}")

    pages = [names(page) for page in client.conversations_list(limit=3)]

    assert pages == [["c0", "c1", "c2"], ["c3", "c4", "c5"], ["c6"]]
    assert refused(client.conversations_list, cursor="nonsense") == "invalid_cursor"
    assert refused(client.conversations_list, types="castle") == "invalid_types"


def test_archived_channels_can_be_left_out(client: WebClient, slack: StandIn, katie: Person) -> None:
    slack.archive(slack.add_channel("old"), by=katie)
    slack.add_channel("new")

    assert names(client.conversations_list(exclude_archived=True)) == ["new"]


def test_a_private_channel_without_the_bot_does_not_exist(client: WebClient, slack: StandIn, general: Channel) -> None:
    secret = slack.add_channel("secret", private=True)

    assert client.conversations_info(channel=general.id)["channel"]["name"] == "general"
    assert client.conversations_info(channel=general.id, include_num_members=True)["channel"]["num_members"] == 3
    assert refused(client.conversations_info, channel=secret.id) == "channel_not_found"
    assert refused(client.conversations_members, channel=secret.id) == "channel_not_found"


def test_members_are_those_who_are_in(client: WebClient, general: Channel, katie: Person, scott: Person) -> None:
    members = client.conversations_members(channel=general.id, limit=2)

    assert members["members"] == [katie.id, scott.id]
    assert members["response_metadata"]["next_cursor"]


def test_the_bot_joins_public_channels_by_itself(client: WebClient, slack: StandIn, katie: Person) -> None:
    place = slack.add_channel("place", members=[katie])

    client.conversations_join(channel=place.id)
    again = client.conversations_join(channel=place.id)

    assert slack.settings.bot_user_id in slack.channel(place).members
    assert again["warning"] == "already_in_channel"
    assert [event["user"] for event in events(slack, "member_joined_channel")] == [slack.settings.bot_user_id]


def test_what_the_bot_may_not_join(client: WebClient, slack: StandIn, katie: Person) -> None:
    ours = slack.add_channel("ours", private=True, with_bot=True)
    old = slack.archive(slack.add_channel("old"), by=katie)

    assert refused(client.conversations_join, channel=ours.id) == "method_not_supported_for_channel_type"
    assert refused(client.conversations_join, channel=old.id) == "is_archived"


def test_the_bot_invites_people(client: WebClient, slack: StandIn, general: Channel, katie: Person) -> None:
    jill = slack.add_person("Jill")

    client.conversations_invite(channel=general.id, users=[jill.id])

    assert jill.id in slack.channel(general).members
    assert refused(client.conversations_invite, channel=general.id, users=katie.id) == "already_in_channel"
    assert refused(client.conversations_invite, channel=general.id, users="U404") == "user_not_found"


def test_one_conversation_for_the_same_people(client: WebClient, katie: Person, scott: Person) -> None:
    first = client.conversations_open(users=[katie.id, scott.id])["channel"]["id"]
    again = client.conversations_open(users=[scott.id, katie.id], return_im=True)

    assert again["channel"]["id"] == first
    assert again["already_open"] is True
    assert again["channel"]["is_mpim"] is True
    assert client.conversations_open(users=katie.id, return_im=True)["channel"]["user"] == katie.id


def test_whom_the_bot_cannot_talk_to(client: WebClient, slack: StandIn) -> None:
    other_bot = slack.add_person("Other", is_bot=True)
    gone = slack.add_person("Gone", deleted=True)
    crowd = [slack.add_person(f"P{number}").id for number in range(9)]

    assert refused(client.conversations_open, users=[other_bot.id]) == "cannot_dm_bot"
    assert refused(client.conversations_open, users=[gone.id]) == "user_disabled"
    assert refused(client.conversations_open, users=["U404"]) == "user_not_found"
    assert refused(client.conversations_open, users=crowd) == "too_many_users"
    assert refused(client.conversations_open, users=[]) == "users_list_not_supplied"


def test_history_is_newest_first_without_replies(client: WebClient, general: Channel, katie: Person) -> None:
    root = katie.says(general, "one")
    katie.says(general, "a reply", thread=root)
    katie.says(general, "two")
    katie.says(general, "told to all", thread=root, broadcast=True)

    messages = client.conversations_history(channel=general.id)["messages"]

    assert [message["text"] for message in messages] == ["told to all", "two", "one"]
    assert (messages[2]["reply_count"], messages[2]["reply_users"]) == (2, [katie.id])


def test_history_has_a_window(client: WebClient, general: Channel, katie: Person) -> None:
    one, two, three = (katie.says(general, text, at=moment) for moment, text in ((10, "1"), (20, "2"), (30, "3")))

    def texts(**window: object) -> list[str]:
        answer = client.conversations_history(channel=general.id, **window)  # type: ignore[arg-type]
        return [message["text"] for message in answer["messages"]]

    assert texts(oldest=one.ts) == ["3", "2"]
    assert texts(oldest=one.ts, latest=three.ts, inclusive=True) == ["3", "2", "1"]
    assert texts(latest=two.ts) == ["1"]
    assert texts(limit=1) == ["3"]


def test_history_needs_membership(client: WebClient, slack: StandIn) -> None:
    place = slack.add_channel("place")

    assert refused(client.conversations_history, channel=place.id) == "not_in_channel"


def test_replies_begin_with_what_they_reply_to(client: WebClient, general: Channel, katie: Person) -> None:
    root = katie.says(general, "root")
    reply = katie.says(general, "reply", thread=root)

    by_root = client.conversations_replies(channel=general.id, ts=root.ts)["messages"]
    by_reply = client.conversations_replies(channel=general.id, ts=reply.ts)["messages"]

    assert [message["text"] for message in by_root] == ["root", "reply"]
    assert by_root == by_reply
    assert by_root[1]["parent_user_id"] == katie.id
    assert refused(client.conversations_replies, channel=general.id, ts="1.2") == "thread_not_found"


def test_a_person_s_conversations_as_far_as_the_bot_may_know(
    client: WebClient, slack: StandIn, general: Channel, katie: Person
) -> None:
    slack.add_channel("secret", members=[katie], private=True)
    both = "public_channel,private_channel"

    assert names(client.users_conversations(user=katie.id, types=both)) == ["general"]
    assert names(client.users_conversations()) == [general.name]
