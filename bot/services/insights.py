"""Insights: what coordinators see of the frozen figures, who looked, and who agreed to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.insights_facts import week_of
from bot.domain.insights_people import Role, Said
from bot.domain.insights_reading import REMEMBERED, Agreed, Looked
from bot.domain.insights_registry import Page
from bot.domain.insights_return import Assumptions, from_kept, kept, read
from bot.errors import KindError
from bot.services.insights_groups import GroupsService, grouped_by
from bot.services.insights_weekly import WeeklySnapshots, snapshots
from bot.services.privacy import PrivacyService
from bot.services.settings import SettingsService
from storage.store import Store, Unit
from storage.values import OutboxItem
from storage.values_insights import ConsentRow, LookRow

ASSUMED = "insights_assumed"
SHOWN_LOOKS = 30
WEEK = timedelta(weeks=1)
KEPT_LOOKS = timedelta(days=365)
NOT_YOURS = "Insights are for coordinators. `/whoknows coordinators` shows who, and `/insights log` who looked at what."
# What somebody may still say after what they said: a no is for good.
NEXT = {Said.ASKED: (Said.YES, Said.NO), Said.YES: (Said.NO,), Said.NO: ()}


class InsightService:
    def __init__(self, store: Store, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.privacy = privacy
        self.settings = settings
        self.weekly = WeeklySnapshots(store, privacy)
        self.groups = GroupsService(store, privacy, settings)

    def due(self, team_id: str, now: datetime) -> None:
        self.weekly.due(team_id, now)

    def tidy(self, team_id: str, *, now: datetime) -> None:
        with self.store.team(team_id).writing() as unit:
            unit.insights.forget_looks(before=now - KEPT_LOOKS)

    def look(self, team_id: str, user_id: str, page: Page, *, seen: str, now: datetime) -> Looked:
        """A coordinator looks at a page: that they did is written down, once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            self.must_coordinate(unit, user_id)
            if unit.workspace.first_time(seen, now=now):
                unit.insights.look(user_id, page, now=now)
            return self.looked(unit, page)

    def turn(self, team_id: str, user_id: str, page: Page, *, url: str, seen: str, now: datetime) -> None:
        """The same by a button: what it brings is said where it was pressed."""
        with self.store.team(team_id).writing() as unit:
            self.must_coordinate(unit, user_id)
            if unit.workspace.first_time(seen, now=now):
                unit.insights.look(user_id, page, now=now)
                facts = {"page": str(page), "url": url}
                unit.outbox.leave("insights.page", key=seen, now=now, user_id=user_id, facts=facts)

    def again(self, team_id: str, user_id: str, page: Page) -> Looked | None:
        """What a page that was asked for shows; nothing to who is no coordinator any more."""
        with self.store.team(team_id).reading() as unit:
            return self.looked(unit, page) if self.settings.is_coordinator(unit, user_id) else None

    def report(self, team_id: str, *, now: datetime) -> Looked:
        """Everything, for whoever has the database. Where the bot is not at home, the figures are those of the weeks up
        to the last question; where it is and nothing was frozen yet, those of this week.
        """
        with self.store.team(team_id).reading() as unit:
            workspace, last = unit.workspace.get(), unit.insights.last_asked()
            imported = workspace is None or not workspace.installed
            at = min(now, last + WEEK) if imported and last else now
            due = not unit.insights.is_frozen(week_of(at)) if imported else not unit.insights.frozen(limit=1)
        if due:
            self.weekly.freeze(team_id, now=at, ask=False)
        with self.store.team(team_id).writing() as unit:
            unit.insights.look("", "report", now=now)
            return self.looked(unit, Page.OVERVIEW)

    def looked(self, unit: Unit, page: Page) -> Looked:
        workspace = unit.workspace.get()
        return Looked(
            page=page,
            snapshots=snapshots(unit, limit=REMEMBERED),
            assumed=self.assumed(unit),
            agreed=self.agreed(unit),
            workspace=workspace.name if workspace else "",
            grouped_by=grouped_by(unit).source,
        )

    def must_coordinate(self, unit: Unit, user_id: str) -> None:
        if not self.settings.is_coordinator(unit, user_id):
            raise KindError(NOT_YOURS)

    def first_time(self, team_id: str, user_id: str, *, seen: str, now: datetime) -> bool:
        """Whether a coordinator's form is to be opened: once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            self.must_coordinate(unit, user_id)
            return unit.workspace.first_time(seen, now=now)

    def looks(self, team_id: str, user_id: str) -> list[LookRow]:
        """Who looked at which insights: every member may read it."""
        with self.store.team(team_id).reading() as unit:
            person = unit.people.get(user_id)
            if person is None or not person.may_be_named:
                raise KindError("That is for members of this workspace.")
            return unit.insights.looks(limit=SHOWN_LOOKS)

    def assumed(self, unit: Unit) -> Assumptions:
        return from_kept(unit.choices.settings().get(ASSUMED, ""))

    def assumptions(self, team_id: str) -> Assumptions:
        with self.store.team(team_id).reading() as unit:
            return self.assumed(unit)

    def assume(self, team_id: str, user_id: str, fields: Mapping[str, str], *, now: datetime) -> dict[str, str]:
        """A coordinator changes assumptions; what is wrong, by field."""
        assumed, wrong = read(fields)
        with self.store.team(team_id).writing() as unit:
            self.must_coordinate(unit, user_id)
            if not wrong:
                unit.choices.set({ASSUMED: kept(assumed)})
                unit.insights.look(user_id, "assumptions", now=now)
        return wrong

    def agreed(self, unit: Unit) -> tuple[Agreed, ...]:
        """Those who said yes, are still there and may be named for it; nobody else is told of, in no way."""
        rows = [row for row in unit.insights.consents() if row.state == Said.YES]
        people = unit.people.by_id(row.user_id for row in rows)
        skills = unit.skills.by_id(row.skill_id for row in rows if row.skill_id is not None)
        out, hidden = unit.people.never_named(), unit.ledger.hidden_skills(people)
        wishes, found = self.privacy.wishes_of_all(unit), []
        for row in rows:
            person = people.get(row.user_id)
            away = row.user_id in out or (row.user_id, row.skill_id) in hidden or not wishes(row.user_id).learns
            if person is not None and not away:
                skill = skills[row.skill_id].name if row.skill_id in skills else ""
                found.append(Agreed(row.user_id, person.name, Role(row.role), skill))
        return tuple(sorted(found, key=lambda one: (one.role, one.name, one.user_id)))

    def answer(self, team_id: str, user_id: str, said: Said, *, seen: str, now: datetime) -> None:
        """Somebody who was asked says yes or no, or takes a yes back. Who was not asked has nothing to answer."""
        with self.store.team(team_id).writing() as unit:
            row = unit.insights.consent(user_id)
            if row is None or not unit.workspace.first_time(seen, now=now):
                return
            if said in NEXT[Said(row.state)]:
                unit.insights.change_consent(user_id, state=said)
            if row.ts:
                self.refresh(unit, row.channel_id, now=now)

    def asked(self, team_id: str, *, user_id: str = "", channel_id: str = "") -> tuple[ConsentRow, str] | None:
        """What somebody was asked, and the topic's name."""
        with self.store.team(team_id).reading() as unit:
            row = unit.insights.consent(user_id) if user_id else unit.insights.consent_at(channel_id)
            if row is None:
                return None
            skills = unit.skills.by_id([row.skill_id] if row.skill_id is not None else [])
            return row, next((skill.name for skill in skills.values()), "")

    def stood(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        """What was asked stands there: it can be changed from now on."""
        unit.insights.change_consent(item.user_id, channel_id=channel_id, ts=ts)
        row = unit.insights.consent(item.user_id)
        if row is not None and row.state != Said.ASKED:
            self.refresh(unit, channel_id, now=item.created_at)

    def refresh(self, unit: Unit, channel_id: str, *, now: datetime) -> None:
        """By the place it stands in: nothing that is kept of it names the person."""
        key = f"insights.consent.now:{channel_id}"
        unit.outbox.refresh("insights.consent.now", key=key, now=now, channel_id=channel_id, facts={}, paced=False)
