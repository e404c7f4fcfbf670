"""Which gatherings a weekly post announces: each in time, none twice, and none that nobody hears of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.gatherings import Entered
from bot.outbox_lunch import errands
from bot.services.lunches import Tap
from storage.lunches import LunchRow
from storage.store import Store
from tests.builders import TEAM
from tests.programmes import ANA, JILL, LUNCH, Office, coordinators_told, office_on, posts, series_of

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    made = office_on(sqlite_store)
    made.setup()
    return made


def hosts(office: Office, title: str = "Knots", *, slot: int = 0) -> LunchRow:
    """Ana hosts something on one of the free dates: 1, 8, 15 or 22 December."""
    chosen = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)[slot]
    fields = {"title": title, "slot": chosen.value}
    office.ours.programme.hosting.host(TEAM, ANA, fields, seen=office.seen(), now=office.at)
    with office.unit() as unit:
        return next(one for one in unit.lunches.planned(chosen.series.series_id, office.at) if one.title == title)


def moves(office: Office, lunch: LunchRow, day: str, clock: str) -> None:
    form = Entered(lunch.title, day, clock)
    tap = Tap(lunch.lunch_id, ANA, office.seen())
    assert office.ours.lunches.change(TEAM, tap, form, now=office.at) == frozenset()


def announced(office: Office) -> list[tuple[int, datetime]]:
    return [(int(str(item.facts["lunch_id"])), item.created_at) for item in office.left("lunch.signup")]


def test_one_that_was_moved_by_some_hours_is_still_the_one_of_its_week(office: Office) -> None:
    lunch = hosts(office)
    moves(office, lunch, "2026-12-01", "16:00")
    office.due(TUESDAY)

    assert [at for _lunch, at in announced(office)][1:] == [TUESDAY]
    assert posts(office) == []


def test_one_of_today_does_not_take_the_place_of_the_next_weeks_topics(office: Office) -> None:
    lunch = hosts(office)
    moves(office, lunch, "2026-12-01", "16:00")
    office.due(TUESDAY)
    before = len(announced(office))
    office.due(TUESDAY + WEEK)

    assert (len(announced(office)), posts(office)) == (before, ["2026-12-01"])


def test_two_in_one_week_are_both_announced(office: Office) -> None:
    first, second = hosts(office, "Knots", slot=1), hosts(office, "Sails", slot=2)
    moves(office, second, "2026-12-04", "12:00")
    office.due(TUESDAY + WEEK)

    assert {lunch for lunch, _at in announced(office)} == {first.lunch_id, second.lunch_id}


def test_one_that_its_host_moved_before_the_next_post_is_announced_at_once(office: Office) -> None:
    lunch = hosts(office, slot=2)
    office.due(TUESDAY)
    moves(office, lunch, "2026-11-27", "12:00")
    for seconds in range(3):
        office.due(TUESDAY + timedelta(seconds=seconds))

    assert announced(office) == [(lunch.lunch_id, TUESDAY)]


def test_one_whose_weekly_post_passed_while_it_was_paused_is_announced_once_it_goes_on(office: Office) -> None:
    lunch = hosts(office, slot=1)
    office.ours.programme.series.pause(TEAM, JILL, "")
    office.due(TUESDAY + WEEK)
    assert announced(office) == []

    office.at = TUESDAY + WEEK + timedelta(days=1)
    office.ours.programme.series.resume(TEAM, JILL, "", now=office.at)
    office.due(office.at)
    assert announced(office) == [(lunch.lunch_id, office.at)]


def test_one_whose_weekly_post_came_too_late_is_left_to_the_coordinator(office: Office) -> None:
    hosts(office, slot=1)
    office.due(TUESDAY)
    for hours in (13, 14):
        office.due(TUESDAY + WEEK + timedelta(hours=hours))

    assert announced(office) == []
    assert [what for _user, what, _day in coordinators_told(office)] == ["missed"]


def test_one_that_slack_refused_is_announced_once_the_channel_is_open_again(office: Office) -> None:
    lunch = hosts(office)
    (item,) = office.left("lunch.signup")
    with office.unit() as unit:
        errands(office.ours)["lunch.signup"].refused(unit, item, "is_archived", "")
    assert series_of(office).paused

    office.ours.programme.series.resume(TEAM, JILL, "", now=office.at)
    assert [one for one, _at in announced(office)] == [lunch.lunch_id] * 2
    office.ours.programme.series.resume(TEAM, JILL, "", now=office.at)
    assert len(announced(office)) == 2


def test_a_pause_of_an_hour_announces_nothing_anew(office: Office) -> None:
    lunch = hosts(office)
    with office.unit() as unit:
        unit.lunches.set_post(lunch.lunch_id, LUNCH, "100.1")
    office.ours.programme.series.pause(TEAM, JILL, "")
    office.ours.programme.series.resume(TEAM, JILL, "", now=office.at)

    assert len(announced(office)) == 1
