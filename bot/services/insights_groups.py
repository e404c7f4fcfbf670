"""Where people belong: from a CSV, from user groups or from a profile field; counts from the next snapshot on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.insights_csv import LONGEST_LABEL, cleaned, read
from bot.domain.insights_groups import Labels
from bot.domain.insights_reading import GroupsSet
from bot.domain.skills import key
from bot.services.insights_facts import members_of
from bot.services.privacy import PrivacyService
from bot.services.settings import SettingsService
from storage.store import Store, Unit

GROUPED_BY = "insights_grouped_by"
SHOWN_FAULTS = 3


class Source(StrEnum):
    NONE = "none"
    CSV = "csv"
    USER_GROUPS = "usergroups"
    TITLE = "title"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class GroupedBy:
    """Where groups come from; `field` is the label of a profile field."""

    source: Source = Source.NONE
    field: str = ""


class GroupsService:
    def __init__(self, store: Store, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.privacy = privacy
        self.settings = settings

    def chosen(self, team_id: str) -> GroupedBy:
        with self.store.team(team_id).reading() as unit:
            return grouped_by(unit)

    def choose(self, team_id: str, user_id: str, fields: Mapping[str, str], *, seen: str, now: datetime) -> GroupsSet:
        """A coordinator says where groups come from. What Slack knows is looked up with the next daily look at it."""
        given = fields.get("source", "")
        source = Source(given) if given in set(Source) else Source.NONE
        field = cleaned(fields.get("field", ""))
        if source is Source.FIELD and not field:
            return GroupsSet(wrong={"field": "Which field? Its label, as profiles show it."})
        if source is not Source.CSV and fields.get("csv", "").strip():
            return GroupsSet(wrong={"csv": "Choose “The CSV below” above, so that this is read; or empty this field."})
        with self.store.team(team_id).writing() as unit:
            self.settings.must_coordinate(unit, user_id)
            labels: Mapping[str, Labels] = self.titles(unit) if source is Source.TITLE else {}
            if source is Source.CSV:
                found = read(fields.get("csv", "").splitlines(), self.names(unit))
                if found.faults or not found.labels:
                    return GroupsSet(wrong={"csv": told(found.faults)})
                labels = found.labels
            if unit.workspace.first_time(seen, now=now):
                self.keep(unit, GroupedBy(source, field), labels)
                unit.insights.look(user_id, f"groups: {source}", now=now)
            return GroupsSet(len(labels))

    def keep(self, unit: Unit, chosen: GroupedBy, labels: Mapping[str, Labels]) -> None:
        unit.choices.set({GROUPED_BY: json.dumps({"source": chosen.source, "field": chosen.field})})
        unit.insights.place(labels)

    def upload(self, team_id: str, lines: Iterable[str], *, now: datetime) -> GroupsSet:
        """The same from the terminal, for as many people as there are."""
        with self.store.team(team_id).writing() as unit:
            found = read(lines, self.names(unit))
            if found.faults or not found.labels:
                return GroupsSet(wrong={"csv": told(found.faults)})
            self.keep(unit, GroupedBy(Source.CSV), found.labels)
            unit.insights.look("", "groups: csv", now=now)
            return GroupsSet(len(found.labels))

    def take_over(self, team_id: str, labels: Mapping[str, Labels]) -> None:
        """What Slack says of them now."""
        with self.store.team(team_id).writing() as unit:
            left = self.privacy.who_left(unit)
            unit.insights.place({user_id: one for user_id, one in labels.items() if not left(user_id)})

    def refresh_titles(self, team_id: str) -> None:
        with self.store.team(team_id).writing() as unit:
            unit.insights.place(self.titles(unit))

    def members(self, team_id: str) -> list[str]:
        with self.store.team(team_id).reading() as unit:
            return sorted(members_of(unit, self.privacy.who_left(unit)))

    def titles(self, unit: Unit) -> dict[str, Labels]:
        here = members_of(unit, self.privacy.who_left(unit))
        people = unit.people.by_id(here)
        return {at: {"group": one.title[:LONGEST_LABEL]} for at, one in people.items() if one.title.strip()}

    def names(self, unit: Unit) -> dict[str, str]:
        """Ids by what people may be called in a CSV; a name that several have is nobody's."""
        here = unit.people.by_id(members_of(unit, self.privacy.who_left(unit)))
        found: dict[str, str] = {}
        twice = set()
        for user_id, person in here.items():
            if (name := person.name.strip().lower()) in found:
                twice.add(name)
            found[name] = user_id
        names = {name: user_id for name, user_id in found.items() if key(name) and name not in twice}
        return names | {user_id.lower(): user_id for user_id in here}


def told(faults: Sequence[str]) -> str:
    """The first few."""
    more = len(faults) - SHOWN_FAULTS
    words = " ".join(faults[:SHOWN_FAULTS]) or "There is nobody in it."
    return f"{words} And {more} more." if more > 0 else words


def grouped_by(unit: Unit) -> GroupedBy:
    try:
        kept = json.loads(unit.choices.settings().get(GROUPED_BY, "{}"))
        return GroupedBy(Source(kept.get("source", Source.NONE)), str(kept.get("field", "")))
    except ValueError:
        return GroupedBy()
