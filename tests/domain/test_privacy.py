"""What follows from what somebody chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.privacy import ALWAYS, Say, Wishes, may_pause_until

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("learning", "asks_first", "learns"),
    [("", False, True), ("", True, False), (Say.YES, True, True), (Say.YES, False, True), (Say.NO, False, False)],
)
def test_whoever_said_nothing_is_learned_of_unless_people_are_asked_first(
    *, learning: str, asks_first: bool, learns: bool
) -> None:
    assert Wishes(learning, asks_first=asks_first).learns is learns
    assert not Wishes(learning, asks_first=asks_first, forgotten=True).learns


@pytest.mark.parametrize(
    ("wishes", "left"),
    [
        (Wishes(), False),
        (Wishes(Say.NO), False),
        (Wishes(paused=ALWAYS), False),
        (Wishes(Say.NO, NOW.isoformat()), False),
        (Wishes(Say.NO, ALWAYS), True),
        (Wishes(forgotten=True), True),
    ],
)
def test_to_leave_is_to_be_neither_learned_of_nor_named(*, wishes: Wishes, left: bool) -> None:
    assert wishes.left is left


def test_a_pause_ends_at_a_moment_or_when_they_say_so() -> None:
    assert (Wishes().is_paused, Wishes().until) == (False, None)
    assert (Wishes(paused=ALWAYS).is_paused, Wishes(paused=ALWAYS).until) == (True, None)
    assert Wishes(paused=NOW.isoformat()).until == NOW


@pytest.mark.parametrize(
    ("after", "may"),
    [(None, True), (timedelta(0), False), (-timedelta(1), False), (timedelta(1), True), (timedelta(367), False)],
)
def test_a_pause_ends_in_the_future_and_within_a_year(*, after: timedelta | None, may: bool) -> None:
    assert may_pause_until(None if after is None else NOW + after, NOW) is may
