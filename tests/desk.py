"""An outbox at work on a stand-in for Slack, driven by hand under a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Call, Channel
from bot.domain.answers import Place, Query
from bot.errands import Errand, Manner
from bot.outbox import Outbox
from bot.services import Services, services
from bot.services.workspaces import Home
from bot.slack import Slack, web_client
from bot.views.blocks import View
from storage.store import Store, Unit
from storage.values import Origin, OutboxItem
from tests.bots import Moment, a_slack, staff
from tests.builders import ORDINARY, VOCABULARY


@dataclass(frozen=True)
class Desk:
    slack: StandIn
    ours: Services
    outbox: Outbox
    clock: Moment
    katie: Person
    general: Channel

    @property
    def team(self) -> str:
        return self.slack.settings.team_id

    def states(self) -> dict[str, int]:
        return self.ours.store.outbox_states()

    def asks_directly(self, text: str = "powerpoint", who: Person | None = None) -> None:
        who = who or self.katie
        self.leave(Origin.DIRECT, who.dms_bot(text).channel, text, who)

    def asks_in_channel(self, text: str = "powerpoint") -> None:
        self.leave(Origin.MENTION, self.general.id, text, self.katie)

    def leave(self, origin: Origin, channel_id: str, text: str, who: Person) -> None:
        ts = self.slack.world.counters.ts()
        place, now = Place(channel_id, ts), self.clock()
        self.ours.ask.note(self.team, Query(text, who.id), origin, place=place, seen=f"q:{ts}", now=now)

    def told(self, who: Person | None = None) -> list[str]:
        return [message.shown for message in (who or self.katie).dms() if message.bot_id]

    def whispered(self) -> list[str]:
        return [message.shown for message in self.katie.whispers(self.general)]

    def later(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.outbox.deliver_all()


def distances(calls: list[Call]) -> list[float]:
    """The seconds between calls, as they reached Slack."""
    return [later.arrived - earlier.arrived for earlier, later in pairwise(calls)]


def outbox_on(slack: StandIn, api_url: str, ours: Services, clock: Moment) -> Outbox:
    client = Slack(web_client(slack.settings.bot_token, api_url))
    return Outbox(ours, lambda team_id: client if team_id == slack.settings.team_id else None, clock)


@dataclass
class Feature:
    """A feature as the outbox knows it: what it words, where that stands, what was refused."""

    words: View | None = field(default_factory=lambda: View("news", []))
    stands: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    broken: bool = False

    def say(self, _item: OutboxItem, _team_id: str, _now: datetime) -> View | None:
        return self.words

    def note(self, _unit: Unit, item: OutboxItem, _channel_id: str, ts: str) -> None:
        if self.broken:
            raise RuntimeError("a bug")
        self.stands[item.key] = ts

    def complain(self, _unit: Unit, item: OutboxItem, code: str, _said: str) -> None:
        self.refused.append((item.key, code))

    def place(self, _team_id: str, _item: OutboxItem) -> str:
        return self.stands["post"]


@dataclass(frozen=True)
class Table(Desk):
    feature: Feature = field(default_factory=Feature)

    def leaves(self, kind: str, key: str, *, channel: Channel | None = None) -> None:
        place = {"channel_id": channel.id, "paced": True} if channel else {"user_id": self.katie.id}
        with self.ours.store.team(self.team).writing() as unit:
            unit.outbox.leave(kind, key=key, now=self.clock(), **place)  # type: ignore[arg-type]

    def refresh(self) -> None:
        with self.ours.store.team(self.team).writing() as unit:
            unit.outbox.refresh("t.edit", key="edit", now=self.clock(), channel_id=self.general.id, facts={})

    def posts(self, channel: Channel | None = None) -> list[str]:
        return [message.text for message in self.slack.posts(channel or self.general)]


@contextmanager
def a_table(store: Store) -> Iterator[Table]:
    """A desk with a feature of its own, in #general, with Katie."""
    slack, clock, feature = a_slack(), Moment(), Feature()
    katie, _scott, _jill, general = staff(slack)
    ours = services(store, VOCABULARY, ORDINARY, secret="s3cret")
    own = slack.settings
    ours.workspaces.arrive(Home(own.team_id, own.team_name, "", own.bot_user_id), now=clock())
    with slack.running() as server:
        outbox = outbox_on(slack, server.api_url, ours, clock)
        outbox.errands |= {
            "t.post": Errand(feature.say, Manner.POST, posted=feature.note, refused=feature.complain),
            "t.tell": Errand(feature.say, posted=feature.note, refused=feature.complain),
            "t.edit": Errand(feature.say, Manner.UPDATE, stands=feature.place, refused=feature.complain),
        }
        yield Table(slack, ours, outbox, clock, katie, general, feature)
        assert slack.violations == []
