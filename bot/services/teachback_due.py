"""What is due around practice lessons because time passed: reminders, their beginning and end, and what went wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.domain.teachback import MOVES, Act, Lesson, moved, seated
from bot.domain.teachback_plan import Job, again_at, close_at
from bot.services.rounds import Rounds
from bot.services.teachback_base import TeachbackBase
from storage.lunches import LunchState
from storage.store import Unit
from storage.teachbacks import Seat, Stage
from storage.values import DueRow

WORDS_FOR = timedelta(days=90)


class Dues(TeachbackBase):
    def due(self, team_id: str, now: datetime) -> None:
        """Do what is due, each in a transaction of its own: one that fails leaves the others their turn."""
        with self.store.team(team_id).reading() as unit:
            dues = unit.agenda.by(now, of="teachback.")
            troubled = unit.teachbacks.troubled()
        rounds = Rounds(self.store.team(team_id), now)
        for one in troubled:
            rounds.mend("teachback.troubled", one, partial(self.mend, teachback_id=one, now=now))
        for due in dues:
            rounds.do(due, partial(self.remind, due=due, now=now))

    def remind(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """Of several processes one does it: whoever takes the row."""
        lesson = self.lesson(unit, unit.teachbacks.hold(int(due.subject)))
        if not unit.agenda.take(due) or lesson is None:
            return
        match Job(due.job):
            case Job.ASK_AGAIN:
                self.ask_again(unit, lesson, due.user_id, now=now)
            case Job.GIVE_UP:
                self.give_up(unit, lesson, due.user_id, now=now)
            case Job.SOON:
                self.soon(unit, lesson, now=now)
            case Job.OVER:
                self.over(unit, lesson, now=now)
            case Job.RUBRIC_AGAIN:
                self.rubric_again(unit, lesson, due.user_id, now=now)
            case Job.CLOSE:
                self.close(unit, lesson, now=now)

    def ask_again(self, unit: Unit, lesson: Lesson, user_id: str, *, now: datetime) -> None:
        """Once, and then there is as much time again to answer."""
        peer = next((row for row in lesson.peers if row.user_id == user_id), None)
        if peer is None or peer.seat is not Seat.ASKED or not lesson.is_ahead or now >= lesson.row.starts_at:
            return
        unit.teachbacks.seat(lesson.row.teachback_id, [seated(lesson.row.stage, peer, Act.REMIND)])
        self.tell(unit, "teachback.ask_again", [user_id], lesson.row, now=now)
        at = again_at(now, lesson.row.starts_at, self.zone(unit, user_id))
        unit.agenda.put(Job.GIVE_UP, at, subject=str(lesson.row.teachback_id), user_id=user_id)

    def give_up(self, unit: Unit, lesson: Lesson, user_id: str, *, now: datetime) -> None:
        """No answer: somebody else is needed, while there is time."""
        peer = next((row for row in lesson.peers if row.user_id == user_id), None)
        if peer is None or peer.seat is not Seat.REMINDED or not lesson.is_ahead or now >= lesson.row.starts_at:
            return
        unit.teachbacks.seat(lesson.row.teachback_id, [seated(lesson.row.stage, peer, Act.GIVE_UP)])
        self.ask_for_others(unit, lesson, now=now)

    def soon(self, unit: Unit, lesson: Lesson, *, now: datetime) -> None:
        come = [row.user_id for row in lesson.peers if row.seat is Seat.COMING]
        if lesson.is_ahead and now < lesson.row.starts_at and come:
            self.tell(unit, "teachback.soon", [lesson.row.host_id, *come], lesson.row, now=now)

    def over(self, unit: Unit, lesson: Lesson, *, now: datetime) -> None:
        """It was held before those who said that they come: they are asked for their rubric."""
        row, begins = lesson.row, lesson.lunch.starts_at
        if not lesson.is_ahead and not (row.stage is Stage.PLANNED and lesson.lunch.state == LunchState.HELD):
            return
        unit.teachbacks.seat(row.teachback_id, [seated(row.stage, peer, Act.BEGIN) for peer in lesson.peers])
        late = now >= begins
        open_to = (Stage.LAPSED,) if late else moved(row.stage, None, Act.BEGIN).stages
        self.settle(unit, lesson, open_to, now=now)
        if late:
            return
        close = close_at(now, begins)
        come = [peer.user_id for peer in lesson.peers if peer.seat is Seat.COMING]
        for user_id in come:
            self.tell(unit, "teachback.rubric", [user_id], row, now=now)
            at = again_at(now, close, self.zone(unit, user_id))
            unit.agenda.put(Job.RUBRIC_AGAIN, at, subject=str(row.teachback_id), user_id=user_id)
        if come:
            unit.agenda.put(Job.CLOSE, close, subject=str(row.teachback_id))

    def rubric_again(self, unit: Unit, lesson: Lesson, user_id: str, *, now: datetime) -> None:
        if lesson.row.stage is Stage.HELD and lesson.seat(user_id) is Seat.COMING and now < lesson.lunch.starts_at:
            self.tell(unit, "teachback.rubric_again", [user_id], lesson.row, now=now)

    def close(self, unit: Unit, lesson: Lesson, *, now: datetime) -> None:
        """No more rubrics are waited for."""
        if lesson.row.stage is Stage.HELD:
            self.settle(unit, lesson, moved(Stage.HELD, None, Act.CLOSE).stages, now=now)

    def mend(self, unit: Unit, *, teachback_id: int, now: datetime) -> None:
        """Its gathering is off or comes earlier now, its host is gone, or somebody who was to watch."""
        lesson = self.lesson(unit, unit.teachbacks.hold(teachback_id))
        if lesson is None or (lesson.row.stage, None, Act.LUNCH_OFF) not in MOVES:
            return
        if self.is_pointless(unit, lesson):
            self.call_off(unit, lesson, Act.LUNCH_OFF, tell=[lesson.row.host_id], now=now)
            return
        gone = [peer for peer in lesson.peers if self.is_gone(unit, peer.user_id)]
        for peer in gone:
            if to := MOVES.get((lesson.row.stage, peer.seat, Act.LEAVE)):
                unit.teachbacks.seat(teachback_id, [seated(lesson.row.stage, peer, Act.LEAVE)])
                self.settle(unit, lesson, to.stages, now=now)
        if lesson.row.stage is Stage.PLANNED:
            self.ask_for_others(unit, lesson, now=now)
        elif not any(peer.seat is Seat.COMING for peer in lesson.peers):
            # Of whoever was forgotten there is no row any more.
            self.close(unit, lesson, now=now)

    def is_pointless(self, unit: Unit, lesson: Lesson) -> bool:
        row, lunch = lesson.row, lesson.lunch
        moved_before = row.stage is Stage.PLANNED and lunch.starts_at <= row.starts_at
        same_host = lunch.host_id == row.host_id and not self.is_gone(unit, row.host_id)
        return lunch.state == LunchState.CANCELLED or not same_host or moved_before

    def is_gone(self, unit: Unit, user_id: str) -> bool:
        """Left the company, or asked to be forgotten; of the latter there is no row."""
        person = unit.people.get(user_id) if user_id else None
        return person is None or person.is_deleted

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """What peers wrote is not kept for longer than that."""
        with self.store.team(team_id).writing() as unit:
            unit.teachbacks.forget_words(before=now - WORDS_FOR)
