"""`/kudos`, reactions that thank, and the buttons and forms about thanks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.domain.kudos import Command, Digest, Verb, command, emoji_named
from bot.errors import KindError
from bot.services import Services
from bot.services.kudos_heard import Reacted
from bot.views.blocks import View
from bot.views.forms import Modal
from bot.views.kudos import digest_view, help_view, mine_view, outcome_view, problem_view, undone_view
from bot.views.kudos_forms import (
    MOST_PER_DAY,
    NO_COORDINATOR,
    NO_EMOJI,
    NO_NUMBER,
    NO_SKILL,
    settings_form,
    skill_form,
)
from handlers.edge import Clock, Payload, ephemeral, is_person, press_of, team_of, text_of


class KudosHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.kudos = services.kudos
        self.clock = clock

    def on_reaction(self, event: Payload, context: BoltContext) -> None:
        """An emoji was put on a message or taken off it."""
        item, team_id, now = event.get("item") or {}, team_of(context), self.clock()
        if item.get("type", "message") != "message" or not item.get("ts") or not is_person(event, team_id):
            return
        heard = Reacted(
            user_id=str(event["user"]),
            channel_id=str(item.get("channel") or ""),
            ts=str(item["ts"]),
            emoji=str(event.get("reaction") or ""),
            event_ts=str(event.get("event_ts") or f"{now.timestamp():.6f}"),
            added=event["type"] == "reaction_added",
            author_id=str(event.get("item_user") or ""),
        )
        self.kudos.reacted(team_id, heard, now=now)

    def on_command(self, payload: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        team_id, user_id = team_of(context), str(payload["user_id"])
        wanted = command(text_of(payload))
        if wanted.verb == Verb.SETTINGS:
            self.must_coordinate(team_id, user_id)
            self.open(client, team_id, payload, settings_form(self.kudos.rules(team_id)))
            ack()
            return
        ack(ephemeral(self.answer(team_id, user_id, wanted, payload)))

    def answer(self, team_id: str, user_id: str, wanted: Command, payload: Payload) -> View:
        if wanted.verb == Verb.HELP:
            return help_view(self.kudos.rules(team_id))
        if wanted.verb == Verb.MINE:
            return mine_view(self.kudos.mine(team_id, user_id))
        if wanted.verb == Verb.DIGEST:
            if wanted.digest:
                self.kudos.prefer(team_id, user_id, wanted.digest, now=self.clock())
            return digest_view(wanted.digest)
        if wanted.problem:
            return problem_view(wanted.problem)
        now = self.clock()
        seen, channel_id = f"c:{payload.get('trigger_id') or now.timestamp()}", str(payload.get("channel_id") or "")
        return outcome_view(self.kudos.give(team_id, user_id, wanted, channel_id=channel_id, seen=seen, now=now))

    def open(self, client: WebClient, team_id: str, payload: Payload, form: Modal) -> None:
        """A form opens once, however often Slack repeats the wish: a trigger serves but one."""
        trigger = str(payload.get("trigger_id") or "")
        if self.services.workspaces.first_time(team_id, f"form:{trigger}", now=self.clock()):
            client.views_open(trigger_id=trigger, view=form)

    def must_coordinate(self, team_id: str, user_id: str) -> None:
        if not self.services.settings.may_coordinate(team_id, user_id):
            raise KindError(f"{NO_COORDINATOR} `/whoknows coordinators` shows who.")

    def on_undo(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        listed, ids = named(body["actions"][0].get("value"))
        self.kudos.undo(team_of(context), press_of(body), ids, listed=listed, now=self.clock())
        ack()

    def on_change(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        """Asks what a thanks was for; of one that is gone that is said."""
        team_id, press, value = team_of(context), press_of(body), str(body["actions"][0].get("value") or "")
        thanked = self.kudos.given(team_id, press.user_id, named(value)[1])
        if thanked is None or not thanked.stands:
            raise KindError(undone_view(None, taken=False).text)
        self.open(client, team_id, body, skill_form(thanked, kept=f"{value} {press.response_url}"))
        ack()

    def on_skill_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        value, _, url = str(view.get("private_metadata") or "").partition(" ")
        listed, ids = named(value)
        press = Press(str(body["user"]["id"]), f"v:{view['id']}:{view.get('hash')}", url)
        text = text_of({"text": field_of(view, "skill").get("value")})
        if not self.kudos.rename(team_of(context), press, ids, text, listed=listed, now=self.clock()):
            ack(response_action="errors", errors={"skill": NO_SKILL})
            return
        ack()

    def on_digest(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        chosen, press = Digest(str(body["actions"][0]["value"])), press_of(body)
        self.kudos.prefer(team_of(context), press.user_id, chosen, press=press, now=self.clock())
        ack()

    def on_settings_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        team_id, user_id = team_of(context), str(body["user"]["id"])
        emoji = emoji_named(str(field_of(view, "emoji").get("value") or ""))
        per_day = whole(field_of(view, "per_day").get("value"))
        errors = {
            **({} if emoji else {"emoji": NO_EMOJI}),
            **({} if 1 <= per_day <= MOST_PER_DAY else {"per_day": NO_NUMBER}),
        }
        if not self.services.settings.may_coordinate(team_id, user_id):
            errors = {"emoji": NO_COORDINATOR}
        if errors:
            ack(response_action="errors", errors=errors)
            return
        left_out = tuple(field_of(view, "left_out").get("selected_channels") or ())
        values = {"kudos_emoji": emoji, "kudos_per_day": per_day, "kudos_left_out": left_out}
        self.services.settings.change(team_id, user_id, values)
        ack()


def field_of(view: Payload, name: str) -> Mapping[str, Any]:
    """What stands in a field of a form."""
    held: Mapping[str, Any] = view["state"]["values"].get(name, {}).get(name, {})
    return held


def named(value: object) -> tuple[bool, list[int]]:
    """What a button's value names: whether it stands in a list, and which thanks."""
    where, _, ids = str(value or "").partition(":")
    return where == "list", [int(each) for each in ids.split(",") if each.isdecimal()]


def whole(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0
