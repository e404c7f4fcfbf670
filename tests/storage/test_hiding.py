"""What people hide of themselves: it counts nowhere, stays hidden when told again, and comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.asks import AnswerKey
from storage.hiding import HiddenEntry
from storage.store import Store, Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, Origin, QuestionRow
from tests.builders import NOW, TEAM

DAY = timedelta(days=1)
GIVEN = AnswerKey("C1", "1.0", "U1")


@pytest.fixture
def unit(store: Store) -> Iterator[Unit]:
    with store.team(TEAM).writing() as opened:
        opened.workspace.ensure()
        yield opened


@pytest.fixture
def entry(unit: Unit) -> EvidenceRow:
    skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
    one = EvidenceRow(f"answer:C1:1.0:U1:{skill}", "U1", skill, Kind.ANSWER, NOW, 1.5, "C1", "2.0", "1.0", "U2")
    unit.ledger.enter(one)
    return one


def test_a_hidden_skill_has_no_sums(unit: Unit, entry: EvidenceRow) -> None:
    row = ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 1.5, 1, NOW)
    unit.ledger.add([row, replace(row, user_id="U2")])

    assert unit.ledger.hide_skill("U1", entry.skill_id, now=NOW)
    assert not unit.ledger.hide_skill("U1", entry.skill_id, now=NOW + DAY)
    assert [one.user_id for one in unit.ledger.expertise([entry.skill_id])] == ["U2"]
    assert unit.ledger.expertise_of(["U1"]) == []
    assert unit.programme.supply()[entry.skill_id].people == 1
    assert unit.ledger.hidden_skills() == unit.ledger.hidden_skills(["U1"]) == {("U1", entry.skill_id)}
    assert unit.ledger.hidden_skills(["U2"]) == set()


def test_a_skill_that_is_shown_again_has_its_sums(unit: Unit, entry: EvidenceRow) -> None:
    row = ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 1.5, 1, NOW)
    unit.ledger.add([row])
    unit.ledger.hide_skill("U1", entry.skill_id, now=NOW)

    assert unit.ledger.show_skill("U1", entry.skill_id)
    assert not unit.ledger.show_skill("U1", entry.skill_id)
    assert unit.ledger.expertise_of(["U1"]) == [row]


def test_a_hidden_entry_is_among_no_others(unit: Unit, entry: EvidenceRow) -> None:
    assert unit.ledger.hide("U1", [entry.key], now=NOW) == [entry]
    assert unit.ledger.hide("U1", [entry.key], now=NOW + DAY) == []

    assert unit.ledger.entries_of("U1") == []
    assert unit.ledger.entries("U1", entry.skill_id, Kind.ANSWER) == []
    assert unit.ledger.hidden_of("U1") == [HiddenEntry(entry, NOW)]
    assert unit.ledger.unhide("U1", [entry.key]) == [entry]
    assert unit.ledger.unhide("U1", [entry.key]) == []
    assert unit.ledger.entries_of("U1") == [entry]


def test_nobody_hides_what_is_anothers(unit: Unit, entry: EvidenceRow) -> None:
    assert unit.ledger.hide("U2", [entry.key], now=NOW) == []
    unit.ledger.hide("U1", [entry.key], now=NOW)

    assert unit.ledger.unhide("U2", [entry.key]) == []
    assert unit.ledger.beside("U2", entry.key) == []


def test_what_was_hidden_stays_so_when_it_is_taken_back_and_told_again(unit: Unit, entry: EvidenceRow) -> None:
    unit.ledger.hide("U1", [entry.key], now=NOW)

    assert unit.ledger.revoke(now=NOW, key=entry.key) == []
    assert unit.ledger.hidden_of("U1") == []
    assert not unit.ledger.enter(entry)
    assert not unit.ledger.revive(entry)
    assert [one.entry.key for one in unit.ledger.hidden_of("U1")] == [entry.key]


def test_an_act_shows_what_it_shows_skill_by_skill(unit: Unit, entry: EvidenceRow) -> None:
    other = unit.skills.ensure({"excel": "Excel"})["excel"]
    beside = replace(entry, key=f"answer:C1:1.0:U1:{other}", skill_id=other)
    unit.ledger.enter(beside)
    unit.ledger.enter(replace(entry, key=f"answer:C1:1.00:U1:{other}"))
    unit.ledger.hide("U1", [beside.key], now=NOW, to=entry.skill_id)

    assert unit.ledger.beside("U1", entry.key) == [
        HiddenEntry(entry, None),
        HiddenEntry(beside, NOW, entry.skill_id),
    ]


def test_the_last_time_is_that_of_what_counts(unit: Unit, entry: EvidenceRow) -> None:
    later = replace(entry, key="answer:C1:5.0:U1:1", at=NOW + DAY)
    unit.ledger.enter(later)
    unit.ledger.add([ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 3.0, 2, NOW + DAY)])
    unit.ledger.hide("U1", [later.key], now=NOW)
    unit.ledger.date_anew("U1", entry.skill_id, Kind.ANSWER)

    assert [row.last_at for row in unit.ledger.expertise_of(["U1"])] == [NOW]


def test_a_hidden_answer_is_nobodys(unit: Unit) -> None:
    unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C1", "1.0", "U2", NOW, (3,), (5, 4)))
    unit.asks.add_answers({GIVEN: "2.0"})

    assert unit.asks.hide_answer(GIVEN, now=NOW) == "2.0"
    assert unit.asks.hide_answer(GIVEN, now=NOW) == ""
    assert list(unit.asks.answers_of("U1", limit=9)) == []
    assert unit.asks.helped("U2") == []
    assert unit.asks.add_answers({GIVEN: "9.0"}) == set()
    assert unit.asks.hide_answer(GIVEN, now=None) == "2.0"
    assert unit.asks.hide_answer(GIVEN, now=None) == ""
    assert [one.answer_ts for one in unit.asks.answers_of("U1", limit=9)] == ["2.0"]


def test_a_hidden_answer_that_is_deleted_took_nothing_with_it(unit: Unit) -> None:
    unit.asks.add_answers({GIVEN: "2.0", AnswerKey("C1", "1.0", "U3"): "2.0"})
    unit.asks.hide_answer(GIVEN, now=NOW)

    assert unit.asks.take_answers_at("C1", "2.0") == [AnswerKey("C1", "1.0", "U3")]
    assert unit.asks.hide_answer(GIVEN, now=None) == ""
