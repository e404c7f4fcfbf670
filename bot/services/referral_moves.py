"""Each change of a question that is taken to colleagues: the rows it writes, and what it leaves to be said.

What is said to the asker is left without their id: whose it is is read when it is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.availability import DAY, next_morning, next_working_moment, working_deadline
from bot.domain.referrals import Move, Step, moved, stepped
from bot.services.referral_learning import Learning
from bot.services.referral_leaving import refresh
from storage.referrals import ReferralRow, Referred, Stage
from storage.store import Unit
from storage.values import DueRow, Kind

EXPIRE, CHECK, LAPSE, UNSAID = "referral.expire", "referral.check", "referral.lapse", "referral.unsaid"
# So long an offer, or the question whether it helped, waits for the asker.
PATIENCE = timedelta(days=7)


class Moves(Learning):
    """One transaction's hold on one question: `handoff` is locked until it ends."""

    @property
    def rows(self) -> list[ReferralRow]:
        return self.unit.referrals.referrals(self.question_id)

    def step(self, step: Step) -> bool:
        stage = stepped(self.handoff.state, step)
        if stage is None:
            return False
        self.handoff = replace(self.handoff, state=stage, changed_at=self.now)
        self.unit.referrals.change(self.question_id, state=stage, changed_at=self.now)
        if stage in (Stage.OFFERING, Stage.TALKING):
            self.wait_for_asker()
        else:
            self.unit.agenda.drop(LAPSE, subject=str(self.question_id))
        return True

    def wait_for_asker(self, since: datetime | None = None) -> None:
        self.unit.agenda.put(LAPSE, (since or self.now) + PATIENCE, subject=str(self.question_id))

    def begin_wait(self, user_id: str, said: datetime) -> None:
        """From when they were told on they have their own working hours to answer."""
        week = self.colleagues.availability(self.unit, user_id, said)
        until = working_deadline(said, self.bounds.answer_hours, week.week, away_until=week.back_at(said))
        self.unit.agenda.drop(UNSAID, subject=str(self.question_id), user_id=user_id)
        self.unit.agenda.put(EXPIRE, until, subject=str(self.question_id), user_id=user_id)

    def expire(self, row: ReferralRow, due: DueRow) -> None:
        """They did not answer. What has not reached them yet is no silence of theirs: it gets a working day more."""
        if due.job == EXPIRE and not row.ts and self.is_on_its_way("referral.ask", row.user_id):
            week = self.colleagues.availability(self.unit, row.user_id, self.now).week
            later = next_morning(self.now, week) + DAY
            self.unit.agenda.put(UNSAID, later, subject=str(self.question_id), user_id=row.user_id)
        else:
            self.turn_down(row, Move.EXPIRE)

    def lapse(self) -> None:
        """The asker said nothing. What they have not been asked yet they could not answer."""
        if any(self.is_on_its_way(kind) for kind in ("referral.offer", "referral.check")):
            self.wait_for_asker()
        else:
            self.step(Step.LAPSE)

    def is_on_its_way(self, kind: str, about: str = "") -> bool:
        return self.unit.outbox.is_on_its_way(f"{kind}:{self.question_id}:{about}")

    def ask(self, user_ids: Iterable[str], *, passed_by: str = "") -> None:
        """Have these asked; whoever calls has found them free. Of a question that is with a helper, or over, nobody."""
        if stepped(self.handoff.state, Step.ASK) is None:
            return
        known = {row.user_id: row for row in self.rows}
        places = {user_id: row.place for user_id, row in known.items()}
        for user_id in user_ids:
            if moved(known[user_id].state if user_id in known else Referred.NAMED, Move.ASK) is None:
                continue
            place = places.setdefault(user_id, len(places) + 1)
            row = ReferralRow(self.question_id, user_id, place, Referred.ASKED, self.now, self.now, passed_by=passed_by)
            self.unit.referrals.ask(row)
            self.begin_wait(user_id, self.now)
            self.leave("referral.ask", user_id, user_id=user_id)
        self.step(Step.ASK)
        self.tell_asker("referral.asked", self.rows)

    def move(self, row: ReferralRow, move: Move) -> bool:
        """False where it cannot happen: then nothing has."""
        state = moved(row.state, move)
        if state is None:
            return False
        self.unit.referrals.settle(self.question_id, row.user_id, state=state, answered_at=self.now)
        for job in (EXPIRE, UNSAID):
            self.unit.agenda.drop(job, subject=str(self.question_id), user_id=row.user_id)
        if move is not Move.FAIL:  # that it did not help is between the asker and us
            self.refresh(row.user_id)
        if row.passed_by and move is Move.HELP:
            self.refresh(row.passed_by)
        return True

    def accept(self, row: ReferralRow) -> bool:
        if not (stepped(self.handoff.state, Step.ACCEPT) and self.move(row, Move.ACCEPT)):
            return False
        for other in self.rows:
            if other.user_id != row.user_id:
                self.move(other, Move.LOSE)
        self.step(Step.ACCEPT)
        self.learn(row.user_id, Kind.ACCEPTED)
        self.leave("referral.introduce", row.user_id)
        asker = self.askers.of(self.unit, self.handoff)
        week = self.colleagues.availability(self.unit, asker, self.now).week
        check = next_working_moment(self.now + timedelta(hours=self.bounds.check_hours), week)
        self.unit.agenda.put(CHECK, check, subject=str(self.question_id))
        self.wait_for_asker(since=check)
        return True

    def turn_down(self, row: ReferralRow, move: Move) -> bool:
        """They will not, or cannot: where nobody else is asked the asker is asked what next."""
        if not self.move(row, move):
            return False
        self.offer_if_idle()
        return True

    def offer_if_idle(self) -> None:
        """Once for so many who were asked: whoever is asked next brings a new offer."""
        rows = self.rows
        if not any(row.state is Referred.ASKED for row in rows) and self.step(Step.RUN_OUT):
            self.tell_asker("referral.offer", rows)

    def withdraw(self) -> bool:
        for row in self.rows:
            self.move(row, Move.WITHDRAW)
        return self.step(Step.WITHDRAW)

    def stop(self, *, tells: bool) -> None:
        """What comes next fails for good: nobody waits for it, and whoever asked may ask anew."""
        for row in self.rows:
            self.move(row, Move.WITHDRAW)
        if self.step(Step.STOP) and tells:
            tell_stuck(self.unit, question_id=self.question_id, now=self.now)

    def judge(self, row: ReferralRow, *, helped: bool) -> bool:
        """The asker says whether it helped: yes is thanks, no brings the next person."""
        move, step = (Move.HELP, Step.HELP) if helped else (Move.FAIL, Step.FAIL)
        if not (stepped(self.handoff.state, step) and self.move(row, move)):
            return False
        self.step(step)
        if helped:
            self.thank(row)
        else:
            self.unlearn(row.user_id, Kind.ACCEPTED)
        return True

    def check(self) -> None:
        """Did it help? Where the helper is to be found nowhere any more, it did not."""
        rows = self.rows
        if any(row.state is Referred.ACCEPTED for row in rows):
            self.tell_asker("referral.check", rows)
            self.wait_for_asker()
        elif self.step(Step.FAIL):
            self.tell_asker("referral.offer", rows)

    def tell_asker(self, kind: str, rows: Iterable[ReferralRow]) -> None:
        """Once for this moment: of how many were asked some may have been erased, so that their number comes again."""
        asked = sum(row.asked_at is not None for row in rows)
        self.leave(kind, str(asked), key=f"{kind}:{self.question_id}:{asked}:{self.now.timestamp():.6f}")

    def leave(self, kind: str, about: str, *, user_id: str = "", key: str = "", **facts: object) -> None:
        """Once for each `about`, or each `key`. Without `user_id` it is for the asker."""
        self.unit.outbox.leave(
            kind,
            key=key or f"{kind}:{self.question_id}:{about}",
            now=self.now,
            user_id=user_id,
            facts={"question_id": self.question_id, "about": about, **facts},
        )

    def refresh(self, user_id: str) -> None:
        row = self.unit.referrals.referral(self.question_id, user_id)
        if row:
            refresh(self.unit, row, now=self.now)


def tell_stuck(unit: Unit, *, question_id: int | str, now: datetime) -> None:
    """The asker hears that a question of theirs is stuck, once."""
    facts = {"question_id": int(question_id)}
    unit.outbox.leave("referral.stuck", key=f"referral.stuck:{question_id}", now=now, facts=facts)
