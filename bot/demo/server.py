"""The workspace on a port: Web API, sockets, response_urls and files, in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.demo.page.guard import Guard

Address = tuple[str, int]


@dataclass(slots=True)
class Wires:
    """The transport of each open connection: what a test cuts or deafens, below HTTP."""

    transports: dict[Address, asyncio.Transport] = field(default_factory=dict)

    def of(self, client: Any) -> asyncio.Transport:
        return self.transports[client.host, client.port]

    def protocol(self) -> type[H11Protocol]:
        transports = self.transports

        class Noted(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                # asyncio does so by itself only where a socket says that it speaks TCP; without it an answer in two
                # pieces waits 40 ms for the other side to acknowledge the first.
                transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for place in [place for place, line in transports.items() if line.is_closing()]:
                    del transports[place]  # of a socket nobody tells when it is lost
                if self.client:
                    transports[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    transports.pop(self.client, None)
                super().connection_lost(exc)

        return Noted


class Server:
    """Binds at once, serves from `start` until `stop`."""

    def __init__(
        self, routes: Callable[[Wires], Sequence[BaseRoute]], *, host: str, port: int, ping_seconds: float
    ) -> None:
        self.wires = Wires()
        self._ping_seconds = ping_seconds
        self._listener = socket.create_server((host, port))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        self.api_url = f"{self.url}/api/"
        self._app = Guard(Starlette(routes=list(routes(self.wires))), port=self.port)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name=f"slack-{self.port}", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = _uvicorn(self._app, self.wires, self._ping_seconds)
        await server.startup(sockets=[self._listener])
        self._ready.set()
        await self._stop.wait()
        for listening in server.servers:
            listening.close()
        # Cut rather than drained: nobody waits for the last answers of a workspace that is gone.
        for transport in list(self.wires.transports.values()):
            transport.abort()
        tasks = list(server.server_state.tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=0.3)  # most notice by themselves that their wire is cut
        for task in tasks:
            task.cancel()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*server.server_state.tasks, return_exceptions=True), 1)
        self._listener.close()


def _uvicorn(app: ASGIApp, wires: Wires, ping_seconds: float) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=cast("type[asyncio.Protocol]", wires.protocol()),
        ws="websockets-sansio",
        ws_ping_interval=ping_seconds,
        ws_ping_timeout=None,
        lifespan="off",
        log_config=None,
        access_log=False,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    return server
