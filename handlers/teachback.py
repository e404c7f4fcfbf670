"""Buttons and forms of a practice lesson."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.teachback import Act
from bot.domain.teachback_plan import Planned
from bot.services import Services
from bot.services.teachback import Tap
from bot.views import teachback_forms
from bot.views.forms import words_modal
from handlers.edge import Clock, Payload, is_outside, press_of, team_of
from handlers.lunches import entered, held, number, show


class TeachbackHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.teachback = services.teachback
        self.clock = clock

    def on_plan(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        press, team_id, now = press_of(body), team_of(context), self.clock()
        lunch_id, outside = number(body["actions"][0].get("value")), is_outside(body, team_id)
        begin = self.teachback.begin(team_id, press.user_id, lunch_id, seen=press.seen, now=now, outside=outside)
        if begin:
            show(client, body, teachback_forms.plan_form(begin.lunches, begin.lunch_id, begin.tz, now=now))
        ack()

    def on_in(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.teachback.answered(team_of(context), tap(body, context), Act.ACCEPT, now=self.clock())
        ack()

    def on_out(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.teachback.answered(team_of(context), tap(body, context), Act.DECLINE, now=self.clock())
        ack()

    def on_name(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        found = self.teachback.to_name(team_of(context), tap(body, context), now=self.clock())
        show(client, body, teachback_forms.name_form(*found) if found else None)
        ack()

    def on_off(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.teachback.withdraw(team_of(context), tap(body, context), now=self.clock())
        ack()

    def on_rate(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        found = self.teachback.to_rate(team_of(context), tap(body, context), now=self.clock())
        show(client, body, teachback_forms.rubric_form(*found) if found else None)
        ack()

    # -- forms that come back

    def on_plan_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        team_id, form = team_of(context), form_tap(body, view, context)
        fields = {name: chosen(view, name) for name in ("lunch", "day", "clock", "first", "second", "place")}
        done = self.teachback.plan(
            team_id, form.user_id, Planned(**fields), seen=form.seen, now=self.clock(), outside=form.outside
        )
        answer(ack, dict(done.wrong), teachback_forms.ASKED)

    def on_name_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        form = form_tap(body, view, context)
        answer(
            ack,
            self.teachback.name(team_of(context), form, chosen(view, "peer"), now=self.clock()),
            teachback_forms.ASKED,
        )

    def on_rubric_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        values = (view.get("state") or {}).get("values") or {}
        fields = {str(name): chosen(view, name) for name in values}
        form = form_tap(body, view, context)
        answer(ack, self.teachback.rate(team_of(context), form, fields, now=self.clock()), teachback_forms.SENT)


def answer(ack: Ack, wrong: dict[str, str], words: str) -> None:
    """What is wrong stands beside its field, and all that was entered stays; else thanks take the form's place."""
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack(response_action="update", view=words_modal(words))


def chosen(view: Payload, name: str) -> str:
    field = held(view, name)
    option = field.get("selected_option") or {}
    return str(field.get("selected_user") or option.get("value") or entered(view, name))


def tap(body: Payload, context: BoltContext) -> Tap:
    press, about = press_of(body), number(body["actions"][0].get("value"))
    return Tap(about, press.user_id, press.seen, press.response_url, is_outside(body, team_of(context)))


def form_tap(body: Payload, view: Payload, context: BoltContext) -> Tap:
    return Tap(
        teachback_id=number(view.get("private_metadata")),
        user_id=str(body["user"]["id"]),
        seen=f"v:{view['id']}:{view.get('hash')}",
        outside=is_outside(body, team_of(context)),
    )
