"""Topics: what is proposed, what colleagues suggest, and who says that they would come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import KindError
from storage.programme import Invited
from storage.store import Store
from storage.values import ChannelRow
from tests.builders import TEAM, everything, rows
from tests.programmes import ANA, BOB, GUS, KATIE, LUNCH, OTTO, Office, office_on, series_of, topic_of

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


def test_what_several_asked_and_few_know_is_proposed(office: Office) -> None:
    series = office.setup()
    office.asks("Excel", ANA, KATIE, BOB, named=True)
    office.knows("Excel", "U1", "U2", "U3", "U4")
    office.asks("pandas", ANA, KATIE)
    office.asks("Kubernetes", ANA)
    office.asks("Go", ANA, ANA, ANA)
    office.suggests("Lock picking")
    office.due(TUESDAY)

    assert list(office.topics(series, DAY)) == ["pandas", "Lock picking", "Excel"]


def test_whoever_asked_without_a_name_is_not_one_more_person(office: Office) -> None:
    """What only Ana wants to know, once by name and once without, is put before nobody."""
    series = office.setup()
    office.asks("Kubernetes", ANA, "")
    office.asks("Go", "", "")
    office.asks("pandas", ANA, KATIE, "")
    office.due(TUESDAY)

    assert list(office.topics(series, DAY)) == ["pandas"]


def test_old_questions_are_no_demand(office: Office) -> None:
    series = office.setup()
    office.asks("pandas", ANA, KATIE)
    office.due(TUESDAY + 14 * WEEK)

    assert office.topics(series, "2027-03-02") == {}


def test_where_little_is_asked_what_colleagues_know_fills_up(office: Office) -> None:
    series = office.setup()
    office.knows("Excel", ANA, BOB)
    office.knows("Go", ANA)
    office.due(TUESDAY)

    assert list(office.topics(series, DAY)) == ["Excel"]


def test_interest_of_an_earlier_post_counts_on(proposed: Office) -> None:
    office = proposed
    office.suggests("Tea")
    office.post_now()
    tea = topic_of(office, "Tea", f"{DAY}.2")
    for who in (ANA, BOB, GUS):
        office.ours.programme.hosting.interested(TEAM, office.press(who, tea), now=office.at)
    office.post_now()

    assert next(iter(office.topics(series_of(office), f"{DAY}.3"))) == "Tea"


def test_who_would_come_counts_once_and_shows_in_the_post(proposed: Office) -> None:
    office = proposed
    for who in (KATIE, KATIE, GUS):
        office.ours.programme.hosting.interested(TEAM, office.press(who, topic_of(office)), now=office.at)

    post = office.ours.programme.said.topics_post(TEAM, 1, DAY, now=office.at)
    assert post is not None
    assert [one.would_come for one in post.topics] == [2]
    assert len(office.left("programme.topics.now")) == 1


def test_a_press_tells_where_a_post_stands_before_we_knew(office: Office) -> None:
    office.setup()
    office.asks("pandas", ANA, KATIE)
    office.due(TUESDAY)
    office.ours.programme.hosting.interested(TEAM, office.press(KATIE, topic_of(office)), now=office.at)

    assert office.ours.programme.said.stands(TEAM, 1, DAY) == "100.1"


def test_whoever_asked_to_be_forgotten_is_answered_and_not_noted(proposed: Office) -> None:
    office = proposed
    office.ours.privacy.forget(TEAM, BOB, now=office.at)
    before = everything(office.store)
    press = office.press(BOB, topic_of(office))
    for act in (office.ours.programme.hosting.interested, office.ours.programme.hosting.could_host):
        with pytest.raises(KindError, match="forget you"):
            act(TEAM, press, now=office.at)
    assert "forget you" in office.suggests("Tea", BOB)

    assert everything(office.store) == before


@pytest.mark.parametrize("later", [timedelta(days=29), timedelta(days=400)])
def test_a_post_of_long_ago_is_closed(proposed: Office, later: timedelta) -> None:
    office = proposed
    office.at += later
    before = everything(office.store)
    press = office.press(ANA, topic_of(office))
    hosting = office.ours.programme.hosting
    for act in (hosting.interested, hosting.could_host):
        with pytest.raises(KindError, match="from a while ago"):
            act(TEAM, press, now=office.at)
    with pytest.raises(KindError, match="from a while ago"):
        hosting.answer(TEAM, press, Invited.YES, now=office.at)
    with pytest.raises(KindError, match="from a while ago"):
        hosting.interested(TEAM, office.press(ANA, 999), now=office.at)

    assert everything(office.store) == before


def test_suggestions_are_noted_once_for_the_series_of_the_channel(office: Office) -> None:
    assert "no lunch & learn yet" in office.suggests("Tea")
    office.setup()
    other = office.setup(channel="C0OTHER")
    for _time in range(2):
        assert office.suggests("Pivot <!channel> tables", channel="C0OTHER") == "Pivot tables"
    assert office.suggests("x" * 3000).startswith("A topic has at most")
    assert office.suggests("<@U1>").startswith("Tell me")
    assert "for the members" in office.suggests("Tea", OTTO)

    assert [(row.series_id, row.name, row.week) for row in rows(office.store, "topic")] == [
        (other.series_id, "Pivot tables", "")
    ]


def test_what_became_a_gathering_is_no_suggestion_any_more(office: Office) -> None:
    series = office.setup()
    office.suggests("Lock picking")
    slot = office.ours.programme.hosting.slots(TEAM, ANA, LUNCH, now=office.at)[0]
    fields = {"title": "lock picking", "slot": slot.value}
    office.ours.programme.hosting.host(TEAM, ANA, fields, seen="v:1", now=office.at)

    with office.unit() as unit:
        assert unit.programme.suggestions(series.series_id) == []


def test_forgetting_somebody_leaves_nothing_of_them_in_the_programme(proposed: Office) -> None:
    office = proposed
    hosting = office.ours.programme.hosting
    office.suggests("Tea", KATIE)
    hosting.interested(TEAM, office.press(KATIE, topic_of(office)), now=office.at)
    hosting.could_host(TEAM, office.press(KATIE, topic_of(office)), now=office.at)
    office.knows("Excel", KATIE)
    office.asks("Excel", ANA, BOB)
    office.due(TUESDAY + WEEK)
    office.stands(office.left("programme.topics")[1])
    hosting.answer(TEAM, office.press(KATIE, topic_of(office, "Excel", "2026-12-01")), Invited.NEVER, now=office.at)

    office.ours.privacy.forget(TEAM, KATIE, now=office.at)

    assert [name for name, found in everything(office.store).items() if any(KATIE in row for row in found)] == []


def test_a_channel_that_is_renamed_is_named_anew(proposed: Office) -> None:
    office = proposed
    with office.unit() as unit:
        unit.people.save_channels([ChannelRow(LUNCH, "brunch", bot_is_in=True)])

    (one,) = office.ours.programme.overview(TEAM, ANA, LUNCH, now=office.at).coming
    assert one.channel == "brunch"
