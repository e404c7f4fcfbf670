"""A lunch & learn seen from outside: its post, who presses on it, and what each hears of it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.people import Person
from bot.demo.values import Message, View
from storage.lunches import LunchRow
from storage.programme import SeriesRow
from tests.programmes import Lunchtime, lunchtime

AHEAD = timedelta(days=8, hours=3)


@dataclass(frozen=True)
class Gathered:
    """Scott hosts something in #general a week and a day from now; the sign-up post stands there."""

    time: Lunchtime
    lunch: LunchRow

    @property
    def slack(self):  # noqa: ANN201 - the stand-in, as everywhere in these stories
        return self.time.acme.slack

    @property
    def post(self) -> Message:
        return self.slack.posts("#general")[-1]

    def settles(self) -> None:
        self.time.settles()

    def presses(self, who: Person, label: str, on: Message | None = None) -> None:
        assert who.presses(on or self.post, label).acked
        self.settles()

    def opens(self, who: Person, label: str, on: Message | None = None) -> View:
        """The form behind a button."""
        assert who.presses(on or self.post, label).acked
        return who.views()[-1]

    def told(self, who: Person) -> list[str]:
        """What the bot said to somebody in private."""
        return [message.shown for message in self.said(who)]

    def said(self, who: Person) -> list[Message]:
        return [message for message in who.dms() if message.bot_id]

    def files(self, who: Person) -> list[str]:
        """The calendar files somebody got, in order."""
        contents = [self.slack.world.files[file].content for one in self.said(who) for file in one.files]
        return [content.decode() for content in contents if content is not None]

    def due(self, at: datetime) -> None:
        self.time.clock.at = at
        self.time.acme.bot.services.lunches.due(self.time.acme.team, at)
        self.settles()

    def repeat_everything(self) -> None:
        """Slack sends every press once more, under its old id and under a new one."""
        for sort in ("block_actions", "view_submission"):
            for delivery in self.slack.delivered(sort):
                self.slack.redeliver(delivery)
                self.slack.redeliver(delivery, same_id=False)
        self.slack.settled()
        self.settles()


def plan(time: Lunchtime, *, seats: int = 0) -> LunchRow:
    acme, now = time.acme, time.clock()
    with acme.bot.services.store.team(acme.team).writing() as unit:
        skills = unit.skills.ensure({"excel": "Excel"})
        series = unit.programme.add_series(
            SeriesRow(0, acme.general.id, "tue", "12:00", "Europe/Lisbon", now, seats=seats, user_id=acme.jill.id)
        )
        return acme.bot.services.lunches.plan(
            unit, series, title="Pivot tables", skill_ids=list(skills.values()), host_id=acme.scott.id,
            starts_at=now + AHEAD, now=now,
        )  # fmt: skip


@contextmanager
def gathered(database_url: str, *, folder: Path, by: str, seats: int = 0) -> Iterator[Gathered]:
    with lunchtime(database_url, folder=folder, by=by) as time:
        lunch, acme = plan(time, seats=seats), time.acme
        with acme.bot.services.store.team(acme.team).writing() as unit:
            acme.bot.services.lunches.announce(unit, lunch, key="post:1", now=time.clock())
        time.settles()
        yield Gathered(time, lunch)
        assert acme.slack.violations == []


Gather = Callable[..., Gathered]


@contextmanager
def gatherings(database_url: str, *, folder: Path, by: str) -> Iterator[Gather]:
    """Gathers when a story begins, with the seats that it needs."""
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(gathered(database_url, folder=folder, by=by, **more))
