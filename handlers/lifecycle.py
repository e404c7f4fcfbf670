"""People change, and workspaces come and go."""

from __future__ import annotations

from slack_bolt import BoltContext

from bot.services import Services
from bot.slack import moment, person_from
from handlers.edge import Clock, Payload, team_of


class LifecycleHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock

    def on_person(self, event: Payload, context: BoltContext) -> None:
        """Somebody joined, changed their name, became a guest, or left the company."""
        user = event.get("user")
        if isinstance(user, dict) and user.get("id"):
            team_id = team_of(context)
            self.services.workspaces.save_people(team_id, [person_from(user, team_id)])

    def on_uninstalled(self, body: Payload, context: BoltContext) -> None:
        self.services.workspaces.leave(team_of(context), sent=moment(body.get("event_time")), now=self.clock())

    def on_tokens_revoked(self, event: Payload, body: Payload, context: BoltContext) -> None:
        """Only when the bot's own token went: a person's does not concern it."""
        if (event.get("tokens") or {}).get("bot"):
            self.on_uninstalled(body, context)
