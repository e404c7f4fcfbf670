"""Tells each window what has changed, as it happens: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from bot.demo.journal import Key
from bot.demo.page.reading import Reading
from bot.demo.page.shown import message_shown, person_shown, view_shown
from bot.demo.people import Person
from bot.demo.world import World

Json = dict[str, Any]

TOGETHER_SECONDS = 0.02  # what happens at once is told at once
ALIVE_SECONDS = 15.0


@dataclass(slots=True)
class Feed:
    """What each person is told; one for the page, however many windows are open."""

    reading: Reading
    turning: bool = False
    held: bool = False

    def hold(self) -> None:
        """Nothing is told while the workspace is made anew."""
        self.held = True

    def release(self) -> None:
        """All that is over: every window begins again."""
        self.world.journal.forget()
        self.world.journal.note("reload")
        self.held = False
        self.world.touch()

    def turns(self, *, turning: bool) -> None:
        self.turning = turning
        self.world.journal.note("clock")
        self.world.touch()

    @property
    def world(self) -> World:
        return self.reading.slack.world

    def changes(self, person: Person, since: int) -> tuple[int, list[Json]]:
        """What this person can see of what changed since then, and up to where that is."""
        with self.world.lock:
            last, keys = self.world.journal.read(since)
            tellers: dict[str, Callable[..., Json | None]] = {
                "message": self._message,
                "ephemeral": self._ephemeral,
                "person": self._person,
                "views": self._views,
                "home": self._home,
                "typing": self._typing,
                "clock": self._clock,
                "log": self._log,
                "progress": self._progress,
                "reload": self._reload,
            }
            told = [tellers[kind](person, *rest) for kind, *rest in keys if kind in tellers]
            gone = {channel for kind, channel, *_ in (key for key in keys if len(key) > 1) if kind == "channel"}
            places = dict.fromkeys(place for key in keys for place in _places(person, key))
            channels = [self._channel(person, place) for place in places if place in gone or self._sees(person, place)]
        return last, [change for change in (*channels, *told) if change]

    def _channel(self, person: Person, channel_id: str) -> Json | None:
        channel = self.world.channels.get(channel_id)
        if channel is None or not person.may_look(channel):
            return {"kind": "channel_gone", "id": channel_id}
        return {"kind": "channel", "channel": self.reading.channel(person, channel)}

    def _sees(self, person: Person, channel_id: str) -> bool:
        channel = self.world.channels.get(channel_id)
        return channel is not None and person.may_look(channel)

    def _message(self, person: Person, channel_id: str, ts: str) -> Json | None:
        if not self._sees(person, channel_id):
            return None
        message = self.world.messages.get(channel_id, {}).get(ts)
        if message is None:
            return {"kind": "gone", "channel": channel_id, "ts": ts}
        return {"kind": "message", "message": message_shown(self.world, message)}

    def _ephemeral(self, person: Person, channel_id: str, ts: str, user: str) -> Json | None:
        if user != person.id:
            return None
        message = self.world.ephemerals.get((channel_id, ts))
        if message is None:
            return {"kind": "gone", "channel": channel_id, "ts": ts}
        return {"kind": "message", "message": message_shown(self.world, message)}

    def _person(self, _person: Person, user: str) -> Json:
        return {"kind": "person", "person": person_shown(self.world.accounts[user])}

    def _views(self, person: Person, user: str) -> Json | None:
        if user != person.id:
            return None
        return {"kind": "views", "views": [view_shown(view) for view in person.views()]}

    def _home(self, person: Person, user: str) -> Json | None:
        home = person.home()
        return {"kind": "home", "home": view_shown(home) if home else None} if user == person.id else None

    def _typing(self, person: Person, channel_id: str, thread_ts: str, user: str) -> Json | None:
        if user == person.id or not self._sees(person, channel_id):
            return None
        return {"kind": "typing", "channel": channel_id, "thread_ts": thread_ts, "user": user}

    def _clock(self, _person: Person) -> Json:
        return {"kind": "clock", "now": self.world.wall(), "turning": self.turning}

    def _log(self, _person: Person) -> Json:
        return {"kind": "log", **self.reading.log.counts()}

    def _progress(self, _person: Person) -> Json:
        return {"kind": "progress", **(self.reading.progress or {"label": None, "done": 0, "total": 0})}

    def _reload(self, _person: Person) -> Json:
        return {"kind": "reload"}

    async def stream(self, person: Person, since: int) -> AsyncIterator[str]:
        """As server-sent events, until the window closes."""
        loop, news = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(news.set)

        self.world.watchers.append(wake)
        if since > self.world.journal.last:  # a window from before this workspace began
            yield _event(0, [{"kind": "reload"}])
        try:
            while True:
                news.clear()
                since, changes = (since, []) if self.held else self.changes(person, since)
                if changes:
                    yield _event(since, changes)
                    await asyncio.sleep(TOGETHER_SECONDS)
                elif not await _happened(news):
                    yield ": still here\n\n"
        finally:
            self.world.watchers.remove(wake)


def _event(seq: int, changes: list[Json]) -> str:
    return f"data: {json.dumps({'seq': seq, 'changes': changes})}\n\n"


async def _happened(news: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(news.wait(), ALIVE_SECONDS)
    except TimeoutError:
        return False
    return True


def _places(person: Person, key: Key) -> list[str]:
    """The conversations whose row in the sidebar may look different now."""
    match key:
        case ("channel" | "message", channel, *_):
            return [channel]
        case ("read", user, channel) if user == person.id:
            return [channel]
    return []
