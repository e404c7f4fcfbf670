"""reactions.*, files.*, oauth.v2.access and auth.revoke, driven by the real WebClient."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import events, fetch, refused


def test_the_bot_reacts_and_takes_it_back(client: WebClient, general: Channel, katie: Person) -> None:
    message = katie.says(general, "nice")
    place = {"channel": general.id, "timestamp": message.ts}

    client.reactions_add(name="taco", **place)
    assert refused(client.reactions_add, name="taco", **place) == "already_reacted"
    assert client.reactions_get(channel=general.id, timestamp=message.ts)["message"]["reactions"][0]["name"] == "taco"

    client.reactions_remove(name="taco", **place)
    assert refused(client.reactions_remove, name="taco", **place) == "no_reaction"
    assert katie.sees(general)[0].reactions == ()


def test_what_the_bot_cannot_react_to(client: WebClient, slack: StandIn, general: Channel) -> None:
    message = slack.add_person("Jill")
    place = slack.add_channel("place", members=[message])
    theirs = message.says(place, "x")
    add = client.reactions_add

    assert refused(add, name="taco", channel=general.id, timestamp="1.2") == "message_not_found"
    assert refused(add, name="taco", channel=place.id, timestamp=theirs.ts) == "not_in_channel"
    own = client.chat_postMessage(channel=general.id, text="x")["ts"]
    assert refused(add, name="not an emoji", channel=general.id, timestamp=own) == "invalid_name"


def test_a_file_goes_up_in_three_steps_and_can_be_fetched(
    client: WebClient, slack: StandIn, general: Channel, katie: Person
) -> None:
    client.files_upload_v2(
        channel=general.id,
        filename="lunch.ics",
        content="BEGIN:VCALENDAR",
        title="Lunch",
        initial_comment="come",
    )

    [message] = katie.sees(general)
    file = slack.world.files[message.files[0]]
    assert (message.text, file.title, file.content) == ("come", "Lunch", b"BEGIN:VCALENDAR")
    share = events(slack, "message")[0]
    assert (share["subtype"], share["files"][0]["name"]) == ("file_share", "lunch.ics")
    with fetch(share["files"][0]["url_private"]) as fetched:
        assert fetched.read() == b"BEGIN:VCALENDAR"


def test_a_file_is_complete_only_after_its_bytes_came(client: WebClient) -> None:
    place = client.files_getUploadURLExternal(filename="a.txt", length=3)
    complete = client.files_completeUploadExternal

    assert refused(complete, files=[{"id": place["file_id"]}]) == "file_not_found"
    assert refused(client.files_getUploadURLExternal, filename="a.txt", length=0) == "invalid_arguments"


def test_a_person_shares_a_file(slack: StandIn, client: WebClient, general: Channel, katie: Person) -> None:
    del client
    katie.says(general, "slides", files=[("deck.pdf", b"%PDF")])

    assert events(slack, "message")[0]["files"][0]["size"] == 4


def test_an_installation_code_is_good_once(client: WebClient, slack: StandIn, katie: Person) -> None:
    own = slack.settings
    identity = {"client_id": own.client_id, "client_secret": own.client_secret}
    code = slack.grants(katie)

    granted = client.oauth_v2_access(code=code, **identity)

    assert (granted["access_token"], granted["authed_user"]["id"]) == (own.bot_token, katie.id)
    assert refused(client.oauth_v2_access, code=code, **identity) == "invalid_code"
    wrong = {**identity, "client_secret": "wrong"}
    assert refused(client.oauth_v2_access, code=code, **wrong) == "bad_client_secret"


def test_a_revoked_token_opens_nothing(client: WebClient, slack: StandIn) -> None:
    client.auth_revoke()

    assert refused(client.auth_test) == "token_revoked"
    assert events(slack, "tokens_revoked")[0]["tokens"]["bot"] == [slack.settings.bot_user_id]


def test_an_uninstalled_app_hears_of_it_and_may_call_no_more(client: WebClient, slack: StandIn) -> None:
    slack.uninstall()

    assert events(slack, "app_uninstalled")
    assert events(slack, "tokens_revoked")
    assert refused(client.auth_test) == "account_inactive"
