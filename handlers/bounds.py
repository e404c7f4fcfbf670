"""`/whoknows settings`: the bounds of the workspace, for its coordinators."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.bounds import checked
from bot.errors import KindError
from bot.services import Services
from bot.views.bounds import bounds_form
from handlers.edge import Clock, Payload, team_of

NOT_YOURS = "Settings are for coordinators. `/whoknows coordinators` shows who."


class BoundHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.settings = services.settings
        self.workspaces = services.workspaces
        self.clock = clock

    def open(self, command: Payload, context: BoltContext, client: WebClient) -> None:
        team_id, trigger = team_of(context), str(command.get("trigger_id") or "")
        if not self.settings.may_coordinate(team_id, str(command["user_id"])):
            raise KindError(NOT_YOURS)
        form = bounds_form(self.settings.bounds_of(team_id), defaults=self.settings.defaults)
        if self.workspaces.first_time(team_id, f"c:{trigger}", now=self.clock()):
            client.views_open(trigger_id=trigger, view=form)

    def on_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        entered = {
            name: str(element.get("value") or (element.get("selected_option") or {}).get("value") or "")
            for block in view["state"]["values"].values()
            for name, element in block.items()
        }
        if wrong := faults(entered):
            ack(response_action="errors", errors=wrong)
            return
        self.settings.change(team_of(context), str(body["user"]["id"]), entered)
        ack()


def faults(entered: dict[str, str]) -> dict[str, str]:
    """What of it no bound can be, and why."""
    wrong = {}
    for name, value in entered.items():
        try:
            checked(name, value)
        except ValueError as error:
            wrong[name] = f"This {error}."
    return wrong
