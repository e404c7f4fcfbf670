"""Who hosts: volunteers and those who are asked, and how one yes makes a gathering."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import KindError
from storage.programme import Invited
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, at_once, everything
from tests.programmes import ANA, BOB, GUS, JILL, KATIE, LUNCH, OTTO, Office, invited, office_on, series_of, topic_of

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
WEEK = timedelta(weeks=1)
DAY = "2026-11-24"


@pytest.fixture
def office(store: Store) -> Office:
    return office_on(store)


@pytest.fixture
def proposed(office: Office) -> Office:
    """A post that proposes pandas stands in the channel."""
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])
    return office


def test_one_yes_plans_a_gathering_on_the_next_free_date(proposed: Office) -> None:
    office = proposed
    office.ours.programme.hosting.could_host(TEAM, office.press(ANA, topic_of(office)), now=office.at)

    assert office.titles(series_of(office)) == [("pandas", ANA, TUESDAY + WEEK)]
    assert len(office.left("lunch.signup")) == 1
    office.due(TUESDAY + WEEK)
    assert topic_of(office, "pandas") not in office.topics(series_of(office), "2026-12-01").values()
    assert "pandas" not in office.topics(series_of(office), "2026-12-01")


def test_a_press_that_is_repeated_plans_one_and_says_nothing_the_second_time(proposed: Office) -> None:
    office, hosting = proposed, proposed.ours.programme.hosting
    came, press = office.press(BOB, topic_of(office)), office.press(ANA, topic_of(office))
    hosting.interested(TEAM, came, now=office.at)
    for _ in range(2):
        hosting.could_host(TEAM, press, now=office.at)
    hosting.interested(TEAM, came, now=office.at)

    assert len(office.titles(series_of(office))) == 1
    with pytest.raises(KindError, match="You host this already"):
        hosting.could_host(TEAM, office.press(ANA, topic_of(office)), now=office.at)


def test_of_many_who_press_at_once_one_hosts(proposed: Office) -> None:
    office = proposed
    topic, people = topic_of(office), [ANA, BOB, KATIE, JILL, "U5", "U6", "U7", "U8"]
    presses = [office.press(who, topic) for who in people]

    def press(number: int) -> str:
        try:
            office.ours.programme.hosting.could_host(TEAM, presses[number], now=office.at)
        except KindError as error:
            return str(error)
        return ""

    said = at_once(press)

    assert len(office.titles(series_of(office))) == 1
    assert said.count("") == 1
    assert all("hosts this already, thank you. `/lunch host`" in words for words in said if words)


@pytest.mark.parametrize(
    ("who", "outside", "words"),
    [(GUS, False, "Only members"), (OTTO, False, "for the members"), ("U0NEW", True, "for the members")],
)
def test_guests_and_outsiders_cannot_host(
    proposed: Office,
    who: str,
    outside: bool,  # noqa: FBT001 - what Slack said
    words: str,
) -> None:
    office = proposed
    before = everything(office.store)
    with pytest.raises(KindError, match=words):
        office.ours.programme.hosting.could_host(
            TEAM, office.press(who, topic_of(office), outside=outside), now=office.at
        )

    assert everything(office.store) == before


def test_two_people_who_showed_it_most_are_asked_once_in_four_weeks(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.knows("pandas", ANA, BOB, KATIE, JILL)
    with office.unit() as unit:
        unit.people.save([PersonRow(JILL, "Jill", is_admin=True, is_deleted=True)])
    office.due(TUESDAY)
    assert invited(office) == []  # not before the post stands
    office.stands(office.left("programme.topics")[0])
    first = invited(office)
    assert len(first) == 2

    office.due(TUESDAY + WEEK)
    office.stands(office.left("programme.topics")[1])
    assert sorted(invited(office)) == sorted([ANA, BOB, KATIE])

    office.due(TUESDAY + 5 * WEEK)
    office.stands(office.left("programme.topics")[2])
    assert sorted(invited(office)) == sorted([*first, ANA, BOB, KATIE])


def test_a_name_is_no_markup(proposed: Office) -> None:
    office = proposed
    with office.unit() as unit:
        unit.people.save([PersonRow(ANA, "Ana <!here> & *Sons*")])
    office.ours.programme.hosting.could_host(TEAM, office.press(ANA, topic_of(office)), now=office.at)

    for press in (office.ours.programme.hosting.could_host, office.ours.programme.hosting.interested):
        with pytest.raises(KindError, match="&amp; \u2217Sons\u2217 hosts this already"):
            press(TEAM, office.press(BOB, topic_of(office)), now=office.at)


def test_one_yes_settles_the_other_invitations(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.knows("pandas", ANA, BOB)
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])
    topic = topic_of(office)
    hosting = office.ours.programme.hosting
    for _time in range(2):
        hosting.answer(TEAM, office.press(ANA, topic), Invited.YES, now=office.at)

    with office.unit() as unit:
        states = {one.user_id: one.state for one in unit.programme.invites_of([topic])}
    assert states == {ANA: Invited.YES, BOB: Invited.TAKEN}
    assert len(office.titles(series_of(office))) == 1
    with pytest.raises(KindError, match="Ana hosts this already"):
        hosting.answer(TEAM, office.press(BOB, topic), Invited.YES, now=office.at)
    hosting.answer(TEAM, office.press(BOB, topic), Invited.NO, now=office.at)
    with pytest.raises(KindError, match="from a while ago"):
        hosting.answer(TEAM, office.press(KATIE, topic), Invited.NO, now=office.at)


def test_not_about_this_is_heeded_for_good_not_this_time_for_four_weeks(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.knows("pandas", ANA, BOB)
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])
    hosting, topic = office.ours.programme.hosting, topic_of(office)
    hosting.answer(TEAM, office.press(ANA, topic), Invited.NEVER, now=office.at)
    hosting.answer(TEAM, office.press(BOB, topic), Invited.NO, now=office.at)

    office.due(TUESDAY + 5 * WEEK)
    office.stands(office.left("programme.topics")[1])

    assert sorted(invited(office)) == sorted([ANA, BOB, BOB])


def test_two_topics_ask_different_people_and_a_host_is_left_alone(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.asks("Excel", ANA, KATIE)
    office.knows("pandas", ANA, BOB, KATIE)
    office.knows("Excel", ANA, BOB, KATIE)
    slot = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)[2]
    office.ours.programme.hosting.host(TEAM, ANA, {"title": "Tea", "slot": slot.value}, seen="v:1", now=office.at)
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])

    assert sorted(invited(office)) == sorted([BOB, KATIE])


def test_somebody_hosts_on_a_date_of_their_choice_announced_by_that_weeks_post(office: Office) -> None:
    series = office.setup()
    slots = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)
    assert [slot.starts_at for slot in slots] == [TUESDAY + week * WEEK for week in range(1, 5)]
    fields = {"title": "Pivot tables", "about": "Hands on", "slot": slots[1].value}
    for _time in range(2):
        done = office.ours.programme.hosting.host(TEAM, ANA, fields, seen="v:1", now=office.at)
        assert done.slot == slots[1] or done.slot is None

    assert office.titles(series) == [("Pivot tables", ANA, TUESDAY + 2 * WEEK)]
    office.due(TUESDAY)
    assert len(office.left("lunch.signup")) == 0
    office.due(TUESDAY + WEEK)
    assert len(office.left("lunch.signup")) == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "x" * 3000}, {"title"}),
        ({"title": " "}, {"title"}),
        ({"title": "Tea", "about": "y" * 3000}, {"about"}),
        ({"title": "Tea", "slot": "1:2026-11-10T11:00:00+00:00"}, {"slot"}),
        ({"title": "Tea", "slot": "nonsense"}, {"slot"}),
    ],
)
def test_what_cannot_be_hosted_is_said_and_not_planned(office: Office, fields: dict[str, str], wrong: set[str]) -> None:
    series = office.setup()
    done = office.ours.programme.hosting.host(TEAM, ANA, fields, seen="v:1", now=office.at)

    assert set(done.wrong) == wrong
    assert done.slot is None
    assert office.titles(series) == []


def test_a_date_that_was_taken_meanwhile_cannot_be_chosen(office: Office) -> None:
    series = office.setup()
    slot = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)[0]
    fields = {"title": "Tea", "slot": slot.value}
    office.ours.programme.hosting.host(TEAM, ANA, fields, seen="v:1", now=office.at)
    late = office.ours.programme.hosting.host(TEAM, BOB, fields, seen="v:2", now=office.at)

    assert late.wrong.keys() == {"slot"}
    assert [host for _title, host, _at in office.titles(series)] == [ANA]
    with pytest.raises(KindError, match="A gathering is planned"):
        office.ours.programme.series.skip(TEAM, JILL, "", "1 December", seen="c:s", now=office.at)


def test_a_host_whom_slack_told_nothing_of_is_asked_for(proposed: Office) -> None:
    proposed.ours.programme.hosting.could_host(TEAM, proposed.press("U0NEW", topic_of(proposed)), now=proposed.at)

    assert [item.user_id for item in proposed.left("person")] == ["U0NEW"]


def test_a_host_cannot_be_a_guest_and_needs_a_series(office: Office) -> None:
    with pytest.raises(KindError, match="no lunch & learn yet"):
        office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)
    office.setup()
    with pytest.raises(KindError, match="Only members"):
        office.ours.programme.hosting.slots(TEAM, GUS, LUNCH, now=office.at)
    done = office.ours.programme.hosting.host(TEAM, GUS, {"title": "Tea"}, seen="v:1", now=office.at)

    assert "Only members" in done.wrong["title"]


def test_a_topic_of_a_paused_series_is_not_planned(proposed: Office) -> None:
    office = proposed
    office.ours.programme.series.pause(TEAM, JILL, "")
    with pytest.raises(KindError, match="paused"):
        office.ours.programme.hosting.could_host(TEAM, office.press(ANA, topic_of(office)), now=office.at)
