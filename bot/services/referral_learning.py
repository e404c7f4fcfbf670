"""What is learned of colleagues from their answers to being asked, and the thanks for it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.bounds import Bounds
from bot.services.kudos_counting import Counting, Given
from bot.services.referral_askers import Askers
from bot.services.referral_people import Colleagues
from bot.services.skills import enter, minus
from storage.kudos import How
from storage.referrals import HandoffRow, ReferralRow
from storage.store import Unit
from storage.values import EvidenceRow, Kind, QuestionRow


class Learning:
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

    def thank(self, row: ReferralRow) -> None:
        """The helper for the skill; whoever passed the baton for having known whom to ask. Thanks name who gives them,
        so of an asker who was unnamed only the helper has some, who knows them.
        """
        asker, question = self.askers.of(self.unit, self.handoff), self.question
        if not asker or question is None:
            return
        counting = Counting(self.unit, self.bounds, self.colleagues.privacy.wishes_of_all(self.unit), now=self.now)
        if counting.refuses_giver(asker):
            return
        passed_by = "" if self.handoff.anonymous else row.passed_by
        for receiver, skills in ((row.user_id, question.skill_ids), (passed_by, ())):
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


def evidence_key(kind: Kind, question_id: int, user_id: str, skill_id: int) -> str:
    """By the rule of all keys the skill stands last. A lunch has endorsements of its own kind of key."""
    act = "named" if kind is Kind.ENDORSED else kind
    return f"{act}:{question_id}:{user_id}:{skill_id}"
