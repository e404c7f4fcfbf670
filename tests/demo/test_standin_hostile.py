"""What no well-behaved client sends: huge and broken bodies, strange types, false tickets, wrong acknowledgements."""

from __future__ import annotations

import json
import threading
from typing import Any
from urllib.error import HTTPError

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import fetch

Json = dict[str, Any]


def call(slack: StandIn, server: Server, method: str, body: bytes, kind: str) -> Json:
    token = f"Bearer {slack.settings.bot_token}"
    try:
        with fetch(server.api_url + method, body, authorization=token, content_type=kind) as answer:
            found: Json = json.load(answer)
    except HTTPError as refusal:
        with refusal:
            found = {**json.load(refusal), "status": refusal.code}
    return found


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[1]", "application/json; charset=utf-8", "json_not_object"),
        (b"\xff\xfe{", "application/json", "invalid_json"),
        (b"x", "text/yaml", "invalid_post_type"),
        (b"text=%FF%00&channel=%00", "application/x-www-form-urlencoded", "channel_not_found"),
        (b'{"channel": {"a": 1}, "text": ["x"]}', "application/json", "channel_not_found"),
        (b'{"channel": "C1", "limit": "many"}', "application/json", "channel_not_found"),
        (b"", "application/json", "invalid_arguments"),
    ],
)
def test_a_broken_body_is_refused_in_slacks_words(
    body: bytes, kind: str, error: str, slack: StandIn, server: Server
) -> None:
    assert call(slack, server, "chat.postMessage", body, kind)["error"] == error


def test_a_huge_body_is_not_read_to_its_end(slack: StandIn, server: Server) -> None:
    answer = call(slack, server, "chat.postMessage", b'"' + b"x" * 4_100_000 + b'"', "application/json")

    assert (answer["error"], answer["status"]) == ("request_too_large", 413)
    assert call(slack, server, "auth.test", b"", "application/json")["ok"] is True


@pytest.mark.parametrize(
    "blocks",
    [
        "null", "1", '"section"', "[1]", "[null]", "[[]]",
        '[{"type": ["section"]}]', '[{"type": "section", "text": 1}]',
        '[{"type": "actions", "elements": {"type": "button"}}]', '[{"type": "rich_text", "elements": [{}]}]',
    ],
)  # fmt: skip
def test_blocks_of_any_shape_are_refused_never_choked_on(
    blocks: str, slack: StandIn, server: Server, general: Channel
) -> None:
    body = f'{{"channel": "{general.id}", "text": "", "blocks": {blocks}}}'

    answer = call(slack, server, "chat.postMessage", body.encode(), "application/json")

    assert answer["error"] in {"invalid_blocks", "invalid_blocks_format", "no_text"}


@pytest.mark.parametrize("view", ["1", "[]", '{"type": "modal", "blocks": 1, "title": 2}', '"x"', "{}"])
def test_views_of_any_shape_are_refused(view: str, slack: StandIn, server: Server, katie: Person) -> None:
    trigger = slack.world.tickets.trigger(katie.id)
    body = f'{{"trigger_id": "{trigger}", "view": {view}}}'

    assert call(slack, server, "views.open", body.encode(), "application/json")["error"] == "invalid_arguments"


def test_numbers_must_be_numbers(slack: StandIn, server: Server) -> None:
    for limit in (b"many", b"1e999", b"nan"):
        answer = call(slack, server, "users.list", b"limit=" + limit, "application/x-www-form-urlencoded")
        assert answer["error"] == "invalid_arguments"
    assert call(slack, server, "users.list", b"limit=-5", "application/x-www-form-urlencoded")["ok"] is True


def test_a_socket_needs_a_ticket_and_a_ticket_is_good_once(slack: StandIn, server: Server) -> None:
    base = server.url.replace("http", "ws")
    with pytest.raises(InvalidStatus):
        connect(f"{base}/link/?ticket=guess")

    slack.world.socket_tickets.add("ticket")
    with connect(f"{base}/link/?ticket=ticket") as link:
        assert json.loads(link.recv())["type"] == "hello"
        with pytest.raises(InvalidStatus):
            connect(f"{base}/link/?ticket=ticket")


def test_what_is_no_acknowledgement_is_noted_and_survived(slack: StandIn, server: Server) -> None:
    slack.world.socket_tickets.add("ticket")
    with connect(f"{server.url.replace('http', 'ws')}/link/?ticket=ticket") as link:
        link.recv()
        for nonsense in ("{", "[]", "1", '{"x": 1}', '{"envelope_id": "guess"}'):
            link.send(nonsense)
        slack.until(lambda: len(slack.violations) == 5)

    assert slack.violations[-1] == "guess: unknown acknowledgement"


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        ({"text": "x", "colour": "red"}, "unknown fields in the acknowledgement: ['colour']"),
        ({"text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"response_type": "ephemeral"}, "no_text"),
    ],
)
def test_a_command_s_acknowledgement_has_a_shape(
    body: Json, noted: str, slack: StandIn, server: Server, katie: Person
) -> None:
    slack.world.socket_tickets.add("ticket")
    with connect(f"{server.url.replace('http', 'ws')}/link/?ticket=ticket") as link:
        link.recv()
        slack.until(lambda: slack.sockets)
        answers = _answering(link, body)
        katie.types("/whoknows", "x")
        answers.join()

    assert noted in slack.violations[0]


def _answering(link: Any, body: Json) -> threading.Thread:
    def answer() -> None:
        envelope = json.loads(link.recv())
        link.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": body}))

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


@pytest.mark.parametrize("path", ["/upload/F404", "/files/F404/x", "/nowhere"])
def test_addresses_that_do_not_exist(path: str, server: Server) -> None:
    with pytest.raises(HTTPError) as refusal:
        fetch(server.url + path, b"x" if "upload" in path else None)

    with refusal.value as answer:
        assert answer.code == 404
