"""Buttons and forms of the weekly programme: topics, invitations, setting up, hosting, suggesting."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.programme import Suggestion, TopicPress
from bot.domain.text import CONTROL
from bot.services import Services
from bot.views.forms import Modal
from bot.views.programme_forms import done_form, host_form, suggest_form
from bot.views.programme_help import hosted_view, set_up_view, suggested_view
from handlers.edge import Clock, Payload, is_outside, press_of, team_of
from storage.programme import Invited
from storage.values_lunch import Format

KINDS = {"invite:demo": Format.DEMO, "invite:interview": Format.INTERVIEW}
ANSWERS = {
    "invite:yes": Invited.YES,
    **dict.fromkeys(KINDS, Invited.YES),
    "invite:no": Invited.NO,
    "invite:never": Invited.NEVER,
}


class ProgrammeHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.hosting = services.programme.hosting
        self.series = services.programme.series
        self.clock = clock

    def on_come(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        team_id = team_of(context)
        self.hosting.interested(team_id, topic_press(body, team_id), now=self.clock())
        ack()

    def on_host(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        team_id = team_of(context)
        self.hosting.could_host(team_id, topic_press(body, team_id), now=self.clock())
        ack()

    def on_invitation(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        team_id, pressed = team_of(context), str(body["actions"][0]["action_id"])
        said, kind = ANSWERS[pressed], KINDS.get(pressed, Format.TALK)
        self.hosting.answer(team_id, topic_press(body, team_id), said, kind=kind, now=self.clock())
        ack()

    def on_host_something(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        team_id, user_id = team_of(context), str(body["user"]["id"])
        outside = is_outside(body, team_id)
        slots = self.hosting.slots(team_id, user_id, channel_of(body), now=self.clock(), outside=outside)
        self.open(body, team_id, client, host_form(slots))
        ack()

    def on_suggest_topic(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        team_id, user_id = team_of(context), str(body["user"]["id"])
        channel = channel_of(body)
        self.hosting.may_suggest(team_id, user_id, channel, outside=is_outside(body, team_id))
        self.open(body, team_id, client, suggest_form(channel))
        ack()

    def open(self, body: Payload, team_id: str, client: WebClient, form: Modal) -> None:
        if self.services.programme.first_time(team_id, press_of(body).seen, now=self.clock()):
            client.views_open(trigger_id=str(body["trigger_id"]), view=form)

    def on_setup_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        user_id = str(body["user"]["id"])
        done = self.series.setup(team_of(context), user_id, fields_in(view), seen=seen_of(view), now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors=dict(done.wrong))
            return
        ack(response_action="update", view=done_form("Lunch & learn", set_up_view(done)))

    def on_host_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        team_id, user_id = team_of(context), str(body["user"]["id"])
        fields, outside = fields_in(view), is_outside(body, team_id)
        done = self.hosting.host(team_id, user_id, fields, seen=seen_of(view), now=self.clock(), outside=outside)
        if done.wrong:
            ack(response_action="errors", errors=dict(done.wrong))
            return
        if done.slot is None:  # sent once more: it is planned already
            ack()
            return
        ack(response_action="update", view=done_form("Thank you", hosted_view(done.slot, done.title)))

    def on_suggest_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        team_id = team_of(context)
        suggestion = Suggestion(
            user_id=str(body["user"]["id"]),
            text=fields_in(view).get("topic", ""),
            seen=seen_of(view),
            channel_id=str(view.get("private_metadata") or ""),
            outside=is_outside(body, team_id),
        )
        done = self.hosting.suggest(team_id, suggestion, now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors={"topic": done.wrong})
            return
        ack(response_action="update", view=done_form("Suggest a topic", suggested_view(done.topic)))


def topic_press(body: Payload, team_id: str) -> TopicPress:
    action, place = body["actions"][0], body.get("container") or {}
    value = str(action.get("value") or "")
    return TopicPress(
        user_id=str(body["user"]["id"]),
        seen=press_of(body).seen,
        topic_id=int(value) if value.isdecimal() and len(value) < 10 else 0,
        channel_id=str(place.get("channel_id") or ""),
        ts=str(place.get("message_ts") or ""),
        outside=is_outside(body, team_id),
    )


def channel_of(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or "")


def seen_of(view: Payload) -> str:
    return f"v:{view.get('id')}:{view.get('hash')}"


def fields_in(view: Payload) -> dict[str, str]:
    """What was entered, by block: a form names field and block alike."""
    values = (view.get("state") or {}).get("values") or {}
    return {block_id: entered(next(iter(held.values()), {}) or {}) for block_id, held in values.items()}


def entered(held: Payload) -> str:
    chosen = held.get("selected_option") or {}
    kept = (
        held.get("value")
        or chosen.get("value")
        or held.get("selected_conversation")
        or held.get("selected_user")
        or held.get("selected_channel")
        or held.get("selected_user")
        or held.get("selected_time")
    )
    return CONTROL.sub(" ", str(kept or ""))
