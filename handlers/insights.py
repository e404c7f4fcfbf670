"""`/insights`: its pages, definitions, forms, and the answers of people who were found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.insights_people import Said
from bot.domain.insights_registry import Page
from bot.services import Services
from bot.views.forms import Modal
from bot.views.ids import Press
from bot.views.insights import page_view
from bot.views.insights_forms import (
    assumptions_form,
    counted_modal,
    groups_form,
    groups_view,
    help_view,
    log_view,
    usage,
)
from bot.views.programme_forms import done_form
from handlers.edge import Clock, Payload, ephemeral, press_of, team_of, text_of
from handlers.programme import fields_in, seen_of

ANSWERS = {str(Press.INSIGHTS_YES): Said.YES, str(Press.INSIGHTS_NO): Said.NO}


class InsightHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.insights = services.insights
        self.clock = clock

    def on_command(self, command: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        word, team_id = text_of(command).lower(), team_of(context)
        user_id, trigger = str(command["user_id"]), str(command.get("trigger_id") or "")
        seen = f"c:{trigger or self.clock().timestamp()}"
        if word in {"groups", "assumptions"}:
            self.open(team_id, user_id, client, trigger, self.form(word, team_id), seen=seen)
            ack()
        elif word == "help":
            ack(ephemeral(help_view()))
        elif word == "log":
            ack(ephemeral(log_view(self.insights.looks(team_id, user_id))))
        elif page := page_of(word or Page.OVERVIEW):
            ack(ephemeral(page_view(self.insights.look(team_id, user_id, page, seen=seen, now=self.clock()))))
        else:
            ack(ephemeral(usage("I don't know that.")))

    def form(self, word: str, team_id: str) -> Callable[[], Modal]:
        def groups() -> Modal:
            chosen = self.insights.groups.chosen(team_id)
            return groups_form(chosen.source, chosen.field)

        return groups if word == "groups" else lambda: assumptions_form(self.insights.assumptions(team_id))

    def open(
        self, team_id: str, user_id: str, client: WebClient, trigger: str, form: Callable[[], Modal], *, seen: str
    ) -> None:
        if self.insights.first_time(team_id, user_id, seen=seen, now=self.clock()):
            client.views_open(trigger_id=trigger, view=form())

    def on_page(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        press = press_of(body)
        if page := page_of(str(body["actions"][0].get("value") or "")):
            team_id, url = team_of(context), press.response_url
            self.insights.turn(team_id, press.user_id, page, url=url, seen=press.seen, now=self.clock())
        ack()

    def on_counted(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        if page := page_of(str(body["actions"][0].get("value") or "")):
            self.open_from(body, context, client, lambda: counted_modal(page))
        ack()

    def on_assume(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        self.open_from(body, context, client, self.form("assumptions", team_of(context)))
        ack()

    def open_from(self, body: Payload, context: BoltContext, client: WebClient, form: Callable[[], Modal]) -> None:
        press, trigger = press_of(body), str(body.get("trigger_id") or "")
        self.open(team_of(context), press.user_id, client, trigger, form, seen=press.seen)

    def on_assume_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        user_id, fields = str(body["user"]["id"]), fields_in(view)
        wrong = self.insights.assume(team_of(context), user_id, fields, now=self.clock())
        if wrong:
            ack(response_action="errors", errors=wrong)
            return
        ack()

    def on_groups_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        user_id, fields, seen = str(body["user"]["id"]), fields_in(view), seen_of(view)
        done = self.insights.groups.choose(team_of(context), user_id, fields, seen=seen, now=self.clock())
        if done.wrong:
            ack(response_action="errors", errors=dict(done.wrong))
            return
        ack(response_action="update", view=done_form("Groups", groups_view(done.placed, fields.get("source", ""))))

    def on_answer(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        press, said = press_of(body), ANSWERS[str(body["actions"][0]["action_id"])]
        self.insights.answer(team_of(context), press.user_id, said, seen=press.seen, now=self.clock())
        ack()


def page_of(word: str) -> Page | None:
    with suppress(ValueError):
        return Page(word)
    return None
