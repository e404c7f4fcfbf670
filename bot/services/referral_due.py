"""What becomes of questions as time passes: no answer, somebody who left, the question whether it helped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.referrals import Move
from bot.services.referral_base import Desk
from bot.services.referral_moves import CHECK, EXPIRE, LAPSE, UNSAID, Moves
from bot.services.referral_traces import traces, unlink
from storage.referrals import HandoffRow, Stage
from storage.store import Unit
from storage.values import DueRow

log = logging.getLogger(__name__)

# So much later what failed is tried once more.
AGAIN = timedelta(hours=1)
UNLINKED_FOR = timedelta(days=2)


class Waiting(Desk):
    def due(self, team_id: str, now: datetime) -> None:
        """What comes because time passed, each in a transaction of its own."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            jobs = unit.agenda.by(now, of="referral.")
            gone = self.gone(unit)
            ongoing = unit.referrals.ongoing()
            ownerless = [one.question_id for one in ongoing if self.asker_is_gone(unit, one)]
            unattended = unit.referrals.unattended()
        for question_id, user_id in gone:
            self.change(team_id, question_id, partial(self.leave_out, user_id=user_id), now=now)
        for question_id in ownerless:
            self.change(team_id, question_id, Moves.withdraw, now=now)
        for question_id in unattended:
            self.change(team_id, question_id, Moves.offer_if_idle, now=now)
        for due in jobs:
            self.come_due(team_id, due, now=now)
        self.unlink_all(team_id, now=now)

    def unlink_all(self, team_id: str, *, now: datetime) -> None:
        """What an asker who is unnamed asked or was told since then, about the same; for some time also where it is
        over, or stands in a channel.
        """
        with self.store.team(team_id).reading() as unit:
            unnamed = unit.referrals.unnamed(since=now - UNLINKED_FOR)
            linked = [one.question_id for one in unnamed if self.is_linked(unit, one, now)]
        for question_id in linked:
            self.change(team_id, question_id, self.unlink_from, now=now)
        if linked or self.askers.unlinked.is_set():
            self.clear()

    def is_linked(self, unit: Unit, handoff: HandoffRow, now: datetime) -> bool:
        asker, question = self.askers.of(unit, handoff), unit.asks.get(handoff.question_id)
        return bool(asker and question and traces(unit, question, asker, now))

    def unlink_from(self, moves: Moves) -> None:
        asker, question = self.askers.of(moves.unit, moves.handoff), moves.question
        if asker and question:
            unlink(moves.unit, question, asker, moves.now)

    def change(self, team_id: str, question_id: int, act: Callable[[Moves], object], *, now: datetime) -> None:
        """One change of one question; one that fails leaves the others their turn."""
        try:
            with self.store.team(team_id).writing() as unit:
                handoff = unit.referrals.get(question_id, hold=True)
                if handoff:
                    act(self.moves(unit, handoff, now))
        except Exception:
            log.exception("what was due of question %s could not be done", question_id)

    def come_due(self, team_id: str, due: DueRow, *, now: datetime) -> None:
        """What is due of a question, once. What fails comes again later: it must not keep all others from their turn.
        What is due of none is nothing.
        """
        team = self.store.team(team_id)
        try:
            with team.writing() as unit:
                handoff = unit.referrals.get(int(due.subject), hold=True)
                if unit.agenda.take(due) and handoff:
                    self.run(self.moves(unit, handoff, now), due)
        except Exception:
            log.exception("what was due of question %s could not be done", due.subject)
            with team.writing() as unit:
                if unit.agenda.take(due):
                    unit.agenda.put(due.job, now + AGAIN, subject=due.subject, user_id=due.user_id)

    def run(self, moves: Moves, due: DueRow) -> None:
        if due.job in (EXPIRE, UNSAID):
            row = moves.unit.referrals.referral(moves.question_id, due.user_id)
            if row:
                moves.expire(row, due)
        elif due.job == CHECK and moves.handoff.state is Stage.TALKING:
            moves.check()
        elif due.job == LAPSE:
            moves.lapse()

    def leave_out(self, moves: Moves, user_id: str) -> None:
        row = moves.unit.referrals.referral(moves.question_id, user_id)
        if row:
            moves.turn_down(row, Move.LEAVE)

    def gone(self, unit: Unit) -> list[tuple[int, str]]:
        """What was asked of whom who can no longer be asked."""
        rows = unit.referrals.open()
        people = unit.people.by_id({row.user_id for row in rows})
        left = {user_id for user_id, person in people.items() if not person.may_be_named}
        return [(row.question_id, row.user_id) for row in rows if row.user_id in left]
