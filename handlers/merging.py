"""`/whoknows skills`: which names became which, and making one skill of two."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext

from bot.domain.merging import Pair, Refused, Taken, pairs
from bot.services import Services
from bot.views.blocks import View
from bot.views.merging import merge_view, names_view, refused_view, renamed_view, taken_view, usage_view
from handlers.edge import Clock, Payload, press_of, team_of

OVERVIEW = ("", "help")


class MergingHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.merging = services.merging
        self.clock = clock

    def __call__(self, team_id: str, user_id: str, rest: str) -> View:
        verb, names = (*rest.split(maxsplit=1), "", "")[:2]
        if verb.lower() in OVERVIEW:
            return names_view(self.merging.names(team_id, user_id))
        match verb.lower():
            case "merge" if read := pairs(names, "into"):
                plan = self.merging.plan(team_id, user_id, read)
                return refused_view(plan) if isinstance(plan, Refused) else merge_view(plan)
            case "rename" if read := pairs(names, "to"):
                return self.rename(team_id, user_id, read)
        return usage_view()

    def rename(self, team_id: str, user_id: str, read: tuple[Pair, ...]) -> View:
        done = self.merging.rename(team_id, user_id, read)
        if isinstance(done, Refused):
            return refused_view(done)
        return taken_view(done) if isinstance(done, Taken) else renamed_view(done)

    def on_merge(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        old, _, kept = str(body["actions"][0].get("value") or "").partition("\n")
        self.merging.pressed(team_of(context), press_of(body), Pair(old, kept), now=self.clock())
        ack()
