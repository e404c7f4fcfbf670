"""Setting up and looking after series, and what is told when one cannot post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import KindError
from storage.store import Store
from storage.values import ChannelRow, PersonRow
from tests.builders import TEAM, rows
from tests.programmes import ANA, JILL, KATIE, LUNCH, Office, coordinators_told, office_on, posts

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def office(store: Store) -> Office:
    return office_on(store)


def test_with_several_series_a_channel_says_which(office: Office) -> None:
    office.setup()
    office.setup(channel="other")

    with pytest.raises(KindError, match="Which one"):
        office.post_now()
    with pytest.raises(KindError, match="there is one in #lunch, #other"):
        office.post_now("board")
    office.post_now("other")

    assert [item.channel_id for item in office.left("programme.topics")] == ["C0OTHER"]


def test_a_channel_has_one_series_and_setting_up_again_changes_it(office: Office) -> None:
    first = office.setup(seats="12", place="Kitchen")
    again = office.setup(clock="13:30")

    assert again.series_id == first.series_id
    assert (again.clock, again.seats, again.place) == ("13:30", 12, "Kitchen")
    office.due(TUESDAY)
    assert posts(office) == []
    office.due(TUESDAY + timedelta(hours=1, minutes=30))
    assert posts(office) == ["2026-11-24"]


def test_the_zone_is_the_coordinators_own_unless_one_is_named(office: Office) -> None:
    assert office.setup(tz="").tz == "Europe/Berlin"
    with office.unit() as unit:
        unit.people.save([PersonRow(JILL, "Jill", is_admin=True)])
    assert office.setup(channel="C0OTHER", tz="").tz == "UTC"


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("C0OLD", "#old is archived"),
        ("away", "I am not in #away yet: `/invite @whoknows`"),
        ("nowhere", "I don't know that channel"),
        ("", "I don't know that channel"),
    ],
)
def test_where_nothing_can_be_posted_nothing_is_set_up(office: Office, channel: str, words: str) -> None:
    given = {"channel": channel, "weekday": "tue", "clock": "12:00"}
    done = office.ours.programme.series.setup(TEAM, JILL, given, seen="c:1", now=office.at)

    assert words in done.wrong["channel"]
    assert rows(office.store, "lunch_series") == []


def test_only_coordinators_set_up(office: Office) -> None:
    given = {"channel": LUNCH, "weekday": "tue", "clock": "12:00"}
    done = office.ours.programme.series.setup(TEAM, KATIE, given, seen="c:1", now=office.at)

    assert "for coordinators" in done.wrong["channel"]
    assert rows(office.store, "lunch_series") == []


def test_what_is_stopped_posts_no_more_and_its_channel_can_have_another(office: Office) -> None:
    first = office.setup()
    office.ours.programme.series.stop(TEAM, JILL, "", now=office.at)
    office.due(TUESDAY)
    assert posts(office) == []

    assert office.setup().series_id != first.series_id


def test_a_channel_that_is_gone_pauses_its_series_and_is_told_once(office: Office) -> None:
    office.setup()
    for _time in range(2):
        office.ours.programme.series.channel_gone(TEAM, LUNCH, now=office.at)
    office.due(TUESDAY)

    assert (posts(office), coordinators_told(office)) == ([], [(JILL, "gone", "")])
    with office.unit() as unit:
        unit.people.save_channels([ChannelRow(LUNCH, "lunch", is_archived=True)])
    with pytest.raises(KindError, match="archived"):
        office.ours.programme.series.resume(TEAM, JILL, "", now=office.at)


@pytest.mark.parametrize(("code", "what", "paused"), [("is_archived", "gone", True), ("unreachable", "failed", False)])
def test_a_post_that_slack_refuses_is_told_to_the_coordinator(
    office: Office,
    code: str,
    what: str,
    paused: bool,  # noqa: FBT001 - the expected answer
) -> None:
    series = office.setup()
    office.due(TUESDAY)
    (post,) = office.left("programme.topics")
    with office.unit() as unit:
        office.ours.programme.posts.refused(unit, post, code)

    assert coordinators_told(office) == [(JILL, what, "")]
    with office.unit() as unit:
        held = unit.programme.series_of(series.series_id)
    assert held is not None
    assert held.paused is paused


def test_once_whoever_set_it_up_coordinates_no_longer_those_who_do_are_told(office: Office) -> None:
    office.setup()
    with office.unit() as unit:
        unit.people.save([PersonRow(JILL, "Jill", is_deleted=True, is_admin=True), PersonRow(ANA, is_admin=True)])
    office.ours.programme.series.channel_gone(TEAM, LUNCH, now=office.at)

    assert coordinators_told(office) == [(ANA, "gone", "")]


def test_looking_at_what_comes_next_leaves_no_trace(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    before = rows(office.store, "topic"), rows(office.store, "outbox")
    (upcoming,) = office.ours.programme.next_posts(TEAM, JILL, now=office.at)

    assert (upcoming.at, upcoming.topics, upcoming.lunches) == (TUESDAY, ("pandas",), ())
    assert (rows(office.store, "topic"), rows(office.store, "outbox")) == before
