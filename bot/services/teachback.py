"""Practice lessons: a host plans one, peers say whether they come and what they saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.gatherings import one_line, whole
from bot.domain.teachback import REFUSED, Act, Lesson, missing, moved, rubric, seated
from bot.domain.teachback_plan import SOON, Job, Outcome, Planned, checked, troubles
from bot.domain.teachback_plan import trouble as trouble_with
from bot.errors import KindError
from bot.services.lunches import LunchService
from bot.services.practice import practice_of
from bot.services.programme_gate import Gate
from bot.services.teachback_base import Tap
from bot.services.teachback_due import Dues
from storage.lunches import LunchRow
from storage.store import Store, Unit
from storage.teachbacks import Area, MarkRow, Stage, TeachbackRow

__all__ = ["Tap", "TeachbackService", "practice_of"]

NOTHING = "You host no gathering that is still to come, so there is nothing to practise. `/lunch host` plans one."
PLANNED_ALREADY = "A practice lesson for this is under way already. `/lunch teachback` shows it."
ALL_TAKEN = "Nobody is missing: two colleagues are asked already. `/lunch teachback` shows how they answered."
ASKED_ALREADY = "They were asked for this one already. Choose somebody else."


@dataclass(frozen=True, slots=True)
class Begin:
    """What the form begins with: the gatherings it may be for, the one that is meant, and the host's own zone."""

    lunches: tuple[LunchRow, ...]
    lunch_id: int
    tz: str


class TeachbackService(Dues):
    def __init__(self, store: Store, lunches: LunchService) -> None:
        super().__init__(store, lunches)
        self.gate = Gate(lunches.privacy, lunches.settings)

    def begin(
        self, team_id: str, user_id: str, lunch_id: int, *, seen: str, now: datetime, outside: bool = False
    ) -> Begin | None:
        """For the form; None if it is before them already. Raises KindError where nothing can be planned."""
        with self.store.team(team_id).writing() as unit:
            self.gate.may_host(unit, user_id, outside=outside)
            hosted = unit.lunches.hosted_by(user_id, now)
            if not hosted or (lunch_id and lunch_id not in {lunch.lunch_id for lunch in hosted}):
                raise KindError(NOTHING)
            free = [lunch for lunch in hosted if self.under_way(unit, lunch) is None]
            if not free or (lunch_id and lunch_id not in {lunch.lunch_id for lunch in free}):
                raise KindError(PLANNED_ALREADY)
            if not unit.workspace.first_time(seen, now=now):
                return None
            return Begin(tuple(free), lunch_id or free[0].lunch_id, self.zone(unit, user_id))

    def mine(self, team_id: str, user_id: str, *, now: datetime) -> list[Lesson]:
        """The last lesson before each gathering that somebody hosts, with what was said of it: for their eyes."""
        with self.store.team(team_id).reading() as unit:
            found = []
            for lunch in unit.lunches.hosted_by(user_id, now):
                rows = [row for row in unit.teachbacks.of_lunch(lunch.lunch_id) if row.host_id == user_id]
                lesson = self.lesson(unit, rows[-1]) if rows else None
                found += [self.with_marks(unit, lesson)] if lesson and lesson.row.stage != Stage.OFF else []
            return found

    def under_way(self, unit: Unit, lunch: LunchRow) -> TeachbackRow | None:
        lessons = unit.teachbacks.of_lunch(lunch.lunch_id)
        return next((row for row in lessons if row.stage in (Stage.PLANNED, Stage.HELD)), None)

    def plan(
        self, team_id: str, user_id: str, planned: Planned, *, seen: str, now: datetime, outside: bool = False
    ) -> Outcome:
        """A host plans one: when it is, or what is wrong with which field. Once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            if trouble := self.gate.trouble_hosting(unit, user_id, outside=outside):
                return Outcome({"lunch": trouble})
            lunch = unit.lunches.hold(whole(planned.lunch) or 0)
            hosted = {one.lunch_id for one in unit.lunches.hosted_by(user_id, now)}
            if lunch is None or lunch.lunch_id not in hosted:
                return Outcome({"lunch": NOTHING})
            found = checked(planned, self.zone(unit, user_id), lunch_at=lunch.starts_at, now=now)
            peers = {one: self.peer(unit, lunch, one, now=now) for one in planned.peers}
            wrong = {**found.wrong, **troubles(planned, peers, user_id)}
            if wrong or found.starts_at is None:
                return Outcome(wrong)
            if not unit.workspace.first_time(seen, now=now):
                return found
            if self.under_way(unit, lunch):
                raise KindError(PLANNED_ALREADY)
            self.keep(unit, planned, TeachbackRow(0, lunch.lunch_id, user_id, found.starts_at, now), now=now)
            return found

    def keep(self, unit: Unit, planned: Planned, row: TeachbackRow, *, now: datetime) -> None:
        lesson = unit.teachbacks.add(with_place(row, planned.place))
        unit.agenda.put(Job.SOON, lesson.starts_at - SOON, subject=str(lesson.teachback_id))
        unit.agenda.put(Job.OVER, lesson.ends_at, subject=str(lesson.teachback_id))
        for peer in planned.peers:
            self.ask(unit, lesson, peer, now=now)
        self.tell(unit, "teachback.planned", [lesson.host_id], lesson, now=now)

    def answered(self, team_id: str, tap: Tap, act: Act, *, now: datetime) -> None:
        """A peer says *I'll be there* or *I can't*."""
        with self.store.team(team_id).writing() as unit:
            lesson = self.held(unit, tap)
            mine = self.must_be_peer(lesson, tap)
            if not unit.workspace.first_time(tap.seen, now=now):
                return
            if lesson.row.stage is Stage.PLANNED and now >= lesson.row.ends_at:
                raise KindError(REFUSED[Stage.HELD])
            after = seated(lesson.row.stage, mine, act)
            if after != mine:
                unit.teachbacks.seat(tap.teachback_id, [after])
                for job in (Job.ASK_AGAIN, Job.GIVE_UP):
                    unit.agenda.drop(job, subject=str(tap.teachback_id), user_id=tap.user_id)
                if act is Act.ACCEPT:
                    host = [lesson.row.host_id]
                    self.tell(unit, "teachback.coming", host, lesson.row, about=tap.seen, now=now)
                self.ask_for_others(unit, lesson, now=now)
            self.answer(unit, "teachback.asked_now", lesson.row, tap, now=now)

    def to_name(self, team_id: str, tap: Tap, *, now: datetime) -> tuple[Lesson, str] | None:
        """For the form with somebody else, and who might be glad to be; None if it is before the host already."""
        with self.store.team(team_id).writing() as unit:
            lesson = self.nameable(unit, tap)
            if not unit.workspace.first_time(tap.seen, now=now):
                return None
            known = {lesson.row.host_id, *(row.user_id for row in lesson.peers)}
            signups = [row.user_id for row in unit.lunches.signups(lesson.lunch.lunch_id) if row.since]
            likely = [one for one in signups if one not in known and not self.trouble(unit, lesson, one, now=now)]
            return lesson, next(iter(likely), "")

    def nameable(self, unit: Unit, tap: Tap) -> Lesson:
        lesson = self.held(unit, tap)
        self.must_host(lesson, tap)
        moved(lesson.row.stage, None, Act.REPLACE)
        if not missing(lesson.peers):
            raise KindError(ALL_TAKEN)
        return lesson

    def name(self, team_id: str, tap: Tap, user_id: str, *, now: datetime) -> dict[str, str]:
        """The host names somebody for a seat that came free; what is wrong, else it is done."""
        with self.store.team(team_id).writing() as unit:
            lesson = self.held(unit, tap)
            if wrong := self.trouble(unit, lesson, user_id, now=now):
                return {"peer": wrong}
            again = self.privacy.digest(team_id, f"{tap.seen}:{user_id}")  # with another name it is another try
            new = unit.workspace.first_time(f"v:{again}", now=now)
            if lesson.seat(user_id):
                return {"peer": ASKED_ALREADY} if new else {}
            self.nameable(unit, tap)
            self.ask(unit, lesson.row, user_id, now=now)
            self.ask_for_others(unit, lesson, now=now)
            return {}

    def trouble(self, unit: Unit, lesson: Lesson, user_id: str, *, now: datetime) -> str:
        return trouble_with(user_id, self.peer(unit, lesson.lunch, user_id, now=now), lesson.row.host_id)

    def withdraw(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """The host calls it off; pressed once more it stays off."""
        with self.store.team(team_id).writing() as unit:
            lesson = self.held(unit, tap)
            self.must_host(lesson, tap)
            if lesson.row.stage is not Stage.OFF:
                self.call_off(unit, lesson, Act.WITHDRAW, now=now)
            self.answer(unit, "teachback.off_now", lesson.row, tap, now=now)

    def to_rate(self, team_id: str, tap: Tap, *, now: datetime) -> tuple[Lesson, list[MarkRow]] | None:
        """For the rubric: the lesson, and what this peer wrote before; None if it is before them already."""
        with self.store.team(team_id).writing() as unit:
            lesson = self.held(unit, tap)
            moved(lesson.row.stage, self.must_be_peer(lesson, tap).seat, Act.RATE)
            if not unit.workspace.first_time(tap.seen, now=now):
                return None
            marks = unit.teachbacks.marks(tap.teachback_id)
            return lesson, [row for row in marks if row.user_id == tap.user_id]

    def rate(self, team_id: str, tap: Tap, fields: dict[str, str], *, now: datetime) -> dict[str, str]:
        """A peer's rubric: kept whole, or what is missing of it. The last one that is awaited settles the lesson."""
        given, wrong = rubric(fields)
        if wrong:
            return wrong
        with self.store.team(team_id).writing() as unit:
            if not unit.workspace.first_time(tap.seen, now=now):
                return {}
            lesson = self.held(unit, tap)
            mine = self.must_be_peer(lesson, tap)
            after = moved(lesson.row.stage, mine.seat, Act.RATE)
            marks = [MarkRow(tap.user_id, area, given.levels[area], given.lines[area], now) for area in Area]
            unit.teachbacks.mark(tap.teachback_id, marks)
            unit.teachbacks.seat(tap.teachback_id, [seated(lesson.row.stage, mine, Act.RATE)])
            unit.agenda.drop(Job.RUBRIC_AGAIN, subject=str(tap.teachback_id), user_id=tap.user_id)
            self.settle(unit, lesson, after.stages, now=now)
            return {}

    def written_by(self, team_id: str, user_id: str) -> list[tuple[Lesson, MarkRow]]:
        """What somebody wrote of others' lessons, for their own data: of what others wrote there is nothing in it."""
        with self.store.team(team_id).reading() as unit:
            rows = unit.teachbacks.marks_by(user_id)
            found = ((self.lesson(unit, unit.teachbacks.get(at)), mark) for at, mark in rows)
            return [(lesson, mark) for lesson, mark in found if lesson]


def with_place(row: TeachbackRow, place: str) -> TeachbackRow:
    return TeachbackRow(0, row.lunch_id, row.host_id, row.starts_at, row.created_at, place=one_line(place))
