"""What a workspace set for itself, and who may: its coordinators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.bounds import Bounds, Value, checked, kept, with_own
from bot.domain.ranking_weights import QuestionWeights, written
from bot.errors import KindError
from bot.services.counts import OWN_WEIGHTS
from bot.services.privacy import PrivacyService
from storage.store import Store, Unit
from storage.values import WORKS_COUNCIL, PersonRow

MOST_COORDINATORS = 50


class SettingsService:
    """`defaults` are the installation's."""

    def __init__(self, store: Store, privacy: PrivacyService, defaults: Bounds) -> None:
        self.store = store
        self.privacy = privacy
        self.defaults = defaults

    def bounds(self, unit: Unit) -> Bounds:
        return with_own(self.defaults, unit.choices.settings())

    def bounds_of(self, team_id: str) -> Bounds:
        with self.store.team(team_id).reading() as unit:
            return self.bounds(unit)

    def change(self, team_id: str, user_id: str, values: Mapping[str, object]) -> Bounds:
        """A coordinator sets bounds of the workspace. Raises KindError for who is none, ValueError for what no bound
        can be.
        """
        with self.store.team(team_id).writing() as unit:
            self.must_coordinate(unit, user_id)
            return self.set_in(unit, values)

    def set_in(self, unit: Unit, values: Mapping[str, object]) -> Bounds:
        """Set bounds of the workspace; for what has checked who may. Raises ValueError for what no bound can be."""
        right: dict[str, Value] = {name: checked(name, value) for name, value in values.items()}
        unit.choices.set({name: kept(value) for name, value in right.items()})
        if WORKS_COUNCIL in right:
            unit.workspace.raise_graph_version()  # what is held in memory is of those who are learned of
        return self.bounds(unit)

    def keep_weights(self, team_id: str, weights: QuestionWeights) -> None:
        """The workspace's own weights for questions, fitted on its past."""
        with self.store.team(team_id).writing() as unit:
            unit.choices.set({OWN_WEIGHTS: written(weights)})

    def is_coordinator(self, unit: Unit, user_id: str) -> bool:
        """Workspace admins and owners are, and whom they named: as long as they are members."""
        person = unit.people.get(user_id)
        if person is None or not person.may_be_named:
            return False
        return person.is_admin or user_id in unit.choices.coordinators()

    def must_coordinate(self, unit: Unit, user_id: str) -> None:
        if not self.is_coordinator(unit, user_id):
            raise KindError(
                "That is for coordinators: workspace admins, and those they named. `/whoknows coordinators` shows who."
            )

    def may_coordinate(self, team_id: str, user_id: str) -> bool:
        with self.store.team(team_id).reading() as unit:
            return self.is_coordinator(unit, user_id)

    def coordinators(self, unit: Unit) -> list[PersonRow]:
        """Those who were named first, then admins and owners; whoever left or became a guest is none any more."""
        named = unit.choices.coordinators()
        people = unit.people.by_id(named)
        admins = sorted(unit.people.admins(), key=lambda person: person.user_id)
        all_of_them = [*(people[user_id] for user_id in named if user_id in people), *admins]
        return [person for person in dict.fromkeys(all_of_them) if person.may_be_named]

    def coordinators_of(self, team_id: str) -> list[PersonRow]:
        with self.store.team(team_id).reading() as unit:
            return self.coordinators(unit)

    def name(self, team_id: str, by: str, user_id: str, *, now: datetime) -> bool:
        """An admin makes somebody a coordinator; False if they were one already."""
        with self.store.team(team_id).writing() as unit:
            self.must_administer(unit, by)
            if self.privacy.who_left(unit)(user_id):
                raise KindError("I keep nothing on them, so they cannot be a coordinator.")
            person = unit.people.get(user_id)
            if person is None or not person.may_be_named:
                raise KindError(
                    "Only members of this workspace can be coordinators: no guests, no bots, nobody who left."
                )
            if len(unit.choices.coordinators()) >= MOST_COORDINATORS:
                raise KindError(f"There are {MOST_COORDINATORS} coordinators already; take one out first.")
            return unit.choices.name_coordinator(user_id, now=now)

    def drop(self, team_id: str, by: str, user_id: str) -> bool:
        """An admin takes that back, or somebody steps down; False if they were not named."""
        with self.store.team(team_id).writing() as unit:
            if by != user_id:
                self.must_administer(unit, by)
            return unit.choices.drop_coordinator(user_id)

    def must_administer(self, unit: Unit, user_id: str) -> None:
        person = unit.people.get(user_id)
        if person is None or not (person.is_admin and person.may_be_named):
            raise KindError("Only workspace admins and owners name coordinators.")
