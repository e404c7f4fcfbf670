"""Socket Mode: the bot's connections, one of which gets each envelope, and how they can be lost."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from random import Random
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.demo.delivery import NOBODY, Envelope, Reply, Sort
from bot.demo.world import World

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Line:
    """One connection of the bot."""

    number: int
    websocket: WebSocket
    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    received: int = 0
    silent: bool = False

    def send(self, body: Json) -> None:
        """From any thread; a connection that is just ending swallows it, as the network would."""
        coroutine = self.websocket.send_text(json.dumps(body))
        try:
            asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        except RuntimeError:
            coroutine.close()

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Slack asks the bot to connect anew."""
        self.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}})

    def go_silent(self) -> None:
        """Dead without a word: open, but nothing sent by the bot is read, so no ping gets its pong."""
        self.silent = True
        self._at_once(self._deafen)

    def _deafen(self) -> None:
        self.transport.pause_reading()
        protocol = self.transport.get_protocol()
        if isinstance(protocol, WebSocketsSansIOProtocol):
            protocol.stop_keepalive()

    def close(self, code: int = 1000) -> None:
        """An orderly end."""
        coroutine = self.websocket.close(code)
        asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def cut(self) -> None:
        """The wire is cut."""
        self._at_once(self.transport.abort)

    def _at_once(self, act: Callable[[], None]) -> None:
        """In the loop's thread, done when this returns."""

        async def acting() -> None:
            act()

        asyncio.run_coroutine_threadsafe(acting(), self.loop).result()


class Hub:
    """All connections; a way to reach the bot."""

    def __init__(self, world: World, *, chance: Random) -> None:
        self.world = world
        self.chance = chance
        self.lines: list[Line] = []
        self._count = 0
        self._waiting: defaultdict[str, deque[Future[Json]]] = defaultdict(deque)

    async def serve(self, websocket: WebSocket, transport: asyncio.Transport) -> None:
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self.world.socket_tickets:
            await websocket.close(1008)
            return
        self.world.socket_tickets.discard(ticket)
        await websocket.accept()
        self._count += 1
        line = Line(self._count, websocket, asyncio.get_running_loop(), transport)
        await websocket.send_text(json.dumps(self._hello()))
        self._change(line, present=True)
        try:
            while True:
                self._take(await websocket.receive_text())
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass  # the other side is gone: nothing left to do on this line
        finally:
            self._change(line, present=False)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.lines) + 1,
            "debug_info": {"host": "stand-in", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.world.settings.app_id},
        }

    def _change(self, line: Line, *, present: bool) -> None:
        with self.world.lock:
            others = [known for known in self.lines if known is not line]
            self.lines = [*others, line] if present else others
        self.world.touch()

    def send(self, envelope: Envelope, *, attempt: int, reason: str, timeout: float) -> Reply:
        with self.world.lock:
            if not self.lines:
                return NOBODY if not self._count else Reply(reason="no_socket")
            line = self.chance.choice(self.lines)
            line.received += 1
            answer: Future[Json] = Future()
            self._waiting[envelope.id].append(answer)
        line.send(_wire(envelope, attempt, reason))
        try:
            return Reply(200, answer.result(timeout))
        except (TimeoutError, CancelledError):
            self._give_up(envelope.id, answer)
            return Reply(reason="timeout")

    def _give_up(self, envelope_id: str, answer: Future[Json]) -> None:
        with self.world.lock:
            if answer in self._waiting[envelope_id]:
                self._waiting[envelope_id].remove(answer)

    def _take(self, text: str) -> None:
        try:
            ack = json.loads(text)
            name, body = str(ack["envelope_id"]), ack.get("payload") or {}
        except (ValueError, KeyError, TypeError, AttributeError):
            self.world.broke("a socket message that is no acknowledgement")
            return
        with self.world.lock:
            known = name in self._waiting
            answer = self._waiting[name].popleft() if known and self._waiting[name] else None
        if answer is None:
            what = "late or repeated" if known else "unknown"
            self.world.broke(f"{name}: {what} acknowledgement")
            return
        answer.set_result(body if isinstance(body, dict) else {"malformed": body})

    def abandon(self) -> None:
        """Nobody will answer any more: let go of whoever waits."""
        with self.world.lock:
            for answers in self._waiting.values():
                while answers:
                    answers.popleft().cancel()


def _wire(envelope: Envelope, attempt: int, reason: str) -> Json:
    body: Json = {
        "envelope_id": envelope.id,
        "type": envelope.sort.value,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.sort is not Sort.EVENT,
    }
    if envelope.sort is Sort.EVENT:
        body |= {"retry_attempt": attempt, "retry_reason": reason}
    return body
