"""An asker wants to be forgotten: what they asked is settled, and nobody knows whose it was."""

from __future__ import annotations

from datetime import datetime

from bot.domain.referrals import OPEN, Move, moved
from bot.services.referral_askers import Askers
from storage.referrals import HandoffRow, ReferralRow, Stage
from storage.store import Unit


def forget_asker(unit: Unit, askers: Askers, user_id: str, *, now: datetime) -> None:
    """Each question is held before the person, as everywhere; what was sent meanwhile comes after.
    From then on nothing more is asked: whoever holds the person looks whether they left.
    """
    digest = askers.digest(unit.team_id, user_id)
    forget_asked(unit, user_id, digest, now)
    unit.people.ensure([user_id])  # where nobody is there is nothing to be held
    unit.people.hold(user_id)
    forget_asked(unit, user_id, digest, now)


def forget_asked(unit: Unit, user_id: str, digest: str, now: datetime) -> None:
    for question_id in sorted(row.question_id for row in unit.referrals.of_asker(user_id, digest)):
        handoff = unit.referrals.get(question_id, hold=True)
        if handoff is None:
            continue
        for row in unit.referrals.referrals(question_id):
            withdraw(unit, row, now)
        if handoff.anonymous:
            unit.asks.blank(question_id)
        unit.referrals.change(question_id, **without_asker(handoff), changed_at=now)


def without_asker(handoff: HandoffRow) -> dict[str, object]:
    state = Stage.WITHDRAWN if handoff.state in OPEN else handoff.state
    return {"asker_id": "", "sealed": "", "digest": "", "words": "", "channel_id": "", "state": state}


def withdraw(unit: Unit, row: ReferralRow, now: datetime) -> None:
    state = moved(row.state, Move.WITHDRAW)
    if state is None:
        return
    unit.referrals.settle(row.question_id, row.user_id, state=state, answered_at=now)
    refresh(unit, row, now=now)


def refresh(unit: Unit, row: ReferralRow, *, now: datetime) -> None:
    """What somebody was asked looks otherwise now; where it does not stand yet it will be said as it is then."""
    if row.channel_id and row.ts:
        unit.outbox.refresh(
            "referral.ask.now",
            key=f"referral.ask.now:{row.question_id}:{row.user_id}",
            now=now,
            channel_id=row.channel_id,
            user_id=row.user_id,
            facts={"question_id": row.question_id, "about": row.user_id},
            paced=False,
        )
