"""Which thanks count, and for how much: who may thank whom, how often, and what weakens a thanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.zones import zone_of
from storage.values import PersonRow

DIGEST_WEEKDAY = 4  # Friday
DIGEST_HOUR = 16
MOST_SKILLS = 3


class Refusal(StrEnum):
    """Why a thanks is not counted."""

    FORGOT_YOU = "forgot_you"
    GUEST = "guest"
    ONESELF = "oneself"
    BOT = "bot"
    OUTSIDE = "outside"
    GONE = "gone"
    FORGOTTEN = "forgotten"
    LIMIT = "limit"
    AGAIN = "again"
    PRIVATE = "private"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Giver:
    person: PersonRow
    forgotten: bool = False


def refuses_giver(giver: Giver) -> Refusal | None:
    if giver.forgotten:
        return Refusal.FORGOT_YOU
    return None if giver.person.may_be_named else Refusal.GUEST


def refuses_receiver(giver_id: str, receiver: PersonRow, *, bot_id: str, forgotten: bool) -> Refusal | None:
    """Why somebody may not be thanked by somebody. Of the forgotten nothing is known, not even whether they left."""
    if receiver.user_id == giver_id:
        return Refusal.ONESELF
    if receiver.is_bot or receiver.user_id in (bot_id, "USLACKBOT"):
        return Refusal.BOT
    if forgotten:
        return Refusal.FORGOTTEN
    if receiver.is_deleted:
        return Refusal.GONE
    return Refusal.OUTSIDE if receiver.is_guest or receiver.is_outside else None


def within_allowance(given: int, more: int, *, per_day: int) -> bool:
    """All that are given at once fit, or none is counted."""
    return given + more <= per_day


def local_day(at: datetime, tz: str) -> str:
    """The date on somebody's own calendar."""
    return at.astimezone(zone_of(tz)).date().isoformat()


def next_digest(now: datetime, tz: str) -> datetime:
    """The first Friday, 16:00 on somebody's own clock, after `now`."""
    zone = zone_of(tz)
    there = now.astimezone(zone)
    days = (DIGEST_WEEKDAY - there.weekday()) % 7
    friday = there.date() + timedelta(days=days)
    at = datetime(friday.year, friday.month, friday.day, DIGEST_HOUR, tzinfo=zone)
    if at <= there:
        later = friday + timedelta(days=7)
        at = datetime(later.year, later.month, later.day, DIGEST_HOUR, tzinfo=zone)
    return at.astimezone(now.tzinfo)


def weight(earlier: int, *, in_ring: bool, ring_weight: float) -> float:
    """What a thanks counts for after `earlier` ones of the same giver to the same receiver."""
    return (ring_weight if in_ring else 1.0) / (1 + earlier)


def share(whole: float, skills: Sequence[int]) -> Mapping[int, float]:
    """What a thanks of that weight adds to each of its skills."""
    return {skill_id: whole / len(skills) for skill_id in skills}
