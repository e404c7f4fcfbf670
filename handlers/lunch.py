"""`/lunch` and its subcommands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.lunch_line import channel_in, read_line
from bot.domain.lunch_setup import USAGE
from bot.domain.programme import Suggestion
from bot.domain.text import plain
from bot.errors import KindError
from bot.services import Services
from bot.views.blocks import View
from bot.views.forms import Modal
from bot.views.lunch_library import library_view
from bot.views.programme_forms import host_form, setup_form, suggest_form
from bot.views.programme_help import (
    brought_view,
    cancel_view,
    changed_view,
    help_view,
    next_view,
    set_up_view,
    suggested_view,
    usage,
)
from bot.views.programme_overview import overview_view
from bot.views.speakers import speakers_view
from bot.views.teachback import mine_view
from bot.views.teachback_forms import plan_form
from handlers.edge import Clock, Payload, ephemeral, team_of, text_of


@dataclass(frozen=True, slots=True)
class Call:
    """A `/lunch` somebody typed: what follows the subcommand, and what opens a form."""

    team_id: str
    user_id: str
    rest: str
    channel_id: str
    seen: str
    trigger_id: str
    client: WebClient
    outside: bool = False


# None: a form was opened, which is answer enough.
Subcommand = Callable[[Call], View | None]


class LunchHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.programme = services.programme
        self.clock = clock
        self.subcommands: dict[str, Subcommand] = {
            "": self.overview,
            "help": lambda _call: help_view(),
            "setup": self.setup,
            "post": self.post,
            "next": self.next,
            "pause": self.pause,
            "resume": self.resume,
            "skip": self.skip,
            "unskip": self.unskip,
            "stop": self.stop,
            "host": self.host,
            "suggest": self.suggest,
            "teachback": self.teachback,
            "library": self.library,
            "cancel": self.cancel,
            "speakers": self.speakers,
        }

    def on_command(self, command: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        first, rest = (*text_of(command).split(maxsplit=1), "", "")[:2]
        subcommand = self.subcommands.get(first.lower())
        team_id, trigger_id = team_of(context), str(command.get("trigger_id") or "")
        call = Call(
            team_id=team_id,
            user_id=str(command["user_id"]),
            rest=rest.strip(),
            channel_id=str(command.get("channel_id") or ""),
            seen=f"c:{trigger_id or self.clock().timestamp()}",
            trigger_id=trigger_id,
            client=client,
            outside=str(command.get("team_id") or team_id) != team_id and not command.get("enterprise_id"),
        )
        view = subcommand(call) if subcommand else usage("I don't know that.")
        if view is None:
            ack()
            return
        ack(ephemeral(view))

    def open(self, call: Call, form: Modal) -> None:
        if self.programme.first_time(call.team_id, call.seen, now=self.clock()):
            call.client.views_open(trigger_id=call.trigger_id, view=form)

    def overview(self, call: Call) -> View:
        return overview_view(self.programme.overview(call.team_id, call.user_id, call.channel_id, now=self.clock()))

    def setup(self, call: Call) -> View | None:
        channel, options = channel_in(call.rest) if call.rest else (call.channel_id, "")
        if not options:
            begin = self.programme.series.form(call.team_id, call.user_id, channel)
            self.open(call, setup_form(begin))
            return None
        fields = read_line(call.rest)
        fields["channel"] = fields["channel"] or call.channel_id
        done = self.programme.series.setup(call.team_id, call.user_id, fields, seen=call.seen, now=self.clock())
        if done.wrong:
            how = "" if done.wrong.keys() == {"channel"} else f" {USAGE}"
            raise KindError(f"{' '.join(done.wrong.values())}{how}")
        return set_up_view(done)

    def post(self, call: Call) -> View:
        word, _, rest = call.rest.partition(" ")
        if word.lower() != "now":
            return usage("`/lunch post now` brings the weekly post at once.")
        channel = channel_of(rest)
        return brought_view(
            self.programme.post_now(call.team_id, call.user_id, channel, seen=call.seen, now=self.clock())
        )

    def next(self, call: Call) -> View:
        return next_view(self.programme.next_posts(call.team_id, call.user_id, now=self.clock()))

    def pause(self, call: Call) -> View:
        return changed_view(self.programme.series.pause(call.team_id, call.user_id, channel_of(call.rest)), "pause")

    def resume(self, call: Call) -> View:
        channel = channel_of(call.rest)
        done = self.programme.series.resume(call.team_id, call.user_id, channel, now=self.clock())
        return changed_view(done, "resume")

    def stop(self, call: Call) -> View:
        channel = channel_of(call.rest)
        return changed_view(self.programme.series.stop(call.team_id, call.user_id, channel, now=self.clock()), "stop")

    def skip(self, call: Call) -> View:
        channel, date = channel_and_date(call.rest)
        done = self.programme.series.skip(call.team_id, call.user_id, channel, date, seen=call.seen, now=self.clock())
        return changed_view(done, "skip")

    def unskip(self, call: Call) -> View:
        channel, date = channel_and_date(call.rest)
        done = self.programme.series.unskip(call.team_id, call.user_id, channel, date, now=self.clock())
        return changed_view(done, "unskip")

    def host(self, call: Call) -> None:
        """What follows the word is what it is about: the form begins with it."""
        slots = self.programme.hosting.slots(
            call.team_id, call.user_id, call.channel_id, now=self.clock(), outside=call.outside
        )
        self.open(call, host_form(slots, title=plain(call.rest)))

    def suggest(self, call: Call) -> View | None:
        if not call.rest:
            self.programme.hosting.may_suggest(call.team_id, call.user_id, call.channel_id, outside=call.outside)
            self.open(call, suggest_form(call.channel_id))
            return None
        suggestion = Suggestion(call.user_id, call.rest, call.seen, call.channel_id, call.outside)
        done = self.programme.hosting.suggest(call.team_id, suggestion, now=self.clock())
        if done.wrong:
            raise KindError(done.wrong)
        return suggested_view(done.topic)

    def teachback(self, call: Call) -> View | None:
        """What they practise, or have practised; the form where there is nothing yet."""
        ours, now = self.services.teachback, self.clock()
        if lessons := ours.mine(call.team_id, call.user_id, now=now):
            return mine_view(lessons)
        begin = ours.begin(call.team_id, call.user_id, 0, seen=call.seen, now=now, outside=call.outside)
        if begin:
            form = plan_form(begin.lunches, begin.lunch_id, begin.tz, now=now)
            call.client.views_open(trigger_id=call.trigger_id, view=form)
        return None

    def library(self, call: Call) -> View:
        return library_view(self.services.lunches.library(call.team_id, call.rest, call.user_id))

    def cancel(self, call: Call) -> View:
        return cancel_view(self.programme.manageable(call.team_id, call.user_id, now=self.clock()))

    def speakers(self, call: Call) -> View:
        return speakers_view(self.services.speakers.look(call.team_id, call.user_id, call.rest, now=self.clock()))


def channel_of(text: str) -> str:
    """The channel that was named, as an id or a name; "" if none was."""
    return channel_in(text)[0] if text.strip() else ""


def channel_and_date(text: str) -> tuple[str, str]:
    """A channel may stand before or after a date; it alone is marked with #."""
    words = text.split()
    marked = [word for word in words if word.startswith(("#", "<#"))]
    date = " ".join(word for word in words if word not in marked)
    return (channel_in(marked[0])[0] if marked else ""), date
