"""What is due because time passed: digests, weekly posts, reminders; the daily look at Slack, and the tidying up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import islice
from threading import Event

from bot.errors import SlackError
from bot.groups import look_up_groups
from bot.services import Services
from bot.slack import Slack
from storage.values import ChannelRow

log = logging.getLogger(__name__)

Clients = Callable[[str], Slack | None]
BATCH = 500


class Jobs:
    """`stopping` ends what takes long: reading a large workspace waits where Slack asks to."""

    def __init__(self, services: Services, clients: Clients) -> None:
        self.services = services
        self.clients = clients
        self.stopping = Event()

    def arrive(self) -> None:
        """At the start: whatever happened while the bot was away, Slack knows."""
        for workspace in self.services.workspaces.installed():
            self.sync(workspace.team_id)

    def tick(self, now: datetime) -> None:
        """Run what is due; of several processes one does each job, claimed by a row.

        What people wait for comes first: a look at a large workspace may take minutes.
        """
        workspaces = self.services.workspaces.installed()
        for workspace in workspaces:
            ours = self.services
            due = (
                ours.wishes,
                ours.referrals,
                ours.rescue,
                ours.kudos,
                ours.programme,
                ours.lunches,
                ours.speakers,
                ours.teachback,
                ours.library,
            )
            for each in due:
                self.attempt("what is due", partial(each.due, workspace.team_id, now))
        self.attempt("workspaces that were left", partial(self.services.workspaces.let_go, now))
        for workspace in workspaces:
            day = now.date().isoformat()
            if self.services.workspaces.may_run(workspace.team_id, "sync", day, now=now):
                self.sync(workspace.team_id)
            if self.services.workspaces.may_run(workspace.team_id, "tidy", day, now=now):
                self.tidy(workspace.team_id, now)
            self.attempt("this week's insights", partial(self.services.insights.due, workspace.team_id, now))

    def tidy(self, team_id: str, now: datetime) -> None:
        """Drop what has been kept long enough; the files last, which keep scraps of it."""
        self.attempt("old questions", partial(self.services.referrals.tidy, team_id, now=now))
        self.attempt("old thanks", partial(self.services.kudos.tidy, team_id, now=now))
        self.attempt("old gatherings", partial(self.services.lunches.tidy, team_id, now=now))
        self.attempt("old practice lessons", partial(self.services.teachback.tidy, team_id, now=now))
        self.attempt("old looks", partial(self.services.insights.tidy, team_id, now=now))
        self.attempt("old history", partial(self.services.history.tidy, team_id, now=now))
        self.attempt("scraps of what is gone", partial(self.services.privacy.tidy, team_id))

    def sync(self, team_id: str) -> None:
        """Take over what Slack knows of people and channels. What it refuses is logged, and asked again tomorrow."""
        slack = self.clients(team_id)
        if slack is None:
            return
        patient = slack.patient(self.stopping)
        self.attempt("people", lambda: self.people(team_id, patient))
        self.attempt("groups", lambda: look_up_groups(self.services, team_id, patient))
        self.attempt("channels", lambda: self.channels(team_id, patient))

    def attempt(self, what: str, job: Callable[[], None]) -> None:
        """One part of the whole; a part that fails leaves the others their turn."""
        try:
            job()
        except SlackError as error:
            log.warning("%s not done: %s said %s", what, error.method, error.code)
        except Exception:
            log.exception("%s not done", what)

    def people(self, team_id: str, slack: Slack) -> None:
        people = slack.people(team_id)
        while some := list(islice(people, BATCH)):
            self.services.workspaces.save_people(team_id, some)

    def channels(self, team_id: str, slack: Slack) -> None:
        channels = list(slack.channels())
        self.services.workspaces.save_channels(team_id, channels)
        if not self.services.workspaces.has_guests(team_id):
            return
        for channel in channels:
            if channel.bot_is_in:
                self.attempt(f"members of {channel.channel_id}", partial(self.members, team_id, slack, channel))

    def members(self, team_id: str, slack: Slack, channel: ChannelRow) -> None:
        members = list(slack.members(channel.channel_id))
        self.services.workspaces.save_members(team_id, channel.channel_id, members)
