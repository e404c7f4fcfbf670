"""The addresses of the page: its files, what it reads, what it does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.demo.errors import NotOnScreenError, SlackError, StandInError
from bot.demo.page.acts import Acts
from bot.demo.page.feed import Feed
from bot.demo.page.log import KEPT
from bot.demo.page.reading import PAGE, Reading
from bot.demo.people import Person

Json = dict[str, Any]

log = logging.getLogger(__name__)

STATIC = Path(str(resources.files("bot") / "demo" / "page" / "static"))
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
FIRST = "theme-first.js"  # no module: it runs before anything is drawn
LARGEST_BODY = 30_000_000
WORDS = {
    "already_reacted": "You have reacted so already.",
    "no_reaction": "That reaction is gone already.",
    "thread_not_found": "This thread is not there any more.",
    "message_not_found": "This message is not there any more.",
}


@dataclass(frozen=True, slots=True)
class Page:
    reading: Reading
    acts: Acts
    feed: Feed

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.index),
            Route("/page/start", self.start),
            Route("/page/history", self.history),
            Route("/page/thread", self.thread),
            Route("/page/members", self.members),
            Route("/page/log", self.log),
            Route("/page/events", self.events),
            Route("/page/act", self.act, methods=["POST"]),
            Route("/static/{name:path}", static),
        ]

    def _person(self, request: Request) -> Person:
        return self.reading.person(request.query_params.get("as", ""))

    async def index(self, _request: Request) -> Response:
        return HTMLResponse(index())

    async def start(self, request: Request) -> Response:
        asked = request.query_params.get("as", "")
        return await self._told(lambda: self.reading.start(self.reading.first(asked)))

    async def history(self, request: Request) -> Response:
        asked = request.query_params
        limit = _number(asked.get("limit"), PAGE)
        return await self._told(
            lambda: self.reading.history(
                self._person(request),
                asked.get("channel", ""),
                before=asked.get("before", ""),
                around=asked.get("around", ""),
                limit=limit,
            )
        )

    async def thread(self, request: Request) -> Response:
        asked = request.query_params
        return await self._told(
            lambda: self.reading.thread(self._person(request), asked.get("channel", ""), asked.get("ts", ""))
        )

    async def members(self, request: Request) -> Response:
        channel = request.query_params.get("channel", "")
        return await self._told(lambda: self.reading.members(self._person(request), channel))

    async def log(self, request: Request) -> Response:
        asked = request.query_params
        since, limit = _number(asked.get("since"), 0), min(_number(asked.get("limit"), 200), KEPT)
        return await self._told(lambda: self.reading.log.since(since, max(limit, 1)))

    async def events(self, request: Request) -> Response:
        since = _number(request.query_params.get("since"), self.reading.slack.world.journal.last)
        if not self.reading.may_be(request.query_params.get("as", "")):
            return PlainTextResponse("This person is not here.", 404)
        stream = self.feed.stream(self._person(request), since)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def act(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return JSONResponse({"ok": False, "error": "The page sent something unreadable."}, 400)
        what = str(body.pop("do", ""))
        return await self._told(lambda: self.acts.do(self._person(request), what, body))

    async def _told(self, what: Callable[[], Json]) -> Response:
        """In a thread of its own: the bot may be asked and waited for. A no is told in words."""
        if self.feed.held:
            return JSONResponse({"ok": False, "error": "The story is being told again. One moment, please."}, 503)
        try:
            return JSONResponse({"ok": True, **await run_in_threadpool(what)})
        except NotOnScreenError as gone:
            return JSONResponse({"ok": False, "error": str(gone)}, 404)
        except StandInError as refused:
            return JSONResponse({"ok": False, "error": str(refused)}, 400)
        except SlackError as refused:
            return JSONResponse({"ok": False, "error": WORDS.get(refused.name, refused.name.replace("_", " "))}, 400)
        except Exception:
            log.exception("the page asked for what failed")
            words = "Something went wrong here. The inspector has the details."
            return JSONResponse({"ok": False, "error": words}, 500)


async def _body(request: Request) -> Json | None:
    """Only as JSON: what a form of another site can send is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return None
    collected = bytearray()
    async for piece in request.stream():
        collected += piece
        if len(collected) > LARGEST_BODY:
            return None
    try:
        body = json.loads(collected)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


async def static(request: Request) -> Response:
    """One of our own files. In place, as there are many: a thread for each would take ten times as long."""
    name = request.path_params["name"]
    path = files().get(name)
    if path is None:
        return PlainTextResponse("There is no such file.", 404)
    known = path.stat()
    headers = {"ETag": f'"{known.st_mtime_ns:x}-{known.st_size:x}"', "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(path.read_bytes(), media_type=KINDS[path.suffix], headers=headers)


@cache
def files() -> dict[str, Path]:
    """By the name they are asked for; what is not among them is not there."""
    return {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.suffix in KINDS}


@cache
def index() -> str:
    """With all modules named from the start: a browser that learns of each from the one before takes its time."""
    modules = sorted(path.name for path in (STATIC / "js").glob("*.js") if path.name != FIRST)
    links = "\n".join(f'    <link rel="modulepreload" href="/static/js/{name}">' for name in modules)
    return (STATIC / "index.html").read_text(encoding="utf-8").replace("</head>", f"{links}\n  </head>", 1)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 16 else otherwise
