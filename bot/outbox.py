"""Delivers what transactions left to be said: claim a row, put it into words, post it, confirm.

Promises by kind. A post in a channel or in a direct conversation is made exactly once: it carries our key, and after a
doubtful call the conversation is searched for it before it is tried again. An update may be repeated, and so may a Home
tab. What Slack shows to one person of a channel (an ephemeral message, an answer through a response_url) is said at
most once: after a doubtful call it is not repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread

from bot.domain.availability import day_start
from bot.errands import Manner
from bot.errors import SlackError, TryLaterError
from bot.outbox_home import EmptiedHomes
from bot.outbox_kinds import errands
from bot.posting import NOWHERE, Place, Posting, TakenOverError
from bot.quiet import Quiet
from bot.services import Services
from bot.services.handles import naming
from bot.slack import LOCKED_OUT, RATE_LIMITED, SHARE, UNKNOWN, UNREACHABLE, Slack
from bot.views.blocks import View
from bot.views.handles import renamed
from bot.views.welcome import welcome_view
from storage.store import Unit
from storage.values import Delivery, OutboxItem, PersonRow

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Clients = Callable[[str], Slack | None]
Deed = Callable[[str, Posting], None]

MOST_ATTEMPTS = 8
# What is looked up before it is repeated may be tried for half a day: Slack may be down for long.
MOST_ATTEMPTS_TO_STAY = 150
LONGEST_WAIT_SECONDS = 300.0
# Slack shows a file some time after it has taken it.
SHARED_LATER_SECONDS = 15.0
# What Slack says of whom we asked after in vain.
STRANGERS = frozenset({"user_not_found", "user_not_visible"})
# Changes nothing the second time.
IDEMPOTENT = frozenset({"join", "look", "person"})
# A direct conversation with the bot: there it posts, so that its answer is still there tomorrow.
DIRECT = "D"
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
        self.quiet = Quiet(services)
        self.emptied = EmptiedHomes(clients)
        services.privacy.on_forgotten(self.forgot)
        self.errands = errands(services)

    def start(self) -> None:
        self.store.on_outbox_news(self.news.set)
        self.thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        self.stopping.set()
        self.news.set()
        if self.thread.is_alive():
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
        """Say all that is due, the workspaces taking turns; how many rows were taken."""
        self.emptied.empty()
        taken = 0
        teams = self.store.teams_with_post(self.clock())
        while teams and not self.stopping.is_set():
            teams = [team_id for team_id in teams if self.deliver_safely(team_id)]
            taken += len(teams)
        return taken

    def deliver_safely(self, team_id: str) -> bool:
        try:
            return self.deliver_one(team_id)
        except Exception:
            # What was claimed is tried again when its claim runs out; the other workspaces do not wait for it.
            log.exception("the outbox could not deliver")
            return False

    def deliver_one(self, team_id: str) -> bool:
        began = self.clock()
        with self.store.team(team_id).writing() as unit:
            item = unit.outbox.claim(now=began)
        if item is None:
            return False
        item = self.addressed(team_id, item)
        slack = self.clients(team_id)
        if slack is None:
            self.settle(team_id, item, Delivery.FAILED, "not installed")
        elif item.doubtful and (not self.may_repeat(item) or item.attempts > MOST_ATTEMPTS_TO_STAY):
            log.warning("outbox row %s (%s): begun and never confirmed, so not repeated", item.row_id, item.kind)
            self.settle(team_id, item, Delivery.UNKNOWN, "abandoned")
        elif not self.waits(team_id, item, slack, began):
            self.attempt(team_id, item, self.posting(team_id, item, slack, began))
        return True

    def posting(self, team_id: str, item: OutboxItem, slack: Slack, began: datetime) -> Posting:
        mark = self.services.handles.of_post(team_id, item.key)
        return Posting(self.store.team(team_id), item, slack, self.clock, began, mark)

    def addressed(self, team_id: str, item: OutboxItem) -> OutboxItem:
        """For whom it is, where that must not be written down."""
        errand = self.errands.get(item.kind)
        return replace(item, user_id=errand.reader(team_id, item)) if errand and errand.reader else item

    def waits(self, team_id: str, item: OutboxItem, slack: Slack, now: datetime) -> bool:
        """Whether its reader wants quiet now: then it comes later."""
        errand = self.errands.get(item.kind)
        if errand is None or not errand.waits_for_dnd:
            return False
        until = self.quiet.when(team_id, item, slack, now)
        if until <= now:
            return False
        with self.store.team(team_id).writing() as unit:
            unit.outbox.defer(item.row_id, until=until, attempt=item.attempts)
        return True

    def attempt(self, team_id: str, item: OutboxItem, posting: Posting) -> None:
        try:
            place = self.say(team_id, item, posting)
        except TakenOverError:
            log.warning("outbox row %s (%s): another process has it", item.row_id, item.kind)
        except TryLaterError as error:
            self.put_off(team_id, item, error.seconds, RATE_LIMITED)
        except SlackError as error:
            self.on_refusal(team_id, item, error)
        except Exception:
            log.exception("outbox row %s (%s) cannot be put into words", item.row_id, item.kind)
            self.settle(team_id, item, Delivery.FAILED, "words")
        else:
            self.settle(team_id, item, Delivery.SENT, place=place)

    def say(self, team_id: str, item: OutboxItem, posting: Posting) -> Place:
        """Where it stands now, if it is a message that stays."""
        slack = posting.slack
        if item.kind in self.deeds:
            self.deeds[item.kind](team_id, posting)
            return NOWHERE
        errand = self.errands[item.kind]
        view = errand.words(item, team_id, self.clock())
        if view is None or (errand.reader and not item.user_id):
            return NOWHERE
        view = replace(view, blocks=renamed(view.blocks, naming(self.services.handles, team_id)))
        if errand.manner in (Manner.UPDATE, Manner.HOME):
            return self.show(team_id, item, slack, view)
        url = str(item.facts.get("url") or "")
        if url:
            slack.respond(url, view.text, view.blocks, in_place=errand.in_place)
            return NOWHERE
        if errand.manner is Manner.POST or is_direct(item):
            return posting.once(view)
        slack.call(
            "chat.postEphemeral",
            channel=item.channel_id,
            user=item.user_id,
            thread_ts=item.thread_ts or None,
            text=view.text,
            blocks=view.blocks,
        )
        return NOWHERE

    def show(self, team_id: str, item: OutboxItem, slack: Slack, view: View) -> Place:
        """In the place of what stands there."""
        errand = self.errands[item.kind]
        if errand.manner is Manner.HOME:
            slack.publish(item.user_id, view.blocks)
        elif ts := errand.stands(team_id, item):
            slack.call("chat.update", channel=item.channel_id, ts=ts, text=view.text, blocks=view.blocks)
        return NOWHERE

    def forgot(self, team_id: str, user_id: str) -> None:
        self.emptied.add(team_id, user_id)
        self.news.set()

    def join(self, team_id: str, posting: Posting) -> None:
        channel_id = posting.item.channel_id
        posting.slack.call("conversations.join", channel=channel_id)
        self.services.workspaces.channel_changed(team_id, channel_id, bot_is_in=True)

    def look_at(self, team_id: str, posting: Posting) -> None:
        """The bot came into a channel: what it is called, and which guests are in it."""
        channel_id = posting.item.channel_id
        self.services.workspaces.save_channels(team_id, [posting.slack.channel(channel_id)])
        self.services.workspaces.save_members(team_id, channel_id, list(posting.slack.members(channel_id)))

    def welcome(self, team_id: str, posting: Posting) -> None:
        """The first words come before the daily look at channels: a look of their own, if Slack grants it."""
        with suppress(SlackError):
            self.services.workspaces.save_channels(team_id, posting.slack.channels())
        posting.once(welcome_view(self.services.workspaces.busiest(team_id)))

    def meet(self, team_id: str, posting: Posting) -> None:
        """Of whom Slack knows nothing, or tells us nothing, is none of ours."""
        user_id = posting.item.user_id
        try:
            person = posting.slack.person(user_id, team_id)
        except SlackError as error:
            if error.code not in STRANGERS:
                raise
            person = PersonRow(user_id, is_outside=True)
        self.services.workspaces.save_people(team_id, [person])
        self.services.kudos.met(team_id, person, now=self.clock())

    def on_refusal(self, team_id: str, item: OutboxItem, error: SlackError) -> None:
        stays = self.may_repeat(item)
        most = MOST_ATTEMPTS_TO_STAY if stays else MOST_ATTEMPTS
        passes = error.code == UNREACHABLE or error.code in LOCKED_OUT or (error.code == UNKNOWN and stays)
        if passes and item.attempts < most:
            if error.code in LOCKED_OUT:  # only an operator can help
                log.warning("outbox row %s waits: %s said %s", item.row_id, error.method, error.code)
            shortest = SHARED_LATER_SECONDS if error.method == SHARE else 0.0
            self.put_off(team_id, item, max(shortest, min(2.0**item.attempts, LONGEST_WAIT_SECONDS)), error.code)
            return
        state = Delivery.UNKNOWN if error.code == UNKNOWN else Delivery.FAILED
        log.warning("outbox row %s (%s): %s said %s", item.row_id, item.kind, error.method, error.code)
        self.settle(team_id, item, state, error.code)

    def settle(
        self, team_id: str, item: OutboxItem, state: Delivery, error: str = "", *, place: Place = NOWHERE
    ) -> None:
        """Of somebody who wanted to be forgotten not even the row stays, nor what the files keep of it."""
        privacy = self.services.privacy
        with self.store.team(team_id).writing() as unit:
            is_left = item.user_id != "" and privacy.who_left(unit)(item.user_id)
            if is_left:
                unit.outbox.drop(item.row_id)
            else:
                self.settled(unit, item, state, error, place)
        if is_left:
            privacy.clear(team_id, item.user_id, now=self.clock())

    def settled(self, unit: Unit, item: OutboxItem, state: Delivery, error: str, place: Place) -> None:
        errand = self.errands.get(item.kind)
        if not unit.outbox.settle(item.row_id, state, error=error, attempt=item.attempts, now=self.clock()):
            return  # another process has it meanwhile, and confirms it
        if errand and errand.manner is Manner.HOME:
            # What somebody asks without a name changes at the moment at which they press it there.
            unit.outbox.blur([item.row_id], day=day_start(self.clock(), "UTC"))
        if errand and place != NOWHERE:
            errand.posted(unit, item, *place)
        if errand and state == Delivery.FAILED:
            errand.refused(unit, item, error, "")
        elif errand and state == Delivery.UNKNOWN:
            errand.unsure(unit, item, error, "")

    def put_off(self, team_id: str, item: OutboxItem, seconds: float, error: str) -> None:
        """Try again later; what else there is for the same channel waits behind this row."""
        now = self.clock()
        until = now + timedelta(seconds=seconds)
        with self.store.team(team_id).writing() as unit:
            unit.outbox.postpone(item.row_id, until=until, error=error, attempt=item.attempts, now=now)

    def may_repeat(self, item: OutboxItem) -> bool:
        """Whether it may be tried again when it may have been done: it is looked up first, or changes nothing."""
        if item.kind in IDEMPOTENT:
            return True
        manner = self.errands[item.kind].manner if item.kind in self.errands else Manner.TELL
        return manner is not Manner.TELL or (is_direct(item) and not item.facts.get("url"))


def is_direct(item: OutboxItem) -> bool:
    """Whether it is posted in the conversation of one person with the bot, which may have to be opened first."""
    return item.channel_id.startswith(DIRECT) or not item.channel_id
