"""The only door for errors: known ones become kind words, unknown ones a number that leads to the log."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from bot.errors import KindError
from bot.services import Services
from bot.views.blocks import View
from bot.views.failures import broken_view, kind_view
from bot.views.forms import words_modal
from bot.views.help import usage
from handlers.edge import Clock, Payload, at_home, ephemeral, press_of, team_of

log = logging.getLogger(__name__)


class Failures:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock

    def accept(self, ack: Ack) -> None:
        ack()

    def no_options(self, ack: Ack) -> None:
        ack(options=[])

    def on_unknown_command(self, ack: Ack) -> None:
        ack(ephemeral(usage("I don't know that command.")))

    def on_error(self, error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        """Slack gets its 200 for what is our doing or the person's: an error would have it sent once more.

        An event is the exception: it may well succeed the second time, so Slack is let to repeat it.
        """
        if isinstance(error, KindError):
            return self.answer(body, kind_view(str(error)), context)
        reference = secrets.token_hex(3)
        log.error("reference %s: %s", reference, type(error).__name__, exc_info=error)
        if body.get("type") == "event_callback":
            return BoltResponse(status=500, body="")
        return self.answer(body, broken_view(reference), context)

    def answer(self, body: Payload, view: View, context: BoltContext) -> BoltResponse:
        """Where the words can go: a command's acknowledgement carries them, a button's cannot."""
        if body.get("command"):
            return BoltResponse(status=200, body=ephemeral(view))
        if body.get("type") == "view_submission":
            return BoltResponse(status=200, body={"response_action": "update", "view": words_modal(view.text)})
        if at_home(body) and body.get("actions"):
            self.services.home.explain(team_of(context), press_of(body), view.text, now=self.clock())
        elif body.get("response_url"):
            self.services.workspaces.say(team_of(context), view.text, str(body["response_url"]), now=self.clock())
        return BoltResponse(status=200, body="")
