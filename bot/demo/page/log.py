"""Everything that went between the bot and the workspace, and what went wrong: what the inspector shows."""

from __future__ import annotations

import logging
from collections import deque
from threading import Lock
from typing import Any

from bot.demo.delivery import Attempt, Envelope, Sort
from bot.demo.values import Call
from bot.demo.world import World

Json = dict[str, Any]

KEPT = 5_000
LATE_SECONDS = 3.0  # after which Slack takes an event for lost
SUMMARY = 120
_KINDS = {Sort.EVENT: "event", Sort.COMMAND: "command", Sort.INTERACTIVE: "interactive"}
_TOLD = ("channel", "channel_id", "user", "user_id", "text", "name", "reaction", "view_id", "filename")


class Log:
    """The last few thousand entries, numbered."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.last = 0
        self.violations = 0
        self.errors = 0
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._lock = Lock()

    # -- what happens

    def delivered(self, envelope: Envelope, attempt: Attempt) -> None:
        """Something for the bot, and whether it took it."""
        reply = attempt.reply
        entry = _entry(_KINDS[envelope.sort], envelope.about, _of(envelope.payload.get("event", envelope.payload)))
        entry |= {"ok": reply.acked, "ms": attempt.seconds * 1000, "late": attempt.seconds > LATE_SECONDS}
        entry |= {"tries": attempt.number + 1, "request": envelope.payload}
        self._add(entry | {"response": reply.body if reply.acked else {"reason": reply.reason, "status": reply.status}})

    def called(self, call: Call) -> None:
        """Something the bot asked for."""
        kind = {"response_url": "hook", "upload": "upload"}.get(call.method, "call")
        entry = _entry(kind, call.method, _of(call.arguments))
        ok = call.status < 400 and call.response.get("ok", True) is not False
        entry |= {"ok": ok, "ms": call.seconds * 1000, "request": call.arguments}
        self._add(entry | {"response": call.response})

    def broken(self, rule: str) -> None:
        """The bot broke one of Slack's rules."""
        self.violations += 1
        self._add(_entry("violation", "A rule of Slack's was broken", rule[:SUMMARY]) | {"ok": False, "words": rule})

    def failed(self, where: str, words: str) -> None:
        """The bot said that something went wrong."""
        self.errors += 1
        first = words.splitlines()[0] if words else where
        self._add(_entry("error", where, first[:SUMMARY]) | {"ok": False, "words": words})

    def _add(self, entry: Json) -> None:
        with self._lock:
            self.last += 1
            self._entries.append(entry | {"n": self.last, "at": self.world.wall()})
        self.world.journal.note("log")

    # -- what is shown

    def counts(self) -> Json:
        return {"last": self.last, "violations": self.violations, "errors": self.errors}

    def since(self, number: int, limit: int) -> Json:
        """The newest entries after this number, oldest first."""
        with self._lock:
            newer = [entry for entry in self._entries if entry["n"] > number]
        return {"entries": newer[-limit:], **self.counts()}


def _entry(kind: str, title: str, summary: str) -> Json:
    empty: Json = {"request": None, "response": None, "words": "", "ms": None, "late": False, "tries": 1, "ok": True}
    return {**empty, "kind": kind, "title": title, "summary": summary}


def _of(values: Json) -> str:
    """Who, where, and how the words begin."""
    told = [_word(values[name]) for name in _TOLD if values.get(name)]
    return " · ".join(told)[:SUMMARY]


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or "")
    return " ".join(str(value).split())


class Ear(logging.Handler):
    """What the bot logs as a warning or worse."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self.log = log
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.log.failed(record.name, self.format(record))
        self.log.world.touch()
