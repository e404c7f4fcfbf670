"""Buttons and forms of a gathering: signing up, asking, changing, and what comes afterwards."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.gatherings import Entered, Fault
from bot.domain.signups import Wish
from bot.domain.text import CONTROL
from bot.services import Services
from bot.services.lunches import Tap
from bot.views import lunch_forms
from bot.views.forms import Modal
from bot.views.ids import Press
from bot.views.lunch_forms import errors
from bot.views.lunch_pairing import questions_form
from handlers.edge import Clock, Payload, at_home, is_outside, press_of, team_of, whispered_in


class GatheringHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.lunches = services.lunches
        self.clock = clock

    # -- on the sign-up post

    def on_in(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.pressed(team_of(context), self.tap(body, context), Wish.IN, now=self.clock())
        ack()

    def on_out(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.pressed(team_of(context), self.tap(body, context), Wish.OUT, now=self.clock())
        ack()

    def on_ask(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        found = self.lunches.question_of(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, lunch_forms.ask_form(*found) if found else None)
        ack()

    # -- in the host's direct messages

    def on_who(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.who_comes(team_of(context), self.tap(body, context), now=self.clock())
        ack()

    def on_edit(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        lunch = self.lunches.to_change(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, lunch_forms.edit_form(lunch) if lunch else None)
        ack()

    def on_cancel(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.cancel(team_of(context), self.tap(body, context), now=self.clock())
        ack()

    def on_prepare(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        found = self.lunches.to_prepare(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, questions_form(found) if found else None)
        ack()

    # -- in the messages of whoever is asked to stand beside a host

    def on_beside(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        place = body.get("container") or {}
        where = (str(place.get("channel_id") or ""), str(place.get("message_ts") or ""))
        yes = body["actions"][0]["action_id"] == Press.PAIR_YES
        self.lunches.answer_pairing(team_of(context), self.tap(body, context), where, yes=yes, now=self.clock())
        ack()

    # -- afterwards

    def on_came(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.came(team_of(context), self.tap(body, context), there=True, now=self.clock())
        ack()

    def on_missed(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.came(team_of(context), self.tap(body, context), there=False, now=self.clock())
        ack()

    def on_useful(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.useful(team_of(context), self.tap(body, context), now=self.clock())
        ack()

    def on_line(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        told = self.lunches.to_say(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, lunch_forms.line_form(told) if told else None)
        ack()

    def on_attendance(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        told = self.lunches.to_wrap_up(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, lunch_forms.attendance_form(told) if told else None)
        ack()

    def on_notes(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        told = self.lunches.to_wrap_up(team_of(context), self.tap(body, context), now=self.clock())
        show(client, body, lunch_forms.notes_form(told) if told else None)
        ack()

    def on_not_held(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.lunches.not_held(team_of(context), self.tap(body, context), now=self.clock())
        ack()

    # -- forms that come back

    def on_ask_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        tap, words = self.form(body, view, context), entered(view, Fault.QUESTION)
        done(ack, self.lunches.ask_host(team_of(context), tap, words, now=self.clock()))

    def on_edit_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        form = Entered(
            title=entered(view, Fault.TITLE),
            day=entered(view, Fault.DATE),
            clock=entered(view, Fault.TIME),
            minutes=entered(view, Fault.MINUTES),
            place=entered(view, Fault.PLACE),
            link=entered(view, Fault.LINK),
            seats=entered(view, Fault.SEATS),
            about=entered(view, Fault.ABOUT),
        )
        done(ack, self.lunches.change(team_of(context), self.form(body, view, context), form, now=self.clock()))

    def on_line_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        tap, words = self.form(body, view, context), entered(view, Fault.QUESTION)
        done(ack, self.lunches.line_to_host(team_of(context), tap, words, now=self.clock()))

    def on_attendance_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        came = [str(user_id) for user_id in held(view, "came").get("selected_users") or []]
        self.lunches.attendance(team_of(context), self.form(body, view, context), came, now=self.clock())
        ack()

    def on_notes_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        tap, title, url = self.form(body, view, context), entered(view, Fault.TITLE), entered(view, Fault.LINK)
        done(ack, self.lunches.add_recording(team_of(context), tap, title=title, url=url, now=self.clock()))

    def on_prepare_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        tap, text = self.form(body, view, context), entered(view, Fault.QUESTIONS)
        chosen = str(held(view, Fault.PARTNER).get("selected_user") or "")
        done(ack, self.lunches.prepare(team_of(context), tap, text, chosen, now=self.clock()))

    # -- what all of them carry

    def tap(self, body: Payload, context: BoltContext) -> Tap:
        action, press = body["actions"][0], press_of(body)
        return Tap(
            lunch_id=number(action.get("value")),
            user_id=press.user_id,
            seen=press.seen,
            at=moment(action.get("action_ts")) or f"{self.clock().timestamp():.6f}",
            url=press.response_url,
            outside=is_outside(body, team_of(context)),
            at_home=at_home(body),
            whispered_in=whispered_in(body),
        )

    def form(self, body: Payload, view: Payload, context: BoltContext) -> Tap:
        return Tap(
            lunch_id=number(view.get("private_metadata")),
            user_id=str(body["user"]["id"]),
            seen=f"v:{view['id']}:{view.get('hash')}",
            outside=is_outside(body, team_of(context)),
        )


def show(client: WebClient, body: Payload, form: Modal | None) -> None:
    """Open a form at once: what opens it dies in three seconds. None: Slack repeated itself, it is open already."""
    if form is not None:
        client.views_open(trigger_id=str(body["trigger_id"]), view=form)


def done(ack: Ack, faults: frozenset[Fault]) -> None:
    if faults:
        ack(response_action="errors", errors=errors(faults))
        return
    ack()


def held(view: Payload, name: str) -> Payload:
    """What the field of that name holds."""
    state: Payload = ((view.get("state") or {}).get("values") or {}).get(name, {}).get(name) or {}
    return state


def entered(view: Payload, name: str) -> str:
    field = held(view, name)
    kept = field.get("value") or field.get("selected_date") or field.get("selected_time")
    return CONTROL.sub(" ", str(kept or ""))


def number(text: object) -> int:
    digits = str(text or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def moment(text: object) -> str:
    """Slack's moment of a press, if it is one."""
    whole, _, fraction = str(text or "").partition(".")
    return f"{whole}.{fraction}" if whole.isdecimal() and (fraction or "0").isdecimal() else ""
