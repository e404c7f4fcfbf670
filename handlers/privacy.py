"""What people choose of being learned of and named: by `/whoknows`, and by the buttons on the Home tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Press
from bot.domain.privacy import Wishes
from bot.domain.zones import zone_of
from bot.errors import KindError
from bot.services import Services
from bot.views.blocks import View
from bot.views.home_forms import DAY, TOO_EARLY, pause_form
from bot.views.privacy import COMING, NOTHING_HELD, chosen_view, nothing_view, privacy_view, words_view
from handlers.edge import Clock, Payload, press_of, team_of

PAUSE = re.compile(r"pause me(?: (?:until|till) (?P<day>\S+))?", re.IGNORECASE)
BAD_DAY = "I need a day such as 2026-12-24: `/whoknows pause me until 2026-12-24`."

Choose = Callable[..., Wishes]


class PrivacyHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.wishes = services.wishes
        self.clock = clock
        self.commands: dict[str, Choose] = {
            "resume me": self.wishes.resume,
            "pause me off": self.wishes.resume,
            "unpause me": self.wishes.resume,
            "learn from me": self.wishes.learn,
            "stop learning from me": self.wishes.stop_learning,
            "leave me out": self.wishes.leave,
            "leave me": self.wishes.leave,
        }

    # -- typed

    def answer(self, team_id: str, press: Press, text: str) -> View | None:
        """The answer to what was typed after `/whoknows`, if it is about this."""
        typed = " ".join(text.lower().split()).strip(".")
        if typed == "privacy":
            return self.told(team_id, press.user_id)
        if typed in ("export", "export me", "export my data"):
            return words_view(COMING if self.send(team_id, press) else NOTHING_HELD)
        if choose := self.commands.get(typed):
            return chosen_view(choose(team_id, press, now=self.clock()))
        pause = PAUSE.fullmatch(typed)
        return self.paused(team_id, press, pause["day"] or "") if pause else None

    def told(self, team_id: str, user_id: str) -> View:
        guest = not self.services.workspaces.person(team_id, user_id).may_be_named
        return privacy_view(self.wishes.of(team_id, user_id), guest=guest)

    def nothing(self, team_id: str, user_id: str) -> View:
        """Why there is nothing that somebody is named for."""
        guest = not self.services.workspaces.person(team_id, user_id).may_be_named
        return nothing_view(self.wishes.of(team_id, user_id), guest=guest)

    def paused(self, team_id: str, press: Press, typed: str) -> View:
        day = day_of(typed)
        if typed and day is None:
            raise KindError(BAD_DAY)
        return chosen_view(self.pause(team_id, press, day))

    def pause(self, team_id: str, press: Press, day: date | None) -> Wishes:
        """Until that day begins where they are."""
        zone = zone_of(self.services.workspaces.person(team_id, press.user_id).tz)
        begins = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) if day else None
        return self.wishes.pause(team_id, press, until=begins, now=self.clock())

    def send(self, team_id: str, press: Press) -> bool:
        return self.services.own_data.ask_for(team_id, press, now=self.clock())

    # -- pressed

    def on_pause(self, body: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        team_id, press = team_of(context), press_of(body)
        if self.services.workspaces.first_time(team_id, press.seen, now=self.clock()):
            client.views_open(trigger_id=str(body["trigger_id"]), view=pause_form())
        ack()

    def on_pause_form(self, body: Payload, view: Payload, ack: Ack, context: BoltContext) -> None:
        press = Press(str(body["user"]["id"]), f"v:{view.get('id')}:{view.get('hash')}", "")
        chosen = view["state"]["values"].get(DAY, {}).get(DAY, {}).get("selected_date") or ""
        try:
            self.pause(team_of(context), press, day_of(chosen))
        except KindError:
            ack(response_action="errors", errors={DAY: TOO_EARLY})
            return
        ack()

    def on_resume(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.wishes.resume(team_of(context), press_of(body), now=self.clock())
        ack()

    def on_leave(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.wishes.leave(team_of(context), press_of(body), now=self.clock())
        ack()

    def on_learn(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.wishes.learn(team_of(context), press_of(body), now=self.clock())
        ack()

    def on_stop_learning(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.wishes.stop_learning(team_of(context), press_of(body), now=self.clock())
        ack()

    def on_export(self, body: Payload, ack: Ack, context: BoltContext) -> None:
        self.send(team_of(context), press_of(body))
        ack()


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
