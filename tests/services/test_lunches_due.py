"""Reminders under a clock that stands still: each once, to those coming, whatever was down or ran twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.signups import Wish
from storage.lunches import LunchState
from storage.store import Store
from tests.builders import NOW, TEAM, at_once, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, HOST, START, Club, club_on, labels, words

EVE = START - timedelta(hours=21)
SOON = START - timedelta(minutes=10)
END = START + timedelta(minutes=45)


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def test_the_day_before_reminds_who_comes_and_shows_the_host_who_that_is(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.press(lunch, CEM, Wish.OUT)
    club.deliver()
    club.due(EVE - timedelta(seconds=1))
    assert club.deliver() == []

    club.due(EVE)

    said = club.deliver(now=EVE)
    assert [(one.kind, one.user_id) for one in said] == [("lunch.day_before", ANA), ("lunch.eve", HOST)]
    assert said[0].view.text.startswith("Tomorrow: Pivot tables")
    assert labels(said[0].view) == ["Can't make it"]
    assert "Tomorrow you host *Pivot tables*. 1 coming, full, 1 waiting" in said[1].view.text


def test_ten_minutes_before_reminds_who_comes_then(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.due(EVE)
    club.deliver(now=EVE)
    club.press(lunch, ANA, Wish.OUT, now=EVE)
    club.press(lunch, CEM, now=SOON)
    club.deliver(now=SOON)
    club.due(SOON)

    said = club.deliver(now=SOON)
    assert [(one.kind, one.user_id) for one in said] == [("lunch.soon", BEN), ("lunch.soon", CEM)]
    assert "begins in 10 minutes" in said[0].view.text


def test_who_waited_for_a_seat_to_the_end_hears_that_none_came_free(club: Club) -> None:
    lunch = club.plan(seats=1)
    for user_id in (ANA, BEN, CEM):
        club.press(lunch, user_id)
    club.deliver()
    club.due(END)
    club.due(END)
    # Cem came in all the same.
    club.services.lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA, CEM], now=END)

    said = [one for one in club.deliver(now=END) if one.kind == "lunch.full"]
    assert [one.user_id for one in said] == [BEN]
    assert said[0].view.text == (
        "*Pivot tables* stayed full: no seat came free for you. If there are notes, I send them to you."
    )


def test_who_waited_hears_nothing_of_what_did_not_take_place(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    club.due(END)
    club.services.lunches.not_held(TEAM, club.tap(lunch, HOST), now=END)

    assert "lunch.full" not in [kind for kind, _ in club.told(now=END)]


def test_however_many_processes_tick_each_reminder_comes_once(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()

    at_once(lambda _number: club.due(EVE), times=4)
    at_once(lambda _number: club.due(END), times=4)

    kinds = [row.kind for row in rows(club.store, "outbox") if row.state == "pending"]
    assert sorted(kind for kind in kinds if kind != "lunch.post_update") == [
        "lunch.after", "lunch.after_host", "lunch.day_before", "lunch.eve",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("back", "reminders"),
    [
        (EVE + timedelta(hours=6), ["lunch.day_before", "lunch.eve"]),
        (START - timedelta(hours=2), ["lunch.day_before", "lunch.eve"]),
        (START - timedelta(hours=1), []),
        (START - timedelta(minutes=5), ["lunch.soon"]),
        (START, []),
        (START + timedelta(minutes=10), []),
    ],
)
def test_a_bot_that_was_down_catches_up_while_it_helps(club: Club, back: datetime, reminders: list[str]) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    club.due(back)

    assert [kind for kind, _ in club.told(now=back)] == reminders


def test_a_late_reminder_says_which_day_it_is(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    back = START - timedelta(hours=3)
    club.due(back)

    assert [one.view.text.split(":")[0] for one in club.deliver(now=back) if one.user_id == ANA] == ["Today"]


def test_who_cannot_make_it_after_all_is_not_reminded_even_if_it_was_left_to_be_said(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    club.due(EVE)
    club.press(lunch, ANA, Wish.OUT, now=EVE)

    assert ("lunch.day_before", ANA) not in club.told(now=EVE)


def test_what_is_cancelled_reminds_nobody(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.due(EVE)
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=EVE)
    club.due(SOON)
    club.due(END)

    assert {kind for kind, _ in club.told(now=END)} == {"lunch.cancelled"}
    assert club.state(lunch) == LunchState.CANCELLED


def test_a_gathering_that_moves_to_another_week_reminds_once_more(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    club.due(EVE)
    club.change(lunch, day="2026-03-17", now=EVE)
    club.deliver(now=EVE)
    club.due(EVE + timedelta(days=7))

    assert ("lunch.day_before", ANA) in club.told(now=EVE + timedelta(days=7))


@pytest.mark.parametrize(
    ("tz", "starts_at", "eve"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, 10, tzinfo=UTC), datetime(2026, 3, 28, 14, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, 11, tzinfo=UTC), datetime(2026, 10, 24, 13, tzinfo=UTC)),
    ],
)
def test_a_change_of_time_moves_no_reminder(club: Club, tz: str, starts_at: datetime, eve: datetime) -> None:
    lunch = club.plan(tz=tz, starts_at=starts_at)
    club.press(lunch, ANA)
    club.deliver()
    club.due(eve - timedelta(minutes=1))
    assert club.told(now=eve) == []
    club.due(eve)

    said = [one for one in club.deliver(now=eve) if one.user_id == ANA]
    assert "12:00 to 12:45" in said[0].view.text


def test_when_it_is_over_everybody_is_asked_and_the_host_is_credited(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.press(lunch, HOST)
    club.deliver()
    club.due(END)
    club.due(END)

    said = {one.user_id: one for one in club.deliver(now=END) if one.user_id}
    assert {user: one.kind for user, one in said.items()} == {ANA: "lunch.after", HOST: "lunch.after_host"}
    assert labels(said[ANA].view) == ["I was there", "I couldn't", "I'll use this", "A line to the host"]
    assert labels(said[HOST].view) == ["Who came", "Add notes or a recording", "It didn't take place"]
    assert club.evidence() == [(HOST, "taught", 1.0)]
    assert club.state(lunch) == LunchState.HELD
    assert labels(club.post(lunch, now=END)) == []
    assert "over" in words(club.post(lunch, now=END))


def test_a_week_later_nobody_is_asked_any_more_and_the_host_is_credited_all_the_same(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    club.due(END + timedelta(days=7))

    assert club.told(now=END + timedelta(days=7)) == []
    assert club.evidence() == [(HOST, "taught", 1.0)]


@pytest.mark.parametrize("others", [[], [HOST]])
def test_without_anybody_else_it_shows_nothing_until_the_host_says_who_came(club: Club, others: list[str]) -> None:
    lunch = club.held(*others)
    assert club.evidence() == []

    club.services.lunches.attendance(TEAM, club.tap(lunch, HOST), [BEN], now=END)
    assert club.evidence() == [(HOST, "taught", 1.0)]


def test_one_row_that_fails_leaves_the_others_their_turn(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    with club.store.team(TEAM).writing() as unit:
        unit.agenda.put("lunch.soon", NOW, subject="no number")
        unit.agenda.put("lunch.soon", NOW, subject="999999")
        unit.agenda.put("programme.post", NOW, subject="1")
    club.due(SOON)

    assert ("lunch.soon", ANA) in club.told(now=SOON)
    assert "lunch.soon of no number failed (ValueError" in caplog.text
    left = {(row.job, row.subject) for row in rows(club.store, "due")}
    assert left == {("lunch.soon", "no number"), ("programme.post", "1"), ("lunch.over", str(lunch.lunch_id))}


def test_a_coordinator_may_see_who_comes_too(club: Club) -> None:
    lunch = club.plan()
    club.deliver()
    club.services.lunches.who_comes(TEAM, club.tap(lunch, ADMIN), now=NOW)

    assert club.told() == [("lunch.who", ADMIN)]
