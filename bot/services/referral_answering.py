"""The side of whoever was asked: yes, not now, not any more, or somebody else's name."""

from __future__ import annotations

from datetime import datetime

from bot.domain.answers import Press
from bot.domain.availability import week_start
from bot.domain.availability_own import Own, kept_moment
from bot.domain.referral_told import Passed
from bot.domain.referrals import Move, Unfree, moved
from bot.errors import KindError
from bot.services.home_shown import show_home
from bot.services.referral_base import STALE, Desk
from bot.services.referral_moves import Moves
from bot.services.referral_traces import BEFORE, is_same
from storage.referrals import ReferralRow
from storage.store import Unit
from storage.values import Kind

PASSED_WEIGHT = 1.0

Place = tuple[str, str]  # channel and ts of a message


class Answering(Desk):
    def answered(self, team_id: str, press: Press, move: Move, place: Place, *, now: datetime) -> None:
        """One of the buttons under what they were asked; a press that comes too late is shown how it stands."""
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            self.stands_at(unit, row, place)
            if unit.workspace.first_time(press.seen, now=now):
                self.act(moves, row, move)
            self.shown(moves, press)

    def at_limit(self, team_id: str, press: Press, place: Place, *, now: datetime) -> None:
        """Not now, and nothing else this week either."""
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            self.stands_at(unit, row, place)
            if unit.workspace.first_time(press.seen, now=now):
                tz = self.colleagues.person(unit, press.user_id).tz
                unit.choices.prefer(press.user_id, Own.LIMIT, kept_moment(week_start(now, tz, weeks=1)))
                self.act(moves, row, Move.LATER)
            self.shown(moves, press)

    def shown(self, moves: Moves, press: Press) -> None:
        moves.refresh(press.user_id)
        if not press.response_url:  # pressed on the Home tab
            show_home(moves.unit, press.user_id, now=moves.now)

    def act(self, moves: Moves, row: ReferralRow, move: Move) -> None:
        if self.asker_is_gone(moves.unit, moves.handoff):
            moves.withdraw()
        elif not self.colleagues.is_here(moves.unit, row.user_id):
            moves.turn_down(row, Move.LEAVE)
        elif move is Move.ACCEPT:
            if row.user_id != self.askers.of(moves.unit, moves.handoff):
                moves.accept(row)
        elif moves.turn_down(row, move) and move is Move.DECLINE:
            self.hide(moves, row.user_id)

    def passing(self, team_id: str, press: Press, place: Place, *, now: datetime) -> bool:
        """Whether the form for naming somebody else is to be opened; too late, they see how it stands."""
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            self.stands_at(unit, row, place)
            may = moved(row.state, Move.HAND_ON) is not None
            if not may:
                moves.refresh(press.user_id)
            return unit.workspace.first_time(press.seen, now=now) and may

    def pass_on(self, team_id: str, press: Press, to: str, *, now: datetime) -> Passed:
        """They name somebody else. Of an anonymous asker nothing can be found out by naming them: they are asked like
        everybody, and know what it means.
        """
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            if moved(row.state, Move.HAND_ON) is None:
                moves.refresh(press.user_id)
                repeated = any(one.user_id == to and one.passed_by == press.user_id for one in moves.rows)
                return Passed(late=not repeated)
            if wrong := self.wrong_next(moves, press.user_id, to):
                return Passed(wrong)
            if not unit.workspace.first_time(press.seen, now=now):
                return Passed()
            moves.move(row, Move.HAND_ON)
            moves.learn(to, Kind.ENDORSED, by=press.user_id, weight=PASSED_WEIGHT)
            moves.ask([to], passed_by=press.user_id)
            moves.refresh(press.user_id)
            return Passed()

    def wrong_next(self, moves: Moves, user_id: str, to: str) -> str:
        unit = moves.unit
        if to == user_id:
            return "That is you. Is there anybody else?"
        if not moves.handoff.anonymous and to == self.askers.of(unit, moves.handoff):
            return "They are the one who asks. Is there anybody else?"
        if self.has_been_asked(moves, to):
            return self.why(unit, to, Unfree.ALREADY)
        reason = self.colleagues.unfree(unit, to, moves.now, hold=True)
        return self.why(unit, to, reason) if reason else ""

    def has_been_asked(self, moves: Moves, to: str) -> bool:
        """Whether somebody has been asked this before: by the same asker; or, where that would tell who asks, about the
        same by anybody.
        """
        unit, question = moves.unit, moves.question
        if any(row.user_id == to and row.asked_at for row in moves.rows) or question is None:
            return question is not None
        if not moves.handoff.anonymous:
            return to in self.asked_before(unit, question, moves.handoff.asker_id, moves.now)
        asked = [unit.asks.get(row.question_id) for row in unit.referrals.asked_of([to], since=moves.now - BEFORE)]
        return any(other is not None and is_same(question, other) for other in asked)

    def hide(self, moves: Moves, user_id: str) -> None:
        """*Not about this any more*: they are not named for it again."""
        question = moves.question
        for skill_id in question.skill_ids if question else ():
            moves.unit.ledger.hide_skill(user_id, skill_id, now=moves.now)

    def asked_of(self, unit: Unit, press: Press, now: datetime) -> tuple[Moves, ReferralRow]:
        """What the presser was asked. Raises KindError for everybody else."""
        handoff = unit.referrals.get(press.question_id, hold=True)
        row = unit.referrals.referral(press.question_id, press.user_id) if handoff else None
        if handoff is None or row is None or row.asked_at is None:
            raise KindError(STALE)
        return self.moves(unit, handoff, now), row

    def stands_at(self, unit: Unit, row: ReferralRow, place: Place) -> None:
        """Where it was pressed is where it stands: a press may be quicker than the word that it was posted."""
        channel_id, ts = place
        if not row.ts and ts and channel_id.startswith("D"):
            unit.referrals.settle(row.question_id, row.user_id, channel_id=channel_id, ts=ts)
