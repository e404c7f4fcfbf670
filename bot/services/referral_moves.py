"""Each change of a question that is taken to colleagues: the rows it writes, and what it leaves to be said.

What is said to the asker is left without their id: whose it is is read when it is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.availability import next_working_moment, working_deadline
from bot.domain.bounds import Bounds
from bot.domain.referrals import Move, Step, moved, stepped
from bot.services.kudos_counting import Counting, Given
from bot.services.referral_askers import Askers
from bot.services.referral_leaving import refresh
from bot.services.referral_people import Colleagues
from bot.services.skills import enter, minus
from storage.kudos import How
from storage.referrals import HandoffRow, ReferralRow, Referred, Stage
from storage.store import Unit
from storage.values import EvidenceRow, Kind, QuestionRow

EXPIRE, CHECK, LAPSE = "referral.expire", "referral.check", "referral.lapse"
# So long an offer, or the question whether it helped, waits for the asker.
PATIENCE = timedelta(days=7)


class Moves:
    """One transaction's hold on one question: `handoff` is locked until it ends."""

    def __init__(
        self, unit: Unit, colleagues: Colleagues, askers: Askers, handoff: HandoffRow, *, now: datetime
    ) -> None:
        self.unit = unit
        self.colleagues = colleagues
        self.askers = askers
        self.handoff = handoff
        self.question_id = handoff.question_id
        self.now = now

    @property
    def bounds(self) -> Bounds:
        return self.colleagues.settings.bounds(self.unit)

    @property
    def question(self) -> QuestionRow | None:
        return self.unit.asks.get(self.question_id)

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
            self.unit.agenda.put(LAPSE, self.now + PATIENCE, subject=str(self.question_id))
        else:
            self.unit.agenda.drop(LAPSE, subject=str(self.question_id))
        return True

    def ask(self, user_ids: Iterable[str], *, passed_by: str = "") -> None:
        """Have these asked; whoever calls has found them free."""
        known = {row.user_id: row for row in self.rows}
        places = {user_id: row.place for user_id, row in known.items()}
        for user_id in user_ids:
            if moved(known[user_id].state if user_id in known else Referred.NAMED, Move.ASK) is None:
                continue
            place = places.setdefault(user_id, len(places) + 1)
            row = ReferralRow(self.question_id, user_id, place, Referred.ASKED, self.now, self.now, passed_by=passed_by)
            self.unit.referrals.ask(row)
            week = self.colleagues.availability(self.unit, user_id, self.now)
            until = working_deadline(self.now, self.bounds.answer_hours, week.week, away_until=week.back_at(self.now))
            self.unit.agenda.put(EXPIRE, until, subject=str(self.question_id), user_id=user_id)
            self.leave("referral.ask", user_id, user_id=user_id)
        self.step(Step.ASK)
        self.leave("referral.asked", str(sum(row.asked_at is not None for row in self.rows)))

    def move(self, row: ReferralRow, move: Move) -> bool:
        """False where it cannot happen: then nothing has."""
        state = moved(row.state, move)
        if state is None:
            return False
        self.unit.referrals.settle(self.question_id, row.user_id, state=state, answered_at=self.now)
        self.unit.agenda.drop(EXPIRE, subject=str(self.question_id), user_id=row.user_id)
        self.refresh(row.user_id)
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
            self.leave("referral.offer", str(sum(row.asked_at is not None for row in rows)))

    def withdraw(self) -> bool:
        for row in self.rows:
            self.move(row, Move.WITHDRAW)
        return self.step(Step.WITHDRAW)

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
        asked = str(sum(row.asked_at is not None for row in rows))
        if any(row.state is Referred.ACCEPTED for row in rows):
            self.leave("referral.check", asked)
        elif self.step(Step.FAIL):
            self.leave("referral.offer", f"{asked}:alone")

    def thank(self, row: ReferralRow) -> None:
        """The helper for the skill; whoever passed the baton for having known whom to ask, unless they do not know who
        asked.
        """
        asker, question = self.askers.of(self.unit, self.handoff), self.question
        if not asker or question is None:
            return
        counting = Counting(self.unit, self.bounds, self.colleagues.privacy.wishes_of_all(self.unit), now=self.now)
        if counting.refuses_giver(asker):
            return
        passer = "" if self.handoff.anonymous else row.passed_by
        for receiver, skills in ((row.user_id, question.skill_ids), (passer, ())):
            if receiver and not counting.refuses(asker, receiver, channel_id=""):
                event = f"helped:{self.question_id}:{receiver}"
                counting.count(Given(asker, How.HELPED, self.now, event, tuple(skills[:3])), [receiver])

    def learn(self, user_id: str, kind: Kind, *, by: str = "", weight: float = 1.0) -> None:
        """What an answer to being asked shows: whoever takes a question on has some idea of it."""
        question = self.question
        for skill_id in question.skill_ids if question else ():
            entry = EvidenceRow(
                evidence_key(kind, self.question_id, user_id, skill_id), user_id, skill_id, kind, self.now, weight,
                from_user_id=by,
            )  # fmt: skip
            enter(self.unit, entry)

    def unlearn(self, user_id: str, kind: Kind) -> None:
        question = self.question
        for skill_id in question.skill_ids if question else ():
            key = evidence_key(kind, self.question_id, user_id, skill_id)
            self.unit.ledger.add(minus(entry) for entry in self.unit.ledger.revoke(now=self.now, key=key))

    def leave(self, kind: str, about: str, *, user_id: str = "", **facts: object) -> None:
        """Once for each `about`. Without `user_id` it is for the asker."""
        self.unit.outbox.leave(
            kind,
            key=f"{kind}:{self.question_id}:{about}",
            now=self.now,
            user_id=user_id,
            facts={"question_id": self.question_id, "about": about, **facts},
        )

    def refresh(self, user_id: str) -> None:
        row = self.unit.referrals.referral(self.question_id, user_id)
        if row:
            refresh(self.unit, row, now=self.now)


def evidence_key(kind: Kind, question_id: int, user_id: str, skill_id: int) -> str:
    """By the rule of all keys the skill stands last. A lunch has endorsements of its own kind of key."""
    act = "named" if kind is Kind.ENDORSED else kind
    return f"{act}:{question_id}:{user_id}:{skill_id}"
