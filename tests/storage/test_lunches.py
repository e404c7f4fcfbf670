"""Gatherings as they are kept: what comes back is what was written, and seats are counted by one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.lunches import FeedbackRow, LunchRow, LunchState, RecordingRow, SignupRow, Standing
from storage.store import Store, Unit
from storage.values import PersonRow
from tests.apart_lunches import KEPT, LUNCH, SERIES
from tests.builders import NOW, TEAM, at_once

DAY = timedelta(days=1)
FULL = replace(
    LUNCH, skill_ids=(3, 1), place="Kitchen", link="https://x.example", seats=8, sequence=2, post_ts="1.000002"
)


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
        unit.programme.add_series(SERIES)
    return store


def series_id(unit: Unit) -> int:
    return unit.programme.all_series()[0].series_id


def added(unit: Unit, **changes: object) -> LunchRow:
    return unit.lunches.add(replace(FULL, series_id=series_id(unit), **changes))


def test_a_gathering_comes_back_as_it_was_kept(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        lunch = added(unit)
        assert unit.lunches.get(lunch.lunch_id) == lunch == unit.lunches.hold(lunch.lunch_id)
        assert unit.lunches.get(lunch.lunch_id + 1) is None


def test_a_change_leaves_the_post_where_it_stands(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        lunch = added(unit, post_ts="")
        unit.lunches.set_post(lunch.lunch_id, "C9", "9.0")
        unit.lunches.change(replace(lunch, title="Other", seats=3, sequence=5))

        after = unit.lunches.get(lunch.lunch_id)
    assert after == replace(lunch, title="Other", seats=3, sequence=5, channel_id="C9", post_ts="9.0")


def test_what_is_planned_comes_in_order_of_time_without_what_was_cancelled_or_held(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        later, sooner = added(unit, starts_at=NOW + 9 * DAY), added(unit, starts_at=NOW + 2 * DAY)
        added(unit, state=LunchState.CANCELLED)
        added(unit, state=LunchState.HELD)
        added(unit, starts_at=NOW)
        found = unit.lunches.planned(later.series_id, NOW)

        assert found == [sooner, later] == unit.lunches.upcoming(NOW)
        assert unit.lunches.planned(later.series_id + 1, NOW) == []


def test_a_gathering_without_a_host_is_an_orphan(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U1"), PersonRow("U2", is_deleted=True)])
        added(unit, host_id="U1")
        forgotten, gone = added(unit, host_id=""), added(unit, host_id="U2")
        added(unit, host_id="", starts_at=NOW)

        assert unit.lunches.orphaned(NOW) == [forgotten, gone]
        assert unit.lunches.hosted_by("U2", NOW) == [gone]


def test_sign_ups_come_back_in_order_and_the_last_word_stands(home: Store) -> None:
    ana = SignupRow("U2", Standing.COMING, "5.0", "1.0", "Why?", NOW, came=True, own_word=True)
    ben = SignupRow("U1", Standing.WAITING, "2.0", "2.0")
    with home.team(TEAM).writing() as unit:
        lunch = added(unit).lunch_id
        unit.lunches.sign(lunch, [ben, replace(ana, state=Standing.OUT)])
        assert [one.lunch_id for one in unit.lunches.queued(NOW)] == [lunch]
        unit.lunches.sign(lunch, [ana])
        unit.lunches.sign(lunch, [])

        assert unit.lunches.signups(lunch) == [ana, ben]
        assert unit.lunches.signup(lunch, "U1") == ben
        assert unit.lunches.signup(lunch, "U3") is None
        assert unit.lunches.signed_by("U2") == {lunch: ana}


def test_feedback_and_recordings_come_back(home: Store) -> None:
    felt = FeedbackRow("U1", NOW, useful=True, line="Thanks")
    with home.team(TEAM).writing() as unit:
        lunch = added(unit).lunch_id
        unit.lunches.give_feedback(lunch, replace(felt, useful=False))
        unit.lunches.give_feedback(lunch, felt)
        old = unit.lunches.record(replace(KEPT, lunch_id=lunch, skill_ids=(2, 1), user_id="U1"))
        new = unit.lunches.record(RecordingRow(0, None, "New", "https://y.example", NOW + DAY))

        assert unit.lunches.feedback(lunch) == [felt]
        assert unit.lunches.recordings() == [new, old]
        assert unit.lunches.recording(old.recording_id) == old
        assert unit.lunches.recording(0) is None
        assert unit.lunches.channels_of([lunch, 0]) == {lunch: "C1"}


def test_of_fifty_who_count_seats_at_once_none_counts_wrong(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        lunch = added(unit).lunch_id

    def take(number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            held = unit.lunches.hold(lunch)
            assert held is not None
            free = len(unit.lunches.signups(lunch)) < held.seats
            if free:
                unit.lunches.sign(lunch, [SignupRow(f"U{number}", Standing.COMING, "1.0", "1.0")])
            return free

    assert sorted(at_once(take, times=50)) == [False] * 42 + [True] * 8
