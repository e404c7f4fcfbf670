"""Thanks as they are kept: what is newest wins, and what was taken back counts nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.kudos import How, KudosRow, Sign
from storage.store import Store
from tests.builders import NOW, TEAM, at_once

DAY = "2026-03-02"
GIVEN = KudosRow(0, "U1", "U2", How.REACTION, NOW, DAY, emoji="taco", channel_id="C1", ts="1.0", event_ts="5.0")


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


def test_a_thanks_comes_back_as_it_was_kept(home: Store) -> None:
    full = replace(GIVEN, skill_ids=(3, 4), note="for pandas", thread_ts="0.5", weight=0.5, told_at=NOW, revoked_at=NOW)
    with home.team(TEAM).writing() as unit:
        kept = unit.kudos.add(full)
        changed = replace(kept, skill_ids=(), note="", weight=0.25)
        assert unit.kudos.get([kept.kudos_id]) == [kept]

        unit.kudos.change(changed)

        assert unit.kudos.get([kept.kudos_id]) == [changed]


def test_what_was_taken_back_counts_nowhere_and_is_taken_back_once(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        kept = [unit.kudos.add(replace(GIVEN, ts=str(at))) for at in range(3)]
        assert (unit.kudos.given_on("U1", DAY), unit.kudos.earlier("U1", "U2", since=NOW)) == (3, 3)

        gone = unit.kudos.revoke([kept[0].kudos_id, kept[1].kudos_id], now=NOW, event_ts="undone")

        assert [(row.kudos_id, row.stands, row.event_ts) for row in gone] == [
            (row.kudos_id, False, "undone") for row in kept[:2]
        ]
        assert unit.kudos.revoke([row.kudos_id for row in kept[:2]], now=NOW) == []
        assert (unit.kudos.given_on("U1", DAY), unit.kudos.earlier("U1", "U2", since=NOW)) == (1, 1)
        assert unit.kudos.edges(["U1"], since=NOW) == [("U1", "U2", 1)]
        assert unit.kudos.recent("U1", limit=5) == kept[2:]
        assert unit.kudos.untold("U2", limit=5) == kept[2:]


def test_only_what_is_recent_and_between_the_two_counts(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        for receiver, days in (("U2", 0), ("U2", 91), ("U3", 0)):
            unit.kudos.add(replace(GIVEN, receiver_id=receiver, at=NOW - timedelta(days=days)))
        since = NOW - timedelta(days=90)

        assert unit.kudos.earlier("U1", "U2", since=since) == 1
        assert unit.kudos.edges(["U1", "U9"], since=since) == [("U1", "U2", 1), ("U1", "U3", 1)]


def test_of_a_sign_the_newest_word_counts_whatever_comes_last(home: Store) -> None:
    sign = Sign("C1", "1.0", "U1", "taco")
    with home.team(TEAM).writing() as unit:
        assert not unit.kudos.knows(sign)
        turned = [
            unit.kudos.turn(sign, event_ts=event_ts, stands=stands, at=NOW)
            for event_ts, stands in (("2.0", False), ("1.0", True), ("2.0", False), ("3.0", True), ("2.5", False))
        ]

        assert turned == [True, False, False, True, False]
        assert unit.kudos.stands("C1", "1.0", "U1")
        assert not unit.kudos.stands("C1", "1.0", "U2")
        assert unit.kudos.knows(sign)
        assert not unit.kudos.knows(replace(sign, emoji="bulb"))


def test_one_word_about_a_sign_that_many_bring_is_new_once(home: Store) -> None:
    def turn(_number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            return unit.kudos.turn(Sign("C1", "1.0", "U1", "taco"), event_ts="1.0", stands=True, at=NOW)

    assert sum(at_once(turn)) == 1


def test_who_was_told_is_told_no_more(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        first, second = (unit.kudos.add(GIVEN) for _ in range(2))
        unit.kudos.tell(now=NOW, kudos_ids=[first.kudos_id])
        assert unit.kudos.untold("U2", limit=9) == [second]

        unit.kudos.tell(now=NOW + timedelta(days=1), receiver_id="U2")

        assert [row.told_at for row in unit.kudos.get([first.kudos_id, second.kudos_id])] == [
            NOW,
            NOW + timedelta(days=1),
        ]


def test_an_erased_giver_leaves_a_thanks_that_belongs_to_nobody(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        kept = unit.kudos.add(replace(GIVEN, note="mine"))
        unit.kudos.turn(Sign("C1", "1.0", "U1", "taco"), event_ts="1.0", stands=True, at=NOW)
        unit.erase("U1")

        assert unit.kudos.get([kept.kudos_id]) == [replace(kept, giver_id="", note="")]
        assert unit.kudos.edges([""], since=NOW) == [("", "U2", 1)]
        assert unit.kudos.edges(["U1"], since=NOW) == []
        assert not unit.kudos.stands("C1", "1.0", "U1")
