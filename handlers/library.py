"""Buttons and the form of the library's links."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.gatherings import Fault
from bot.services import Services
from bot.services.library import Tap
from bot.views.lunch_library import link_form
from handlers.edge import Clock, Payload, is_outside, press_of, team_of
from handlers.lunches import done, entered, number, show


class LibraryHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.library = services.library
        self.clock = clock

    def on_report(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.library.report(team_of(context), tap(body, context), now=self.clock())
        ack()

    def on_mend(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        found = self.library.to_mend(team_of(context), tap(body, context), now=self.clock())
        show(client, body, link_form(found) if found else None)
        ack()

    def on_take_out(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.library.take_out(team_of(context), tap(body, context), now=self.clock())
        ack()

    def on_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        team_id = team_of(context)
        form = Tap(
            recording_id=number(view.get("private_metadata")),
            user_id=str(body["user"]["id"]),
            seen=f"v:{view['id']}:{view.get('hash')}",
            outside=is_outside(body, team_id),
        )
        done(ack, self.library.mend(team_id, form, entered(view, Fault.LINK), now=self.clock()))


def tap(body: Payload, context: BoltContext) -> Tap:
    press, about = press_of(body), number(body["actions"][0].get("value"))
    return Tap(about, press.user_id, press.seen, press.response_url, is_outside(body, team_of(context)))
