"""A host practises before two colleagues: asked, answered, rated, and what each of them hears."""

from __future__ import annotations

import pytest

from bot.domain.teachback import Act
from bot.errors import KindError
from storage.store import Store
from storage.teachbacks import Seat, Stage
from tests.builders import NOW, TEAM, at_once
from tests.gatherings import ADMIN, OLA, labels, words
from tests.practices import ANA, AT, AT_HOSTS, BEN, CEM, DAY, GOOD, HOST, HOUR, Practising, practising


@pytest.fixture
def hal(store: Store) -> Practising:
    return practising(store)


def test_planning_asks_two_colleagues_by_their_own_clocks(hal: Practising) -> None:
    assert hal.plan(**AT_HOSTS) == {}

    said = hal.said()
    assert [(one.kind, one.user_id) for one in said] == [
        ("teachback.ask", ANA),
        ("teachback.ask", BEN),
        ("teachback.planned", HOST),
    ]
    asked, planned = words(said[0].view), words(said[2].view)
    assert "<@U0HOST> would like to practise *Pivot tables* before you" in asked
    assert "Thursday 5 March at 10:00 (Lisbon time), half an hour" in asked
    assert "For <@U0HOST> that is 05:00 (New York time)" in asked
    assert "Kitchen 2" in asked
    assert labels(said[0].view) == ["I'll be there", "I can't"]
    assert "I asked <@U0ANA> and <@U0BEN>" in planned
    assert "05:00 (New York time)" in planned
    assert "For <@U0ANA> that is 10:00 (Lisbon time)" in planned
    assert hal.row().starts_at == AT


def test_a_day_that_differs_is_named(hal: Practising) -> None:
    hal.plan(clock="21:00")

    assert "For <@U0HOST> that is Thursday 21:00 (New York time)" in words(hal.said()[0].view)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"day": "2026-03-01"}, ["day"]),
        ({"day": "2026-03-11"}, ["day"]),
        ({"second": ANA}, ["second"]),
        ({"first": HOST}, ["first"]),
        ({"first": "U0GUEST", "second": "U0OUT"}, ["first", "second"]),
        ({"first": "U0BOT", "second": "U0GONE"}, ["first", "second"]),
        ({"first": "U0NOBODY", "second": ""}, ["first", "second"]),
        ({"lunch": "4711"}, ["lunch"]),
        ({"lunch": "x"}, ["lunch"]),
    ],
)
def test_what_cannot_be_is_refused_and_asks_nobody(hal: Practising, changes: dict[str, str], fields: list[str]) -> None:
    assert list(hal.plan(**changes)) == fields
    assert hal.told() == []


@pytest.mark.parametrize("by", [ANA, ADMIN, "U0GUEST", "U0OUT"])
def test_nobody_plans_for_somebody_elses_gathering(hal: Practising, by: str) -> None:
    assert list(hal.plan(by=by, first=CEM)) == ["lunch"]


def test_who_paused_or_asked_to_be_forgotten_is_not_asked(hal: Practising) -> None:
    with hal.store.team(TEAM).writing() as unit:
        unit.choices.prefer(ANA, "asks_paused", "yes")
    hal.club.services.privacy.forget(TEAM, BEN, now=NOW)

    assert list(hal.plan()) == ["first", "second"]


def test_a_form_sent_twice_plans_once(hal: Practising) -> None:
    for _ in range(2):
        assert hal.plan(seen="v:1") == {}

    assert [kind for kind, _ in hal.told()] == ["ask", "ask", "planned"]


def test_of_two_at_once_one_is_planned(hal: Practising) -> None:
    def plan(number: int) -> bool:
        try:
            return not hal.plan(seen=f"w:{number}")
        except KindError:
            return False

    assert sorted(at_once(plan, times=4)) == [False, False, False, True]


def test_while_one_is_under_way_no_other_is_planned(hal: Practising) -> None:
    hal.planned()

    with pytest.raises(KindError, match="under way already"):
        hal.plan()
    with pytest.raises(KindError, match="under way already"):
        hal.ours.begin(TEAM, HOST, hal.lunch.lunch_id, seen="a:x", now=NOW)


def test_the_form_begins_with_what_is_hosted(hal: Practising) -> None:
    begin = hal.ours.begin(TEAM, HOST, 0, seen="c:1", now=NOW)

    assert begin is not None
    assert (begin.lunch_id, begin.tz) == (hal.lunch.lunch_id, "America/New_York")
    assert hal.ours.begin(TEAM, HOST, 0, seen="c:1", now=NOW) is None
    for who, lunch_id in ((ANA, 0), (HOST, 4711), (ANA, hal.lunch.lunch_id)):
        with pytest.raises(KindError, match="You host no gathering"):
            hal.ours.begin(TEAM, who, lunch_id, seen="c:2", now=NOW)
    with pytest.raises(KindError, match="Only members"):
        hal.ours.begin(TEAM, "U0GUEST", 0, seen="c:3", now=NOW)


def test_both_say_yes_and_the_host_hears_it(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA, url="https://slack.example/r")
    hal.press(BEN)
    hal.press(BEN)  # once more changes nothing

    said = hal.said()
    assert [(one.kind, one.user_id) for one in said] == [
        ("teachback.coming", HOST),
        ("teachback.asked_now", ANA),
        ("teachback.coming", HOST),
    ]
    assert "<@U0ANA> and <@U0BEN> will be at your practice lesson" in words(said[2].view)
    assert labels(said[1].view) == ["I can't after all"]
    assert hal.seats() == {ANA: Seat.COMING, BEN: Seat.COMING}


def test_who_cant_is_replaced_by_whom_the_host_names(hal: Practising) -> None:
    hal.planned()
    hal.club.press(hal.lunch, CEM)
    hal.press(ANA, Act.DECLINE)
    (said,) = [one for one in hal.said() if one.kind == "teachback.another"]
    assert "<@U0ANA> can't be there" in words(said.view)
    assert labels(said.view) == ["Name somebody else", "Call it off"]

    found = hal.ours.to_name(TEAM, hal.tap(HOST), now=NOW)
    assert found is not None
    assert found[1] == CEM  # who signed up may like to watch
    assert list(hal.name(ANA)) == ["peer"]
    assert list(hal.name(HOST)) == ["peer"]
    assert hal.name(CEM) == {}

    assert hal.told() == [("ask", CEM)]
    assert hal.seats() == {ANA: Seat.OUT, BEN: Seat.ASKED, CEM: Seat.ASKED}
    with pytest.raises(KindError, match="Nobody is missing"):
        hal.name(OLA)
    with pytest.raises(KindError, match="in your place"):
        hal.press(ANA)


def test_naming_anew_after_a_slip_works_in_the_same_form(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA, Act.DECLINE)
    form = hal.tap(HOST)

    assert list(hal.ours.name(TEAM, form, ANA, now=NOW)) == ["peer"]
    assert hal.ours.name(TEAM, form, CEM, now=NOW) == {}
    assert hal.ours.name(TEAM, form, CEM, now=NOW) == {}
    assert hal.seats()[CEM] is Seat.ASKED


def test_each_seat_that_comes_free_is_asked_for_once(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA, Act.DECLINE)
    hal.said()
    hal.press(BEN, Act.DECLINE)
    hal.due(NOW + HOUR)
    hal.due(NOW + HOUR)

    assert [kind for kind, _ in hal.told(now=NOW + HOUR)] == ["another"]


def test_two_seats_that_come_free_at_once_are_asked_for_together(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA, Act.DECLINE)
    hal.press(BEN, Act.DECLINE)

    (one,) = hal.said()
    assert (one.kind, one.user_id) == ("teachback.another", HOST)
    assert "Two colleagues are missing" in words(one.view)
    assert hal.name(CEM) == {}
    assert [kind for kind, _ in hal.told()] == ["ask"]
    hal.press(CEM, Act.DECLINE)
    assert [kind for kind, _ in hal.told()] == ["another"]


def test_what_the_others_do_asks_for_nobody_a_second_time(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA, Act.DECLINE)
    assert [kind for kind, _ in hal.told()] == ["another"]
    hal.press(BEN, now=NOW + HOUR)
    hal.press(BEN, Act.DECLINE, now=NOW + 2 * HOUR)
    hal.name(CEM, now=NOW + 3 * HOUR)

    # Of Ben, who can't after all, nothing more is said than that.
    assert [kind for kind, _ in hal.told(now=NOW + 3 * HOUR)] == ["another", "ask"]


def test_the_host_calls_it_off_and_whoever_was_asked_hears_once(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA)
    hal.told()
    for _ in range(2):
        hal.ours.withdraw(TEAM, hal.tap(HOST, url="https://slack.example/r"), now=NOW)

    assert hal.told() == [("off", ANA), ("off", BEN), ("off_now", HOST), ("off_now", HOST)]
    assert hal.stage is Stage.OFF
    for act in (Act.ACCEPT, Act.DECLINE):
        with pytest.raises(KindError, match="was called off"):
            hal.press(BEN, act)
    assert hal.plan() == {}  # another one can be planned


def test_mine_shows_how_it_stands(hal: Practising) -> None:
    assert hal.ours.mine(TEAM, HOST, now=NOW) == []
    hal.planned(**AT_HOSTS)
    (lesson,) = hal.ours.mine(TEAM, HOST, now=NOW)
    assert (lesson.row.stage, lesson.marks) == (Stage.PLANNED, ())
    hal.held(ANA, BEN)
    hal.rate(ANA, GOOD)
    assert hal.ours.mine(TEAM, HOST, now=NOW)[0].marks == ()  # it may change until it is settled
    hal.rate(BEN, GOOD)
    assert len(hal.ours.mine(TEAM, HOST, now=AT + DAY)[0].marks) == 8
