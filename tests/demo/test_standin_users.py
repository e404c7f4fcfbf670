"""Who is here and how they are: auth, team, users, presence, do not disturb, user groups."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from tests.demo.bots import events, refused


def test_the_bot_learns_who_it_is(client: WebClient, slack: StandIn) -> None:
    own = slack.settings
    answer = client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        own.team_id,
        own.bot_user_id,
        own.bot_id,
    )
    assert client.team_info()["team"]["name"] == "Acme"
    assert client.bots_info(bot=own.bot_id)["bot"]["user_id"] == own.bot_user_id
    assert client.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert refused(client.bots_info, bot="B404") == "bot_not_found"
    assert refused(client.api_test, error="my_error") == "my_error"


def test_everybody_is_listed_in_pages_slackbot_too(client: WebClient, katie: Person, scott: Person) -> None:
    listed = [member["id"] for page in client.users_list(limit=3) for member in page["members"]]

    assert len(listed) == len(set(listed)) == 4
    assert {katie.id, scott.id, "USLACKBOT"} <= set(listed)


def test_people_from_outside_are_known_but_not_listed(client: WebClient, slack: StandIn) -> None:
    guest = slack.add_person("Olga", outside=True)

    user = client.users_info(user=guest.id)["user"]

    assert guest.id not in [member["id"] for member in client.users_list()["members"]]
    assert user["is_stranger"] is True
    assert user["team_id"] != slack.settings.team_id


def test_a_person_has_zone_title_and_standing(client: WebClient, slack: StandIn) -> None:
    jill = slack.add_person("Jill Doe", tz="Asia/Tokyo", title="Ideas", is_admin=True, is_guest=True)

    user = client.users_info(user=jill.id)["user"]

    assert (user["tz"], user["tz_offset"], user["real_name"], user["name"]) == (
        "Asia/Tokyo",
        9 * 3600,
        "Jill Doe",
        "jill.doe",
    )
    assert (user["is_admin"], user["is_restricted"], user["profile"]["title"]) == (True, True, "Ideas")


def test_unknown_people_are_refused(client: WebClient) -> None:
    assert refused(client.users_info, user="U404") == "user_not_found"
    assert refused(client.users_getPresence, user="U404") == "user_not_found"
    assert refused(client.users_lookupByEmail, email="nobody@acme.example") == "users_not_found"


def test_people_are_found_by_email(client: WebClient, katie: Person) -> None:
    assert client.users_lookupByEmail(email="Katie@acme.example")["user"]["id"] == katie.id


def test_changes_of_a_person_are_told_and_seen(client: WebClient, slack: StandIn, katie: Person) -> None:
    katie.becomes(title="CFO", presence="away", dnd_until=2_000_000_000, status_text="on leave")

    assert events(slack, "user_change")[0]["user"]["profile"]["title"] == "CFO"
    assert client.users_getPresence(user=katie.id)["presence"] == "away"
    assert client.users_profile_get(user=katie.id)["profile"]["status_text"] == "on leave"
    assert client.dnd_info(user=katie.id)["next_dnd_end_ts"] == 2_000_000_000
    assert client.dnd_teamInfo(users=[katie.id])["users"][katie.id]["dnd_enabled"] is True


def test_fifty_people_at_once_may_be_asked_about(client: WebClient, katie: Person) -> None:
    assert refused(client.dnd_teamInfo, users=[katie.id] * 51) == "too_many_users"


def test_a_newcomer_is_announced_when_asked_to(slack: StandIn, client: WebClient) -> None:
    del client
    quiet = slack.add_person("Quiet")
    loud = slack.add_person("Loud", announced=True)

    assert [event["user"]["id"] for event in events(slack, "team_join")] == [loud.id]
    assert quiet.account.name == "quiet"


def test_user_groups_have_members(client: WebClient, slack: StandIn, katie: Person) -> None:
    group = slack.add_usergroup("designers", [katie])

    assert client.usergroups_list(include_users=True)["usergroups"][0]["users"] == [katie.id]
    assert client.usergroups_users_list(usergroup=group.id)["users"] == [katie.id]
    assert refused(client.usergroups_users_list, usergroup="S404") == "no_such_subteam"


def test_custom_emoji_are_listed(client: WebClient, slack: StandIn) -> None:
    slack.world.emoji["taco"] = "https://emoji.example/taco.png"

    assert client.emoji_list()["emoji"] == {"taco": "https://emoji.example/taco.png"}


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [([], "missing_scope"), (["users:read"], None)],
)
def test_a_manifest_s_scopes_are_enforced(scopes: list[str], expected: str | None) -> None:
    slack = StandIn(manifest={"oauth_config": {"scopes": {"bot": scopes}}})
    with slack.running() as server:
        client = WebClient(slack.settings.bot_token, base_url=server.api_url)
        if expected:
            assert refused(client.users_list) == expected
            assert slack.called("users.list")[0].response["needed"] == "users:read"
        else:
            assert client.users_list()["ok"] is True
