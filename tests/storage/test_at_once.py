"""Many writers at once lose nothing and do nothing twice."""

from __future__ import annotations

import pytest

from storage.store import Store
from storage.values import Act, EvidenceRow, ExpertiseRow, Kind, TermKind
from storage.values_terms import ActivityCount, TermCount
from tests.builders import NOW, TEAM, THREADS, at_once

TURNS = 5


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


def test_counters_lose_nothing(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
        ids = unit.terms.ensure(["pandas", "pivot"])

    def add(number: int) -> None:
        words = list(ids.values())[:: 1 if number % 2 else -1]  # whatever order they come in, nobody waits in a circle
        for _ in range(TURNS):
            with home.team(TEAM).writing() as unit:
                unit.terms.add_messages({"pandas": 1, "pivot": 2})
                unit.terms.add_uses(TermCount("U1", word, TermKind.SAID, 0.5, 1) for word in words)
                unit.terms.add_activity(ActivityCount("U1", where, Act.MESSAGE, 0.5, 1, NOW) for where in ("C1", ""))
                unit.ledger.add([ExpertiseRow("U1", skill, Kind.ANSWER, 0.5, 1, NOW)])

    at_once(add)

    total = THREADS * TURNS
    with home.team(TEAM).reading() as unit:
        assert unit.terms.messages_with(ids.values()) == {ids["pandas"]: total, ids["pivot"]: 2 * total}
        assert {(use.score, use.times) for use in unit.terms.uses(list(ids.values()))} == {(total / 2, total)}
        assert [(row.score, row.times) for row in unit.terms.activity("C1")] == [(total / 2, total)]
        assert [(row.score, row.times) for row in unit.ledger.expertise([skill])] == [(total / 2, total)]


def test_an_entry_that_many_write_is_new_once(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
    row = EvidenceRow("e1", "U1", skill, Kind.ANSWER, NOW)

    def enter(number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            return unit.ledger.enter(row) if number % 2 else unit.ledger.enter_all([row]) == [row]

    assert sorted(at_once(enter)) == [False] * (THREADS - 1) + [True]


def test_a_job_is_claimed_by_one(home: Store) -> None:
    def claim(_number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            return unit.workspace.claim("sync", "2026-03-02", now=NOW)

    assert sorted(at_once(claim)) == [False] * (THREADS - 1) + [True]


def test_an_event_is_handled_by_one(home: Store) -> None:
    def first_time(number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            if number % 2:
                return unit.workspace.first_time("m:C1:1.0", now=NOW)
            return unit.workspace.first_times(["m:C1:1.0"], now=NOW) == {"m:C1:1.0"}

    assert sorted(at_once(first_time)) == [False] * (THREADS - 1) + [True]


def test_a_word_and_a_skill_that_many_need_have_one_id(home: Store) -> None:
    def ensure(_number: int) -> tuple[dict[str, int], dict[str, int]]:
        with home.team(TEAM).writing() as unit:
            return unit.terms.ensure(["pivot", "pandas"]), unit.skills.ensure({"pandas": "pandas", "excel": "Excel"})

    first, *others = at_once(ensure)

    assert others == [first] * (THREADS - 1)
    assert [len(ids) for ids in first] == [2, 2]


def test_something_left_to_be_said_is_left_once(home: Store) -> None:
    def leave(_number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            return unit.outbox.leave("welcome", key="w", now=NOW)

    assert sorted(at_once(leave)) == [False] * (THREADS - 1) + [True]


def test_no_row_of_the_outbox_is_claimed_twice(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        for number in range(20):
            unit.outbox.leave("welcome", key=f"w{number}", now=NOW)

    def claim_all(_number: int) -> list[str]:
        keys: list[str] = []
        while True:
            with home.team(TEAM).writing() as unit:
                item = unit.outbox.claim(now=NOW)
            if item is None:
                return keys
            keys.append(item.key)

    claimed = [key for keys in at_once(claim_all) for key in keys]

    assert sorted(claimed) == sorted(f"w{number}" for number in range(20))


def test_a_claim_that_is_not_committed_yet_is_passed_over(home: Store) -> None:
    """On SQLite the second one waits its turn instead."""
    with home.team(TEAM).writing() as unit:
        for key in ("w1", "w2"):
            unit.outbox.leave("welcome", key=key, now=NOW)

    def claim(_number: int) -> str:
        with home.team(TEAM).writing() as unit:
            item = unit.outbox.claim(now=NOW)
        return item.key if item else ""

    assert sorted(at_once(claim, times=3)) == ["", "w1", "w2"]
