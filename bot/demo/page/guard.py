"""Lets in only who sits at this machine: other sites, and other names for this address, get no answer.

A page elsewhere may resolve a name of its own to 127.0.0.1 (DNS rebinding); it cannot choose the Host header, though.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """`port` is the one we listen on."""

    def __init__(self, app: ASGIApp, *, port: int) -> None:
        self.app = app
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES)
        # The bot's socket client leaves the port out.
        self.spoken = {"http": self.hosts, "websocket": self.hosts | frozenset(NAMES)}
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif not self._is_ours(HTTPConnection(scope)):
            await self._refuse(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))

    def _is_ours(self, asked: HTTPConnection) -> bool:
        origin = asked.headers.get("origin")
        if asked.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and not _opens_the_page(asked):
            return False
        return asked.headers.get("host", "") in self.spoken[asked.scope["type"]] and (
            origin is None or origin in self.origins
        )

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        here = min(self.origins)
        words = f"This workspace answers on {here} alone.\n"
        await PlainTextResponse(words, 421)(scope, receive, send)


def _opens_the_page(asked: HTTPConnection) -> bool:
    """Somebody followed a link to here: that shows the page, and does nothing."""
    return asked.scope["path"] == "/" and asked.headers.get("sec-fetch-mode") == "navigate"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
