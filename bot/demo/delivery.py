"""How the bot is told: one try after another until it acknowledges, every try on record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from bot.demo.clocks import Clock
from bot.demo.world import World

Json = dict[str, Any]


class Sort(StrEnum):
    """What an envelope holds, as Socket Mode names it."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Something for the bot."""

    id: str
    sort: Sort
    payload: Json

    @property
    def about(self) -> str:
        inner = self.payload.get("event", self.payload)
        return str(inner.get("type") or inner.get("command"))


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: `reason` is Slack's word for why it was no acknowledgement, "" when it was one."""

    status: int = 0
    body: Any = None
    reason: str = ""
    no_retry: bool = False

    @property
    def acked(self) -> bool:
        return not self.reason


NOBODY = Reply(reason="nobody")  # no bot has ever been connected: nothing to complain of


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try."""

    number: int
    reply: Reply
    seconds: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """An envelope and its tries so far."""

    envelope: Envelope
    attempts: tuple[Attempt, ...] = ()

    @property
    def acked(self) -> bool:
        return any(attempt.reply.acked for attempt in self.attempts)


class Reach(Protocol):
    """A way to the bot: signed HTTP or sockets."""

    def send(self, envelope: Envelope, *, attempt: int, reason: str, timeout: float) -> Reply: ...


class Postman:
    """Queues events, repeats those not acknowledged; asks for interactions and hands back the answer."""

    def __init__(self, world: World, reach: Reach, *, clock: Clock) -> None:
        self.world = world
        self.reach = reach
        self.clock = clock
        self.deliveries: list[Delivery] = []
        self._pool: ThreadPoolExecutor | None = None
        self._timers: set[threading.Timer] = set()
        self._open = 0
        self.listeners: list[Callable[[Envelope, Attempt], None]] = []

    def start(self) -> None:
        self._pool = ThreadPoolExecutor(self.world.settings.concurrency, "slack-delivery")

    def stop(self) -> None:
        pool, self._pool = self._pool, None
        with self.world.lock:
            for timer in self._timers:
                timer.cancel()
            self._timers.clear()
            self._open = 0
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)

    @property
    def busy(self) -> bool:
        return self._open > 0

    def tell(self, event: Json) -> None:
        """An event, wrapped as the Events API wraps it."""
        self.post(self.wrap(event))

    def wrap(self, event: Json, **outside: Any) -> Envelope:
        own, counters = self.world.settings, self.world.counters
        who = {"team_id": own.team_id, "user_id": own.bot_user_id, "is_bot": True}
        channel = self.world.channels.get(str(event.get("channel", "")))
        payload = {
            "token": "stand-in-verification",
            "team_id": own.team_id,
            "api_app_id": own.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": counters.id("Ev"),
            "event_time": int(float(event.get("event_ts") or self.world.wall())),
            "authorizations": [{"enterprise_id": None, **who, "is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.shared),
            "event_context": f"4-{own.team_id}",
        }
        return Envelope(counters.id("envelope-"), Sort.EVENT, payload | outside)

    def post(self, envelope: Envelope) -> None:
        with self.world.lock:
            if self._pool is None:
                return
            self._open += 1
            slot = self._record(envelope)
            self._pool.submit(self._deliver, slot, 0, "")

    def ask(self, envelope: Envelope) -> Attempt:
        """An interaction: tried once, the person waits for the answer."""
        slot = self._record(envelope)
        return self._try(slot, 0, "")

    def _record(self, envelope: Envelope) -> int:
        with self.world.lock:
            self.deliveries.append(Delivery(envelope))
            return len(self.deliveries) - 1

    def _try(self, slot: int, number: int, reason: str) -> Attempt:
        envelope = self.deliveries[slot].envelope
        patience = self.world.settings.ack_seconds
        began = self.clock()
        reply = self.reach.send(envelope, attempt=number, reason=reason, timeout=patience)
        attempt = Attempt(number, reply, self.clock() - began)
        with self.world.lock:
            known = self.deliveries[slot]
            self.deliveries[slot] = replace(known, attempts=(*known.attempts, attempt))
        for listener in self.listeners:
            listener(envelope, attempt)
        if not reply.acked and reply is not NOBODY:
            self.world.broke(f"{envelope.about} {envelope.id} was not acknowledged: {reply.reason}")
        self.world.touch()
        return attempt

    def _deliver(self, slot: int, number: int, reason: str) -> None:
        delays = self.world.settings.retry_delays
        while True:
            reply = self._try(slot, number, reason).reply
            if reply.acked or reply.no_retry or reply is NOBODY or number >= len(delays):
                self._done()
                return
            number, reason = number + 1, reply.reason
            if delay := delays[number - 1]:
                self._later(delay, partial(self._again, slot, number, reason))
                return

    def _again(self, slot: int, number: int, reason: str) -> None:
        with self.world.lock:
            if self._pool:
                self._pool.submit(self._deliver, slot, number, reason)

    def _later(self, delay: float, act: Callable[[], None]) -> None:
        timer = threading.Timer(delay, act)
        timer.daemon = True
        with self.world.lock:
            if self._pool is None:
                return
            self._timers.add(timer)
            timer.start()

    def _done(self) -> None:
        with self.world.lock:
            self._open = max(self._open - 1, 0)
        self.world.touch()
