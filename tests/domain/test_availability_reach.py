"""What colleagues are told of somebody: the one fact that matters most, and whether they may be asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.availability import Availability, Hindrance, Reach, reach


def utc(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


# The 27th of November 2026 is a Friday.
FRIDAY_NOON = utc(11, 27, 12)
THURSDAY = utc(12, 3)
DECEMBER = utc(12, 5)
AWAY, MEETING, LIMIT, PAUSED = Hindrance.AWAY, Hindrance.MEETING, Hindrance.LIMIT, Hindrance.PAUSED


@pytest.mark.parametrize(
    ("availability", "full_until", "told"),
    [
        (Availability(), None, Reach()),
        (Availability(away=AWAY, away_until=THURSDAY), None, Reach("", AWAY, THURSDAY + timedelta(hours=9))),
        # A status that ends on Saturday: they are back when they work again.
        (Availability(away=AWAY, away_until=DECEMBER), None, Reach("", AWAY, utc(12, 7, 9))),
        (Availability(away=AWAY), None, Reach("", AWAY, None)),
        (Availability(away=AWAY, away_until=FRIDAY_NOON), None, Reach()),
        (Availability(away=MEETING, away_until=utc(11, 27, 15)), None, Reach("", MEETING, utc(11, 27, 15))),
        (Availability(limit_until=DECEMBER), None, Reach("", LIMIT, DECEMBER, may_be_asked=False)),
        (Availability(limit_until=FRIDAY_NOON), None, Reach()),
        (Availability(), THURSDAY, Reach("", LIMIT, THURSDAY, may_be_asked=False)),
        (Availability(), FRIDAY_NOON, Reach()),
        (Availability(limit_until=DECEMBER), THURSDAY, Reach("", LIMIT, DECEMBER, may_be_asked=False)),
        (Availability(limit_until=THURSDAY), DECEMBER, Reach("", LIMIT, DECEMBER, may_be_asked=False)),
        (Availability(paused=True), None, Reach("", PAUSED, None, may_be_asked=False)),
        # Of several what lasts longest is told, and each has its effect.
        (Availability(paused=True, away=AWAY), None, Reach("", PAUSED, None, may_be_asked=False)),
        (Availability(paused=True, limit_until=DECEMBER), None, Reach("", PAUSED, None, may_be_asked=False)),
        (
            Availability(away=AWAY, away_until=THURSDAY, limit_until=DECEMBER),
            None,
            Reach("", LIMIT, DECEMBER, may_be_asked=False),
        ),
        (
            Availability(away=AWAY, away_until=DECEMBER, limit_until=THURSDAY),
            None,
            Reach("", AWAY, utc(12, 7, 9), may_be_asked=False),
        ),
        (
            Availability(away=AWAY, away_until=THURSDAY, limit_until=THURSDAY),
            None,
            Reach("", AWAY, utc(12, 3, 9), may_be_asked=False),
        ),
        (
            Availability(away=MEETING, away_until=utc(11, 27, 15), limit_until=utc(11, 28)),
            None,
            Reach("", LIMIT, utc(11, 28), may_be_asked=False),
        ),
    ],
)
def test_one_fact_is_told_of_somebody(availability: Availability, full_until: datetime | None, told: Reach) -> None:
    assert reach(availability, FRIDAY_NOON, full_until=full_until) == told


@pytest.mark.parametrize(
    ("hindrance", "later"), [(None, False), (MEETING, False), (AWAY, True), (LIMIT, True), (PAUSED, True)]
)
def test_whoever_cannot_be_reached_for_long_comes_later(hindrance: Hindrance | None, *, later: bool) -> None:
    assert Reach(hindrance=hindrance).comes_later == later


@pytest.mark.parametrize(
    ("availability", "back"),
    [
        (Availability(away=AWAY, away_until=THURSDAY), THURSDAY),
        (Availability(away=AWAY, away_until=FRIDAY_NOON), None),
        (Availability(away=AWAY), None),
        (Availability(away=MEETING, away_until=THURSDAY), None),
        (Availability(), None),
    ],
)
def test_only_an_absence_with_an_end_stops_their_clock(availability: Availability, back: datetime | None) -> None:
    assert availability.back_at(FRIDAY_NOON) == back


def test_what_has_passed_is_no_more() -> None:
    passed = Availability(away=AWAY, away_until=FRIDAY_NOON, limit_until=FRIDAY_NOON, paused=True)
    holding = Availability(away=AWAY, away_until=THURSDAY, limit_until=DECEMBER)

    assert passed.current(FRIDAY_NOON) == Availability(away_until=FRIDAY_NOON, paused=True)
    assert holding.current(FRIDAY_NOON) == holding
    assert Availability(away=AWAY).current(FRIDAY_NOON) == Availability(away=AWAY)
