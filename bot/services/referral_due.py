"""What becomes of questions as time passes: no answer, somebody who left, the question whether it helped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
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
            self.change(team_id, int(due.subject), partial(self.run, due=due), now=now)
        self.unlink_all(team_id, [one.question_id for one in ongoing if one.anonymous], now=now)

    def unlink_all(self, team_id: str, question_ids: Iterable[int], *, now: datetime) -> None:
        """What an asker who is unnamed asked or was told since then, about the same."""
        found: list[bool] = []
        for question_id in question_ids:
            self.change(team_id, question_id, lambda moves: found.append(self.unlink_from(moves)), now=now)
        if any(found):
            self.clear()

    def unlink_from(self, moves: Moves) -> bool:
        asker, question = self.askers.of(moves.unit, moves.handoff), moves.question
        return bool(asker and question and self.unlink(moves.unit, question, asker, moves.now))

    def change(self, team_id: str, question_id: int, act: Callable[[Moves], object], *, now: datetime) -> None:
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
            moves.check()
        elif due.job == LAPSE:
            moves.step(Step.LAPSE)

    def leave_out(self, moves: Moves, user_id: str) -> None:
        row = moves.unit.referrals.referral(moves.question_id, user_id)
        if row:
            moves.turn_down(row, Move.LEAVE)

    def is_gone(self, unit: Unit, user_id: str) -> bool:
        person = unit.people.get(user_id)
        return person is not None and not person.may_be_named
