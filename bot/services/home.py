"""The Home tab: opened, changed by what somebody presses on it, and what it holds at the moment it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.domain.availability_own import availability_of
from bot.domain.home import Ahead, Gatherings, HomeTab, Reader, Thanks, reader_of
from bot.domain.kudos import Digest
from bot.domain.kudos_told import Received
from bot.domain.programme import Part
from bot.services.home_shown import show_home
from bot.services.kudos_counting import DIGEST_PREFERENCE
from bot.services.own_skills import own_skills
from bot.services.privacy import PrivacyService
from bot.services.programme import part_in
from bot.services.referral_askers import Askers
from bot.services.referral_home import HomeDesk
from bot.services.skills import SkillService, is_name, take_back_declared
from bot.services.visibility import hidden_from
from storage.kudos import KudosRow
from storage.lunches import LunchRow, Standing
from storage.store import Store, Unit
from storage.values import PersonRow, SkillRow

THANKS_FOR = timedelta(days=30)
SHOWN_THANKS = 5
SHOWN_MINE = 8
SHOWN_OTHERS = 5

Stands = tuple[LunchRow, Standing | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """The open questions of the hand-off, and who is in them."""

    home: HomeDesk
    people: Mapping[str, PersonRow]


@dataclass(frozen=True, slots=True)
class Sight:
    """Which channels somebody cannot look into, and what the others are called."""

    hidden: frozenset[str]
    names: Mapping[str, str]

    def name(self, channel_id: str) -> str:
        return "" if channel_id in self.hidden else self.names.get(channel_id, "")


class HomeService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.askers = Askers(privacy.secret)

    def opened(self, team_id: str, user_id: str, *, now: datetime) -> None:
        """Somebody looks at the tab. Of whom nothing is known Slack is asked first."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if unit.people.get(user_id) is None and not self.privacy.who_left(unit)(user_id):
                unit.outbox.leave("person", key=f"person:{user_id}", now=now, user_id=user_id)
            show_home(unit, user_id, now=now)

    def turn(self, team_id: str, press: Press, page: int, *, now: datetime) -> None:
        """Somebody leafs through their skills."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if unit.workspace.first_time(press.seen, now=now):
                show_home(unit, press.user_id, page=page, now=now)

    def tab(self, team_id: str, user_id: str, *, page: int = 0, now: datetime) -> HomeTab:
        """What it holds now."""
        with self.store.team(team_id).reading() as unit:
            chosen, settings, gone = unit.choices.of(user_id)
            wishes = self.privacy.wishes_in(unit, user_id, chosen, settings, gone)
            if wishes.forgotten:
                return HomeTab(Reader.FORGOTTEN)
            ahead = unit.lunches.ahead_of(user_id, now)
            desk = HomeDesk(unit.referrals.desk(user_id, self.askers.digest(team_id, user_id)), user_id)
            people = unit.people.by_id([user_id, *(lunch.host_id for lunch, _standing in ahead), *desk.people])
            reader = reader_of(people.get(user_id))
            if reader is Reader.OUTSIDE:
                return HomeTab(reader)
            sight = sight_of(unit, people.get(user_id))
            gatherings = gatherings_of(ahead, user_id, people, sight)
            if reader is Reader.GUEST:
                workspace = unit.workspace.get()
                return HomeTab(reader, gatherings=gatherings, url=workspace.url if workspace else "")
            person = people.get(user_id, PersonRow(user_id))
            tab = HomeTab(
                reader,
                thanks=Thanks(unwanted=chosen.get(DIGEST_PREFERENCE) == Digest.NEVER),
                gatherings=gatherings,
                wishes=wishes,
                time=availability_of(person, chosen).current(now),
            )
            return self.of_member(unit, user_id, tab, Desk(desk, people), sight, page=page, now=now)

    def of_member(
        self, unit: Unit, user_id: str, tab: HomeTab, desk: Desk, sight: Sight, *, page: int, now: datetime
    ) -> HomeTab:
        workspace, away = unit.workspace.get(), {at for _user, at in unit.ledger.hidden_skills([user_id])}
        rows = unit.ledger.expertise_of([user_id])
        got = unit.kudos.received_since(user_id, now - THANKS_FOR, limit=SHOWN_THANKS + 1)
        wanted = {row.skill_id for row in rows} | {at for one in got for at in one.skill_ids} | away | desk.home.skills
        names = unit.skills.by_id(wanted)
        book = self.skills.book(unit, workspace)
        return replace(
            tab,
            skills=own_skills(unit, user_id, rows, names, book=book, hidden=sight.hidden, page=page, now=now),
            thanks=tab.thanks if tab.thanks.unwanted else thanks_of(got, names),
            url=workspace.url if workspace else "",
            hidden=tuple(sorted((names[at] for at in away if at in names), key=lambda row: row.name)),
            asks=desk.home.asks(desk.people, names),
        )

    def remove(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """Somebody takes back there what they had said of themselves, as `/whoknows remove` does."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if unit.workspace.first_time(press.seen, now=now):
                take_back_declared(unit, press.user_id, unit.skills.became(skill_id), now=now)
                show_home(unit, press.user_id, now=now)

    def may_add(self, team_id: str, press: Press, *, now: datetime) -> bool:
        """Whether the form is to be opened; raises KindError for those of whom nothing is noted."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            self.skills.may_declare(unit, press.user_id)
            return unit.workspace.first_time(press.seen, now=now)

    def add(self, team_id: str, press: Press, text: str, *, now: datetime) -> bool:
        """Somebody says what they can help with, as `/whoknows add` does. False for what is no skill's name."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            names = self.skills.names_in(unit, text)
            if not all(map(is_name, names)):
                return False
            if unit.workspace.first_time(press.seen, now=now):
                for name in names:
                    self.skills.declare_in(unit, press.user_id, name, now=now)
                show_home(unit, press.user_id, now=now)
            return True

    def explain(self, team_id: str, press: Press, words: str, *, now: datetime) -> None:
        """What was pressed there cannot be: the words come as a direct message, and the tab as it stands now."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            facts = {"words": words}
            unit.outbox.leave("words", key=f"words:{press.seen}", now=now, user_id=press.user_id, facts=facts)
            show_home(unit, press.user_id, now=now)


def sight_of(unit: Unit, person: PersonRow | None) -> Sight:
    channels = unit.people.channels()
    return Sight(frozenset(hidden_from(unit, person, channels)), {row.channel_id: row.name for row in channels})


def gatherings_of(ahead: Sequence[Stands], user_id: str, people: Mapping[str, PersonRow], sight: Sight) -> Gatherings:
    """Their own wherever they are, and what else comes where they may look."""

    def shown(lunch: LunchRow, part: Part | None) -> Ahead:
        host = people.get(lunch.host_id)
        return Ahead(lunch, part, host.name if host else "", sight.name(lunch.channel_id))

    parts = [(lunch, part_in(lunch, standing, user_id)) for lunch, standing in ahead]
    mine = [shown(lunch, part) for lunch, part in parts if part]
    others = [shown(lunch, None) for lunch, part in parts if not part and lunch.channel_id not in sight.hidden]
    more = len(mine) > SHOWN_MINE or len(others) > SHOWN_OTHERS
    return Gatherings(tuple(mine[:SHOWN_MINE]), tuple(others[:SHOWN_OTHERS]), more=more)


def thanks_of(got: Sequence[KudosRow], names: Mapping[int, SkillRow]) -> Thanks:
    told = (
        Received(row.giver_id, tuple(names[at].name for at in row.skill_ids if at in names), row.note)
        for row in got[:SHOWN_THANKS]
    )
    return Thanks(tuple(told), more=len(got) > SHOWN_THANKS)
