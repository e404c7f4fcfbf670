"""From a name to a conversation, seen from outside: Katie asks, Scott knows, Jill comes next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.asking import Answer
from bot.demo.people import Person
from bot.demo.values import Channel, Kind, Message
from tests.bots import Company, Moment, company

# A Tuesday, two in the afternoon in Lisbon and nine in New York.
TUESDAY = datetime.fromisoformat("2026-11-24T14:00:00+00:00")
QUESTION = "My deck of 80 slides takes a minute to open. What can I do?"


@dataclass(frozen=True)
class Handoff:
    acme: Company
    clock: Moment

    @property
    def katie(self) -> Person:
        return self.acme.katie

    @property
    def scott(self) -> Person:
        return self.acme.scott

    @property
    def jill(self) -> Person:
        return self.acme.jill

    def settles(self) -> None:
        self.acme.settles()

    def asks(
        self, whom: str = "scott", *, words: str = QUESTION, unnamed: bool = False, who: Person | None = None
    ) -> Answer:
        """Types the name, presses *Ask* beside the first one, fills the form in and sends it."""
        asker = who or self.katie
        shown = self.acme.looks("powerpoint", who=asker)
        return self.sends(shown, f"Ask {whom}", words=words, unnamed=unnamed, who=asker)

    def sends(
        self, shown: Message, label: str, *, words: str = QUESTION, unnamed: bool = False, who: Person | None = None
    ) -> Answer:
        asker = who or self.katie
        pressed = asker.presses(shown, label)
        assert pressed.acked, pressed.error
        ticked = {"anonymous": ["unnamed"]} if unnamed else {}
        answer = asker.submits(values={"words": words, **ticked})
        self.settles()
        return answer

    def told(self, who: Person) -> list[str]:
        """What stands in somebody's conversation with the bot."""
        return [message.shown for message in self.said(who)]

    def said(self, who: Person) -> list[Message]:
        return [message for message in who.dms() if message.bot_id and not message.only_for]

    def presses(self, who: Person, label: str, on: Message | None = None) -> None:
        answer = who.presses(on or self.said(who)[-1], label)
        assert answer.acked, answer.error
        self.settles()

    def presses_late(self, who: Person, label: str, on: Message) -> None:
        """A button that somebody still sees who presses at the same moment as somebody else."""
        messages = self.acme.slack.world.messages[on.channel]
        now = messages[on.ts]
        messages[on.ts] = on
        assert who.presses(on, label).acked
        messages[on.ts] = now
        self.settles()

    def together(self) -> list[Channel]:
        """The conversations of three."""
        return [room for room in self.acme.slack.world.channels.values() if room.kind is Kind.GROUP_DIRECT]

    def introductions(self) -> list[str]:
        return [message.shown for room in self.together() for message in self.acme.slack.posts(room)]

    def at(self, moment: datetime) -> None:
        """The clock moves to then, and what is due by then comes."""
        self.clock.at = moment
        self.acme.bot.jobs.tick(moment)
        self.settles()

    def later(self, **time: float) -> None:
        self.at(self.clock.at + timedelta(**time))

    def everything(self) -> None:
        """Slack sends everything once more, under its old id and under a new one."""
        for delivery in list(self.acme.slack.deliveries):
            self.acme.slack.redeliver(delivery)
            self.acme.slack.redeliver(delivery, same_id=False)
        self.settles()


@contextmanager
def handoff(
    url: str, *, folder: Path, by: str = "sockets", clock: Moment | None = None, **more: object
) -> Iterator[Handoff]:
    """Scott and Jill have answered questions about PowerPoint."""
    clock = clock or Moment(TUESDAY)
    with company(url, folder=folder, by=by, clock=clock, **more) as acme:
        told = Handoff(acme, clock)
        acme.learns()
        acme.looks("add powerpoint", who=acme.jill)
        told.settles()
        yield told
        assert acme.slack.violations == []
