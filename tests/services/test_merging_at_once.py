"""Merges that meet each other, or somebody who writes in the same moment, lose nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy.exc import OperationalError

from bot.domain.merging import Merge, Pair, Refused
from bot.domain.skills import Skill
from bot.services import services
from storage.store import Store
from storage.values import Kind
from tests.builders import NOW, ORDINARY, TEAM, THREADS, VOCABULARY, at_once, named, rows
from tests.merged import JILL, KEPT, OLD, PEOPLE, House, facts, two_names


@pytest.fixture
def home(store: Store) -> House:
    return two_names(store, services(store, VOCABULARY, ORDINARY), TEAM)


def test_of_merges_into_each_other_one_comes_first(home: House) -> None:
    home.declares(PEOPLE[0], OLD)
    home.declares(PEOPLE[1], KEPT)

    def merge(number: int) -> Merge | Refused:
        pair = Pair(OLD, KEPT) if number % 2 else Pair(KEPT, OLD)
        return home.services.merging.merge(TEAM, JILL, pair)

    done = at_once(merge)

    assert len([one for one in done if isinstance(one, Merge)]) == 1
    assert len({row[0] for row in facts(home)["sums"]}) == 1
    assert set(named(home.looks(OLD))) == set(named(home.looks(KEPT))) == {PEOPLE[0], PEOPLE[1]}


def test_a_ring_of_merges_ends_in_one_skill(home: House) -> None:
    names = [f"Name{number}" for number in range(4)]
    home.services.skills.add(TEAM, [Skill(name) for name in names])
    for user, name in zip(PEOPLE, names, strict=True):
        home.declares(user, name)
    ring = [Pair(*pair) for pair in pairwise([*names, names[0]])]

    at_once(lambda number: home.services.merging.merge(TEAM, None, ring[number % len(ring)]))

    standing = [row.key for row in rows(home.store, "skill") if row.merged_into is None and row.name in names]
    assert len(standing) == 1
    assert {row[:2] for row in facts(home)["sums"]} == {(standing[0], user) for user in PEOPLE}


def test_what_is_written_while_skills_merge_goes_to_the_kept_one(home: House) -> None:
    """Whoever has read the id of a skill writes it before the merge, or reads it after."""
    voice = [replace(home, presses=number * 1000, said=[], thanks=[]) for number in range(THREADS)]
    for number, one in enumerate(voice):
        one.at = NOW - timedelta(days=19 - number)

    def act(number: int) -> None:
        if number == THREADS // 2:
            home.merges(user=None)
            return
        mine, user = voice[number], PEOPLE[number % len(PEOPLE)]
        for _turn in range(3):
            mine.says(user, "Who knows Decksmith?")
            mine.replies(PEOPLE[(number + 1) % len(PEOPLE)], len(mine.said))
            mine.says(user, "Decksmith and PowerPoint again")
            mine.declares(user, OLD)

    at_once(act)

    told = facts(home)
    assert {row[0] for name in ("sums", "ledger") for row in told[name]} == {"powerpoint"}
    assert {at for name in ("questions", "messages") for row in told[name] for at in row[2]} == {"powerpoint"}
    declared = [row for row in told["ledger"] if row[2] == Kind.DECLARED]
    assert sorted(row[1] for row in declared) == sorted(PEOPLE)


def test_whoever_has_begun_to_write_is_waited_for(home: House) -> None:
    with home.store.team(TEAM).writing() as unit:
        assert is_held(home.store) is home.store.is_sqlite
        unit.workspace.ensure()
        assert is_held(home.store)

    assert not is_held(home.store)


def is_held(store: Store) -> bool:
    """Whether a merge would have to wait."""
    if store.is_sqlite:
        return store.writers.locked()
    try:
        with store.transaction(writing=True) as connection:
            connection.exec_driver_sql(f"SELECT 1 FROM workspace WHERE team_id = '{TEAM}' FOR UPDATE NOWAIT")  # noqa: S608
    except OperationalError:
        return True
    return False
