"""What is due around gatherings because time passed: reminders, the end, and what nobody pressed for."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.domain.reminders import Job, is_timely
from bot.domain.signups import coming
from bot.domain.teachback import Practice
from bot.services.lunch_afterwards import Afterwards
from bot.services.lunch_pairing import PAIR
from bot.services.lunch_planning import Planning
from bot.services.practice import practice_of
from bot.services.rounds import Rounds
from storage.lunches import LunchRow, LunchState
from storage.store import Unit
from storage.values import DueRow
from storage.values_lunch import Step

JOBS = frozenset(Job)


class Dues(Planning, Afterwards):
    def due(self, team_id: str, now: datetime) -> None:
        """Do what is due, each in a transaction of its own: one that fails leaves the others their turn."""
        with self.store.team(team_id).reading() as unit:
            every = unit.agenda.by(now, of="lunch.")
            dues, pairs = [row for row in every if row.job in JOBS], [row for row in every if row.job == PAIR]
            orphans = [lunch.lunch_id for lunch in unit.lunches.orphaned(now)]
            departed = unit.lunches.departed(now)
            queues = [lunch.lunch_id for lunch in unit.lunches.queued(now)]
        rounds = Rounds(self.store.team(team_id), now)
        for due in dues:
            rounds.do(due, partial(self.remind, due=due, now=now))
        for due in pairs:
            rounds.do(due, partial(self.pair_again, due=due, now=now))
        for lunch_id in orphans:
            rounds.mend("lunch.orphaned", lunch_id, partial(self.orphan, lunch_id=lunch_id, now=now))
        for user_id in departed:
            rounds.mend("lunch.departed", "", partial(self.host_left, user_id=user_id, now=now), user_id=user_id)
        for lunch_id in queues:
            rounds.mend("lunch.queued", lunch_id, partial(self.settle, lunch_id=lunch_id, now=now))

    def remind(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """Of several processes one does it, and each but once for one beginning."""
        lunch = unit.lunches.hold(int(due.subject))
        job = Job(due.job)
        awaited = LunchState.HELD if job is Job.RECORDING else LunchState.PLANNED
        if not unit.agenda.take(due) or lunch is None or lunch.state != awaited:
            return
        begins = lunch.starts_at.isoformat()
        once_for = "" if job is Job.PRACTISE else begins  # that one comes once, however often it moves
        if not unit.workspace.claim(job, f"{lunch.lunch_id}:{once_for}", now=now):
            return
        timely = is_timely(job, lunch, now=now)
        if job == Job.OVER:
            self.close_pairings(unit, lunch, now=now)
            self.over(unit, lunch, timely=timely, now=now)
        elif timely and job is Job.PRACTISE:
            self.remind_to_practise(unit, lunch, now=now)
        elif timely and job in (Job.STEPS, Job.RECORDING):
            self.remind_of_steps(unit, lunch, job, now=now)
        elif timely:
            come = [row.user_id for row in coming(unit.lunches.signups(lunch.lunch_id))]
            hosts = self.gathering(unit, lunch).hosts if job == Job.DAY_BEFORE else ()  # they see who comes instead
            others = [user_id for user_id in come if user_id not in hosts]
            self.tell(unit, job, others, lunch, about=begins, now=now, begins=begins)
            self.tell(unit, "lunch.eve", hosts, lunch, about=begins, now=now, begins=begins)

    def remind_of_steps(self, unit: Unit, lunch: LunchRow, job: Job, *, now: datetime) -> None:
        """The host hears of what is still to be done: of each step once, however often the gathering moves."""
        todos = [one for one in self.gathering(unit, lunch).todos if not one.asked]
        new = [one for one in todos if unit.workspace.claim(f"lunch.step:{lunch.lunch_id}", one.step, now=now)]
        if new:
            self.tell(unit, job, [lunch.host_id], lunch, about=lunch.starts_at.isoformat(), now=now)

    def remind_to_practise(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        """A help, never a gate: once, and what is still to be done does not remind of it again."""
        if practice_of(unit, lunch) is Practice.NEEDED:
            unit.workspace.claim(f"lunch.step:{lunch.lunch_id}", Step.TEACHBACK, now=now)
            self.tell(unit, Job.PRACTISE, [lunch.host_id], lunch, about="", now=now)

    def pair_again(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """Whoever was asked has had a day to answer."""
        lunch = unit.lunches.hold(int(due.subject))
        if unit.agenda.take(due) and lunch:
            self.pair_up(unit, lunch, now=now)

    def settle(self, unit: Unit, *, lunch_id: int, now: datetime) -> None:
        """A seat may have come free without a press: whoever had it was forgotten."""
        lunch = unit.lunches.hold(lunch_id)
        if lunch and self.fill_seats(unit, lunch, now=now):
            self.refresh_post(unit, lunch, now=now)
