"""An interaction from the person's side: ask the bot, wait for its acknowledgement, show what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo import hooks, modals, payloads
from bot.demo.blocktree import parts
from bot.demo.checks import option_problems, submission_problems
from bot.demo.clocks import Hook
from bot.demo.delivery import Attempt, Envelope, Postman, Sort
from bot.demo.errors import SlackError
from bot.demo.posts import whisper
from bot.demo.values import Message, View
from bot.demo.world import SLACKBOT, World

Json = dict[str, Any]

_ERRORS = {"timeout": "operation_timeout", "http_timeout": "operation_timeout"}
_ANSWERS = {"text", "blocks", "attachments", "response_type", "replace_original", "delete_original"}
_COMMAND_BODY = _ANSWERS | {"thread_ts", "unfurl_links", "unfurl_media", "markdown_text", "metadata"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot's acknowledgement did; `error` is what Slack tells the person when there was none. `confirm` are the
    words of the dialog that asked before anything was sent.
    """

    acked: bool
    status: int
    seconds: float
    body: Json = field(default_factory=dict)
    error: str = ""
    message: Message | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    confirm: str = ""

    @property
    def shown(self) -> str:
        return self.message.shown if self.message else ""


def _answer(attempt: Attempt, **more: Any) -> Answer:
    reply = attempt.reply
    error = "" if reply.acked else _ERRORS.get(reply.reason, "dispatch_failed")
    return Answer(reply.acked, reply.status, attempt.seconds, reply.body or {}, error, **more)


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes a person's interaction to the bot."""

    world: World
    postman: Postman

    def _ask(self, sort: Sort, payload: Json) -> Attempt:
        return self.postman.ask(Envelope(self.world.counters.id("envelope-"), sort, payload))

    def command(self, user: str, payload: Json) -> Answer:
        attempt = self._ask(Sort.COMMAND, payload)
        if not attempt.reply.acked:
            failed = _answer(attempt)
            text = f'{payload["command"]} failed with the error "{failed.error}"'
            whisper(self.world, Message(payload["channel_id"], "", user=SLACKBOT, text=text, only_for=user))
            return failed
        return _answer(attempt, message=self._said(user, payload, attempt.reply.body or {}))

    def _said(self, user: str, payload: Json, body: Json) -> Message | None:
        """What the acknowledgement of a command itself says."""
        if not body:
            return None
        if strange := sorted(set(body) - _COMMAND_BODY):
            self.world.broke(f"{payload['command']}: unknown fields in the acknowledgement: {strange}")
        try:
            return hooks.say(self.world, Hook(user, payload["channel_id"], 0), body)
        except SlackError as refused:
            self.world.broke(": ".join([payload["command"], refused.name, *refused.messages]))
            return None

    def interact(self, payload: Json) -> Answer:
        """Buttons, selects, shortcuts, closed views: the acknowledgement is empty."""
        attempt = self._ask(Sort.INTERACTIVE, payload)
        if attempt.reply.acked and attempt.reply.body:
            self.world.broke(f"{payload['type']}: Slack ignores what stands in this acknowledgement")
        return _answer(attempt)

    def options(self, payload: Json) -> list[Json]:
        attempt = self._ask(Sort.INTERACTIVE, payload)
        body = attempt.reply.body or {}
        if not attempt.reply.acked:
            return []
        if found := option_problems(body):
            self.world.broke(": ".join(["block_suggestion", *found]))
            return []
        groups = body.get("option_groups", [])
        return [*body.get("options", []), *(option for group in groups for option in group["options"])]

    def submit(self, view: View) -> Answer:
        attempt = self._ask(Sort.INTERACTIVE, payloads.submission(self.world, view))
        if not attempt.reply.acked:
            return _answer(attempt)
        body = attempt.reply.body or {}
        inputs = {part.block_id for part in parts(view.blocks) if part.is_input}
        if body and (found := submission_problems(body, inputs)):
            self.world.broke(": ".join(["view_submission", *found]))
            return _answer(attempt)
        self._respond(view, body)
        return _answer(attempt, errors=body.get("errors") or {})

    def _respond(self, view: View, body: Json) -> None:
        world, action = self.world, body.get("response_action", "close")
        now = world.views.get(view.id)
        try:
            if action in {"close", "clear"}:
                modals.close(world, view, everything=action == "clear")
            elif action == "update" and now:
                modals.change(world, now, modals.checked(world, body["view"], kind="modal"))
            elif action == "push":
                modals.show(world, view.user, modals.checked(world, body["view"], kind="modal"), on=view.id)
        except SlackError as refused:
            world.broke(": ".join(["view_submission", refused.name, *refused.messages]))

    def close(self, view: View) -> Answer | None:
        everything = bool(view.payload.get("clear_on_close"))
        modals.close(self.world, view, everything=everything)
        if not view.payload.get("notify_on_close"):
            return None
        return self.interact(payloads.closed(self.world, view, cleared=everything))
