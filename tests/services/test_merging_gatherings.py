"""Gatherings and topics of a skill that became another, or is called otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.answers import Query
from bot.domain.merging import Merge, Pair, Renamed
from storage.lunches import LunchRow
from storage.store import Store
from tests.builders import TEAM, rows
from tests.gatherings import ADMIN, ANA, BEN, HOST, START, Club, club_on
from tests.programmes import ANA as ASKER
from tests.programmes import BOB, KATIE, Office, office_on

END = START + timedelta(minutes=45)
TUESDAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
DAY = "2026-11-24"


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


@pytest.fixture
def office(store: Store) -> Office:
    return office_on(store)


def told(club: Club) -> list[tuple[str, str, int]]:
    names = {row.id: row.name for row in rows(club.store, "skill")}
    return sorted((names[row.skill_id], row.kind, row.times) for row in rows(club.store, "expertise") if row.times)


def held_on(club: Club, *names: str) -> LunchRow:
    """A gathering on these that two people came to, and found useful."""
    lunch = club.plan()
    with club.store.team(TEAM).writing() as unit:
        unit.lunches.change(replace(lunch, skill_ids=tuple(club.skills[name] for name in names)))
    for user in (ANA, BEN):
        club.press(lunch, user)
    club.due(END)
    for user in (ANA, BEN):
        club.services.lunches.useful(TEAM, club.tap(lunch, user), now=END)
    return lunch


def test_what_a_gathering_showed_of_both_was_shown_once_and_can_be_taken_back(club: Club) -> None:
    lunch = held_on(club, "excel", "pandas")
    club.services.lunches.add_recording(TEAM, club.tap(lunch, HOST), title="Notes", url="https://a.example/1", now=END)
    assert told(club) == [
        ("Excel", "endorsed", 2), ("Excel", "taught", 1), ("pandas", "endorsed", 2), ("pandas", "taught", 1),
    ]  # fmt: skip

    merge = club.services.merging.merge(TEAM, ADMIN, Pair("pandas", "Excel"))

    assert isinstance(merge, Merge)
    assert merge.touched.gatherings == 2
    assert told(club) == [("Excel", "endorsed", 2), ("Excel", "taught", 1)]
    assert len(club.evidence()) == 3
    found = club.services.ask.look(TEAM, Query("pandas"), now=END)
    assert [one.title for one in found.recordings] == ["Notes"]
    club.services.lunches.not_held(TEAM, club.tap(lunch, HOST), now=END)
    assert told(club) == club.evidence() == []


def test_each_endorsement_moves_and_stays_its_own(club: Club) -> None:
    held_on(club, "pandas")

    club.services.merging.merge(TEAM, ADMIN, Pair("pandas", "Excel"))

    assert told(club) == [("Excel", "endorsed", 2), ("Excel", "taught", 1)]
    assert len(club.evidence()) == 3


def test_a_merged_topic_is_proposed_once_with_the_wishes_of_both(office: Office) -> None:
    series = office.setup()
    office.asks("pandas", ASKER, KATIE)
    office.due(TUESDAY)
    office.stands(office.left("programme.topics")[0])
    (topic,) = office.topics(series, DAY).values()
    office.ours.programme.hosting.interested(TEAM, office.press(BOB, topic), now=office.at)
    office.asks("Excel", KATIE)
    office.suggests("pandas")

    assert isinstance(office.ours.merging.merge(TEAM, None, Pair("pandas", "Excel")), Merge)
    office.post_now()

    assert list(office.topics(series, f"{DAY}.2")) == ["Excel"]


def test_a_renamed_topic_is_proposed_by_its_new_name(office: Office) -> None:
    series = office.setup()
    office.asks("pandas", ASKER, KATIE)
    office.suggests("pandas")

    assert office.ours.merging.rename(TEAM, None, [Pair("pandas", "Data frames in Python")]) == Renamed(
        "pandas", "Data frames in Python"
    )
    office.due(TUESDAY)

    assert list(office.topics(series, DAY)) == ["Data frames in Python"]
