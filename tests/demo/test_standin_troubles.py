"""Troubles on demand: rate limits, lost answers, errors; and what the log of calls keeps of them."""

from __future__ import annotations

import http.client
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.demo.faults import Trouble
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import refused

LOST = (http.client.HTTPException, URLError, OSError)


def test_a_rate_limit_says_when_to_come_back(client: WebClient, slack: StandIn, general: Channel) -> None:
    slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, times=2, retry_after=7)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refusal:
            client.chat_postMessage(channel=general.id, text="x")
        response = refusal.value.response
        assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "7")
    client.chat_postMessage(channel=general.id, text="x")

    assert len(slack.posts(general)) == 1
    assert [call.status for call in slack.called("chat.postMessage")] == [429, 429, 200]


def test_the_sdk_comes_back_by_itself(client: WebClient, slack: StandIn, general: Channel) -> None:
    slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, retry_after=0)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))

    client.chat_postMessage(channel=general.id, text="x")

    assert len(slack.posts(general)) == 1


def test_troubles_can_be_limited_to_a_channel(client: WebClient, slack: StandIn, general: Channel) -> None:
    other = slack.add_channel("other", with_bot=True)
    slack.troubles("chat.postMessage", Trouble.REFUSED, channel=other, error="fatal_error")

    client.chat_postMessage(channel=general.id, text="x")

    assert refused(client.chat_postMessage, channel=other.id, text="x") == "fatal_error"


@pytest.mark.parametrize(
    ("trouble", "posted"), [(Trouble.LOST_ANSWER, 1), (Trouble.LOST_CALL, 0)], ids=["after", "before"]
)
def test_a_connection_breaks_after_or_before_the_effect(
    client: WebClient, slack: StandIn, general: Channel, trouble: Trouble, posted: int
) -> None:
    slack.troubles("chat.postMessage", trouble)

    with pytest.raises(LOST):
        client.chat_postMessage(channel=general.id, text="x")

    assert len(slack.posts(general)) == posted
    client.chat_postMessage(channel=general.id, text="y")


@pytest.mark.parametrize(
    ("trouble", "posted"), [(Trouble.SERVER_ERROR, 0), (Trouble.SERVER_ERROR_AFTER, 1)], ids=["before", "after"]
)
def test_a_server_error_before_or_after_the_effect(
    client: WebClient, slack: StandIn, general: Channel, trouble: Trouble, posted: int
) -> None:
    slack.troubles("*", trouble)

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=general.id, text="x")

    assert refusal.value.response.status_code == 500
    assert len(slack.posts(general)) == posted


def test_calls_are_noted_without_the_token(client: WebClient, slack: StandIn, katie: Person) -> None:
    client.users_info(user=katie.id)
    client.apps_connections_open(app_token=slack.settings.app_token)

    info, opening = slack.calls
    assert (info.method, info.arguments, info.response["user"]["id"]) == ("users.info", {"user": katie.id}, katie.id)
    assert info.seconds >= 0
    assert slack.settings.bot_token not in str(slack.calls)
    assert opening.method == "apps.connections.open"
    assert slack.settings.app_token not in str(slack.calls)
