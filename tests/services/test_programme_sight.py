"""What somebody may see of a programme: one in a private channel is for those who are in it."""

from __future__ import annotations

import pytest

from bot.errors import KindError
from storage.store import Store
from tests.builders import TEAM
from tests.programmes import ANA, BOB, GUS, JILL, KATIE, LUNCH, Office, office_on

BOARD = "C0BOARD"  # private


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return office_on(sqlite_store)


def seen_by(office: Office, user_id: str, *, typed_in: str = LUNCH) -> list[str]:
    return [one.channel for one in office.ours.programme.overview(TEAM, user_id, typed_in, now=office.at).coming]


def dates_for(office: Office, user_id: str, *, typed_in: str = LUNCH) -> set[str]:
    return {slot.channel for slot in office.ours.programme.hosting.slots(TEAM, user_id, typed_in, now=office.at)}


def test_one_in_a_private_channel_is_seen_there_and_by_coordinators(office: Office) -> None:
    office.setup(BOARD)
    office.setup()

    assert seen_by(office, ANA) == ["lunch"]
    assert seen_by(office, ANA, typed_in=BOARD) == ["board", "lunch"]
    assert seen_by(office, JILL) == ["board", "lunch"]
    assert dates_for(office, ANA) == {"lunch"}
    assert dates_for(office, ANA, typed_in=BOARD) == {"board", "lunch"}


def test_a_guest_sees_those_of_their_own_channels(office: Office) -> None:
    office.setup()
    assert seen_by(office, GUS, typed_in="D1") == []
    with office.unit() as unit:
        unit.people.joined(LUNCH, GUS)
    assert seen_by(office, GUS, typed_in="D1") == ["lunch"]


def test_a_suggestion_goes_to_one_that_its_author_can_see(office: Office) -> None:
    office.setup(BOARD)
    assert office.suggests("Knots", KATIE, "C0OTHER").startswith("There is no lunch & learn yet")
    series = office.setup()

    assert office.suggests("Knots", KATIE, "C0OTHER") == "Knots"
    assert list(office.topics(series, "")) == ["Knots"]


def test_who_is_asked_to_host_does_not_learn_of_a_private_channel(office: Office) -> None:
    office.asks("pandas", ANA, KATIE)
    office.knows("pandas", BOB)
    office.setup(BOARD)
    office.post_now()
    (post,) = office.left("programme.topics")
    office.stands(post)
    (asked,) = office.left("programme.invite")
    topic_id = int(str(asked.facts["topic_id"]))
    found = office.ours.programme.said.invitation(TEAM, topic_id, user_id=BOB, now=office.at)

    assert found is not None
    assert found.channel == ""


def test_where_everything_is_paused_nobody_is_told_that_there_is_nothing(office: Office) -> None:
    office.setup()
    office.ours.programme.series.pause(TEAM, JILL, "")

    with pytest.raises(KindError, match="is paused"):
        dates_for(office, ANA)


def test_what_is_planned_stays_in_sight_once_its_series_has_ended(office: Office) -> None:
    office.setup()
    slot = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)[0]
    fields = {"title": "Knots", "slot": slot.value}
    office.ours.programme.hosting.host(TEAM, ANA, fields, seen="v:1", now=office.at)
    office.ours.programme.series.stop(TEAM, JILL, "", now=office.at)
    overview = office.ours.programme.overview(TEAM, ANA, LUNCH, now=office.at)

    assert overview.coming == ()
    assert [lunch.title for lunch, _part in overview.mine] == ["Knots"]
