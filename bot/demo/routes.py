"""The addresses of the workspace and how requests become calls: bodies read, troubles met, calls noted."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.demo import api, hooks
from bot.demo.faults import Fault, Faults, Trouble
from bot.demo.server import Wires
from bot.demo.sockets import Hub
from bot.demo.values import Call
from bot.demo.world import World

Json = dict[str, Any]

_BEFORE = {Trouble.LOST_CALL, Trouble.RATE_LIMITED, Trouble.SERVER_ERROR, Trouble.REFUSED}


class TooLargeError(Exception):
    """More than Slack reads."""


@dataclass(slots=True)
class Front:
    """The workspace as the network sees it."""

    world: World
    hub: Hub
    faults: Faults
    note: Callable[[Call], None]
    wires: Wires

    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/api/{method:path}", self.method, methods=["GET", "POST"]),
            Route("/hooks/{name}", self.hook, methods=["POST"]),
            Route("/upload/{file_id}", self.upload, methods=["POST", "PUT"]),
            Route("/files/{file_id}/{name:path}", self.download),
            WebSocketRoute("/link/", self.link),
        ]

    async def link(self, websocket: WebSocket) -> None:
        await self.hub.serve(websocket, self.wires.of(websocket.client))

    async def method(self, request: Request) -> Response:
        name, began = request.path_params["method"], time.monotonic()
        try:
            values = _values(request, await self._body(request))
        except TooLargeError:
            return JSONResponse({"ok": False, "error": "request_too_large"}, 413)
        except ValueError as wrong:
            return JSONResponse({"ok": False, "error": str(wrong)})
        token = _token(request, values)
        fault = self.faults.next_for(name, str(values.get("channel") or values.get("channel_id") or ""))
        response = self._answer(name, token, values, fault)
        body = json.loads(bytes(response.body))
        seconds = time.monotonic() - began
        self.note(Call(name, values, response.status_code, body, seconds, self.world.wall(), began))
        if fault and fault.trouble in {Trouble.LOST_ANSWER, Trouble.LOST_CALL}:
            self.wires.of(request.client).abort()
        return response

    def _answer(self, name: str, token: str, values: Json, fault: Fault | None) -> Response:
        if fault and fault.trouble in _BEFORE:
            return _trouble(fault)
        body = api.answer(self.world, name, token, values)
        if fault and fault.trouble is Trouble.SERVER_ERROR_AFTER:
            return _trouble(fault)
        granted = ",".join(sorted(self.world.manifest.scopes))
        return JSONResponse(body, headers={"x-oauth-scopes": granted} if granted and body["ok"] else None)

    async def _body(self, request: Request) -> bytes:
        collected = b""
        async for piece in request.stream():
            collected += piece
            if len(collected) > self.world.settings.max_body:
                raise TooLargeError
        return collected

    async def hook(self, request: Request) -> Response:
        began = time.monotonic()
        try:
            values = json.loads(await self._body(request))
        except (TooLargeError, ValueError):
            return PlainTextResponse("invalid_payload", 400)
        status, words = hooks.answer(self.world, request.path_params["name"], values)
        self._note_other("response_url", values, status, words, began)
        return PlainTextResponse(words, status)

    def _note_other(self, name: str, values: Any, status: int, words: str, began: float) -> None:
        """What is no method of the Web API, for the inspector."""
        given = values if isinstance(values, dict) else {"body": values}
        answer, seconds = {"ok": status < 400, "answer": words}, time.monotonic() - began
        self.note(Call(name, given, status, answer, seconds, self.world.wall(), began))

    async def upload(self, request: Request) -> Response:
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return PlainTextResponse("file_not_found", 404)
        try:
            content = await self._body(request)
        except TooLargeError:
            return PlainTextResponse("too large", 413)
        if file.content is not None:
            return PlainTextResponse("already uploaded", 404)  # good for one upload
        if len(content) != file.size:
            return PlainTextResponse("length does not match", 400)
        self.world.files[file.id] = replace(file, content=content)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        file = self.world.files.get(request.path_params["file_id"])
        if file is None or file.content is None:
            return PlainTextResponse("file_not_found", 404)
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)


def _trouble(fault: Fault) -> Response:
    if fault.trouble is Trouble.RATE_LIMITED:
        headers = {"Retry-After": str(fault.retry_after)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers=headers)
    if fault.trouble is Trouble.REFUSED:
        return JSONResponse({"ok": False, "error": fault.error})
    return JSONResponse({"ok": False, "error": "internal_error"}, 500)


def _values(request: Request, body: bytes) -> Json:
    """Arguments from the query, then the body; the names of Slack's refusals are the errors."""
    values: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if not body:
        return values
    if kind == "application/json":
        try:
            given = json.loads(body)
        except ValueError:
            raise ValueError("invalid_json") from None
        if not isinstance(given, dict):
            raise ValueError("json_not_object")
        return values | given
    if kind in {"application/x-www-form-urlencoded", ""}:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return values | dict(pairs)
    raise ValueError("invalid_post_type")


def _token(request: Request, values: Json) -> str:
    """Takes the token out of the arguments: nothing that is noted holds it."""
    in_body = str(values.pop("token", ""))
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() == "basic":
        values |= _basic(credentials)
    return in_body


def _basic(credentials: str) -> Json:
    try:
        name, _, secret = base64.b64decode(credentials).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": name, "client_secret": secret}
