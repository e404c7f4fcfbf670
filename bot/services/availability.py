"""When people may be asked: what they set themselves, what their status says, and what colleagues are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.answers import Press
from bot.domain.availability import Availability, Reach, reach, week_start
from bot.domain.availability_own import YES, Entered, Own, availability_of, checked, kept_moment
from bot.domain.availability_until import limit_until
from bot.services.home_shown import show_home
from bot.services.skills import SkillService
from storage.store import Store, Unit
from storage.values import PersonRow


class AvailabilityService:
    def __init__(self, store: Store, skills: SkillService) -> None:
        self.store = store
        self.skills = skills

    def of(self, team_id: str, user_id: str, *, now: datetime) -> Availability:
        with self.store.team(team_id).reading() as unit:
            return availability(unit, user_id, now=now)

    def limit(self, team_id: str, press: Press, text: str, *, now: datetime) -> Availability:
        """Somebody says until when they are at their limit. Raises KindError for what is no day ahead."""
        with self.store.team(team_id).writing() as unit:
            until = limit_until(text, now, self.begin(unit, press.user_id))
            return self.change(unit, press, {Own.LIMIT: kept_moment(until)}, now=now)

    def limit_this_week(self, team_id: str, press: Press, *, at_home: bool = False, now: datetime) -> Availability:
        with self.store.team(team_id).writing() as unit:
            tz = self.begin(unit, press.user_id)
            values: dict[str, str] = {Own.LIMIT: kept_moment(week_start(now, tz, weeks=1))}
            return self.change(unit, press, values, at_home=at_home, now=now)

    def no_limit(self, team_id: str, press: Press, *, at_home: bool = False, now: datetime) -> Availability:
        with self.store.team(team_id).writing() as unit:
            self.begin(unit, press.user_id)
            return self.change(unit, press, {Own.LIMIT: ""}, at_home=at_home, now=now)

    def pause(self, team_id: str, press: Press, *, paused: bool, at_home: bool = False, now: datetime) -> Availability:
        with self.store.team(team_id).writing() as unit:
            self.begin(unit, press.user_id)
            return self.change(unit, press, {Own.PAUSED: YES if paused else ""}, at_home=at_home, now=now)

    def to_set(self, team_id: str, press: Press, *, now: datetime) -> Availability | None:
        """What the form begins with; None where it is open already. Raises KindError for whom nobody is led to."""
        with self.store.team(team_id).writing() as unit:
            self.begin(unit, press.user_id)
            new = unit.workspace.first_time(press.seen, now=now)
            return availability(unit, press.user_id, now=now) if new else None

    def set(self, team_id: str, press: Press, entered: Entered, *, now: datetime) -> dict[str, str]:
        """Take over what the form holds; what is wrong with which field."""
        with self.store.team(team_id).writing() as unit:
            kept, wrong = checked(entered, now, self.begin(unit, press.user_id))
            if not wrong:
                self.change(unit, press, kept, at_home=True, now=now)
            return wrong

    def begin(self, unit: Unit, user_id: str) -> str:
        """The time zone of somebody who may set this: guests, outsiders and the forgotten are told why they cannot."""
        unit.workspace.ensure()
        self.skills.may_declare(unit, user_id)
        unit.people.ensure([user_id])
        person = unit.people.get(user_id)
        return person.tz if person else ""

    def change(
        self, unit: Unit, press: Press, values: Mapping[str, str], *, at_home: bool = False, now: datetime
    ) -> Availability:
        """Keep it, once for each press; on the Home tab it shows, elsewhere it is said where it was pressed."""
        if unit.workspace.first_time(press.seen, now=now):
            for name, value in values.items():
                unit.choices.prefer(press.user_id, name, value)
            if at_home:
                show_home(unit, press.user_id, now=now)
            elif press.response_url:
                facts = {"url": press.response_url}
                unit.outbox.leave("availability", key=press.seen, now=now, user_id=press.user_id, facts=facts)
        return availability(unit, press.user_id, now=now)


def availability(unit: Unit, user_id: str, *, now: datetime) -> Availability:
    """Somebody's own, without what has passed."""
    return own_time(unit, unit.people.get(user_id) or PersonRow(user_id), now=now)


def own_time(unit: Unit, person: PersonRow, *, now: datetime) -> Availability:
    """The same of somebody who has been looked up already."""
    own = unit.choices.preferences([person.user_id], list(Own))
    return availability_of(person, own[person.user_id]).current(now)


def reaches(
    unit: Unit, people: Mapping[str, PersonRow], *, now: datetime, full: Mapping[str, datetime] | None = None
) -> dict[str, Reach]:
    """What colleagues are told of each; `full` is until when the bounds let somebody be asked no more."""
    own = unit.choices.preferences(people.keys(), list(Own))
    return {
        user_id: reach(availability_of(person, own[user_id]), now, full_until=(full or {}).get(user_id))
        for user_id, person in people.items()
    }
