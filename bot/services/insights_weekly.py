"""The weekly snapshot: claimed, worked out without holding anybody up, and frozen."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from bot.domain.insights import Snapshot, snapshot
from bot.domain.insights_facts import monday, week_of
from bot.domain.insights_figures import of_people
from bot.domain.insights_groups import Counted, settled
from bot.domain.insights_people import Found, Said, to_ask
from bot.services.insights_facts import facts_of, members_of, shown_by
from bot.services.privacy import PrivacyService
from storage.store import Store, Unit
from storage.values_insights import ConsentRow, MemberRow

log = logging.getLogger(__name__)

JOB = "insights.freeze"
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Weekly:
    """What a week brings: its figures, who is counted from now on as what, who is no more, whom to ask."""

    figures: Snapshot
    people: Sequence[Counted]
    gone: Sequence[str]
    ask: Sequence[Found]
    is_worth_freezing: bool


class WeeklySnapshots:
    def __init__(self, store: Store, privacy: PrivacyService) -> None:
        self.store = store
        self.privacy = privacy

    def due(self, team_id: str, now: datetime) -> None:
        """Freeze this week's figures if nobody did. A claim holds for an hour: of one who died another takes over."""
        week = week_of(now)
        with self.store.team(team_id).reading() as unit:
            if unit.insights.is_frozen(week):
                return
        with self.store.team(team_id).writing() as unit:
            if not unit.workspace.claim(JOB, f"{week}:{now:%d.%H}", now=now):
                return
        self.freeze(team_id, now=now, ask=True)

    def freeze(self, team_id: str, *, now: datetime, ask: bool) -> None:
        """What is worked out may take a minute in a large workspace: it is read by the way, and written in small steps.
        First who is counted with whom: if it ends in between, groups are at worst coarser than they need be.
        """
        with self.store.team(team_id).reading() as unit:
            found = self.worked_out(unit, monday(now))
            before = {row.user_id: row for row in unit.insights.members()}
        if not found.is_worth_freezing and not before:
            return  # the bot has learned nothing yet
        rows = [MemberRow(one.user_id, one.cell, dict(one.labels), one.rides) for one in found.people]
        changed = [row for row in rows if before.get(row.user_id) != row]
        for start in range(0, len(changed), AT_ONCE):
            with self.store.team(team_id).writing() as unit:
                left = self.privacy.who_left(unit)
                unit.insights.set_members(row for row in changed[start : start + AT_ONCE] if not left(row.user_id))
        with self.store.team(team_id).writing() as unit:
            unit.insights.drop_members(found.gone)
            new = unit.insights.freeze(found.figures.week, msgspec.to_builtins(found.figures), at=now)
            if new and ask:
                self.ask(unit, found.ask, now=now)

    def worked_out(self, unit: Unit, end: datetime) -> Weekly:
        wishes = self.privacy.wishes_of_all(unit)
        active = members_of(unit, lambda user_id: not wishes(user_id).learns)
        members = unit.insights.members()
        gone = [row.user_id for row in members if not wishes(row.user_id).learns]
        counted = (row for row in members if wishes(row.user_id).learns)
        before = [Counted(row.user_id, row.cell, row.labels, row.rides) for row in counted]
        mark = f"{unit.team_id}:{week_of(end)}"
        people = settled(before, active, unit.insights.placements(), mark=mark)
        facts = facts_of(unit, people, active, end)
        out = unit.people.never_named() | {row.user_id for row in unit.insights.consents()}
        ask = to_ask(shown_by(unit, end), of_people(facts), without=out) if people else []
        return Weekly(snapshot(facts), people, gone, ask, is_worth_freezing=bool(facts.asked or facts.helped))

    def ask(self, unit: Unit, found: Sequence[Found], *, now: datetime) -> None:
        """Ask each in private; nobody ever twice."""
        left = self.privacy.who_left(unit)
        for one in found:
            row = ConsentRow(one.user_id, one.role, one.skill_id, now, Said.ASKED)
            if not left(one.user_id) and unit.insights.ask_consent(row):
                key = f"insights.consent:{now.isoformat()}:{one.user_id}"
                unit.outbox.leave("insights.consent", key=key, now=now, user_id=one.user_id)


def snapshots(unit: Unit, *, limit: int) -> tuple[Snapshot, ...]:
    """The frozen figures of the last weeks, the newest first."""
    return tuple(thawed(figures) for figures in unit.insights.frozen(limit=limit))


def thawed(figures: dict[str, Any]) -> Snapshot:
    return msgspec.convert(figures, Snapshot)
