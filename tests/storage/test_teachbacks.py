"""Practice lessons and reported links as they are kept: what comes back is what was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.lunches import LunchRow, LunchState
from storage.store import Store, Unit
from storage.teachbacks import Area, Level, MarkRow, PeerRow, Seat, Stage, TeachbackRow
from storage.values import PersonRow
from tests.apart_lunches import KEPT, LUNCH, SERIES
from tests.builders import NOW, TEAM, at_once

DAY = timedelta(days=1)
HOST = "U0HOST"


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
        series = unit.programme.add_series(replace(SERIES, teachback=True))
        unit.lunches.add(replace(LUNCH, series_id=series.series_id, host_id=HOST))
        unit.people.save([PersonRow(user) for user in (HOST, "U0ANA", "U0BEN")])
    return store


def lunch(unit: Unit) -> LunchRow:
    return unit.lunches.upcoming(NOW)[0]


def lesson(unit: Unit, *seats: Seat, **changes: object) -> TeachbackRow:
    row = unit.teachbacks.add(replace(TeachbackRow(0, lunch(unit).lunch_id, HOST, NOW + 3 * DAY, NOW), **changes))
    peers = [PeerRow(user, NOW, seat) for user, seat in zip(("U0ANA", "U0BEN"), seats, strict=False)]
    unit.teachbacks.seat(row.teachback_id, peers)
    return row


def test_a_lesson_comes_back_as_it_was_kept(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        row = lesson(unit, Seat.ASKED, Seat.COMING, place="Kitchen", wanted=1, stage=Stage.HELD)

        assert unit.teachbacks.get(row.teachback_id) == row == unit.teachbacks.hold(row.teachback_id)
        assert unit.teachbacks.get(row.teachback_id + 1) is None
        assert unit.teachbacks.of_lunch(row.lunch_id) == [row]
        assert [peer.seat for peer in unit.teachbacks.peers(row.teachback_id)] == [Seat.ASKED, Seat.COMING]
        unit.teachbacks.change(row.teachback_id, stage=Stage.READY)
        assert unit.teachbacks.get(row.teachback_id) == replace(row, stage=Stage.READY)
        assert row.ends_at - row.starts_at == timedelta(minutes=30)


def test_a_rubric_can_be_written_anew_and_goes_after_its_time(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        row = lesson(unit, Seat.COMING, Seat.COMING, place="Kitchen")
        said = MarkRow("U0ANA", Area.SUBJECT, Level.NEARLY, "More", NOW)
        unit.teachbacks.mark(row.teachback_id, [said])
        unit.teachbacks.mark(row.teachback_id, [replace(said, level=Level.THERE, line="Good")])
        assert unit.teachbacks.marks_by("U0ANA") == [(row.teachback_id, replace(said, level=Level.THERE, line="Good"))]

        unit.teachbacks.forget_words(before=NOW)
        assert len(unit.teachbacks.marks(row.teachback_id)) == 1
        unit.teachbacks.forget_words(before=NOW + 9 * DAY)
        assert unit.teachbacks.marks(row.teachback_id) == []
        after = unit.teachbacks.get(row.teachback_id)
        assert after
        assert after.place == ""


@pytest.mark.parametrize(
    ("stage", "seats", "change", "in_trouble"),
    [
        (Stage.PLANNED, (Seat.ASKED, Seat.COMING), {}, False),
        (Stage.PLANNED, (Seat.REMINDED, Seat.COMING), {}, False),
        (Stage.PLANNED, (Seat.ASKED, Seat.OUT), {}, True),
        (Stage.PLANNED, (Seat.ASKED,), {}, True),
        (Stage.PLANNED, (Seat.ASKED, Seat.COMING), {"state": LunchState.CANCELLED}, True),
        (Stage.PLANNED, (Seat.ASKED, Seat.COMING), {"host_id": ""}, True),
        (Stage.PLANNED, (Seat.ASKED, Seat.COMING), {"starts_at": NOW + 3 * DAY}, True),
        (Stage.HELD, (Seat.RATED, Seat.COMING), {"starts_at": NOW + DAY}, False),
        (Stage.HELD, (Seat.OUT, Seat.COMING), {}, False),
        (Stage.HELD, (Seat.RATED,), {}, True),
        (Stage.HELD, (Seat.COMING, Seat.COMING), {"state": LunchState.CANCELLED}, True),
        (Stage.READY, (Seat.RATED, Seat.RATED), {"state": LunchState.CANCELLED}, False),
        (Stage.OFF, (Seat.ASKED,), {"host_id": ""}, False),
    ],
)
def test_what_goes_wrong_is_found(
    home: Store, stage: Stage, seats: tuple[Seat, ...], change: dict[str, object], *, in_trouble: bool
) -> None:
    with home.team(TEAM).writing() as unit:
        row = lesson(unit, *seats, stage=stage)
        unit.lunches.change(replace(lunch(unit), **change))

        assert unit.teachbacks.troubled() == ([row.teachback_id] if in_trouble else [])


@pytest.mark.parametrize(
    ("gone", "stage", "seat", "in_trouble"),
    [
        ("U0ANA", Stage.PLANNED, Seat.COMING, True),
        ("U0ANA", Stage.HELD, Seat.COMING, True),
        ("U0ANA", Stage.HELD, Seat.RATED, False),
        (HOST, Stage.HELD, Seat.RATED, True),
        ("U0ZOE", Stage.PLANNED, Seat.COMING, False),
    ],
)
def test_who_left_the_company_is_found(home: Store, gone: str, stage: Stage, seat: Seat, *, in_trouble: bool) -> None:
    with home.team(TEAM).writing() as unit:
        row = lesson(unit, seat, Seat.COMING, stage=stage)
        unit.people.save([PersonRow(gone, is_deleted=True)])

        assert unit.teachbacks.troubled() == ([row.teachback_id] if in_trouble else [])


def test_a_free_seat_is_no_trouble_once_the_host_was_asked(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        row = lesson(unit, Seat.OUT, Seat.OUT)
        for wanted, troubled in ((0, [row.teachback_id]), (1, [row.teachback_id]), (2, [])):
            unit.teachbacks.change(row.teachback_id, wanted=wanted)
            assert unit.teachbacks.troubled() == troubled


def test_of_all_who_report_a_link_at_once_one_is_the_first(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        kept = unit.lunches.record(KEPT).recording_id

    def report(number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            return unit.library.report(kept, f"U{number}", now=NOW)

    assert sorted(at_once(report)) == [False] * 7 + [True]


def test_another_link_begins_anew(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        kept = unit.lunches.record(KEPT).recording_id
        assert unit.library.report(kept, "U0ANA", now=NOW)
        assert not unit.library.report(kept, "U0ANA", now=NOW)
        unit.library.doubt(kept)
        row = unit.lunches.recording(kept)
        assert row
        assert (row.reported_at, row.doubtful) == (NOW, True)

        unit.library.change_link(kept, "https://other.example")
        assert unit.lunches.recording(kept) == replace(KEPT, recording_id=kept, url="https://other.example")
        unit.library.doubt(kept)  # too late: it was mended
        assert unit.lunches.recording(kept) == replace(KEPT, recording_id=kept, url="https://other.example")
        assert unit.library.report(kept, "U0ANA", now=NOW)
        assert unit.library.take_out(kept)
        assert not unit.library.take_out(kept)
        assert unit.lunches.recording(kept) is None


def test_a_series_remembers_whether_it_asks_for_practice(home: Store) -> None:
    with home.team(TEAM).reading() as unit:
        assert [series.teachback for series in unit.programme.all_series()] == [True]
