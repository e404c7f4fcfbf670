"""The state of one workspace behind one lock; everything that changes it says so, and nothing here talks."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from bot.demo.clocks import Clock, Counters, Tickets
from bot.demo.errors import SlackError, TimedOutError
from bot.demo.journal import Journal
from bot.demo.manifest import Manifest
from bot.demo.settings import Settings
from bot.demo.timeline import Timeline
from bot.demo.values import Account, Channel, File, Kind, Message, Scheduled, Usergroup, View

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


class World:
    """Dictionaries of frozen values; take `lock` to read several of them as of one moment."""

    def __init__(self, settings: Settings, *, manifest: Manifest, wall: Clock, monotonic: Clock) -> None:
        self.settings = settings
        self.manifest = manifest
        self.wall = wall
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self._version = 0
        self.watchers: list[Callable[[], None]] = []
        self.journal = Journal()
        self._monotonic = monotonic
        self.outlet: Callable[[Json], None] = lambda _event: None
        self.on_broken: list[Callable[[str], None]] = []
        self.link = ""
        self.begin()

    def begin(self) -> None:
        """An empty workspace, with the app installed in it."""
        with self.lock:
            self._begin()

    def _begin(self) -> None:
        settings = self.settings
        self.counters = Counters(self.wall)
        self.tickets = Tickets(
            self._monotonic, self.counters, settings.trigger_seconds, settings.hook_seconds, settings.hook_uses
        )
        self.violations: list[str] = []
        self.tokens: dict[str, str] = {settings.bot_token: "bot", settings.app_token: "app"}
        self.codes: dict[str, str] = {}
        self.socket_tickets: set[str] = set()
        self.accounts: dict[str, Account] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.timelines: defaultdict[str, Timeline] = defaultdict(Timeline)
        self.ephemerals: dict[tuple[str, str], Message] = {}
        self.stacks: dict[str, list[str]] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.states: dict[tuple[str, str], dict[str, Json]] = {}
        self.files: dict[str, File] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.emoji: dict[str, str] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self._add_bots()

    def _add_bots(self) -> None:
        own = self.settings
        # Slack lists its own Slackbot as no bot; who counts people has to know it by its id.
        self.accounts[SLACKBOT] = Account(SLACKBOT, "slackbot", "Slackbot", own.team_id)
        self.accounts[own.bot_user_id] = Account(own.bot_user_id, own.bot_name, own.bot_name, own.team_id, is_bot=True)

    # -- change and waiting

    def touch(self) -> None:
        """Tell whoever waits that something is different."""
        with self.lock:
            self._version += 1
            self._changed.notify_all()
        for watcher in tuple(self.watchers):
            watcher()

    def until(self, happened: Callable[[], Any], *, timeout: float, what: str) -> Any:
        """Wait for `happened()`, asked again at every change and without the lock: it may take its time."""
        deadline = time.monotonic() + timeout
        while True:
            seen = self._version
            if found := happened():
                return found
            with self.lock:
                left = deadline - time.monotonic()
                if not self._changed.wait_for(partial(self._differs, seen), max(left, 0)):
                    raise TimedOutError(f"not within {timeout} s: {what}")

    def _differs(self, version: int) -> bool:
        return self._version != version

    def broke(self, rule: str) -> None:
        """Slack's rules were broken by the bot."""
        with self.lock:
            self.violations.append(rule)
        for listener in self.on_broken:
            listener(rule)
        self.touch()

    def emit(self, event: Json) -> None:
        """Something happened that the bot may have subscribed to."""
        if self.manifest.hears(event):
            self.outlet(event)
        self.touch()

    # -- looking things up, with Slack's names for not finding them

    def account(self, user: str) -> Account:
        if user not in self.accounts:
            raise SlackError("user_not_found")
        return self.accounts[user]

    def channel(self, channel: str) -> Channel:
        """By id or by #name; what the bot may not know of does not exist for it."""
        if channel in self.channels:
            return self.channels[channel]
        name = channel.removeprefix("#")
        for known in self.channels.values():
            if known.name == name and known.kind in {Kind.PUBLIC, Kind.PRIVATE}:
                return known
        raise SlackError("channel_not_found")

    def seen_by_bot(self, channel: str) -> Channel:
        found = self.channel(channel)
        if found.kind is not Kind.PUBLIC and not self.bot_is_in(found):
            raise SlackError("channel_not_found")
        return found

    def bot_is_in(self, channel: Channel) -> bool:
        return self.settings.bot_user_id in channel.members

    def message(self, channel: str, ts: str) -> Message:
        found = self.messages.get(channel, {}).get(ts)
        if found is None:
            raise SlackError("message_not_found")
        return found

    def history(self, channel: str) -> list[Message]:
        """Oldest first."""
        with self.lock:
            known = self.messages.get(channel, {})
            return [known[ts] for ts in self.timelines[channel].everything]

    def replies(self, message: Message) -> list[Message]:
        """Under this message, oldest first."""
        known = self.messages.get(message.channel, {})
        return [known[ts] for ts in self.timelines[message.channel].replies(message.ts)]

    def put(self, message: Message) -> Message:
        self.messages.setdefault(message.channel, {})[message.ts] = message
        self.timelines[message.channel].add(message)
        self._note_message(message)
        return message

    def forget_messages(self) -> None:
        """As if nothing had ever been said."""
        with self.lock:
            self.messages.clear()
            self.timelines.clear()

    def drop(self, message: Message) -> None:
        del self.messages[message.channel][message.ts]
        self.timelines[message.channel].drop(message)
        self._note_message(message)

    def _note_message(self, message: Message) -> None:
        """What stands under a message is told of above it too."""
        if message.is_reply:
            self.journal.note("message", message.channel, message.thread_ts)
        self.journal.note("message", message.channel, message.ts)

    def show_alone(self, message: Message) -> None:
        """An ephemeral message, new or changed."""
        self.ephemerals[message.channel, message.ts] = message
        self.journal.note("ephemeral", message.channel, message.ts, message.only_for)

    def take_away(self, channel: str, ts: str) -> bool:
        """Whether there was an ephemeral message to take away."""
        gone = self.ephemerals.pop((channel, ts), None)
        if gone:
            self.journal.note("ephemeral", channel, ts, gone.only_for)
        return gone is not None

    def save_account(self, account: Account) -> None:
        self.accounts[account.id] = account
        self.journal.note("person", account.id)

    def change_channel(self, channel: Channel, **changes: Any) -> Channel:
        changed = replace(channel, **changes)
        self.channels[channel.id] = changed
        self.journal.note("channel", channel.id)
        return changed
