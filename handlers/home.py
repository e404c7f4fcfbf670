"""The Home tab: it is opened, and what is pressed there."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.services import Services
from bot.views.home_forms import FIELD, NO_SKILL, skill_form
from handlers.edge import Clock, Payload, has_words, press_of, team_of
from handlers.lunches import entered, number


class HomeHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.home = services.home
        self.clock = clock

    def on_opened(self, event: Payload, context: BoltContext) -> None:
        """Slack says the same of the tab with the messages, which needs nothing."""
        user_id = str(event.get("user") or "")
        if event.get("tab") == "home" and user_id:
            self.home.opened(team_of(context), user_id, now=self.clock())

    def on_remove(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        skill_id = number(body["actions"][0].get("value"))
        self.home.remove(team_of(context), press_of(body), skill_id, now=self.clock())
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
