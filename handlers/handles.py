"""On their way in questions are known by their id again, whatever name Slack has them under."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from slack_bolt import BoltContext

from bot.services.handles import SIGN, Handles
from bot.views.handles import FORMS, OF_QUESTIONS, first_renamed
from handlers.edge import Payload, team_of


class HandleHandlers:
    def __init__(self, handles: Handles) -> None:
        self.handles = handles

    def on_way_in(self, body: Payload, context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002 - Bolt's
        """Before any listener. What was posted before questions had names carries its id, and still works."""
        known = partial(self.known, team_of(context))
        for action in body.get("actions") or []:
            if isinstance(action, dict) and action.get("action_id") in OF_QUESTIONS:
                action["value"] = first_renamed(str(action.get("value") or ""), known)
        view = body.get("view") or {}
        if body.get("type") == "view_submission" and view.get("callback_id") in FORMS:
            view["private_metadata"] = first_renamed(str(view.get("private_metadata") or ""), known)
        next()

    def known(self, team_id: str, name: str) -> str:
        return str(self.handles.question(team_id, name)) if name.startswith(SIGN) else name
