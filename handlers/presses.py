"""Buttons: the press is taken down, and what it brings is said in the place of what was pressed."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext

from bot.services import Services
from bot.views.ids import GREETING
from handlers.edge import Clock, Payload, press_of, team_of

LONGEST_NUMBER = 10


class PressHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock

    def on_instead(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        """Somebody meant one of the near misses."""
        text = str(body["actions"][0].get("value") or "")
        self.services.ask.instead(team_of(context), press_of(body), text, now=self.clock())
        ack()

    def on_someone_else(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, skip = numbers(body)
        press = press_of(body, question_id)
        self.services.ask.next_ones(team_of(context), press, skip=skip, now=self.clock())
        ack()

    def on_i_know(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, _skip = numbers(body)
        self.services.ask.claimed(team_of(context), press_of(body, question_id), now=self.clock())
        ack()

    def on_join(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        ticked = (body.get("state") or {}).get("values", {}).get("channels", {})
        chosen = [str(option["value"]) for boxes in ticked.values() for option in boxes.get("selected_options") or []]
        invited = body["actions"][0].get("value") == GREETING
        self.services.workspaces.join(team_of(context), chosen, press_of(body), invited=invited, now=self.clock())
        ack()


def numbers(body: Payload) -> tuple[int, int]:
    """The question and the place in its answer that a button's value names; 0 of what it does not."""
    question_id, _, skip = str(body["actions"][0].get("value") or "").partition(":")
    return whole(question_id), whole(skip)


def whole(text: str) -> int:
    """No number of ours is longer, and the database has no place for one that is."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0
