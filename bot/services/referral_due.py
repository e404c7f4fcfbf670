"""What becomes of questions as time passes: no answer, somebody who left, the question whether it helped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.referrals import Move
from bot.services.referral_base import Desk
from bot.services.referral_moves import CHECK, EXPIRE, LAPSE, UNSAID, Moves, tell_stuck
from bot.services.referral_traces import traces, unlink
from bot.services.rounds import Act, Rounds
from storage.referrals import HandoffRow, Stage
from storage.store import Unit
from storage.values import DueRow

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
        rounds = Rounds(team, now)
        for question_id, user_id in gone:
            leave_out = self.change(question_id, partial(self.leave_out, user_id=user_id), now)
            rounds.mend("referral.gone", question_id, leave_out, *self.ends(question_id, now), user_id=user_id)
        for question_id in ownerless:
            rounds.mend("referral.ownerless", question_id, self.change(question_id, Moves.withdraw, now))
        for question_id in unattended:
            offer = self.change(question_id, Moves.offer_if_idle, now)
            rounds.mend("referral.unattended", question_id, offer, *self.ends(question_id, now))
        for due in jobs:
            ends = self.ends(due.subject, now, tells=due.job != LAPSE)
            rounds.do(due, partial(self.come_due, due=due, now=now), *ends)
        self.unlink_all(team_id, rounds, now=now)

    def ends(self, question_id: int | str, now: datetime, *, tells: bool = True) -> tuple[Act, ...]:
        """What becomes of a question that is stuck: nobody waits for it any longer, and its asker is told. Where not
        even that works the word to them remains.
        """
        stop = self.change(question_id, partial(Moves.stop, tells=tells), now)
        return (stop, partial(tell_stuck, question_id=question_id, now=now)) if tells else (stop,)

    def unlink_all(self, team_id: str, rounds: Rounds, *, now: datetime) -> None:
        """What an asker who is unnamed asked or was told since then, about the same; for some time also where it is
        over, or stands in a channel.
        """
        with self.store.team(team_id).reading() as unit:
            unnamed = unit.referrals.unnamed(since=now - UNLINKED_FOR)
            linked = [one.question_id for one in unnamed if self.is_linked(unit, one, now)]
        for question_id in linked:
            rounds.mend("referral.linked", question_id, self.change(question_id, self.unlink_from, now))
        if linked or self.askers.unlinked.is_set():
            self.clear()

    def is_linked(self, unit: Unit, handoff: HandoffRow, now: datetime) -> bool:
        asker, question = self.askers.of(unit, handoff), unit.asks.get(handoff.question_id)
        return bool(asker and question and traces(unit, question, asker, now))

    def unlink_from(self, moves: Moves) -> None:
        asker, question = self.askers.of(moves.unit, moves.handoff), moves.question
        if asker and question:
            unlink(moves.unit, question, asker, moves.now)

    def change(self, question_id: int | str, act: Callable[[Moves], object], now: datetime) -> Act:
        """One change of one question, to be done in a transaction of its own."""

        def change(unit: Unit) -> None:
            handoff = unit.referrals.get(int(question_id), hold=True)
            if handoff:
                act(self.moves(unit, handoff, now))

        return change

    def come_due(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """What is due of a question, once; of none it is nothing."""
        handoff = unit.referrals.get(int(due.subject), hold=True)
        if unit.agenda.take(due) and handoff:
            self.run(self.moves(unit, handoff, now), due)

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
