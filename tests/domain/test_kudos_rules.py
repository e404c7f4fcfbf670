"""Which thanks count, and for how much: the rules as tables."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.kudos_rules import (
    Giver,
    Refusal,
    local_day,
    next_digest,
    refuses_giver,
    refuses_receiver,
    share,
    weight,
    within_allowance,
)
from storage.values import PersonRow

MEMBER = PersonRow("U1")


@pytest.mark.parametrize(
    ("giver", "why"),
    [
        (Giver(MEMBER), None),
        (Giver(PersonRow("U1", is_admin=True)), None),
        (Giver(PersonRow("U1", is_guest=True)), Refusal.GUEST),
        (Giver(PersonRow("U1", is_outside=True)), Refusal.GUEST),
        (Giver(PersonRow("U1", is_bot=True)), Refusal.GUEST),
        (Giver(PersonRow("U1", is_deleted=True)), Refusal.GUEST),
        (Giver(MEMBER, forgotten=True), Refusal.FORGOT_YOU),
    ],
)
def test_who_may_thank(giver: Giver, why: Refusal | None) -> None:
    assert refuses_giver(giver) is why


@pytest.mark.parametrize(
    ("receiver", "why"),
    [
        (PersonRow("U2"), None),
        (PersonRow("U2", is_admin=True), None),
        (PersonRow("U1"), Refusal.ONESELF),
        (PersonRow("UBOT"), Refusal.BOT),
        (PersonRow("USLACKBOT"), Refusal.BOT),
        (PersonRow("U2", is_bot=True), Refusal.BOT),
        (PersonRow("U2", is_guest=True), Refusal.OUTSIDE),
        (PersonRow("U2", is_outside=True), Refusal.OUTSIDE),
        (PersonRow("U2", is_deleted=True), Refusal.GONE),
        (PersonRow("U2", is_deleted=True, is_guest=True), Refusal.GONE),
    ],
)
def test_who_may_be_thanked(receiver: PersonRow, why: Refusal | None) -> None:
    assert refuses_receiver("U1", receiver, bot_id="UBOT", forgotten=False) is why


@pytest.mark.parametrize("receiver", [PersonRow("U2"), PersonRow("U2", is_deleted=True)])
def test_of_the_forgotten_nothing_else_is_said(receiver: PersonRow) -> None:
    assert refuses_receiver("U1", receiver, bot_id="UBOT", forgotten=True) is Refusal.FORGOTTEN


@pytest.mark.parametrize(
    ("given_today", "more", "fits"),
    [(0, 1, True), (4, 1, True), (5, 1, False), (3, 2, True), (3, 3, False), (9, 1, False)],
)
def test_five_a_day_all_or_nothing(given_today: int, more: int, fits: bool) -> None:  # noqa: FBT001 - a table
    assert within_allowance(given_today, more, per_day=5) is fits


@pytest.mark.parametrize(
    ("at", "tz", "day"),
    [
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "Asia/Tokyo", "2026-03-03"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "America/New_York", "2026-03-02"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "", "2026-03-02"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "Atlantis/Capital", "2026-03-02"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "America", "2026-03-02"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "../etc", "2026-03-02"),
    ],
)
def test_a_day_is_the_givers_own(at: datetime, tz: str, day: str) -> None:
    assert local_day(at, tz) == day


@pytest.mark.parametrize(
    ("now", "tz", "at"),
    [
        # 2 March 2026 is a Monday.
        (datetime(2026, 3, 2, 12, tzinfo=UTC), "Europe/Lisbon", datetime(2026, 3, 6, 16, tzinfo=UTC)),
        (datetime(2026, 3, 2, 12, tzinfo=UTC), "America/New_York", datetime(2026, 3, 6, 21, tzinfo=UTC)),
        (datetime(2026, 3, 6, 15, 59, tzinfo=UTC), "Europe/Lisbon", datetime(2026, 3, 6, 16, tzinfo=UTC)),
        (datetime(2026, 3, 6, 16, 0, tzinfo=UTC), "Europe/Lisbon", datetime(2026, 3, 13, 16, tzinfo=UTC)),
        (datetime(2026, 3, 6, 20, 0, tzinfo=UTC), "America/New_York", datetime(2026, 3, 6, 21, tzinfo=UTC)),
        (datetime(2026, 3, 7, 9, tzinfo=UTC), "", datetime(2026, 3, 13, 16, tzinfo=UTC)),
        # Clocks are put forward on 29 March in Lisbon, back on 25 October.
        (datetime(2026, 3, 28, 9, tzinfo=UTC), "Europe/Lisbon", datetime(2026, 4, 3, 15, tzinfo=UTC)),
        (datetime(2026, 10, 24, 9, tzinfo=UTC), "Europe/Lisbon", datetime(2026, 10, 30, 16, tzinfo=UTC)),
        # Already Friday evening there, still Friday morning here.
        (datetime(2026, 3, 6, 9, tzinfo=UTC), "Asia/Tokyo", datetime(2026, 3, 13, 7, tzinfo=UTC)),
    ],
)
def test_a_digest_comes_on_friday_at_four_where_its_reader_is(now: datetime, tz: str, at: datetime) -> None:
    assert next_digest(now, tz) == at


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.sampled_from(["", "Asia/Kolkata", "America/Lima"]))  # noqa: DTZ001 - made aware below
def test_a_digest_is_always_ahead_and_never_more_than_a_week(naive: datetime, tz: str) -> None:
    now = naive.replace(tzinfo=UTC)

    assert 0 < (next_digest(now, tz) - now).total_seconds() <= 8 * 86_400


@pytest.mark.parametrize(
    ("earlier", "in_ring", "counts"),
    [(0, False, 1.0), (1, False, 0.5), (3, False, 0.25), (0, True, 0.25), (3, True, 0.0625)],
)
def test_many_thanks_between_two_count_ever_less(earlier: int, in_ring: bool, counts: float) -> None:  # noqa: FBT001 - a table
    assert weight(earlier, in_ring=in_ring, ring_weight=0.25) == counts


def test_four_people_once_outweigh_one_person_four_times() -> None:
    once = [weight(0, in_ring=False, ring_weight=0.25)] * 4
    four_times = [weight(earlier, in_ring=False, ring_weight=0.25) for earlier in range(4)]

    assert sum(once) > 1.9 * sum(four_times)
    assert all(later < sooner for sooner, later in pairwise(four_times))


def test_a_thanks_for_several_skills_is_shared_among_them() -> None:
    assert share(1.0, [1, 2]) == {1: 0.5, 2: 0.5}
    assert share(1.0, []) == {}
