"""The library is searched as `/whoknows` is, and shows nobody what they may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.answers import Query
from bot.views.lunch_library import library_view
from storage.lunches import RecordingRow
from storage.store import Store
from storage.values import ChannelKind, ChannelRow
from tests.builders import NOW, TEAM
from tests.gatherings import ANA, HOST, START, Club, club_on, words


@pytest.fixture
def club(store: Store) -> Club:
    club = club_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", name="lunch", bot_is_in=True)])
    for number, (title, skill) in enumerate(
        [("Pivot tables", "Excel"), ("Data frames at work", "pandas"), ("How we pack parcels", "")]
    ):
        lunch = club.held(ANA, title=title, skill=skill, starts_at=START + timedelta(days=number))
        tap, url = club.tap(lunch, HOST), f"https://files.example.com/{number}?a=1&b=2"
        club.services.lunches.add_recording(TEAM, tap, title=title, url=url, now=lunch.ends_at)
    return club


def found(club: Club, asked: str, *, asker: str = ANA) -> list[str]:
    return [one.title for one in club.services.lunches.library(TEAM, asked, asker).recordings]


SEARCHES = {
    "": ["How we pack parcels", "Data frames at work", "Pivot tables"],
    "excel": ["Pivot tables"],
    "spreadsheets": ["Pivot tables"],
    "excell": ["Pivot tables"],
    "something about Excel please": ["Pivot tables"],
    "excel and pandas": ["Data frames at work", "Pivot tables"],
    "parcels": ["How we pack parcels"],
    "PACK parcel": ["How we pack parcels"],
    "pivot": ["Pivot tables"],
    "kubernetes": [],
    "zzzz": [],
    "???": [],
}


def test_the_library_is_found_by_skill_or_by_title_the_newest_first(club: Club) -> None:
    assert {asked: found(club, asked) for asked in SEARCHES} == SEARCHES


def test_whoknows_shows_what_is_left_of_a_gathering(club: Club) -> None:
    def earlier(text: str) -> list[str]:
        answer = club.services.ask.look(TEAM, Query(text, ANA), now=NOW)
        return [one.title for one in answer.recordings]

    assert earlier("excel") == ["Pivot tables"]
    assert earlier("powerpoint") == []


def test_what_was_held_in_a_private_channel_is_not_for_everybody(club: Club) -> None:
    with club.store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", name="lunch", kind=ChannelKind.PRIVATE, bot_is_in=True)])

    assert found(club, "") == []


def test_a_guest_sees_what_is_left_in_their_own_channels(club: Club) -> None:
    assert found(club, "", asker="U0GUEST") == []
    with club.store.team(TEAM).writing() as unit:
        unit.people.joined("C1", "U0GUEST")
    assert len(found(club, "", asker="U0GUEST")) == 3


def test_the_library_shows_title_day_and_link(club: Club) -> None:
    view = library_view(club.services.lunches.library(TEAM, "excel", ANA))

    assert "In the library on *Excel*:" in view.text
    assert "<https://files.example.com/0?a=1&amp;b=2>" in words(view)
    assert "*Pivot tables*, 10 March 2026" in words(view)


def test_an_empty_shelf_says_how_it_is_filled(club: Club) -> None:
    view = library_view(club.services.lunches.library(TEAM, "kubernetes", ANA))

    assert view.text.startswith("There is nothing in the library on *Kubernetes* yet")


def test_a_long_shelf_shows_the_newest_and_counts_the_others(club: Club) -> None:
    with club.store.team(TEAM).writing() as unit:
        for number in range(20):
            unit.lunches.record(
                RecordingRow(0, None, f"Old {number}", "https://x.example", NOW - timedelta(days=number))
            )
    view = library_view(club.services.lunches.library(TEAM, "", ANA))

    assert "And 8 older ones" in words(view)
