"""Real Bolt apps for the stand-in to talk to, and a clock its tests turn by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from socketserver import ThreadingMixIn
from typing import Any
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.http_reach import HttpReach
from bot.demo.server import Server
from bot.demo.standin import StandIn

Json = dict[str, Any]


@dataclass
class Hours:
    """Stands still until a test moves it."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Heard:
    """What a bot was sent."""

    bodies: list[Json] = field(default_factory=list)
    retries: list[tuple[str, str]] = field(default_factory=list)


def new_app(slack: StandIn, server: Server) -> App:
    client = WebClient(slack.settings.bot_token, base_url=server.api_url, retry_handlers=[])
    return App(client=client, signing_secret=slack.settings.signing_secret, process_before_response=True)


@contextmanager
def over_sockets(slack: StandIn, app: App) -> Iterator[SocketModeHandler]:
    before = len(slack.sockets)
    handler = SocketModeHandler(app, slack.settings.app_token, ping_interval=0.2)
    handler.connect()  # type: ignore[no-untyped-call]
    slack.until(lambda: len(slack.sockets) > before)
    try:
        yield handler
    finally:
        close(handler)


def close(handler: SocketModeHandler) -> None:
    """Without the SDK's habits: reconnecting while it closes, waiting a second for one more message."""
    handler.client.auto_reconnect_enabled = False
    handler.client.current_app_monitor.shutdown()  # type: ignore[no-untyped-call]
    handler.client.message_processor.event.set()
    handler.client.message_queue.put("{}")
    handler.close()  # type: ignore[no-untyped-call]


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the standard library
        pass


@contextmanager
def serving(wsgi: Callable[..., Any]) -> Iterator[str]:
    with make_server("127.0.0.1", 0, wsgi, server_class=Threaded, handler_class=Quiet) as listening:
        thread = threading.Thread(target=lambda: listening.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}/slack/events"
        finally:
            listening.shutdown()
            thread.join()


@contextmanager
def over_http(slack: StandIn, app: App) -> Iterator[HttpReach]:
    with serving(SlackRequestHandler(app, path="/slack/events")) as url:
        yield slack.deliver_http(url)


@contextmanager
def reached(slack: StandIn, app: App, *, by: str) -> Iterator[None]:
    with over_sockets(slack, app) if by == "sockets" else over_http(slack, app):
        yield


def fetch(url: str, data: bytes | None = None, **headers: str) -> HTTPResponse:
    """A bare request, for what no client of Slack's would send."""
    request = Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310 - ours
    found: HTTPResponse = urlopen(request)  # noqa: S310 - as above
    return found


def refused(call: Callable[..., Any], **arguments: Any) -> str:
    """Slack's name for why the call was refused."""
    with pytest.raises(SlackApiError) as refusal:
        call(**arguments)
    return str(refusal.value.response["error"])


def events(slack: StandIn, kind: str) -> list[Json]:
    """What the bot was, or would have been, told."""
    return [delivery.envelope.payload["event"] for delivery in slack.delivered(kind)]


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field_for(label: str, block_id: str, element: Json, **more: Any) -> Json:
    action = {"action_id": "a", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": action, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    content: Sequence[Json] = blocks or [section("hello")]
    standard = {"type": "modal", "title": plain("A form"), "submit": plain("Send"), "blocks": list(content)}
    return {**standard, **more}
