"""From a name to a conversation: the life of a question that is taken to colleagues.

Two small state machines, each in one table. What is in neither table changes nothing: whoever presses is shown how it
stands instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from storage.values_referrals import ReferralRow, Referred, Stage


class Move(StrEnum):
    """What can happen between a question and one colleague."""

    ASK = "ask"  # the asker has them asked
    ACCEPT = "accept"  # [Happy to help]
    HAND_ON = "pass_on"  # [Not me, but...]
    LATER = "later"  # [Not now]
    DECLINE = "decline"  # [Not about this any more]
    EXPIRE = "expire"  # their working hours went by without a word
    WITHDRAW = "withdraw"  # the asker no longer needs it
    LOSE = "lose"  # somebody else who was asked was quicker
    LEAVE = "leave"  # they left the company, or became a guest
    HELP = "help"  # the asker says that it helped
    FAIL = "fail"  # the asker says that it did not


R, M = Referred, Move

# One colleague and one question. Nobody is asked about the same question twice: no way leads back to ASKED.
REFERRAL: Mapping[tuple[Referred, Move], Referred] = {
    (R.NAMED, M.ASK): R.ASKED,
    (R.ASKED, M.ACCEPT): R.ACCEPTED,
    (R.ASKED, M.HAND_ON): R.PASSED,
    (R.ASKED, M.LATER): R.LATER,
    (R.ASKED, M.DECLINE): R.DECLINED,
    (R.ASKED, M.EXPIRE): R.EXPIRED,
    (R.ASKED, M.WITHDRAW): R.WITHDRAWN,
    (R.ASKED, M.LOSE): R.TAKEN,
    (R.ASKED, M.LEAVE): R.GONE,
    (R.ACCEPTED, M.HELP): R.HELPED,
    (R.ACCEPTED, M.FAIL): R.UNHELPED,
}


class Step(StrEnum):
    """What can happen to the question as a whole."""

    ASK = "ask"  # one colleague more is asked
    ACCEPT = "accept"  # one of them helps
    RUN_OUT = "run_out"  # nobody is left who was asked and has not answered: the asker is asked what next
    WITHDRAW = "withdraw"  # the asker no longer needs it
    HELP = "help"  # the asker says that it helped
    FAIL = "fail"  # the asker says that it did not
    LAPSE = "lapse"  # the asker never said what next, or whether it helped
    STOP = "stop"  # what comes next failed for a day: the asker is told, and may ask anew


S, T = Stage, Step

# The question: it waits for a colleague (ASKING) or for the asker (OFFERING, TALKING), or it is over.
HANDOFF: Mapping[tuple[Stage, Step], Stage] = {
    (S.ASKING, T.ASK): S.ASKING,
    (S.ASKING, T.ACCEPT): S.TALKING,
    (S.ASKING, T.RUN_OUT): S.OFFERING,
    (S.ASKING, T.WITHDRAW): S.WITHDRAWN,
    (S.ASKING, T.STOP): S.CLOSED,
    (S.OFFERING, T.ASK): S.ASKING,
    (S.OFFERING, T.WITHDRAW): S.WITHDRAWN,
    (S.OFFERING, T.LAPSE): S.CLOSED,
    (S.OFFERING, T.STOP): S.CLOSED,
    (S.TALKING, T.HELP): S.HELPED,
    (S.TALKING, T.FAIL): S.OFFERING,
    (S.TALKING, T.LAPSE): S.CLOSED,
    (S.TALKING, T.STOP): S.CLOSED,
}

OPEN = frozenset({S.ASKING, S.OFFERING, S.TALKING})
# Whoever said "not now", or nothing, is left in peace for the rest of their day.
TURNED_DOWN = frozenset({R.LATER, R.EXPIRED, R.DECLINED})


def moved(state: Referred, move: Move) -> Referred | None:
    """How it stands with a colleague after `move`; None where it cannot happen."""
    return REFERRAL.get((state, move))


def stepped(stage: Stage, step: Step) -> Stage | None:
    """How it stands with the question after `step`; None where it cannot happen."""
    return HANDOFF.get((stage, step))


class Unfree(StrEnum):
    """Why somebody is not asked now."""

    TODAY = "today"
    WEEK = "week"
    RESTING = "resting"
    LIMIT = "limit"
    PAUSED = "paused"
    ALREADY = "already"
    NOT_HERE = "not_here"


def load(rows: Iterable[ReferralRow], *, day: datetime, week: datetime, per_day: int, per_week: int) -> Unfree | None:
    """Why somebody who was asked these is not asked once more; None where they are. `day` and `week` are when theirs
    began. Whoever turned something down today rests, whenever it had come.
    """
    asked = [row for row in rows if row.asked_at is not None]
    if any(row.state in TURNED_DOWN and row.answered_at is not None and row.answered_at >= day for row in asked):
        return Unfree.RESTING
    if sum(row.asked_at is not None and row.asked_at >= day for row in asked) >= per_day:
        return Unfree.TODAY
    if sum(row.asked_at is not None and row.asked_at >= week for row in asked) >= per_week:
        return Unfree.WEEK
    return None
