"""Buttons of a search for speakers: the coordinator's, and those of whoever is asked."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext

from bot.domain.speakers import SpeakerPress
from bot.services import Services
from bot.views.ids import Press
from handlers.edge import Clock, Payload, press_of, team_of
from handlers.lunches import number


class SpeakerHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.speakers = services.speakers
        self.clock = clock

    def on_ask(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.speakers.ask_them(team_of(context), speaker_press(body), now=self.clock())
        ack()

    def on_answer(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        yes = body["actions"][0]["action_id"] == Press.SPEAKER_YES
        self.speakers.answer(team_of(context), speaker_press(body), yes=yes, now=self.clock())
        ack()


def speaker_press(body: Payload) -> SpeakerPress:
    press, place = press_of(body), body.get("container") or {}
    return SpeakerPress(
        user_id=press.user_id,
        seen=press.seen,
        number=number(body["actions"][0].get("value")),
        channel_id=str(place.get("channel_id") or ""),
        ts=str(place.get("message_ts") or ""),
        url=press.response_url,
    )
