"""Time passes over a practice lesson: reminded once, replaced, asked for rubrics, settled; and what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.teachback import Act
from bot.errors import KindError
from storage.lunches import LunchState
from storage.store import Store
from storage.teachbacks import Seat, Stage
from storage.values import PersonRow
from tests.builders import NOW, TEAM, at_once, rows
from tests.gatherings import OLA, START, words
from tests.practices import ANA, AT, BEN, CEM, DAY, GOOD, HOST, HOUR, Practising, practising

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hal(store: Store) -> Practising:
    """Ana and Ben are asked to watch on Thursday at 10:00 in Lisbon."""
    made = practising(store)
    made.planned(clock="05:00")
    return made


def test_who_says_nothing_is_reminded_once_and_then_replaced(hal: Practising) -> None:
    hal.press(BEN)
    hal.said()
    for _ in range(2):
        hal.due(NOW + DAY)
    (again,) = hal.said(now=NOW + DAY)
    assert (again.kind, again.user_id) == ("teachback.ask_again", ANA)
    assert "I asked you before" in words(again.view)
    for _ in range(2):
        hal.due(NOW + 2 * DAY)

    assert hal.told(now=NOW + 2 * DAY) == [("another", HOST)]
    assert hal.seats() == {ANA: Seat.OUT, BEN: Seat.COMING}
    assert hal.name(CEM, now=NOW + 2 * DAY) == {}


def test_two_who_say_nothing_are_missed_in_one_message(hal: Practising) -> None:
    for at in (NOW + DAY, NOW + 2 * DAY):
        hal.due(at)
        said = hal.said(now=at)

    (one,) = said
    assert (one.kind, one.user_id) == ("teachback.another", HOST)
    assert "Two colleagues are missing" in words(one.view)
    hal.due(NOW + 2 * DAY)
    assert hal.told(now=NOW + 2 * DAY) == []


def test_a_reminder_comes_by_day_where_somebody_lives(store: Store) -> None:
    hal = practising(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ANA, "Ana", tz="Asia/Tokyo")])
    hal.planned(clock="05:00")

    (due,) = [row for row in rows(store, "due") if row.user_id == ANA]
    assert due.at.hour == 0  # nine o'clock in Tokyo


def test_a_bot_that_was_down_still_leaves_time_to_answer(hal: Practising) -> None:
    back = AT - 8 * HOUR
    hal.due(back)
    hal.due(back + HOUR)
    assert sorted(hal.told(now=back + HOUR)) == [("ask_again", ANA), ("ask_again", BEN)]
    hal.press(ANA, now=back + 2 * HOUR)
    hal.due(AT - HOUR)

    assert [kind for kind, _ in hal.told(now=AT - HOUR)] == ["coming", "another"]


def test_shortly_before_all_who_come_hear_where(hal: Practising) -> None:
    hal.press(ANA)
    hal.said()
    soon = AT - 15 * MINUTE
    hal.due(soon)
    hal.due(soon)

    said = {one.user_id: words(one.view) for one in hal.said(now=soon) if one.kind == "teachback.soon"}
    assert set(said) == {HOST, ANA}
    assert "In 15 minutes you practise *Pivot tables* before <@U0ANA>." in said[HOST]
    assert "<@U0HOST> practises *Pivot tables* before you" in said[ANA]
    assert "Kitchen 2" in said[ANA]


def test_afterwards_those_who_were_there_are_asked_and_reminded_once(hal: Practising) -> None:
    hal.press(ANA)
    hal.press(BEN)
    hal.said()
    over = AT + HOUR
    hal.due(over)
    hal.due(over)
    assert sorted(one for one in hal.told(now=over) if one[0] == "rubric") == [("rubric", ANA), ("rubric", BEN)]
    hal.rate(ANA, GOOD, now=over)
    for _ in range(2):
        hal.due(over + DAY)

    assert hal.told(now=over + DAY) == [("rubric_again", BEN)]


def test_one_rubric_is_enough_where_the_second_never_comes(hal: Practising) -> None:
    hal.held(ANA, BEN)
    hal.rate(ANA, GOOD)
    hal.due(AT + HOUR + 3 * DAY)

    assert hal.stage is Stage.READY
    assert ("outcome", HOST) in hal.told(now=AT + HOUR + 3 * DAY)
    with pytest.raises(KindError, match="its outcome stands"):
        hal.rate(BEN, GOOD, now=AT + 4 * DAY)


def test_without_any_rubric_nothing_comes_of_it(hal: Practising) -> None:
    hal.held(ANA, BEN)
    hal.due(AT + HOUR + 3 * DAY)

    assert hal.stage is Stage.LAPSED
    said = [one for one in hal.said(now=AT + HOUR + 3 * DAY) if one.kind == "teachback.outcome"]
    assert "Nothing came of your practice lesson" in words(said[0].view)


def test_before_nobody_it_lapses(hal: Practising) -> None:
    hal.press(ANA, Act.DECLINE)
    hal.due(AT + HOUR)

    assert hal.stage is Stage.LAPSED
    assert hal.seats() == {ANA: Seat.OUT, BEN: Seat.OUT}
    assert ("outcome", HOST) in hal.told(now=AT + HOUR)


def test_who_never_answered_is_not_asked_for_a_rubric(hal: Practising) -> None:
    hal.held(ANA)

    assert hal.seats() == {ANA: Seat.COMING, BEN: Seat.OUT}
    with pytest.raises(KindError, match="who were there"):
        hal.rate(BEN, GOOD)
    hal.rate(ANA, GOOD)
    assert hal.stage is Stage.READY


def test_a_bot_back_after_the_gathering_asks_nobody_any_more(hal: Practising) -> None:
    hal.press(ANA)
    hal.said()
    hal.club.due(START + DAY)
    hal.due(START + DAY)

    assert hal.stage is Stage.LAPSED
    assert hal.told(now=START + DAY) == []


def test_pressing_after_it_and_before_the_tick_is_refused(hal: Practising) -> None:
    with pytest.raises(KindError, match="has taken place"):
        hal.press(ANA, now=AT + HOUR)


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.HELD])
def test_with_its_gathering_it_is_off(hal: Practising, stage: Stage) -> None:
    now = NOW
    if stage is Stage.HELD:
        hal.held(ANA, BEN)
        now = AT + HOUR
    hal.said()
    hal.club.services.lunches.cancel(TEAM, hal.club.tap(hal.lunch, HOST), now=now)
    with pytest.raises(KindError, match="was called off"):
        hal.press(ANA, now=now)
    for _ in range(2):
        hal.due(now)

    assert hal.stage is Stage.OFF
    assert sorted(one for one in hal.told(now=now) if one[0] == "off") == [("off", ANA), ("off", BEN), ("off", HOST)]


def test_a_gathering_that_comes_earlier_now_leaves_no_time(hal: Practising) -> None:
    with hal.store.team(TEAM).writing() as unit:
        unit.lunches.change(replace(hal.lunch, starts_at=AT - HOUR))
    hal.due(NOW)

    said = {one.user_id: words(one.view) for one in hal.said() if one.kind == "teachback.off"}
    assert set(said) == {ANA, BEN, HOST}
    assert "Its gathering comes earlier now" in said[HOST]
    assert "Plan another one" in said[HOST]


def test_a_peer_who_leaves_the_company_is_replaced(hal: Practising) -> None:
    with hal.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ANA, "Ana", is_deleted=True)])
    for _ in range(2):
        hal.due(NOW)

    assert hal.told() == [("another", HOST)]
    assert hal.seats() == {ANA: Seat.OUT, BEN: Seat.ASKED}


def test_a_peer_who_leaves_before_the_rubric_is_not_waited_for(hal: Practising) -> None:
    hal.held(ANA, BEN)
    hal.rate(ANA, GOOD)
    with hal.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(BEN, "Ben", is_deleted=True)])
    hal.due(AT + 2 * HOUR)

    assert hal.stage is Stage.READY


@pytest.mark.parametrize(("rated", "stage"), [(True, Stage.READY), (False, Stage.LAPSED)])
def test_a_peer_who_is_forgotten_is_not_waited_for(hal: Practising, *, rated: bool, stage: Stage) -> None:
    hal.held(ANA, BEN)
    if rated:
        hal.rate(ANA, GOOD)
    for gone in (BEN,) if rated else (ANA, BEN):
        hal.club.services.privacy.forget(TEAM, gone, now=AT + HOUR)
    for _ in range(2):
        hal.due(AT + 2 * HOUR)

    assert hal.stage is stage
    assert hal.told(now=AT + 2 * HOUR) == [("outcome", HOST)]


def test_a_peer_who_is_forgotten_is_replaced(hal: Practising) -> None:
    hal.club.services.privacy.forget(TEAM, ANA, now=NOW)
    hal.due(NOW)

    assert hal.told() == [("another", HOST)]
    with pytest.raises(KindError, match="forget you"):
        hal.press(ANA)


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_host_who_goes_leaves_nobody_waiting(hal: Practising, *, forgotten: bool) -> None:
    if forgotten:
        hal.club.services.privacy.forget(TEAM, HOST, now=NOW)
    else:
        with hal.store.team(TEAM).writing() as unit:
            unit.people.save([PersonRow(HOST, "Hal", is_deleted=True)])
    hal.due(NOW)

    off = sorted(user for kind, user in hal.told() if kind == "off")
    assert off == ([ANA, BEN] if forgotten else [ANA, BEN, HOST])
    assert hal.stage is Stage.OFF


def test_of_many_processes_one_does_what_is_due(hal: Practising) -> None:
    hal.press(ANA)
    hal.press(BEN)
    hal.said()
    at_once(lambda _number: hal.due(AT + HOUR), times=4)

    assert sorted(one for one in hal.told(now=AT + HOUR) if one[0] == "rubric") == [("rubric", ANA), ("rubric", BEN)]


def test_two_who_press_at_once_both_count(hal: Practising) -> None:
    at_once(lambda number: hal.press((ANA, BEN)[number % 2]), times=4)

    assert hal.seats() == {ANA: Seat.COMING, BEN: Seat.COMING}
    assert sorted(hal.told()) == [("coming", HOST), ("coming", HOST)]


def test_of_two_hosts_names_for_one_seat_one_is_asked(hal: Practising) -> None:
    hal.press(ANA, Act.DECLINE)

    def name(number: int) -> bool:
        try:
            return not hal.name((CEM, OLA)[number % 2])
        except KindError:
            return False

    assert sorted(at_once(name, times=4)) == [False, False, False, True]
    assert len([seat for seat in hal.seats().values() if seat is not Seat.OUT]) == 2


def test_one_that_fails_leaves_the_others_their_turn(hal: Practising) -> None:
    with hal.store.team(TEAM).writing() as unit:
        unit.agenda.put("teachback.soon", NOW - DAY, subject="no number")
    hal.due(NOW + DAY)

    assert sorted(hal.told(now=NOW + DAY)) == [("ask_again", ANA), ("ask_again", BEN)]


def test_a_lesson_of_a_gathering_held_meanwhile_is_not_rated(hal: Practising) -> None:
    hal.held(ANA)
    with hal.store.team(TEAM).writing() as unit:
        unit.lunches.change(replace(hal.lunch, state=LunchState.HELD))
    hal.due(START)

    assert hal.stage is Stage.LAPSED
