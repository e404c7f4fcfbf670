"""The rubrics of a practice lesson: what they make of it, who hears what, and what a series that asks for one gets."""

from __future__ import annotations

import pytest

from bot.domain.teachback import Practice
from bot.errors import KindError
from bot.services.teachback import practice_of
from storage.store import Store
from storage.teachbacks import Stage
from tests.builders import NOW, TEAM
from tests.gatherings import ADMIN, labels, words
from tests.practices import ANA, AT, AT_HOSTS, BEN, GOOD, HOST, HOUR, POOR, Practising, practising


@pytest.fixture
def hal(store: Store) -> Practising:
    return practising(store)


@pytest.fixture
def asked_for(store: Store) -> Practising:
    """Where the lunch & learn asks its hosts to practise."""
    return practising(store, asks=True)


def test_two_rubrics_make_an_outcome_that_the_host_alone_reads(hal: Practising) -> None:
    hal.planned(**AT_HOSTS)
    hal.held(ANA, BEN)
    assert hal.stage is Stage.HELD

    assert hal.rate(ANA, GOOD) == {}
    assert hal.told(now=AT + HOUR) == []
    assert hal.rate(BEN, GOOD) == {}

    (said,) = hal.said(now=AT + HOUR)
    assert (said.kind, said.user_id, hal.stage) == ("teachback.outcome", HOST, Stage.READY)
    assert "You are *ready* for *Pivot tables*." in words(said.view)
    assert "Subject, _there already_: Clear to me" in words(said.view)
    assert labels(said.view) == []


def test_one_more_practice_lets_the_host_plan_another(hal: Practising) -> None:
    hal.planned(**AT_HOSTS)
    hal.held(ANA, BEN)
    hal.rate(ANA, GOOD)
    hal.rate(BEN, POOR)

    (said,) = hal.said(now=AT + HOUR)
    assert hal.stage is Stage.ONE_MORE
    assert "*One more practice* would do *Pivot tables* good" in words(said.view)
    assert "You lost us in the middle" in words(said.view)
    assert labels(said.view) == ["Plan another one"]
    assert hal.plan(day="2026-03-06", now=AT + HOUR) == {}
    assert hal.stage is Stage.PLANNED


def test_a_rubric_half_filled_is_not_lost_and_not_kept(hal: Practising) -> None:
    hal.planned(**AT_HOSTS)
    hal.held(ANA, BEN)
    form = hal.tap(ANA)
    half = {name: value for name, value in GOOD.items() if name != "adapting_line"}

    assert list(hal.ours.rate(TEAM, form, half, now=AT + HOUR)) == ["adapting_line"]
    assert hal.marks() == []
    assert hal.ours.rate(TEAM, form, GOOD, now=AT + HOUR) == {}
    assert len(hal.marks()) == 4


def test_a_rubric_may_be_sent_anew_until_the_last_is_in(hal: Practising) -> None:
    hal.planned(**AT_HOSTS)
    hal.held(ANA, BEN)
    hal.rate(ANA, POOR)
    found = hal.ours.to_rate(TEAM, hal.tap(ANA), now=AT + HOUR)
    assert found is not None
    assert "You lost us in the middle" in {mark.line for mark in found[1]}
    hal.rate(ANA, GOOD)
    hal.rate(BEN, GOOD)
    assert hal.stage is Stage.READY

    with pytest.raises(KindError, match="its outcome stands"):
        hal.rate(ANA, POOR)
    with pytest.raises(KindError, match="its outcome stands"):
        hal.ours.to_rate(TEAM, hal.tap(BEN), now=AT + HOUR)


def test_a_rubric_before_its_time_is_refused(hal: Practising) -> None:
    hal.planned()
    hal.press(ANA)

    with pytest.raises(KindError, match="still to come"):
        hal.rate(ANA, GOOD, now=NOW)


def test_a_coordinator_hears_the_outcome_and_no_more(asked_for: Practising) -> None:
    asked_for.planned(**AT_HOSTS)
    asked_for.held(ANA, BEN)
    asked_for.rate(ANA, GOOD)
    asked_for.rate(BEN, POOR)

    said = {one.user_id: words(one.view) for one in asked_for.said(now=AT + HOUR)}
    assert set(said) == {HOST, ADMIN}
    assert "*one more practice*" in said[ADMIN]
    for secret in ("Clear to me", "You lost us", "U0ANA", "U0BEN", "Ana", "Ben", "not yet"):
        assert secret not in said[ADMIN]


def test_a_series_that_does_not_ask_hears_nothing(hal: Practising) -> None:
    hal.planned(**AT_HOSTS)
    hal.held(ANA, BEN)
    hal.rate(ANA, GOOD)
    hal.rate(BEN, POOR)

    assert {one.user_id for one in hal.said(now=AT + HOUR)} == {HOST}


def test_a_gathering_says_whether_it_needs_its_practice(asked_for: Practising) -> None:
    def now_it() -> Practice:
        with asked_for.store.team(TEAM).reading() as unit:
            return practice_of(unit, asked_for.lunch)

    seen = [now_it()]
    asked_for.planned(**AT_HOSTS)
    seen.append(now_it())
    asked_for.held(ANA, BEN)
    asked_for.rate(ANA, GOOD)
    asked_for.rate(BEN, GOOD)

    assert [*seen, now_it()] == [Practice.NEEDED, Practice.UNDER_WAY, Practice.READY]


def test_a_host_is_asked_to_practise_where_the_series_wishes_it(store: Store, asked_for: Practising) -> None:
    told = asked_for.club.services.lunches.told(TEAM, asked_for.lunch.lunch_id)
    assert told is not None
    assert told.wants_practice
    with store.team(TEAM).writing() as unit:
        unit.programme.change_series(asked_for.lunch.series_id, teachback=False)
    told = asked_for.club.services.lunches.told(TEAM, asked_for.lunch.lunch_id)
    assert told is not None
    assert not told.wants_practice
