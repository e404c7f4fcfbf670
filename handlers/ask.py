"""`/whoknows`, and *Find somebody who knows* on a message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.domain.answers import Place, Press, Query
from bot.domain.own_words import nearly
from bot.errors import KindError
from bot.services import Services
from bot.services.handles import naming
from bot.views.ask import answer_view
from bot.views.blocks import View
from bot.views.channels import channels_view
from bot.views.handles import renamed
from bot.views.help import help_view, rescue_view, usage
from bot.views.skills import declared_view, forget_view, forgotten_view, me_view, remembered_view, withdrawn_view
from handlers.availability import AvailabilityHandlers
from handlers.bounds import BoundHandlers
from handlers.coordinators import CoordinatorCommand
from handlers.edge import Clock, Payload, ephemeral, has_words, team_of, text_of
from handlers.merging import MergingHandlers
from handlers.privacy import PrivacyHandlers
from storage.values import Origin

Subcommand = Callable[[str, str, str], View]
Telling = Callable[[str, Press, str], View]


class AskHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock
        self.bounds = BoundHandlers(services, clock)
        self.availability = AvailabilityHandlers(services, clock)
        self.merging = MergingHandlers(services, clock)
        self.privacy = PrivacyHandlers(services, clock)
        self.telling: dict[str, Telling] = {"add": self.add, "remove": self.remove, "remember": self.remember}
        self.subcommands: dict[str, Subcommand] = {
            "help": self.help,
            "me": self.me,
            "forget": self.forget,
            "channels": self.channels,
            "coordinators": CoordinatorCommand(services, clock),
            "skills": self.merging,
        }

    def on_command(self, command: Payload, ack: Ack, context: BoltContext, client: WebClient) -> None:
        team_id, user_id = team_of(context), str(command["user_id"])
        text = text_of(command)
        if text.lower() == SETTINGS:
            self.bounds.open(command, context, client)
            ack()
            return
        first, rest = (*text.split(maxsplit=1), "", "")[:2]
        if shown := self.of_another(team_id, command, first, rest):
            ack(ephemeral(shown))
            return
        now = self.clock()
        seen = f"c:{command.get('trigger_id') or now.timestamp()}"
        if told := self.told(team_id, Press(user_id, seen, ""), text):
            ack(ephemeral(told))
            return
        answer = self.services.ask.ask(team_id, Query(text, user_id), Origin.COMMAND, seen=seen, now=now)
        shown = answer_view(answer, now=now)
        ack(ephemeral(replace(shown, blocks=renamed(shown.blocks, naming(self.services.handles, team_id)))))

    def of_another(self, team_id: str, command: Payload, first: str, rest: str) -> View | None:
        """What belongs to another feature, and needs to know where it was typed."""
        if first.lower() == RESCUE and rest.lower() in SWITCHES:
            return self.rescue(team_id, str(command["user_id"]), str(command.get("channel_id") or ""), rest.lower())
        if self.availability.speaks(first, rest):
            return self.availability.on_command(team_id, command, first, rest)
        return None

    def told(self, team_id: str, press: Press, text: str) -> View | None:
        """What needs no looking for: subcommands, and what is no question."""
        if chosen := self.privacy.answer(team_id, press, text):
            return chosen
        first, rest = (*text.split(maxsplit=1), "", "")[:2]
        if tell := self.telling.get(first.lower()):
            return tell(team_id, press, rest.strip())
        known = self.subcommands.get(first.lower())
        if known and (first.lower() in TAKES_MORE or not rest.strip()):
            return known(team_id, press.user_id, rest.strip())
        if not text:
            return self.help(team_id, press.user_id, "")
        if not has_words(text):
            return usage("I look for what people know, so I need a word for that: `/whoknows powerpoint`.")
        meant = mistyped(first, rest)
        return usage(f"Did you mean `/whoknows {meant}`?") if meant else None

    def help(self, team_id: str, _user_id: str, _rest: str) -> View:
        return help_view(channels_heard=self.services.workspaces.channels_heard(team_id))

    def add(self, team_id: str, press: Press, rest: str) -> View:
        if not has_words(rest):
            return usage("Tell me what you can help with: `/whoknows add PowerPoint`.")
        told = self.services.skills.declare(team_id, press.user_id, rest, seen=press.seen, now=self.clock())
        return declared_view(told)

    def remove(self, team_id: str, press: Press, rest: str) -> View:
        if not has_words(rest):
            return usage("Tell me what to take back: `/whoknows remove PowerPoint`.")
        told = self.services.skills.withdraw(team_id, press.user_id, rest, seen=press.seen, now=self.clock())
        return withdrawn_view(told)

    def me(self, team_id: str, user_id: str, _rest: str) -> View:
        workspace = self.services.workspaces.get(team_id)
        shown = self.services.privacy.about(team_id, user_id)
        if not shown:
            return self.privacy.nothing(team_id, user_id)
        wishes = self.services.wishes.of(team_id, user_id)
        return me_view(shown, url=workspace.url if workspace else "", wishes=wishes)

    def forget(self, team_id: str, user_id: str, rest: str) -> View:
        match rest.lower().split():
            case ["me"]:
                return forget_view()
            case ["me", "yes"]:
                self.services.privacy.forget(team_id, user_id, now=self.clock())
                return forgotten_view()
        return usage("I can erase what I hold on you: `/whoknows forget me`.")

    def remember(self, team_id: str, press: Press, rest: str) -> View:
        """Whoever left, without having been erased, comes back by it as well."""
        if rest.lower() != "me":
            return usage("If you asked me to forget you, `/whoknows remember me` takes that back.")
        self.services.privacy.remember(team_id, press.user_id, now=self.clock())
        if self.services.wishes.of(team_id, press.user_id).left:
            self.services.wishes.learn(team_id, press, now=self.clock())
        return remembered_view()

    def channels(self, team_id: str, user_id: str, _rest: str) -> View:
        if not self.services.workspaces.is_admin(team_id, user_id):
            raise KindError("Only workspace admins can let me into channels here; anybody can `/invite @whoknows`.")
        ours = self.services.workspaces
        private = ours.private_channels(team_id)
        return channels_view(ours.heard(team_id), ours.busiest(team_id), private=private)

    def rescue(self, team_id: str, user_id: str, channel_id: str, switch: str) -> View:
        if switch:
            self.services.rescue.switch(team_id, user_id, channel_id, on=switch == "on")
        is_on = self.services.rescue.is_on(team_id, channel_id)
        return rescue_view(self.services.settings.bounds_of(team_id).rescue_minutes, is_on=is_on)

    def on_shortcut(self, shortcut: Payload, ack: Ack, context: BoltContext) -> None:
        """Who could help with this message? Whoever wants to know is told alone, where the message stands."""
        message, channel = shortcut.get("message") or {}, shortcut.get("channel") or {}
        user_id, now = str(shortcut["user"]["id"]), self.clock()
        text = text_of(message)
        place = Place(str(channel.get("id") or ""), str(message.get("ts") or ""), str(message.get("thread_ts") or ""))
        seen, url = f"s:{shortcut.get('trigger_id')}", str(shortcut.get("response_url") or "")
        query = Query(text, user_id, place.channel_id)
        self.services.ask.note(team_of(context), query, Origin.SHORTCUT, place=place, seen=seen, url=url, now=now)
        ack()


def mistyped(first: str, rest: str) -> str:
    """The subcommand that was meant, where a slip of the finger made a question of something private."""
    if rest.lower() not in ("me", "me yes"):
        return nearly(f"{first} {rest}")
    close = get_close_matches(first.lower(), CONCERNS_ONESELF, n=1, cutoff=0.7)
    return CALLED.get(close[0], f"{close[0]} {rest.lower()}") if close else ""


RESCUE, SWITCHES = "rescue", frozenset({"", "on", "off"})
SETTINGS = "settings"  # opens a form, so it is no words to be answered with
CALLED = {"pause": "don't name me", "resume": "name me again"}  # by the words that tell it from "no questions"
CONCERNS_ONESELF = ("add", "remove", "forget", "remember", "pause", "resume")
TAKES_MORE = frozenset({"add", "remove", "forget", "remember", "coordinators", "skills"})
