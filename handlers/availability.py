"""`/whoknows limit` and `no questions`, the buttons and the form in which somebody says when they may be asked."""

from __future__ import annotations

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.domain.availability_own import Entered, Field
from bot.domain.availability_until import speaks_of_limit
from bot.domain.own_words import questions_wanted
from bot.services import Services
from bot.views.availability import own_view
from bot.views.availability_forms import availability_form
from bot.views.blocks import View
from handlers.edge import Clock, Payload, at_home, press_of, team_of
from handlers.lunches import entered, held, show

LIMIT = "limit"


class AvailabilityHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.availability = services.availability
        self.wishes = services.wishes
        self.clock = clock

    def speaks(self, first: str, rest: str) -> bool:
        """Whether `/whoknows first rest` is about one's own time: "limit switches" is something to know."""
        if first.lower() == LIMIT:
            return speaks_of_limit(rest)
        return questions_wanted(f"{first} {rest}") is not None

    def on_command(self, team_id: str, command: Payload, first: str, rest: str) -> View:
        now = self.clock()
        press = Press(str(command["user_id"]), f"c:{command.get('trigger_id') or now.timestamp()}", "")
        wanted = questions_wanted(f"{first} {rest}")
        if wanted is not None:
            own = self.availability.pause(team_id, press, paused=not wanted, now=now)
        elif not rest.strip():
            own = self.availability.of(team_id, press.user_id, now=now)
        else:
            own = self.availability.limit(team_id, press, rest, now=now)
        return own_view(own, self.wishes.of(team_id, press.user_id))

    def on_week(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        press, home = press_of(body), at_home(body)
        self.availability.limit_this_week(team_of(context), press, at_home=home, now=self.clock())
        ack()

    def on_off(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.availability.no_limit(team_of(context), press_of(body), at_home=at_home(body), now=self.clock())
        ack()

    def on_pause(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.pressed(body, context, paused=True)
        ack()

    def on_resume(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.pressed(body, context, paused=False)
        ack()

    def pressed(self, body: Payload, context: BoltContext, *, paused: bool) -> None:
        team_id, press, home = team_of(context), press_of(body), at_home(body)
        self.availability.pause(team_id, press, paused=paused, at_home=home, now=self.clock())

    def on_set(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        own = self.availability.to_set(team_of(context), press_of(body), now=self.clock())
        show(client, body, availability_form(own) if own else None)
        ack()

    def on_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        press = Press(str(body["user"]["id"]), f"v:{view.get('id')}:{view.get('hash')}", "")
        form = Entered(
            days=ticked(view, Field.DAYS),
            begins=entered(view, Field.BEGINS),
            ends=entered(view, Field.ENDS),
            until=entered(view, Field.LIMIT),
            paused=bool(ticked(view, Field.PAUSED)),
        )
        if wrong := self.availability.set(team_of(context), press, form, now=self.clock()):
            ack(response_action="errors", errors=wrong)
            return
        ack()


def ticked(view: Payload, name: str) -> tuple[str, ...]:
    return tuple(str(option.get("value")) for option in held(view, name).get("selected_options") or [])
