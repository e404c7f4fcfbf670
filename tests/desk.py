"""An outbox at work on a stand-in for Slack, driven by hand under a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from bot.domain.answers import Place, Query
from bot.outbox import Outbox
from bot.services import Services
from bot.slack import Slack, web_client
from storage.values import Origin
from tests.bots import Moment


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


def outbox_on(slack: StandIn, api_url: str, ours: Services, clock: Moment) -> Outbox:
    client = Slack(web_client(slack.settings.bot_token, api_url))
    return Outbox(ours, lambda team_id: client if team_id == slack.settings.team_id else None, clock)
