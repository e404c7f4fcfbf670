"""What fails is tried again, ever later, and given up after about a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.retries import PAUSES, TRIES, again_at

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_pauses_grow_and_together_last_a_day() -> None:
    moments, now = [], NOW
    for tries in range(1, TRIES):
        again = again_at(tries, now)
        assert again is not None
        moments.append(again - now)
        now = again

    assert moments == sorted(moments) == list(PAUSES)
    assert timedelta(hours=23) < now - NOW < timedelta(hours=25)


def test_then_it_is_given_up() -> None:
    assert again_at(TRIES, NOW) is None
    assert again_at(TRIES + 5, NOW) is None
