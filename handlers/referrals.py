"""From a name to a conversation: the form for asking, the answers of whoever was asked, and the asker's own presses."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.domain.referral_told import ALL, Wanted
from bot.domain.referrals import Move
from bot.services import Services
from bot.services.handles import naming
from bot.views import ids
from bot.views.forms import Modal
from bot.views.handles import renamed_form
from bot.views.programme_forms import done_form
from bot.views.referral_forms import ask_form, asked_view, channel_form, pass_form, passed_view, posted_view
from handlers.edge import Clock, Payload, press_of, team_of
from handlers.lunches import show
from handlers.presses import numbers, whole
from handlers.programme import fields_in, seen_of

ANSWERS = {
    ids.Press.REFERRAL_YES: Move.ACCEPT,
    ids.Press.REFERRAL_LATER: Move.LATER,
    ids.Press.REFERRAL_NEVER: Move.DECLINE,
}


class ReferralHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.referrals = services.referrals
        self.handles = services.handles
        self.clock = clock

    # -- the asker

    def on_ask(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        question_id, to = about(str(body["actions"][0].get("value") or ""))
        form = self.referrals.asking.form(team_of(context), press_of(body, question_id), to or ALL, now=self.clock())
        if form:
            self.open(body, context, client, ask_form(form))
        ack()

    def on_ask_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, to = about(str(view.get("private_metadata") or ""))
        wanted = Wanted(str(body["user"]["id"]), question_id, to, fields_in(view).get("words", ""), is_ticked(view))
        done = self.referrals.asking.ask(team_of(context), wanted, seen=seen_of(view), now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors=dict(done.wrong))
        elif done.people:
            ack(response_action="update", view=done_form("Asked", asked_view(done)))
        else:  # sent once more
            ack()

    def on_next(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, to = about(str(body["actions"][0].get("value") or ""))
        self.referrals.asking.next_one(team_of(context), press_of(body, question_id), to, now=self.clock())
        ack()

    def on_withdraw(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.referrals.asking.withdraw(team_of(context), pressed(body), now=self.clock())
        ack()

    def on_helped(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.referrals.asking.judged(team_of(context), pressed(body), helped=True, now=self.clock())
        ack()

    def on_unhelped(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.referrals.asking.judged(team_of(context), pressed(body), helped=False, now=self.clock())
        ack()

    # -- whoever was asked

    def on_answer(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        move = ANSWERS[ids.Press(body["actions"][0]["action_id"])]
        self.referrals.answering.answered(team_of(context), pressed(body), move, place_of(body), now=self.clock())
        ack()

    def on_limit(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.referrals.answering.at_limit(team_of(context), pressed(body), place_of(body), now=self.clock())
        ack()

    def on_pass(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        press = pressed(body)
        if self.referrals.answering.passing(team_of(context), press, place_of(body), now=self.clock()):
            self.open(body, context, client, pass_form(press.question_id))
        ack()

    def on_pass_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, _to = about(str(view.get("private_metadata") or ""))
        press = Press(str(body["user"]["id"]), seen_of(view), "", question_id)
        to = fields_in(view).get("person", "")
        done = self.referrals.answering.pass_on(team_of(context), press, to, now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors={"person": done.wrong})
            return
        ack(response_action="update", view=done_form("Thank you", passed_view(late=done.late)))

    # -- a channel instead

    def on_channel(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        form = self.referrals.channels.form(team_of(context), pressed(body), now=self.clock())
        if form:
            self.open(body, context, client, channel_form(*form))
        ack()

    def on_channel_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        question_id, _to = about(str(view.get("private_metadata") or ""))
        fields = fields_in(view)
        wanted = Wanted(
            str(body["user"]["id"]), question_id, fields.get("channel", ""), fields.get("words", ""), is_ticked(view)
        )
        done = self.referrals.channels.post(team_of(context), wanted, seen=seen_of(view), now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors=dict(done.wrong))
        else:
            ack(response_action="update", view=done_form("Asked", posted_view(done.channel)))

    def on_tell_me(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.referrals.wishes.wish(team_of(context), pressed(body), now=self.clock())
        ack()

    def open(self, body: Payload, context: BoltContext, client: WebClient, form: Modal) -> None:
        show(client, body, renamed_form(form, naming(self.handles, team_of(context))))


def about(value: str) -> tuple[int, str]:
    """The question a button or a form is about, and whom it names."""
    question_id, _, to = value.partition(":")
    return whole(question_id), to


def pressed(body: Payload) -> Press:
    question_id, _skip = numbers(body)
    return press_of(body, question_id)


def place_of(body: Payload) -> tuple[str, str]:
    """Where the message stands that was pressed."""
    place = body.get("container") or {}
    return str(place.get("channel_id") or ""), str(place.get("message_ts") or "")


def is_ticked(view: Payload) -> bool:
    """Whether somebody wants to stay unnamed."""
    held = ((view.get("state") or {}).get("values") or {}).get("anonymous") or {}
    return any(box.get("selected_options") for box in held.values() if box)
