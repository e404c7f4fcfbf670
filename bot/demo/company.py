"""The bot, unchanged, beside the workspace it works in, and the page to use it in: started and stopped together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.app import Bot, build
from bot.demo.clocks import Turnable
from bot.demo.errors import StandInError
from bot.demo.page.acts import Acts
from bot.demo.page.feed import Feed
from bot.demo.page.log import Log
from bot.demo.page.reading import Reading
from bot.demo.page.routes import Page
from bot.demo.page.tale import Tale
from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.turning import is_weekend, next_step, target
from bot.demo.wiring import DATABASE, heard, not_waiting_for_the_disk, settings_for, tokens
from bot.manifest import manifest
from storage.values import Delivery

# Reminders come ten minutes before a gathering: the clock is not turned past them.
STEP, WEEKEND_STEP = timedelta(minutes=10), timedelta(hours=1)  # hardly anything is due at weekends
MOMENT_SECONDS = 0.005
# What was written since then is new to everybody when the page opens.
NEW = timedelta(hours=20)


class Scene(Protocol):
    """What the company begins with: a story, an export, or where the last demo ended."""

    @property
    def tale(self) -> Tale: ...

    @property
    def settings(self) -> dict[str, Any]:
        """Of the stand-in: whose workspace it is."""

    @property
    def begins(self) -> float:
        """What the clock shows first."""

    def set_up(self, slack: StandIn) -> None:
        """Before the bot comes: people, channels, and what was said without it."""

    def play(self, company: Company) -> None:
        """With the bot there, before the page opens."""

    def end(self) -> None:
        """What goes on beside it has to stop."""


@dataclass(slots=True)
class Company:
    """`folder` holds the bot's database; `again` is the scene for beginning anew."""

    slack: StandIn
    clock: Turnable
    scene: Scene
    again: Scene
    folder: Path
    server: Server
    log: Log
    reading: Reading
    feed: Feed
    bot: Bot = field(init=False)
    _busy: Lock = field(default_factory=Lock)
    _over: Event = field(default_factory=Event)
    _runs: bool = False

    @property
    def url(self) -> str:
        return self.server.url

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    # -- the bot comes, and goes

    def begin(self) -> None:
        self.scene.set_up(self.slack)
        self.bot = build(settings_for(self.slack, self.server, self.folder), clock=self.now)
        self._runs = True
        try:
            self._play()
        except BaseException:
            self._stop()
            raise

    def _play(self) -> None:
        not_waiting_for_the_disk(self.bot.services.store)
        self.bot.services.store.on_outbox_news(self.bot.outbox.news.set)
        self.bot.mouth.start()
        self.slack.until(lambda: self.slack.sockets, timeout=10, what="the bot's connection")
        self.bot.jobs.arrive()
        self.scene.play(self)
        self.reading.read_until = self.reading.read_until or f"{self.clock() - NEW.total_seconds():.6f}"
        self.clock.run()
        self.bot.outbox.start()
        self.bot.scheduler.start()

    def end(self) -> None:
        """For good. A clock that is being turned, or a story that is being told again, stops where it is."""
        self._over.set()
        with self._busy:
            self._stop()

    def _stop(self) -> None:
        if self._runs:
            self._runs = False
            self.scene.end()
            self.bot.stop()

    def begin_again(self) -> None:
        """The same from its beginning, for every window that is open."""
        with self._alone():
            self.feed.hold()
            try:
                self._stop()
                self.scene = self.again
                self.clock.set(self.scene.begins)
                for file in self.folder.glob(f"{DATABASE}*"):
                    file.unlink()
                self.slack.world.begin()
                self.reading.begin(self.scene.tale)
                self.begin()
            finally:
                self.feed.release()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One thing at a time: who presses twice is told so."""
        if not self._busy.acquire(blocking=False):
            raise StandInError("The clock is being turned, or all begins again. One moment, please.")
        try:
            self._not_over()
            yield
        finally:
            self._busy.release()

    def _not_over(self) -> None:
        if self._over.is_set():
            raise StandInError("The demo has ended.")

    def tell_progress(self, label: str | None, done: int, total: int) -> None:
        """How far something is that takes long; None ends it."""
        self.reading.progress = {"label": label, "done": done, "total": total} if label else None
        self.slack.world.journal.note("progress")
        self.slack.world.touch()

    # -- time

    def settle_quickly(self) -> None:
        """As `settle`, for the many moments of a story in which the bot has nothing to say."""
        self._not_over()
        self.slack.settled(timeout=30)
        if self.bot.outbox.news.is_set():
            self.settle()

    def settle(self) -> None:
        """Until the bot has heard everything, and has said all that is due."""
        self._not_over()
        self.slack.settled(timeout=30)
        while self._says():
            self.slack.settled(timeout=30)

    def _says(self) -> bool:
        """Whether there may be more to say after what was said now."""
        outbox = self.bot.outbox
        if outbox.thread.is_alive():
            return bool(outbox.deliver_all()) or self._being_said()
        outbox.news.clear()
        outbox.deliver_all()
        return outbox.news.is_set()

    def _being_said(self) -> bool:
        """Whether the outbox's own thread is in the middle of something; then a moment has passed."""
        states = self.bot.services.store.outbox_states()
        return bool(states.get(Delivery.SENDING)) and not self.bot.outbox.stopping.wait(MOMENT_SECONDS)

    def tick(self, now: datetime) -> None:
        self.bot.jobs.tick(now)

    def turn(self, person: Person, to: str) -> float:
        """The clock goes on, and the bot's jobs run on the way as if somebody had waited."""
        with self._alone():
            goal = target(to, self.now(), ZoneInfo(person.account.tz))
            self.feed.turns(turning=True)
            try:
                while self.now() < goal and not self._over.is_set():
                    step = WEEKEND_STEP if is_weekend(self.now()) else STEP
                    self._step(min(next_step(self.now(), step), goal))
            finally:
                self.feed.turns(turning=False)
            return self.clock()

    def _step(self, to: datetime) -> None:
        self.clock.turn(to.timestamp())
        self.tick(self.now())
        self.settle()
        self.slack.post_due()
        self.feed.turns(turning=True)


@contextmanager
def company(scene: Scene, folder: Path, *, again: Scene | None = None, port: int = 0) -> Iterator[Company]:
    """Runs until the block ends. OSError if the port is taken."""
    clock = Turnable(scene.begins)
    slack = StandIn(manifest=manifest(), wall=clock, **tokens(), **scene.settings)
    log = Log(slack.world)
    slack.listeners.append(log.called)
    slack.postman.listeners.append(log.delivered)
    slack.world.on_broken.append(log.broken)
    seen = Reading(slack, scene.tale, log)
    feed = Feed(seen)
    turned = _Later()
    page = Page(seen, Acts(seen, turned.turn, turned.begin_again), feed)
    with slack.running(port=port, routes=page.routes()) as server, heard(log):
        ours = Company(slack, clock, scene, again or scene, folder, server, log, seen, feed)
        turned.company = ours
        ours.begin()
        try:
            yield ours
        finally:
            ours.end()


@dataclass(slots=True)
class _Later:
    """The page is there before the company behind it is."""

    company: Company | None = None

    def turn(self, person: Person, to: str) -> float:
        return self._there().turn(person, to)

    def begin_again(self) -> None:
        self._there().begin_again()

    def _there(self) -> Company:
        if self.company is None:
            raise StandInError("The bot is still on its way. Try again in a moment.")
        return self.company
