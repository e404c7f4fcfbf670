"""When the weekly post comes: once a local date, whatever clocks, outages and a second process do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.retries import TRIES
from bot.errors import KindError
from storage.store import Store
from tests.builders import TEAM, at_once, rows
from tests.faults import fault
from tests.programmes import JILL, Office, coordinators_told, office_on, posts

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def office(store: Store) -> Office:
    return office_on(store)


def test_the_post_comes_when_it_is_due_and_every_week_after(office: Office) -> None:
    office.setup()
    office.due(TUESDAY - timedelta(seconds=1))
    assert posts(office) == []

    for week in range(3):
        office.due(TUESDAY + week * WEEK)
        office.due(TUESDAY + week * WEEK + timedelta(seconds=30))

    assert posts(office) == ["2026-11-24", "2026-12-01", "2026-12-08"]


def test_two_processes_at_once_post_once(office: Office) -> None:
    office.setup()
    other = office_on(office.store)

    at_once(lambda number: (office if number % 2 else other).ours.programme.due(TEAM, TUESDAY))

    assert posts(office) == ["2026-11-24"]
    assert [(row.job, row.subject) for row in rows(office.store, "due") if row.job == "programme.post"] == [
        ("programme.post", "1")
    ]


def test_a_due_row_that_comes_back_posts_no_second_time_on_that_date(office: Office) -> None:
    """As after a zone was changed: the claim is the local date's."""
    office.setup()
    office.due(TUESDAY)
    with office.unit() as unit:
        unit.agenda.put("programme.post", TUESDAY + timedelta(hours=1), subject="1")
    office.due(TUESDAY + timedelta(hours=1))

    assert posts(office) == ["2026-11-24"]


def test_a_local_date_that_another_process_has_claimed_is_left_to_it(office: Office) -> None:
    office.setup()
    with office.unit() as unit:
        unit.workspace.claim("programme.post:1", "2026-11-24", now=TUESDAY)
    office.due(TUESDAY)
    assert posts(office) == []

    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-12-01"]


@pytest.mark.parametrize(
    ("clock", "day", "at"),
    [
        ("01:30", "2026-11-01", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # there twice
        ("02:30", "2027-03-14", datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),  # not there
    ],
)
def test_clocks_that_are_changed_make_neither_two_posts_nor_none(
    office: Office, clock: str, day: str, at: datetime
) -> None:
    office.at = at - timedelta(days=2)
    office.setup(weekday="sun", clock=clock, tz="America/New_York")
    for minutes in range(0, 180, 30):
        office.due(at + timedelta(minutes=minutes))

    assert posts(office) == [day]


def test_a_post_that_is_late_by_less_than_twelve_hours_is_made_up_for(office: Office) -> None:
    office.setup()
    office.due(TUESDAY + timedelta(hours=12))

    assert posts(office) == ["2026-11-25"]  # midnight has passed in Berlin
    assert coordinators_told(office) == []
    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-11-25", "2026-12-01"]


def test_a_post_that_is_too_late_waits_for_the_next_week_and_the_coordinator_hears_of_it(office: Office) -> None:
    office.setup()
    office.due(TUESDAY + timedelta(hours=12, seconds=1))
    office.due(TUESDAY + timedelta(hours=13))

    assert posts(office) == []
    assert coordinators_told(office) == [(JILL, "missed", "2026-11-24")]
    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-12-01"]


def test_after_weeks_away_one_post_is_made_up_for_not_all(office: Office) -> None:
    office.setup()
    office.due(TUESDAY + 3 * WEEK + timedelta(hours=1))

    assert posts(office) == ["2026-12-15"]
    assert coordinators_told(office) == []


def test_while_it_is_paused_nothing_is_posted_and_it_goes_on_when_it_goes_on(office: Office) -> None:
    office.setup()
    office.ours.programme.series.pause(TEAM, JILL, "")
    office.due(TUESDAY + timedelta(minutes=1))
    with pytest.raises(KindError, match="paused"):
        office.post_now()
    assert (posts(office), coordinators_told(office)) == ([], [])

    again = office.ours.programme.series.resume(TEAM, JILL, "lunch", now=office.at)

    assert again.next_post == TUESDAY + WEEK
    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-12-01"]


def test_a_due_row_of_a_series_that_was_paused_meanwhile_is_let_go(office: Office) -> None:
    series = office.setup()
    with office.unit() as unit:
        unit.programme.change_series(series.series_id, paused=True)
    office.due(TUESDAY)

    assert posts(office) == []


def test_on_a_holiday_there_is_no_post(office: Office) -> None:
    office.setup()
    skipped = office.ours.programme.series.skip(TEAM, JILL, "", "24 November", seen="c:skip", now=office.at)
    assert (skipped.day, skipped.next_post) == ("2026-11-24", TUESDAY + WEEK)
    office.due(TUESDAY + timedelta(hours=1))
    assert posts(office) == []

    back = office.ours.programme.series.unskip(TEAM, JILL, "", "", now=office.at)

    assert (back.day, back.series.skips) == ("2026-11-24", ())
    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-12-01"]


def test_a_holiday_that_was_named_after_its_moment_was_stored_is_kept_too(office: Office) -> None:
    series = office.setup()
    with office.unit() as unit:
        unit.programme.change_series(series.series_id, skips=["2026-11-24"])
    office.due(TUESDAY)

    assert (posts(office), coordinators_told(office)) == ([], [])


def test_skipping_the_same_twice_by_slacks_doing_skips_one(office: Office) -> None:
    office.setup()
    for _time in range(2):
        skipped = office.ours.programme.series.skip(TEAM, JILL, "", "", seen="c:skip", now=office.at)

    assert (skipped.day, skipped.series.skips) == ("2026-11-24", ("2026-11-24",))


def test_in_another_zone_it_is_posted_by_its_clock_and_no_second_time_that_day(office: Office) -> None:
    office.setup()
    office.due(TUESDAY)
    office.at = TUESDAY + timedelta(minutes=30)
    office.setup(tz="America/New_York")
    office.due(TUESDAY + timedelta(hours=6))
    assert posts(office) == ["2026-11-24"]

    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-11-24"]
    office.due(TUESDAY + WEEK + timedelta(hours=6))
    assert posts(office) == ["2026-11-24", "2026-12-01"]


def test_one_that_fails_leaves_the_others_their_turn(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.setup()
    office.setup(channel="C0OTHER")
    with office.unit() as unit:
        unit.agenda.put("programme.post", TUESDAY - timedelta(minutes=1), subject="not a number")
    office.due(TUESDAY)

    assert len(posts(office)) == 2
    assert "programme.post of not a number failed (ValueError" in caplog.text


def test_a_post_that_keeps_failing_is_given_up_told_and_comes_the_next_week(office: Office) -> None:
    office.setup()
    with fault(office.store, "INSERT", "claim", "NEW.job LIKE 'programme.post%'"):
        for hours in range(0, 16 * TRIES, 16):
            office.due(TUESDAY + timedelta(hours=hours))

    assert posts(office) == []
    assert coordinators_told(office) == [(JILL, "given_up", "2026-11-24")]
    office.due(TUESDAY + WEEK)
    assert posts(office) == ["2026-12-01"]


def test_post_now_brings_it_at_once_and_the_weekly_post_of_that_day_is_not_repeated(office: Office) -> None:
    office.setup()
    office.at = TUESDAY - timedelta(hours=3)
    for _time in range(2):
        office.post_now(seen="c:now")
    assert posts(office) == ["2026-11-24"]
    office.due(TUESDAY)
    assert posts(office) == ["2026-11-24"]

    office.post_now()
    assert len(posts(office)) == 2
    office.due(TUESDAY + WEEK)
    assert len(posts(office)) == 3
