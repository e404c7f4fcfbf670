"""A programme that asks for a practice lesson reminds a host who has planned none: once, and never a gate."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.reminders import Job
from bot.outbox_formats import errands
from bot.views.blocks import View
from storage.lunches import LunchState
from storage.store import Store
from storage.values import OutboxItem
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ANA, HOST, START, labels
from tests.practices import DAY, HOUR, Practising, practising

NUDGE = START - 5 * DAY - 2 * HOUR  # planned eight days ahead: a week before would be the next day


@pytest.fixture
def hal(store: Store) -> Practising:
    return practising(store, asks=True)


def reminded(hal: Practising) -> list[str]:
    return [row.user_id for row in rows(hal.store, "outbox") if row.kind == Job.PRACTISE]


def worded(hal: Practising, *, now: datetime = NUDGE) -> View | None:
    item = OutboxItem(0, Job.PRACTISE, "", HOST, "", {"lunch_id": hal.lunch.lunch_id}, 1, "k", now)
    return errands(hal.club.services)[Job.PRACTISE].words(item, TEAM, now)


def test_a_host_who_has_planned_none_is_reminded_once(hal: Practising) -> None:
    hal.club.due(NUDGE - timedelta(seconds=1))
    assert reminded(hal) == []
    for later in (timedelta(), timedelta(), DAY, 3 * DAY, 5 * DAY):
        hal.club.due(NUDGE + later)

    assert reminded(hal) == [HOST]
    view = worded(hal)
    assert view is not None
    assert "*Pivot tables* is on" in view.text
    assert labels(view) == ["Practise it first"]
    assert "there is nothing to do: it takes place all the same" in str(view.blocks)
    # Nor does the list of what is to be done come for it alone.
    assert [row for row in rows(hal.store, "outbox") if row.kind == Job.STEPS] == []


def test_however_often_it_moves(hal: Practising) -> None:
    hal.club.due(NUDGE)
    hal.club.change(hal.lunch, day="2026-04-10", now=NUDGE)
    hal.club.due(NUDGE + 30 * DAY)

    assert reminded(hal) == [HOST]


def test_it_is_held_all_the_same(hal: Practising) -> None:
    hal.club.press(hal.lunch, ANA)
    hal.club.due(NUDGE)
    hal.club.due(hal.lunch.ends_at)

    assert hal.club.state(hal.lunch) is LunchState.HELD


def test_whoever_has_planned_it_hears_nothing(hal: Practising) -> None:
    hal.planned()
    hal.club.due(NUDGE)

    assert reminded(hal) == []
    assert worded(hal) is None


def test_nothing_is_said_of_what_is_planned_or_called_off_meanwhile(hal: Practising) -> None:
    hal.club.due(NUDGE)
    assert worded(hal, now=START) is None
    hal.club.services.lunches.cancel(TEAM, hal.club.tap(hal.lunch, HOST), now=NUDGE)
    assert worded(hal) is None


def test_where_none_is_asked_for_nobody_is_reminded(store: Store) -> None:
    hal = practising(store)
    for day in range(8):
        hal.club.due(NOW + day * DAY)

    assert reminded(hal) == []


def test_who_called_the_lesson_off_is_reminded_like_one_who_planned_none(hal: Practising) -> None:
    hal.planned()
    hal.ours.withdraw(TEAM, hal.tap(HOST), now=NOW)
    hal.club.due(NUDGE)

    assert reminded(hal) == [HOST]
