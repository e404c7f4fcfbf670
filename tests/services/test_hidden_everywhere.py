"""A skill that somebody hid leads to them from nowhere, and nobody is asked for anything while they paused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.availability_own import Own
from bot.domain.gatherings import Fault
from bot.domain.speakers import HowMany
from bot.services.programme_topics import likely_hosts
from storage.programme import TopicRow
from storage.speakers import Reply
from storage.store import Store, Unit
from storage.values import PAUSED, PersonRow
from storage.values_lunch import Format
from tests.builders import NOW, TEAM, named
from tests.gatherings import ANA as ANN
from tests.gatherings import BEN, CEM, HOST, Club, club_on
from tests.interviews import asks, interview, states
from tests.known import BOB as KNOWN_BOB
from tests.known import hide, known_bob, skill
from tests.practices import practising
from tests.programmes import ANA, BOB, KATIE, Office, invited
from tests.searches import answer, ask_them, asked, heard, knowing_on, look

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
Wish = Callable[[Unit, str, int], None]


def hides_it(unit: Unit, who: str, at: int) -> None:
    unit.ledger.hide_skill(who, at, now=NOW)


def pauses(unit: Unit, who: str, _at: int) -> None:
    unit.choices.prefer(who, PAUSED, "always")


WISHES = pytest.mark.parametrize("wish", [hides_it, pauses])


@pytest.fixture
def office(store: Store) -> Office:
    return knowing_on(store)


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def wishes(office: Office, wish: Wish, who: str = ANA) -> None:
    with office.unit() as unit:
        wish(unit, who, unit.skills.ids(["pandas"])["pandas"])


def wishes_in(club: Club, wish: Wish, who: str, about: str = "excel") -> None:
    with club.store.team(TEAM).writing() as unit:
        wish(unit, who, club.skills[about])


@WISHES
def test_whoever_asks_whatever_way_is_not_led_to_them_and_no_sum_has_them(store: Store, wish: Wish) -> None:
    bot = known_bob(store)
    at = skill(bot, "Excel")
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(KNOWN_BOB, "Bob")])
        wish(unit, KNOWN_BOB, at)

    assert KNOWN_BOB not in named(bot.look("excel"))
    assert KNOWN_BOB not in named(bot.look("Who knows Excel?", channel="C1"))
    with store.team(TEAM).reading() as unit:
        without = unit.people.never_named()
        assert unit.insights.knowing([at], without=without, most=9) == {at: frozenset({"U0CARL"})}
        assert unit.insights.alone(times=1) == [at]  # Carl is


def test_a_hidden_skill_is_in_no_trend(store: Store) -> None:
    bot = known_bob(store)

    def trend() -> set[str]:
        with store.team(TEAM).reading() as unit:
            since, until = NOW - timedelta(days=90), NOW + timedelta(days=90)
            return {row.user_id for row in unit.insights.shown(since, NOW, until, least=1)}

    assert trend() == {KNOWN_BOB, "U0CARL"}
    hide(bot)
    assert trend() == {"U0CARL"}


@WISHES
def test_the_number_of_possible_speakers_has_them_not(office: Office, wish: Wish) -> None:
    assert look(office) == [("pandas", HowMany.FEW)]
    wishes(office, wish)

    assert look(office) == [("pandas", HowMany.ONE)]


@WISHES
def test_nor_are_they_asked_to_speak(office: Office, wish: Wish) -> None:
    wishes(office, wish)
    ask_them(office)

    assert asked(office) == [BOB]


@WISHES
def test_nor_named_to_the_coordinator_who_has_not_heard_of_their_yes(office: Office, wish: Wish) -> None:
    ask_them(office)
    answer(office, ANA, yes=True)
    wishes(office, wish)

    assert not any(ANA in said for _kind, said in heard(office, "U0JILL"))


def is_left_in_peace(unit: Unit, who: str, _at: int) -> None:
    unit.choices.prefer(who, Own.PAUSED, "yes")


@pytest.mark.parametrize("wish", [hides_it, pauses, is_left_in_peace])
def test_nor_invited_to_host(office: Office, wish: Wish) -> None:
    wishes(office, wish)
    office.setup()
    office.asks("pandas", KATIE, "U0JILL")
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])

    assert invited(office) == [BOB]


def test_nor_to_a_topic_that_is_about_another_skill_as_well(office: Office) -> None:
    office.knows("Excel", ANA, KATIE)
    wishes(office, hides_it)
    with office.unit() as unit:
        ids = unit.skills.ids(["pandas", "excel"])
        topic = TopicRow(0, 0, "pandas and Excel", office.at, skill_ids=tuple(ids.values()))
        book = office.ours.skills.book(unit)

        assert set(likely_hosts(unit, book, topic, without=(), now=office.at)) == {BOB, KATIE}


@WISHES
def test_nor_asked_to_interview(club: Club, wish: Wish) -> None:
    asks(club, ANN)
    asks(club, ANN, "pivot tables")
    asks(club, BEN)
    wishes_in(club, wish, ANN)

    assert states(club, interview(club)) == {BEN: Reply.ASKED}


@WISHES
def test_nor_named_by_a_host_to_interview(club: Club, wish: Wish) -> None:
    lunch = interview(club)
    wishes_in(club, wish, BEN)
    preparing = club.services.lunches

    assert preparing.prepare(TEAM, club.tap(lunch, HOST), "", BEN, now=NOW) == {Fault.PARTNER}
    assert preparing.prepare(TEAM, club.tap(lunch, HOST), "", CEM, now=NOW) == frozenset()
    assert states(club, lunch) == {CEM: Reply.ASKED}


@WISHES
def test_nor_to_host_beside_somebody(office: Office, wish: Wish) -> None:
    wishes(office, wish)
    office.setup()
    hosting = office.ours.programme.hosting
    slot = hosting.slots(TEAM, KATIE, "", now=office.at)[0].value
    fields = {"title": "pandas", "slot": slot, "format": Format.TALK, "partner": ANA}

    refused = hosting.host(TEAM, KATIE, fields, seen=office.seen(), now=office.at)
    assert refused.wrong.keys() == {"partner"}
    taken = hosting.host(TEAM, KATIE, {**fields, "partner": BOB}, seen=office.seen(), now=office.at)
    assert taken.wrong == {}
    assert [item.user_id for item in office.left("lunch.pair")] == [BOB]


@WISHES
def test_nor_asked_to_watch_a_practice_lesson(store: Store, wish: Wish) -> None:
    """Which of the two it is the host does not hear."""
    hal = practising(store)
    with store.team(TEAM).writing() as unit:
        [at] = hal.lunch.skill_ids
        wish(unit, ANN, at)

    assert hal.plan() == {"first": "They would rather not be asked at the moment. Choose somebody else."}
    assert hal.told() == []
    assert hal.plan(first=CEM) == {}
