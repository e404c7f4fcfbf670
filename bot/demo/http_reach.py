"""Reaching the bot over HTTP as Slack does: signed, three seconds, retry headers."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.demo.clocks import Clock
from bot.demo.delivery import Envelope, Reply, Sort

Json = dict[str, Any]

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class HttpReach:
    """Posts to one request URL; signatures carry real time, whatever the workspace's clock says."""

    url: str
    signing_secret: str
    clock: Clock

    def send(self, envelope: Envelope, *, attempt: int, reason: str, timeout: float) -> Reply:
        kind, body = encode(envelope)
        headers = {"Content-Type": kind, **self.signature(body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return self.post(body, headers, timeout=timeout)

    def signature(self, body: bytes) -> dict[str, str]:
        moment = str(int(self.clock()))
        signed = b"v0:" + moment.encode() + b":" + body
        digest = hmac.new(self.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}

    def post(self, body: bytes, headers: dict[str, str], *, timeout: float) -> Reply:
        parts = urlsplit(self.url)
        way = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = way(parts.hostname or "", parts.port, timeout=timeout)
        agent = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", **headers}
        try:
            connection.request("POST", parts.path or "/", body=body, headers=agent)
            return _read(connection.getresponse())
        except TimeoutError:
            return Reply(reason="http_timeout")
        except (OSError, http.client.HTTPException):
            return Reply(reason="connection_failed")
        finally:
            connection.close()

    def verifies(self) -> bool:
        """Whether the URL answers Slack's `url_verification`, as it must before Slack uses it."""
        challenge = hashlib.sha256(self.url.encode()).hexdigest()
        body = json.dumps({"type": "url_verification", "token": "x", "challenge": challenge}).encode()
        reply = self.post(body, {"Content-Type": _JSON, **self.signature(body)}, timeout=3)
        return reply.acked and challenge in (reply.body, reply.body.get("challenge"), reply.body.get("text"))


def encode(envelope: Envelope) -> tuple[str, bytes]:
    """Events go as JSON, commands as a form, interactions as JSON inside a form."""
    if envelope.sort is Sort.EVENT:
        return _JSON, json.dumps(envelope.payload).encode()
    if envelope.sort is Sort.COMMAND:
        return _FORM, urlencode(envelope.payload).encode()
    return _FORM, urlencode({"payload": json.dumps(envelope.payload)}).encode()


def _read(response: http.client.HTTPResponse) -> Reply:
    text = response.read().decode("utf-8", "replace")
    no_retry = response.headers.get("X-Slack-No-Retry") == "1"
    if not 200 <= response.status < 300:
        return Reply(response.status, {"text": text}, reason="http_error", no_retry=no_retry)
    return Reply(response.status, _body(text, response.headers.get_content_type()), no_retry=no_retry)


def _body(text: str, kind: str) -> Json:
    if not text:
        return {}
    if kind != _JSON:
        return {"text": text}
    try:
        value = json.loads(text)
    except ValueError:
        return {"malformed": text}
    return value if isinstance(value, dict) else {"malformed": text}
