"""What becomes of questions as time passes: no answer, somebody who left, the question whether it helped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.domain.referrals import Move, Step
from bot.services.referral_base import Desk
from bot.services.referral_moves import CHECK, EXPIRE, LAPSE, Moves
from storage.referrals import Stage
from storage.store import Unit
from storage.values import DueRow

log = logging.getLogger(__name__)


class Waiting(Desk):
    def due(self, team_id: str, now: datetime) -> None:
        """What comes because time passed, each in a transaction of its own."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            jobs = unit.agenda.by(now, of="referral.")
            gone = [(row.question_id, row.user_id) for row in unit.referrals.open() if self.is_gone(unit, row.user_id)]
            unattended = unit.referrals.unattended()
        for question_id, user_id in gone:
            self.change(team_id, question_id, partial(self.leave_out, user_id=user_id), now=now)
        for question_id in unattended:
            self.change(team_id, question_id, Moves.offer_if_idle, now=now)
        for due in jobs:
            self.change(team_id, int(due.subject), partial(self.run, due=due), now=now)

    def change(self, team_id: str, question_id: int, act: Callable[[Moves], None], *, now: datetime) -> None:
        """One change of one question; one that fails leaves the others their turn."""
        try:
            with self.store.team(team_id).writing() as unit:
                handoff = unit.referrals.get(question_id, hold=True)
                if handoff:
                    act(self.moves(unit, handoff, now))
        except Exception:
            log.exception("what was due of question %s could not be done", question_id)

    def run(self, moves: Moves, due: DueRow) -> None:
        if not moves.unit.agenda.take(due):
            return
        if due.job == EXPIRE:
            row = moves.unit.referrals.referral(moves.question_id, due.user_id)
            if row:
                moves.turn_down(row, Move.EXPIRE)
        elif due.job == CHECK and moves.handoff.state is Stage.TALKING:
            moves.leave("referral.check", str(sum(row.asked_at is not None for row in moves.rows)))
        elif due.job == LAPSE:
            moves.step(Step.LAPSE)

    def leave_out(self, moves: Moves, user_id: str) -> None:
        row = moves.unit.referrals.referral(moves.question_id, user_id)
        if row:
            moves.turn_down(row, Move.LEAVE)

    def is_gone(self, unit: Unit, user_id: str) -> bool:
        person = unit.people.get(user_id)
        return person is not None and not person.may_be_named
