"""Several who host: a panel's second host looks after it like the first, and whoever is replaced hears of it kindly."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.signups import Wish
from bot.errors import KindError
from bot.outbox_formats import errands
from storage.lunches import LunchRow, LunchState
from storage.store import Store
from storage.values import OutboxItem, PersonRow
from storage.values_lunch import Format
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, DEE, HOST, START, Club, club_on, labels, words
from tests.interviews import answer, asks, interview, left, said

EVE = START - timedelta(hours=21)


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def panel(club: Club) -> LunchRow:
    """Hal hosts with Ben."""
    lunch = club.plan(kind=Format.TALK)
    with club.store.team(TEAM).writing() as unit:
        club.services.lunches.ask_beside(unit, lunch, BEN, now=NOW)
    answer(club, lunch, BEN)
    club.deliver()
    return lunch


def choose(club: Club, lunch: LunchRow, who: str, *, now: datetime = NOW) -> None:
    assert club.services.lunches.prepare(TEAM, club.tap(lunch, HOST), "", who, now=now) == frozenset()


# -- a panel


def test_every_host_of_a_panel_sees_who_comes_and_changes_it(club: Club) -> None:
    lunch = panel(club)
    assert club.services.lunches.to_change(TEAM, club.tap(lunch, BEN), now=NOW) is not None

    assert club.change(lunch, by=BEN, clock="13:00") == frozenset()

    assert club.row(lunch).starts_at != lunch.starts_at
    assert sorted(club.told()) == [("lunch.moved", BEN), ("lunch.moved", HOST)]
    club.services.lunches.who_comes(TEAM, club.tap(lunch, BEN), now=NOW)
    [who] = club.heard()
    assert (who.kind, who.user_id, labels(who.view)) == ("lunch.who", BEN, ["Who comes", "Change it"])


def test_the_evening_before_both_see_who_comes_and_are_not_reminded_of_it_as_well(club: Club) -> None:
    lunch = panel(club)
    club.press(lunch, ANA)
    club.deliver()
    club.due(EVE)

    heard = {one.user_id: one for one in club.heard(now=EVE)}
    assert {user: one.kind for user, one in heard.items()} == {
        ANA: "lunch.day_before", BEN: "lunch.eve", HOST: "lunch.eve",
    }  # fmt: skip
    assert "Cancel it" in labels(heard[HOST].view)
    assert "Cancel it" not in labels(heard[BEN].view)


def test_afterwards_either_says_who_came_and_leaves_a_recording(club: Club) -> None:
    lunch = panel(club)
    club.due(lunch.ends_at)
    over = lunch.ends_at
    heard = {one.user_id: one for one in club.heard(now=over)}
    assert {user: one.kind for user, one in heard.items()} == {BEN: "lunch.after_host", HOST: "lunch.after_host"}
    assert labels(heard[BEN].view) == ["Who came", "Add notes or a recording"]
    assert labels(heard[HOST].view) == ["Who came", "Add notes or a recording", "It didn't take place"]
    assert club.evidence() == []  # nobody came but those who host
    assert club.services.lunches.to_wrap_up(TEAM, club.tap(lunch, BEN), now=over) is not None
    club.services.lunches.attendance(TEAM, club.tap(lunch, BEN), [CEM], now=over)
    assert club.evidence() == [(BEN, "taught", 1.0), (HOST, "taught", 1.0)]
    kept = {"title": "Notes", "url": "https://x.example"}
    assert club.services.lunches.add_recording(TEAM, club.tap(lunch, BEN), **kept, now=over) == frozenset()

    assert [row.user_id for row in rows(club.store, "recording")] == [BEN]


def test_what_the_second_host_may_not_is_to_call_it_off(club: Club) -> None:
    lunch = panel(club)
    with pytest.raises(KindError, match="Only the host"):
        club.services.lunches.cancel(TEAM, club.tap(lunch, BEN), now=NOW)
    club.due(lunch.ends_at)
    with pytest.raises(KindError, match="Only the host"):
        club.services.lunches.not_held(TEAM, club.tap(lunch, BEN), now=lunch.ends_at)

    assert club.state(lunch) is LunchState.HELD


@pytest.mark.parametrize("who", [ANA, "U0GUEST", "U0OUT", "U0NOBODY"])
def test_nobody_else_hosts_it(club: Club, who: str) -> None:
    lunch = panel(club)
    for act in (club.services.lunches.to_change, club.services.lunches.who_comes):
        with pytest.raises(KindError, match="Only the host"):
            act(TEAM, club.tap(lunch, who), now=NOW)
    with pytest.raises(KindError, match="Only the host"):
        club.change(lunch, by=who, clock="13:00")


@pytest.mark.parametrize("becomes", [{"is_deleted": True}, {"is_guest": True}])
def test_nor_does_a_second_host_who_left_or_stepped_back(club: Club, becomes: dict[str, bool]) -> None:
    first, second = panel(club), panel(club)
    answer(club, first, BEN, yes=False)
    with pytest.raises(KindError, match="Only the host"):
        club.change(first, by=BEN, clock="13:00")
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(BEN, "Ben", **becomes)])
    with pytest.raises(KindError, match="Only the host"):
        club.change(second, by=BEN, clock="13:00")


def test_one_who_has_not_answered_or_asks_the_questions_is_no_host(club: Club) -> None:
    asked, interviewed = club.plan(kind=Format.TALK), interview(club)
    with club.store.team(TEAM).writing() as unit:
        for lunch in (asked, interviewed):
            club.services.lunches.ask_beside(unit, lunch, BEN, now=NOW)
    answer(club, interviewed, BEN)

    for lunch in (asked, interviewed):
        with pytest.raises(KindError, match="Only the host"):
            club.change(lunch, by=BEN, clock="13:00")


def test_where_it_says_that_you_host_it_stands_what_you_can_do(club: Club) -> None:
    lunch = panel(club)
    item = OutboxItem(0, "lunch.pair_now", f"D{BEN}", "", "", {"lunch_id": lunch.lunch_id}, 1, "k", NOW)
    view = errands(club.services)["lunch.pair_now"].words(item, TEAM, NOW)

    assert view is not None
    assert labels(view) == ["Who comes", "Change it", "I can't after all"]


# -- whoever is replaced


def test_an_interviewer_whom_the_host_replaces_hears_of_it_once_and_kindly(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    answer(club, lunch, ANA)
    club.deliver()
    tap = club.tap(lunch, HOST)
    for _ in range(2):
        assert club.services.lunches.prepare(TEAM, tap, "", BEN, now=NOW) == frozenset()

    assert left(club, "lunch.replaced") == [ANA]
    told = said(club, "lunch.replaced", lunch, user=ANA)
    assert "Somebody else asks the questions in *Pivot tables* now. Thank you for having said yes." in told
    assert "Your seat stays yours" in told
    assert "Can't make it" in told
    assert "Ben" not in told


def test_without_a_seat_no_seat_is_promised(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    answer(club, lunch, ANA)
    choose(club, lunch, BEN)
    club.press(lunch, ANA, Wish.OUT, at=f"{NOW.timestamp() + 60:.6f}")

    assert "seat" not in said(club, "lunch.replaced", lunch, user=ANA)


def test_one_who_had_not_answered_yet_is_told_nothing_new(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    choose(club, lunch, BEN)

    assert left(club, "lunch.replaced") == []


def test_nothing_is_said_of_it_once_it_is_off_or_they_ask_once_more(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    answer(club, lunch, ANA)
    assert said(club, "lunch.replaced", lunch, user=ANA) == ""
    choose(club, lunch, DEE)
    club.services.lunches.cancel(TEAM, club.tap(lunch, ADMIN), now=NOW)

    assert said(club, "lunch.replaced", lunch, user=ANA) == ""


# -- more than one thing at once


def test_whoever_gets_a_seat_as_it_moves_hears_one_thing(club: Club) -> None:
    lunch = club.plan(seats=1)
    for who in (ANA, BEN, CEM, DEE):
        club.press(lunch, who)
    club.deliver()
    club.change(lunch, seats="3", clock="13:00")

    heard = club.heard()
    assert sorted((one.user_id, one.kind) for one in heard) == [
        (ANA, "lunch.moved"), (BEN, "lunch.moved_up"), (CEM, "lunch.moved_up"), (DEE, "lunch.moved"),
    ]  # fmt: skip
    assert all("13:00" in words(one.view) for one in heard)


def test_two_seats_that_come_free_at_once_are_one_message_for_each_in_line(club: Club) -> None:
    lunch = club.plan(seats=2)
    for who in (ANA, BEN, CEM, DEE):
        club.press(lunch, who)
    club.deliver()
    for who in (ANA, BEN):
        club.services.privacy.forget(TEAM, who, now=NOW)
    for _ in range(2):
        club.due(NOW)

    assert sorted(club.told()) == [("lunch.moved_up", CEM), ("lunch.moved_up", DEE)]
