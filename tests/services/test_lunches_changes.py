"""A gathering is changed: calendars follow, seats are filled anew, and what cannot be changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.gatherings import Fault
from bot.errors import KindError
from storage.store import Store
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, HOST, START, Club, club_on


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def agenda(club: Club) -> dict[str, datetime]:
    return {row.job: row.at for row in rows(club.store, "due")}


@pytest.mark.parametrize(
    ("fields", "sequence"),
    [
        ({}, 0),
        ({"title": "Pivot charts"}, 0),
        ({"about": "More"}, 0),
        ({"seats": "5"}, 0),
        ({"place": "Roof"}, 1),
        ({"link": "https://meet.example"}, 1),
        ({"clock": "13:00"}, 1),
        ({"day": "2026-03-11", "minutes": "60"}, 1),
    ],
)
def test_who_comes_gets_a_new_file_where_time_or_place_changed(
    club: Club, fields: dict[str, str], sequence: int
) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()

    assert club.change(lunch, **fields) == frozenset()

    said = club.heard()
    assert [(one.kind, one.user_id) for one in said] == [("lunch.moved", ANA), ("lunch.moved", BEN)] * sequence
    assert all(one.view.file for one in said)
    assert club.row(lunch).sequence == sequence


def test_a_change_that_slack_repeats_is_one_change(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    for _ in range(2):
        club.change(lunch, clock="13:00")

    assert club.told() == [("lunch.moved", ANA)]
    assert club.row(lunch).sequence == 1


def test_two_changes_before_anything_was_said_are_told_once(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    club.change(lunch, clock="13:00")
    club.change(lunch, clock="14:00")

    (said,) = club.heard()
    assert "14:00 to 14:45" in said.view.text


def test_who_waits_hears_of_a_change_without_a_file(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    club.change(lunch, clock="13:00")

    files = {one.user_id: one.view.file is not None for one in club.heard()}
    assert files == {ANA: True, BEN: False}


def test_a_moved_gathering_reminds_at_its_new_time_alone(club: Club) -> None:
    lunch = club.plan()
    club.change(lunch, day="2026-03-12")

    assert agenda(club)["lunch.soon"] == START + timedelta(days=2, minutes=-10)
    assert len(agenda(club)) == 4


def test_a_coordinator_may_change_it_and_the_host_hears(club: Club) -> None:
    lunch = club.plan()
    club.deliver()
    club.change(lunch, by=ADMIN, clock="13:00")

    assert club.told() == [("lunch.moved", HOST)]


def test_more_seats_let_the_line_in_and_fewer_send_nobody_away(club: Club) -> None:
    lunch = club.plan(seats=1)
    for user in (ANA, BEN, CEM):
        club.press(lunch, user)
    club.deliver()
    club.change(lunch, seats="2")
    assert club.where(lunch) == ([ANA, BEN], [CEM])
    assert club.told() == [("lunch.moved_up", BEN)]

    club.change(lunch, seats="1")
    assert club.where(lunch) == ([ANA, BEN], [CEM])
    assert "2 coming, full, 1 waiting" in club.post(lunch).text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": ""}, Fault.TITLE),
        ({"day": "2026-01-01"}, Fault.DATE),
        ({"seats": "0"}, Fault.SEATS),
        ({"seats": "1000000"}, Fault.SEATS),
        ({"link": "no link"}, Fault.LINK),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(club: Club, fields: dict[str, str], fault: Fault) -> None:
    lunch = club.plan()
    club.deliver()

    assert club.change(lunch, **{"place": "Roof", **fields}) == frozenset({fault})
    assert club.row(lunch) == lunch
    assert club.deliver() == []


@pytest.mark.parametrize("user", [ANA, "U0GUEST", "U0OUT", "U0NOBODY"])
def test_only_host_and_coordinators_change_or_cancel(club: Club, user: str) -> None:
    lunch = club.plan()

    with pytest.raises(KindError, match="Only the host and coordinators"):
        club.change(lunch, by=user, clock="13:00")
    with pytest.raises(KindError, match="Only the host and coordinators"):
        club.services.lunches.cancel(TEAM, club.tap(lunch, user), now=NOW)
    with pytest.raises(KindError, match="Only the host and coordinators"):
        club.services.lunches.who_comes(TEAM, club.tap(lunch, user), now=NOW)
    assert club.row(lunch) == lunch


def test_the_year_has_room_for_a_gathering_and_no_more(club: Club) -> None:
    lunch = club.plan()

    assert club.change(lunch, day="2028-03-10") == frozenset({Fault.DATE})
    assert club.change(lunch, day="2026-12-10") == frozenset()
    assert club.row(lunch).starts_at == datetime(2026, 12, 10, 12, tzinfo=UTC)
