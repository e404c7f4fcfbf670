"""Questions that the first workspace took to colleagues, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from storage.referrals import HandoffRow, ReferralRow, Referred, Stage
from storage.store import Unit
from storage.values import Delivery, Origin, QuestionRow
from tests.builders import NOW

LATER = NOW + timedelta(days=400)
LONG_AGO = NOW - timedelta(days=400)
ASKER, DIGEST, HELPER = "U2", "d2", "U1"


def arrange_referrals(unit: Unit, question_id: int, skill_id: int) -> None:
    """A question that is with a colleague, one of which whoever was asked is gone, and somebody who waits."""
    unit.referrals.begin(
        HandoffRow(question_id, Stage.ASKING, NOW, NOW, asker_id=ASKER, sealed="s", digest=DIGEST, words="How?")
    )
    unit.referrals.ask(ReferralRow(question_id, HELPER, 1, Referred.ASKED, NOW, NOW))
    lonely = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", ASKER, NOW, (skill_id,), (), "apart"))
    unit.referrals.begin(HandoffRow(lonely.question_id, Stage.ASKING, NOW, NOW, asker_id=ASKER))
    unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C8", "8.0", ASKER, NOW, (skill_id,), ()))
    unit.referrals.wish(skill_id, ASKER, now=NOW)


def arrange_outbox(unit: Unit, question_id: int) -> int:
    """A row that was said, and one that waits after a vain attempt: the id of the latter."""
    for at in ("w", "gone"):
        facts = {"question_id": question_id}
        unit.outbox.leave("welcome", key=at, now=NOW, channel_id="C1", user_id="U1", facts=facts)
    gone = unit.outbox.claim(now=NOW)
    assert gone is not None
    unit.outbox.settle(gone.row_id, Delivery.SENT)
    waiting = unit.outbox.claim(now=NOW)
    assert waiting is not None
    unit.outbox.postpone(waiting.row_id, until=NOW)
    return waiting.row_id


def another(there: Any) -> ReferralRow:
    return ReferralRow(there.question, "U7", 2, Referred.ASKED, LATER, LATER)


REFERRAL_READS: dict[str, Callable[[Unit, Any], object]] = {
    "referrals.get": lambda unit, there: unit.referrals.get(there.question, hold=True),
    "referrals.of_asker": lambda unit, _: [
        *unit.referrals.of_asker(ASKER, ""),
        *unit.referrals.of_asker("", DIGEST),
    ],
    "referrals.unattended": lambda unit, _: unit.referrals.unattended(),
    "referrals.referral": lambda unit, there: unit.referrals.referral(there.question, HELPER),
    "referrals.referrals": lambda unit, there: unit.referrals.referrals(there.question),
    "referrals.of_questions": lambda unit, there: unit.referrals.of_questions([there.question]),
    "referrals.asked_of": lambda unit, _: unit.referrals.asked_of([HELPER], since=LONG_AGO),
    "referrals.waiting_for": lambda unit, _: unit.referrals.waiting_for(HELPER),
    "referrals.open": lambda unit, _: unit.referrals.open(),
    "referrals.desk": lambda unit, _: unit.referrals.desk(ASKER, DIGEST),
    "referrals.wishes": lambda unit, _: unit.referrals.wishes(),
    "referrals.unnamed": lambda unit, _: unit.referrals.unnamed(since=LONG_AGO),
    "referrals.sealed": lambda unit, _: unit.referrals.sealed(),
    "referrals.ongoing": lambda unit, _: unit.referrals.ongoing(),
    "outbox.is_on_its_way": lambda unit, _: unit.outbox.is_on_its_way(""),
    "outbox.known": lambda unit, _: unit.outbox.known(["w", "gone"]),
    "outbox.told_to": lambda unit, _: unit.outbox.told_to("U1"),
    "asks.given_by": lambda unit, _: unit.asks.given_by(ASKER, since=LONG_AGO),
    "asks.unanswered": lambda unit, _: unit.asks.unanswered(["C1", "C8"], since=LONG_AGO, before=LATER),
    "asks.company": lambda unit, _: unit.asks.company(ASKER),
}
REFERRAL_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "referrals.begin": lambda unit, there: unit.referrals.begin(
        HandoffRow(there.question, Stage.CLOSED, LATER, LATER, asker_id="U7")
    ),
    "referrals.change": lambda unit, there: unit.referrals.change(there.question, state=Stage.CLOSED),
    "referrals.drop": lambda unit, there: unit.referrals.drop(there.question),
    "referrals.forget_words": lambda unit, _: unit.referrals.forget_words(before=LATER),
    "referrals.ask": lambda unit, there: unit.referrals.ask(another(there)),
    "referrals.settle": lambda unit, there: unit.referrals.settle(there.question, HELPER, state=Referred.GONE),
    "referrals.wish": lambda unit, there: unit.referrals.wish(there.skill, ASKER, now=LATER),
    "referrals.grant": lambda unit, there: unit.referrals.grant(there.skill, ASKER),
    "asks.disown": lambda unit, there: unit.asks.disown(there.question, day=LATER),
    "asks.blank": lambda unit, there: unit.asks.blank(there.question),
    "asks.place": lambda unit, there: unit.asks.place(there.question, "C7", "7.0"),
    "outbox.disown": lambda unit, there: unit.outbox.disown(range(there.row - 9, there.row + 9), day=LATER),
    "outbox.blur": lambda unit, there: unit.outbox.blur(range(there.row - 9, there.row + 9), day=LATER),
}
