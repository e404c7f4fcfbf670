"""What goes between a snapshot and whoever looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.insights import Snapshot
from bot.domain.insights_groups import FEWEST, Labels
from bot.domain.insights_people import Role
from bot.domain.insights_registry import Page
from bot.domain.insights_return import Assumptions

# Snapshots a trend is drawn from: a year.
REMEMBERED = 53


@dataclass(frozen=True, slots=True)
class Agreed:
    """Somebody who agreed to be seen, as what."""

    user_id: str
    name: str
    role: Role
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a coordinator sees: the snapshots, the newest first."""

    page: Page
    snapshots: tuple[Snapshot, ...]
    assumed: Assumptions
    agreed: tuple[Agreed, ...] = ()
    workspace: str = ""
    grouped_by: str = ""

    @property
    def newest(self) -> Snapshot | None:
        return self.snapshots[0] if self.snapshots and not self.snapshots[0].is_empty else None


@dataclass(frozen=True, slots=True)
class GroupsSet:
    """What became of a coordinator's choice of groups: how many people have one, what is wrong by field of the form."""

    placed: int = 0
    wrong: Mapping[str, str] | None = None


def smallest_groups(groups: Mapping[str, Iterable[str]]) -> dict[str, Labels]:
    """Where each person belongs by the user groups they are in: the smallest of five and more, by name if several."""
    found: dict[str, Labels] = {}
    members = {name: set(people) for name, people in groups.items()}
    for name in sorted(members, key=lambda name: (len(members[name]), name)):
        if len(members[name]) >= FEWEST:
            for user_id in members[name]:
                found.setdefault(user_id, {"group": name})
    return found
