"""The stand-in: a workspace on a port, with the people, channels and troubles a test or a page wants."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeVar

from starlette.routing import BaseRoute

from bot.demo.asking import Desk
from bot.demo.clocks import Clock
from bot.demo.delivery import Delivery, Envelope, Postman, Reach, Reply
from bot.demo.faults import Fault, Faults, Trouble
from bot.demo.http_reach import HttpReach
from bot.demo.manifest import Manifest
from bot.demo.routes import Front
from bot.demo.server import Server, Wires
from bot.demo.settings import Settings
from bot.demo.sockets import Hub, Line
from bot.demo.values import Call, Channel, Message
from bot.demo.workspace import Workspace
from bot.demo.world import World

Json = dict[str, Any]
Found = TypeVar("Found")


@dataclass(slots=True)
class _Way:
    """Sockets unless the bot has a request URL; may be changed while running."""

    now: Reach

    def send(self, envelope: Envelope, *, attempt: int, reason: str, timeout: float) -> Reply:
        return self.now.send(envelope, attempt=attempt, reason=reason, timeout=timeout)


class StandIn(Workspace):
    """`StandIn(ack_seconds=0.3, retry_delays=(0, 0, 0), manifest=document)`; see Settings for the options.

    `wall` makes message times and may be turned by a demo, `monotonic` ages triggers and hooks, `real` signs.
    """

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any] | None = None,
        wall: Clock = time.time,
        monotonic: Clock = time.monotonic,
        real: Clock = time.time,
        chance: Random | None = None,
        **options: Any,
    ) -> None:
        self.settings = replace(Settings(), **options)
        self.world = World(self.settings, manifest=Manifest.of(manifest), wall=wall, monotonic=monotonic)
        self.hub = Hub(self.world, chance=chance or Random(1))  # noqa: S311 - chooses a socket, guards nothing
        self._way = _Way(self.hub)
        self.postman = Postman(self.world, self._way, clock=monotonic)
        self.world.outlet = self.postman.tell
        self.faults = Faults()
        self._real = real
        self.desk = Desk(self.world, self.postman)
        self._calls: list[Call] = []
        self.listeners: list[Callable[[Call], None]] = []

    @contextmanager
    def running(self, *, host: str = "127.0.0.1", port: int = 0, routes: Sequence[BaseRoute] = ()) -> Iterator[Server]:
        """The workspace on the network; `routes` of a page are served beside Slack's."""
        server = Server(
            lambda wires: [*self._front(wires).routes(), *routes],
            host=host,
            port=port,
            ping_seconds=self.settings.ping_seconds,
        )
        self.world.link = server.url
        self.postman.start()
        server.start()
        try:
            yield server
        finally:
            self.postman.stop()
            self.hub.abandon()
            server.stop()

    def _front(self, wires: Wires) -> Front:
        return Front(self.world, self.hub, self.faults, self._note, wires)

    def _note(self, call: Call) -> None:
        with self.world.lock:
            self._calls.append(call)
        for listener in self.listeners:
            listener(call)
        self.world.touch()

    # -- the bot, and troubles on the way to it

    def deliver_http(self, to: str) -> HttpReach:
        """From now on by signed HTTP to this request URL."""
        reach = HttpReach(to, self.settings.signing_secret, clock=self._real)
        self._way.now = reach
        return reach

    def deliver_sockets(self) -> None:
        self._way.now = self.hub

    @property
    def sockets(self) -> list[Line]:
        return list(self.hub.lines)

    def sends(self, event: Json, **outside: Any) -> Envelope:
        """Any event, subscribed or not, known or not; `outside` are fields beside it (team_id=...)."""
        envelope = self.postman.wrap({"event_ts": self.world.counters.ts(), **event}, **outside)
        self.postman.post(envelope)
        return envelope

    def redeliver(self, what: Delivery | Envelope, *, same_id: bool = True) -> Envelope:
        """Slack repeats itself: the same event once more, under its old or under a new event id."""
        known = what.envelope if isinstance(what, Delivery) else what
        payload = dict(known.payload)
        name = known.id
        if not same_id:
            payload["event_id"] = self.world.counters.id("Ev")
            name = self.world.counters.id("envelope-")
        again = Envelope(name, known.sort, payload)
        self.postman.post(again)
        return again

    def troubles(
        self,
        method: str,
        trouble: Trouble,
        *,
        times: int = 1,
        channel: Channel | str = "",
        retry_after: int = 1,
        error: str = "fatal_error",
    ) -> None:
        """The next calls of the method ("*" for any) go wrong, in one channel only if it is named."""
        place = channel if isinstance(channel, str) else channel.id
        self.faults.add(Fault(method, trouble, times, place, retry_after, error))

    # -- what happened

    @property
    def violations(self) -> list[str]:
        """Slack's rules the bot broke; a good test ends with this empty."""
        with self.world.lock:
            return list(self.world.violations)

    @property
    def calls(self) -> list[Call]:
        with self.world.lock:
            return list(self._calls)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    @property
    def deliveries(self) -> list[Delivery]:
        with self.world.lock:
            return list(self.postman.deliveries)

    def delivered(self, about: str) -> list[Delivery]:
        """By event type, command or kind of interaction."""
        return [delivery for delivery in self.deliveries if delivery.envelope.about == about]

    def posts(self, channel: Channel | str) -> list[Message]:
        """What the bot posted there."""
        history = self.world.history(self.channel(channel).id)
        return [message for message in history if message.bot_id == self.settings.bot_id]

    def until(self, happened: Callable[[], Found], *, timeout: float = 30, what: str = "") -> Found:
        """Waits, without polling, until `happened()` holds, and returns what it returned."""
        found: Found = self.world.until(happened, timeout=timeout, what=what or "what the test waits for")
        return found

    def settled(self, *, timeout: float = 30) -> None:
        """Waits until every event is acknowledged or given up."""
        self.until(lambda: not self.postman.busy, timeout=timeout, what="all events acknowledged")
