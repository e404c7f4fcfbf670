"""The Home tab: it is opened, and what is pressed there."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.domain.home import Choice
from bot.services import Services
from bot.views.home_forms import FIELD, NO_SKILL, OTHER, PIECE, WHAT_ELSE, pieces_form, skill_form
from handlers.edge import Clock, Payload, has_words, press_of, team_of
from handlers.lunches import entered, number


class HomeHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.home = services.home
        self.own = services.own_skills
        self.acts: dict[str, Callable[..., None]] = {
            "confirm": self.own.confirm,
            "hide": self.own.hide,
            "remove": self.home.remove,
        }
        self.clock = clock

    def on_opened(self, event: Payload, context: BoltContext) -> None:
        """Slack says the same of the tab with the messages, which needs nothing."""
        user_id = str(event.get("user") or "")
        if event.get("tab") == "home" and user_id:
            self.home.opened(team_of(context), user_id, now=self.clock())

    def on_remove(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        """A button of Home tabs that were shown before there was a menu."""
        skill_id = number(body["actions"][0].get("value"))
        self.home.remove(team_of(context), press_of(body), skill_id, now=self.clock())
        ack()

    def on_skill(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        """Something of a skill's menu."""
        act, _, at = str((body["actions"][0].get("selected_option") or {}).get("value") or "").partition(":")
        if act == "closer":
            self.open_pieces(client.views_open, body, context, at)
        elif act in self.acts:
            self.acts[act](team_of(context), press_of(body), number(at), now=self.clock())
        ack()

    def on_page(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        page = number(body["actions"][0].get("value"))
        self.home.turn(team_of(context), press_of(body), page, now=self.clock())
        ack()

    def on_show(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        skill_id = number(body["actions"][0].get("value"))
        self.own.show(team_of(context), press_of(body), skill_id, now=self.clock())
        ack()

    def on_older_pieces(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        """On top of the newer ones, which are there again when this is closed."""
        self.open_pieces(client.views_push, body, context, str(body["actions"][0].get("value") or ""))
        ack()

    def open_pieces(self, show: Callable[..., object], body: Payload, context: BoltContext, about: str) -> None:
        at, _, page = about.partition(":")
        team_id, press = team_of(context), press_of(body)
        closer = self.own.look_closer(team_id, press, number(at), page=number(page), now=self.clock())
        if closer:
            show(trigger_id=str(body["trigger_id"]), view=pieces_form(closer))

    def on_pieces_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        press = Press(str(body["user"]["id"]), f"v:{view.get('id')}:{view.get('hash')}", "")
        other = entered(view, OTHER).strip()
        if not self.own.settle(team_of(context), press, chosen(view), other=other, now=self.clock()):
            ack(response_action="errors", errors={OTHER: WHAT_ELSE})
            return
        ack()

    def on_help(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        if self.home.may_add(team_of(context), press_of(body), now=self.clock()):
            client.views_open(trigger_id=str(body["trigger_id"]), view=skill_form())
        ack()

    def on_help_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        press = Press(str(body["user"]["id"]), f"v:{view.get('id')}:{view.get('hash')}", "")
        text = entered(view, FIELD).strip()
        if not has_words(text) or not self.home.add(team_of(context), press, text, now=self.clock()):
            ack(response_action="errors", errors={FIELD: NO_SKILL})
            return
        ack()


def chosen(view: Payload) -> dict[str, Choice]:
    """What was chosen of each piece of evidence, by its key."""
    said = {
        key: str((elements[PIECE].get("selected_option") or {}).get("value") or "")
        for key, elements in view["state"]["values"].items()
        if PIECE in elements
    }
    return {key: Choice(value) for key, value in said.items() if value in set(Choice)}
