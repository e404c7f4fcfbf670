"""response_urls: how often, how long, and what they can do."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import Hours, actions, button, fetch, section

Json = dict[str, Any]


def hook(slack: StandIn, katie: Person, general: Channel, **more: str) -> WebhookClient:
    name = slack.world.tickets.hook(katie.id, general.id, **more)
    return WebhookClient(f"{slack.world.link}/hooks/{name}")


@pytest.mark.usefixtures("client")
def test_five_answers_and_no_more(slack: StandIn, katie: Person, general: Channel) -> None:
    url = hook(slack, katie, general)

    answers = [url.send(text=str(number)) for number in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[5].body == "used_url"
    assert [message.text for message in katie.whispers(general)] == ["0", "1", "2", "3", "4"]
    assert slack.violations == ["response_url: used_url"]


@pytest.mark.usefixtures("client")
def test_half_an_hour_and_no_longer(slack: StandIn, katie: Person, general: Channel, hours: Hours) -> None:
    url = hook(slack, katie, general)
    hours.pass_by(30 * 60)
    assert url.send(text="just in time").status_code == 200

    hours.pass_by(1)
    late = url.send(text="too late")

    assert (late.status_code, late.body) == (404, "expired_url")


@pytest.mark.usefixtures("client")
def test_an_answer_to_everybody(slack: StandIn, katie: Person, scott: Person, general: Channel) -> None:
    hook(slack, katie, general).send(text="all of you", response_type="in_channel")

    assert [message.text for message in scott.sees(general)] == ["all of you"]


def test_the_original_is_replaced_or_removed(
    client: WebClient, slack: StandIn, katie: Person, general: Channel
) -> None:
    post = client.chat_postMessage(channel=general.id, text="x", blocks=[actions(button("Press", "p"))])["ts"]
    whisper = client.chat_postEphemeral(channel=general.id, user=katie.id, text="psst")["message_ts"]

    for ts in (post, whisper):
        hook(slack, katie, general, message_ts=ts).send(text="done", replace_original=True)
    assert [(m.text, m.blocks) for m in katie.sees(general)] == [("done", []), ("done", [])]

    for ts in (post, whisper):
        hook(slack, katie, general, message_ts=ts).send(delete_original=True)
    assert katie.sees(general) == []


@pytest.mark.usefixtures("client")
def test_an_answer_in_a_thread_stays_there(slack: StandIn, katie: Person, general: Channel) -> None:
    root = katie.says(general, "root")

    hook(slack, katie, general, thread_ts=root.ts).send(text="in here")

    assert [message.text for message in katie.sees(general, thread=root)] == ["root", "in here"]


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"text": ""}, 500, "no_text"),
        ({"text": "x", "blocks": [section("")]}, 500, "invalid_blocks"),
        ([], 400, "invalid_payload"),
        ("{", 400, "invalid_payload"),
    ],
)
def test_what_is_no_message_is_refused(
    body: Any, status: int, words: str, *, slack: StandIn, katie: Person, general: Channel
) -> None:
    data = body if isinstance(body, str) else json.dumps(body)
    url = hook(slack, katie, general).url
    with pytest.raises(HTTPError) as refusal:
        fetch(url, data.encode())

    with refusal.value as answer:
        assert (answer.code, answer.read().decode()) == (status, words)
    assert katie.sees(general) == []


@pytest.mark.usefixtures("client")
def test_an_address_nobody_gave_out(slack: StandIn) -> None:
    assert WebhookClient(f"{slack.world.link}/hooks/guess").send(text="x").status_code == 404
