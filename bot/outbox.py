"""Delivers what transactions left to be said: claim a row, put it into words, post it, confirm.

Promises by kind. A post in a direct conversation is made exactly once: it carries our key, and after a doubtful call
the conversation is searched for it before it is tried again. What Slack shows to one person of a channel (an ephemeral
message, an answer through a response_url) is said at most once: after a doubtful call it is not repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Event, Thread

from bot.domain.answers import Answer, Declared
from bot.errors import SlackError, TryLaterError
from bot.services import Services
from bot.slack import UNKNOWN, UNREACHABLE, Slack
from bot.views.ask import answer_view, gone
from bot.views.blocks import View
from bot.views.channels import joined_view
from bot.views.failures import kind_view
from bot.views.help import help_view
from bot.views.skills import declared_view
from bot.views.welcome import welcome_view
from storage.values import Delivery, OutboxItem

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Clients = Callable[[str], Slack | None]
Words = Callable[[OutboxItem, str, datetime], View]
Deed = Callable[[str, OutboxItem, Slack], None]

MOST_ATTEMPTS = 8
# Changes nothing the second time.
IDEMPOTENT = frozenset({"join", "look", "person"})
# A direct conversation with the bot: there it posts, so that its answer is still there tomorrow.
DIRECT = "D"
# Where the words belong in the place of what was pressed; the others stand beside it.
IN_PLACE = frozenset({"response", "declared", "joined"})
# News wakes the thread; rows that were put off are looked for as often as this.
LOOK_EVERY_SECONDS = 1.0


class Outbox:
    """`clients` gives the Web API of a workspace, or None where the bot is no longer at home."""

    def __init__(self, services: Services, clients: Clients, clock: Clock) -> None:
        self.services = services
        self.store = services.store
        self.clients = clients
        self.clock = clock
        self.news = Event()
        self.stopping = Event()
        self.thread = Thread(target=self.run, name="outbox", daemon=True)
        self.deeds: dict[str, Deed] = {
            "join": self.join,
            "look": self.look_at,
            "person": self.meet,
            "welcome": self.welcome,
        }
        self.words: dict[str, Words] = {
            "suggestions": self.suggestions,
            "answer": self.suggestions,
            "response": self.suggestions,
            "help": self.help,
            "joined": self.joined,
            "declared": self.declared,
            "words": self.kind_words,
        }

    def start(self) -> None:
        self.store.on_outbox_news(self.news.set)
        self.thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        self.stopping.set()
        self.news.set()
        self.thread.join(seconds)

    def run(self) -> None:
        while not self.stopping.is_set():
            self.news.wait(LOOK_EVERY_SECONDS)
            self.news.clear()
            try:
                self.deliver_all()
            except Exception:
                # The database may be away for a moment; what is left to be said waits there.
                log.exception("the outbox could not look for what is to be said")

    def deliver_all(self) -> int:
        """Say all that is due; how many rows were taken."""
        taken = 0
        for team_id in self.store.teams_with_post(self.clock()):
            while not self.stopping.is_set() and self.deliver_one(team_id):
                taken += 1
        return taken

    def deliver_one(self, team_id: str) -> bool:
        with self.store.team(team_id).writing() as unit:
            item = unit.outbox.claim(now=self.clock())
        if item is None:
            return False
        slack = self.clients(team_id)
        if slack is None:
            self.settle(team_id, item, Delivery.FAILED, "not installed")
            return True
        if item.doubtful and not may_repeat(item):
            log.warning("outbox row %s (%s): begun and never confirmed, so not repeated", item.row_id, item.kind)
            self.settle(team_id, item, Delivery.UNKNOWN, "abandoned")
            return True
        try:
            self.say(team_id, item, slack)
        except TryLaterError as error:
            self.put_off(team_id, item, error.seconds, "ratelimited")
        except SlackError as error:
            self.on_refusal(team_id, item, error)
        except Exception:
            log.exception("outbox row %s (%s) cannot be put into words", item.row_id, item.kind)
            self.settle(team_id, item, Delivery.FAILED, "words")
        else:
            self.settle(team_id, item, Delivery.SENT)
        return True

    def say(self, team_id: str, item: OutboxItem, slack: Slack) -> None:
        if item.kind in self.deeds:
            self.deeds[item.kind](team_id, item, slack)
            return
        view = self.words[item.kind](item, team_id, self.clock())
        url = str(item.facts.get("url") or "")
        if url:
            slack.respond(url, view.text, view.blocks, in_place=item.kind in IN_PLACE)
        elif is_direct(item):
            self.post_once(item, slack, view)
        else:
            slack.call(
                "chat.postEphemeral",
                channel=item.channel_id,
                user=item.user_id,
                thread_ts=item.thread_ts or None,
                text=view.text,
                blocks=view.blocks,
            )

    def join(self, team_id: str, item: OutboxItem, slack: Slack) -> None:
        slack.call("conversations.join", channel=item.channel_id)
        self.services.workspaces.channel_changed(team_id, item.channel_id, bot_is_in=True)

    def look_at(self, team_id: str, item: OutboxItem, slack: Slack) -> None:
        """The bot came into a channel: what it is called, and which guests are in it."""
        self.services.workspaces.save_channels(team_id, [slack.channel(item.channel_id)])
        self.services.workspaces.save_members(team_id, item.channel_id, list(slack.members(item.channel_id)))

    def welcome(self, team_id: str, item: OutboxItem, slack: Slack) -> None:
        """The first words come before the daily look at channels: a look of their own, if Slack grants it."""
        with suppress(SlackError):
            self.services.workspaces.save_channels(team_id, slack.channels())
        self.post_once(item, slack, welcome_view(self.services.workspaces.busiest(team_id)))

    def meet(self, team_id: str, item: OutboxItem, slack: Slack) -> None:
        self.services.workspaces.save_people(team_id, [slack.person(item.user_id, team_id)])

    def post_once(self, item: OutboxItem, slack: Slack, view: View) -> None:
        channel_id = item.channel_id or slack.open_direct(item.user_id)
        if item.attempts > 1 and slack.posted(channel_id, item.key, thread_ts=item.thread_ts):
            return
        slack.call(
            "chat.postMessage",
            channel=channel_id,
            thread_ts=item.thread_ts or None,
            text=view.text,
            blocks=view.blocks,
            metadata={"event_type": "whoknows", "event_payload": {"key": item.key}},
            unfurl_links=False,
            unfurl_media=False,
        )

    def on_refusal(self, team_id: str, item: OutboxItem, error: SlackError) -> None:
        if error.code == UNREACHABLE and item.attempts < MOST_ATTEMPTS:
            self.put_off(team_id, item, 2.0**item.attempts, error.code)
        elif error.code == UNKNOWN and may_repeat(item) and item.attempts < MOST_ATTEMPTS:
            self.put_off(team_id, item, 2.0, error.code)
        else:
            state = Delivery.UNKNOWN if error.code == UNKNOWN else Delivery.FAILED
            log.warning("outbox row %s (%s): %s said %s", item.row_id, item.kind, error.method, error.code)
            self.settle(team_id, item, state, error.code)

    def settle(self, team_id: str, item: OutboxItem, state: Delivery, error: str = "") -> None:
        """Of somebody who wanted to be forgotten not even the row stays."""
        with self.store.team(team_id).writing() as unit:
            if item.user_id and self.services.privacy.who_left(unit)(item.user_id):
                unit.outbox.drop(item.row_id)
                return
            unit.outbox.settle(item.row_id, state, error=error)

    def put_off(self, team_id: str, item: OutboxItem, seconds: float, error: str) -> None:
        """Try again later; what else there is for the same channel waits behind this row."""
        until = self.clock() + timedelta(seconds=seconds)
        with self.store.team(team_id).writing() as unit:
            unit.outbox.postpone(item.row_id, until=until, error=error)

    def suggestions(self, item: OutboxItem, team_id: str, now: datetime) -> View:
        question, skip = whole(item.facts.get("question_id")), whole(item.facts.get("skip"))
        answer: Answer | None = self.services.ask.again(team_id, question, skip=skip, now=now)
        return answer_view(answer, now=now) if answer else gone()

    def help(self, _item: OutboxItem, team_id: str, _now: datetime) -> View:
        return help_view(channels_heard=self.services.workspaces.channels_heard(team_id))

    def joined(self, item: OutboxItem, team_id: str, _now: datetime) -> View:
        names = self.services.workspaces.channel_names(team_id)
        chosen = item.facts.get("channel_ids")
        ids = chosen if isinstance(chosen, list) else []
        return joined_view([names.get(str(channel_id), "") for channel_id in ids])

    def declared(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        skills = item.facts.get("skills")
        names = [str(name) for name in skills] if isinstance(skills, list) else []
        return declared_view(Declared(", ".join(names), new=True))

    def kind_words(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        return kind_view(str(item.facts.get("words") or ""))


def is_direct(item: OutboxItem) -> bool:
    """Whether it is posted in the conversation of one person with the bot, which may have to be opened first."""
    return item.channel_id.startswith(DIRECT) or not item.channel_id


def may_repeat(item: OutboxItem) -> bool:
    """Whether it may be tried again when it may have been done: it is looked up first, or changes nothing."""
    return item.kind in IDEMPOTENT or (is_direct(item) and not item.facts.get("url"))


def whole(value: object) -> int:
    return value if isinstance(value, int) else 0
