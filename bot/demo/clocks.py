"""Ids, message times and tickets of one workspace: made by counters and given clocks, so that runs repeat."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.demo.errors import SlackError

Clock = Callable[[], float]


class Turnable:
    """A clock of one's own, in seconds since 1970: it stands still until it runs, and can be turned on, never back."""

    def __init__(self, at: float, *, monotonic: Clock = time.monotonic) -> None:
        self._monotonic = monotonic
        # What it showed, and since when it runs from there; one value, as several threads look at it.
        self._state: tuple[float, float | None] = (at, None)

    def __call__(self) -> float:
        at, since = self._state
        return at if since is None else at + (self._monotonic() - since)

    def turn(self, to: float) -> None:
        if to > self():
            self._state = (to, None if self._state[1] is None else self._monotonic())

    def run(self) -> None:
        if self._state[1] is None:
            self._state = (self._state[0], self._monotonic())

    def set(self, at: float) -> None:
        """Stands still at this moment, whatever it showed before: for beginning anew."""
        self._state = (at, None)


@dataclass(slots=True)
class Counters:
    """Hands out ids, and `ts` values that only ever rise."""

    wall: Clock
    last_ts: int = 0
    numbers: defaultdict[str, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: itertools.count(101)))

    def id(self, prefix: str) -> str:
        return f"{prefix}{next(self.numbers[prefix]):09d}"

    def ids(self, prefix: str) -> Iterator[str]:
        while True:
            yield self.id(prefix)

    def ts(self, at: float | None = None) -> str:
        """Slack's time of a message; a given moment (an old message) is kept unless it is taken."""
        moment = self._next() if at is None else round(at * 1_000_000)
        return f"{moment // 1_000_000}.{moment % 1_000_000:06d}"

    def _next(self) -> int:
        self.last_ts = max(self.last_ts + 1, int(self.wall() * 1_000_000))
        return self.last_ts


@dataclass(slots=True)
class Trigger:
    """Permission to open one view, soon."""

    user: str
    issued: float
    view_id: str = ""
    used: bool = False


@dataclass(slots=True)
class Hook:
    """A `response_url`: what it may still answer to."""

    user: str
    channel: str
    issued: float
    message_ts: str = ""
    thread_ts: str = ""
    uses: int = 0


@dataclass(slots=True)
class Tickets:
    """Trigger ids (once, 3 s) and response_urls (five times, 30 minutes)."""

    clock: Clock
    counters: Counters
    trigger_seconds: float
    hook_seconds: float
    hook_uses: int
    triggers: dict[str, Trigger] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)

    def trigger(self, user: str, *, view_id: str = "") -> str:
        name = f"{self.counters.id('')}.{self.counters.id('')}.{user.lower()}"
        self.triggers[name] = Trigger(user, self.clock(), view_id)
        return name

    def redeem(self, name: str) -> Trigger:
        trigger = self.triggers.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.clock() - trigger.issued > self.trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def hook(self, user: str, channel: str, *, message_ts: str = "", thread_ts: str = "") -> str:
        name = self.counters.id("")
        self.hooks[name] = Hook(user, channel, self.clock(), message_ts, thread_ts)
        return name

    def knock(self, name: str) -> Hook:
        """One use of a response_url."""
        hook = self.hooks.get(name)
        if hook is None:
            raise SlackError("no_such_hook")
        if self.clock() - hook.issued > self.hook_seconds:
            raise SlackError("expired_url")
        if hook.uses >= self.hook_uses:
            raise SlackError("used_url")
        hook.uses += 1
        return hook
