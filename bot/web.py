"""HTTP mode: Slack's requests, installing by OAuth, and what an operator looks at, on a threaded WSGI server."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from cheroot.wsgi import Server
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import make_wsgi_app
from prometheus_client.registry import Collector
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import SettingsError
from storage.store import Store

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

THREADS = 8
WAITING = 128  # connections that may wait to be taken: Slack sends a burst at once, and five is the server's own bound
LARGEST_BODY = 4 * 1024 * 1024  # far above anything Slack sends
SENT_AT = "HTTP_X_SLACK_REQUEST_TIMESTAMP"
TIME = re.compile(r"[0-9]{1,12}")
# What Bolt stumbles over where a body is no JSON, or none of Slack's.
UNREADABLE = (AttributeError, KeyError, RecursionError, TypeError, ValueError)


class Web:
    def __init__(self, app: App, store: Store, *, host: str, port: int) -> None:
        self.slack = SlackRequestHandler(app)
        self.store = store
        self.metrics = make_wsgi_app(registry_of(store))
        self.server = Server((host, port), self.answer, numthreads=THREADS, server_name="whoknows", shutdown_timeout=1)
        self.server.request_queue_size = WAITING
        self.server.max_request_body_size = LARGEST_BODY
        try:
            self.server.prepare()
        except OSError as error:
            raise SettingsError(f"HOST and PORT: {host}:{port} cannot be used ({error}).") from None
        self.thread = Thread(target=self.server.serve, name="web", daemon=True)

    @property
    def port(self) -> int:
        return int(self.server.bind_addr[1])

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """What is being answered is answered to its end; then all connections go, those kept open too."""
        stopping = Thread(target=self.server.stop, name="web stopping", daemon=True)
        stopping.start()
        while stopping.is_alive():
            self.wake()
            stopping.join(0.02)
        if self.thread.is_alive():
            self.thread.join(2.0)

    def wake(self) -> None:
        """The server waits for connections and looks up twice a second; whoever connects makes it look at once."""
        with suppress(OSError), socket.create_connection(self.server.bind_addr, timeout=0.1):
            pass

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") and environ["PATH_INFO"] == "/healthz":
            return self.health(start_response)
        if environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] == "/metrics":
            found: Iterable[bytes] = self.metrics(environ, start_response)
            return found
        return self.from_slack(environ, start_response)

    def from_slack(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Bolt reads a body, and counts with its time, before it looks at the signature: anybody may send anything."""
        if not TIME.fullmatch(environ.get(SENT_AT, "")):
            environ.pop(SENT_AT, None)  # refused as unsigned
        try:
            return self.slack(environ, start_response)
        except UNREADABLE as error:
            log.warning("a request that cannot be read (%s)", type(error).__name__)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"cannot be read\n"]

    def health(self, start_response: StartResponse) -> list[bytes]:
        """200 when the database answers."""
        try:
            self.store.team_ids()
        except SQLAlchemyError:
            log.exception("the database does not answer")
            start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"the database does not answer\n"]
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"ok\n"]


class OutboxCollector(Collector):
    """How much is waiting to be said, and how what was said went."""

    def __init__(self, count: Callable[[], dict[str, int]]) -> None:
        self.count = count

    def collect(self) -> Iterator[Metric]:
        rows = GaugeMetricFamily("whoknows_outbox_rows", "Rows of the outbox by state", labels=["state"])
        for state, number in sorted(self.count().items()):
            rows.add_metric([state], number)
        yield rows


def registry_of(store: Store) -> CollectorRegistry:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(OutboxCollector(store.outbox_states))
    return registry
