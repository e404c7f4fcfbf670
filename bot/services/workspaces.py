"""A workspace comes, changes and goes: what Slack says of its people and channels, kept where listeners can read it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.errors import KindError
from bot.services.privacy import PrivacyService
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, PersonRow, WorkspaceRow

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)  # time enough to come back


@dataclass(frozen=True, slots=True)
class Home:
    """Where the bot finds itself: what `auth.test` says."""

    team_id: str
    name: str
    url: str
    bot_user_id: str


class WorkspaceService:
    def __init__(self, store: Store, privacy: PrivacyService) -> None:
        self.store = store
        self.privacy = privacy

    def arrive(self, home: Home, *, installer_id: str = "", sealed: str = "", now: datetime) -> None:
        """The bot is at home in a workspace. Whoever installed it is greeted, once."""
        with self.store.team(home.team_id).writing() as unit:
            unit.workspace.install(name=home.name, url=home.url, bot_user_id=home.bot_user_id, now=now)
            self.privacy.settle(unit)
            unit.people.save([PersonRow(home.bot_user_id, name="whoknows", is_bot=True)])
            if sealed:
                unit.workspace.keep_sealed(sealed, now=now)
            if installer_id:
                unit.outbox.leave("welcome", key=f"welcome:{installer_id}", now=now, user_id=installer_id)

    def leave(self, team_id: str, *, now: datetime) -> None:
        """The app was uninstalled: what it held of Slack's keys goes at once."""
        with self.store.team(team_id).writing() as unit:
            if unit.workspace.get() is not None:
                unit.workspace.remove(now=now)

    def let_go(self, now: datetime) -> None:
        """Everything goes of workspaces that were left long ago."""
        for team_id in self.store.removed_before(now - KEPT_FOR):
            log.info("workspace %s was left more than %s days ago: its rows are deleted", team_id, KEPT_FOR.days)
            self.store.let_go(team_id)

    def sealed(self, team_id: str) -> str | None:
        """The workspace's token as it lies in the database."""
        with self.store.team(team_id).reading() as unit:
            return unit.workspace.sealed()

    def get(self, team_id: str) -> WorkspaceRow | None:
        with self.store.team(team_id).reading() as unit:
            return unit.workspace.get()

    def installed(self) -> list[WorkspaceRow]:
        rows = [self.get(team_id) for team_id in self.store.team_ids()]
        return [row for row in rows if row is not None and row.installed]

    def channels_heard(self, team_id: str) -> int:
        with self.store.team(team_id).reading() as unit:
            return unit.people.channels_heard()

    def save_people(self, team_id: str, people: Iterable[PersonRow]) -> None:
        """Take over what Slack says of people; of those who asked to be forgotten nothing is taken."""
        rows = list(people)
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            left = self.privacy.who_left(unit)
            unit.people.save(row for row in rows if not left(row.user_id))

    def meet_outsider(self, team_id: str, user_id: str) -> None:
        """Somebody of another workspace pressed something before Slack told us of them: nobody takes them for ours."""
        with self.store.team(team_id).reading() as unit:
            if unit.people.get(user_id) or self.privacy.who_left(unit)(user_id):
                return
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            unit.people.ensure([user_id], outside=True)

    def save_channels(self, team_id: str, channels: Iterable[ChannelRow]) -> None:
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            unit.people.save_channels(channels)

    def save_members(self, team_id: str, channel_id: str, user_ids: Iterable[str]) -> None:
        """Of a channel's members the guests are noted: only they may be kept from following a link."""
        with self.store.team(team_id).writing() as unit:
            known = unit.people.by_id(user_ids)
            unit.people.set_guests_in(channel_id, [user for user, person in known.items() if person.is_guest])

    def channel_changed(
        self, team_id: str, channel_id: str, *, kind: ChannelKind = ChannelKind.PUBLIC, **values: object
    ) -> None:
        """Something about a channel is otherwise now; `kind` is for one that nobody told us of before."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            unit.people.ensure_channel(ChannelRow(channel_id, kind=kind))
            unit.people.change_channel(channel_id, **values)

    def joined(self, team_id: str, channel_id: str, user_id: str, *, kind: ChannelKind, now: datetime) -> None:
        """Somebody came into a channel: the bot itself hears it from now on, a guest may look into it."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            unit.people.ensure_channel(ChannelRow(channel_id, kind=kind))
            workspace = unit.workspace.get()
            if workspace and user_id == workspace.bot_user_id:
                unit.people.change_channel(channel_id, bot_is_in=True)
                unit.outbox.leave("look", key=f"look:{channel_id}:{now.isoformat()}", now=now, channel_id=channel_id)
                return
            person = unit.people.get(user_id)
            if person and person.is_guest:
                unit.people.joined(channel_id, user_id)

    def went(self, team_id: str, channel_id: str, user_id: str) -> None:
        with self.store.team(team_id).writing() as unit:
            workspace = unit.workspace.get()
            if workspace and user_id == workspace.bot_user_id:
                unit.people.change_channel(channel_id, bot_is_in=False)
                return
            unit.people.left(channel_id, user_id)

    def busiest(self, team_id: str) -> list[ChannelRow]:
        """The public channels the bot is not in, the ones with most members first."""
        return [channel for channel in self._public(team_id) if not channel.bot_is_in]

    def heard(self, team_id: str) -> list[ChannelRow]:
        return [channel for channel in self._public(team_id) if channel.bot_is_in]

    def private_channels(self, team_id: str) -> int:
        """How many the bot is in; what they are called is their members' own."""
        with self.store.team(team_id).reading() as unit:
            channels = unit.people.channels()
        return sum(row.bot_is_in and not row.is_archived and row.kind != ChannelKind.PUBLIC for row in channels)

    def _public(self, team_id: str) -> list[ChannelRow]:
        with self.store.team(team_id).reading() as unit:
            channels = unit.people.channels()
        public = (row for row in channels if row.kind == ChannelKind.PUBLIC and not row.is_archived and row.name)
        return sorted(public, key=lambda row: (-row.members, row.name))

    def kind_of(self, team_id: str, channel_id: str) -> ChannelKind | None:
        with self.store.team(team_id).reading() as unit:
            channel = unit.people.channel(channel_id)
        return channel.kind if channel else None

    def channel_names(self, team_id: str) -> dict[str, str]:
        with self.store.team(team_id).reading() as unit:
            return {channel.channel_id: channel.name for channel in unit.people.channels()}

    def person(self, team_id: str, user_id: str) -> PersonRow:
        with self.store.team(team_id).reading() as unit:
            return unit.people.get(user_id) or PersonRow(user_id)

    def is_admin(self, team_id: str, user_id: str) -> bool:
        with self.store.team(team_id).reading() as unit:
            person = unit.people.get(user_id)
        return person is not None and person.is_admin

    def join(
        self, team_id: str, channel_ids: Iterable[str], press: Press, *, invited: bool = False, now: datetime
    ) -> None:
        """An admin, or whoever installed the bot and was `invited` to, ticked channels: each is joined by a call of
        its own, and it is said that this happens.
        """
        if not invited and not self.is_admin(team_id, press.user_id):
            raise KindError("Only workspace admins can let me into channels here; anybody can `/invite @whoknows`.")
        with self.store.team(team_id).writing() as unit:
            if not unit.workspace.first_time(press.seen, now=now):
                return
            known = {row.channel_id for row in unit.people.channels() if row.kind == ChannelKind.PUBLIC}
            chosen = [channel_id for channel_id in channel_ids if channel_id in known]
            for channel_id in chosen:
                unit.outbox.leave("join", key=f"join:{channel_id}:{press.seen}", now=now, channel_id=channel_id)
            facts = {"url": press.response_url, "channel_ids": chosen}
            unit.outbox.leave("joined", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def say(self, team_id: str, words: str, url: str, *, now: datetime) -> None:
        """Leave kind words for whoever pressed something that cannot be; `url` is that press's alone."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            unit.outbox.leave("words", key=f"words:{url}", now=now, facts={"words": words, "url": url})

    def has_guests(self, team_id: str) -> bool:
        with self.store.team(team_id).reading() as unit:
            return any(person.is_guest and not person.is_deleted for person in unit.people.everybody())

    def first_time(self, team_id: str, key: str, *, now: datetime) -> bool:
        """Whether something is handled for the first time: a form opens once, however often Slack repeats the wish."""
        with self.store.team(team_id).writing() as unit:
            return unit.workspace.first_time(key, now=now)

    def may_run(self, team_id: str, job: str, due: str, *, now: datetime) -> bool:
        """Whether this process is the one to run a job that is due."""
        with self.store.team(team_id).writing() as unit:
            return unit.workspace.claim(job, due, now=now)
