"""Who presses from another workspace, in a channel shared with it, is known as that before anything else is done."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import BoltContext

from bot.services import Services
from handlers.edge import Payload, is_outside, team_of


class Strangers:
    def __init__(self, services: Services) -> None:
        self.workspaces = services.workspaces

    def meet(self, body: Payload, context: BoltContext, next_: Callable[[], None]) -> None:
        if body.get("user") and not isinstance(body["user"], str) and is_outside(body, team_of(context)):
            self.workspaces.meet_outsider(team_of(context), str(body["user"]["id"]))
        next_()
