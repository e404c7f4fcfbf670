"""The ledger and its sums, questions and their answers, words and activity: one workspace at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.asks import AnswerKey
from storage.store import Store, Unit
from storage.values import Act, EvidenceRow, ExpertiseRow, Kind, Origin, QuestionRow, TermKind
from storage.values_terms import ActivityCount, TermCount
from tests.builders import NOW, TEAM

DAY = timedelta(days=1)


@pytest.fixture
def unit(store: Store) -> Iterator[Unit]:
    with store.team(TEAM).writing() as opened:
        opened.workspace.ensure()
        yield opened


@pytest.fixture
def entry(unit: Unit) -> EvidenceRow:
    skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
    return EvidenceRow("k1", "U1", skill, Kind.ANSWER, NOW, 1.5, "C1", "2.0", "1.0", "U2")


def test_an_entry_comes_back_as_it_was_written(unit: Unit, entry: EvidenceRow) -> None:
    assert unit.ledger.enter(entry)
    assert not unit.ledger.enter(replace(entry, weight=9.0))

    assert unit.ledger.entries_of("U1") == [entry]


def test_of_many_entries_the_new_ones_are_told(unit: Unit, entry: EvidenceRow) -> None:
    unit.ledger.enter(entry)
    other = replace(entry, key="k2")

    assert unit.ledger.enter_all([entry, other]) == [other]
    assert unit.ledger.enter_all([]) == []


@pytest.mark.parametrize("by", [{"key": "k1"}, {"place": ("C1", "2.0")}])
def test_an_entry_is_taken_back_once(unit: Unit, entry: EvidenceRow, by: dict[str, object]) -> None:
    unit.ledger.enter(entry)
    unit.ledger.enter(replace(entry, key="k2", ts="3.0"))

    assert unit.ledger.revoke(now=NOW, **by) == [entry]  # type: ignore[arg-type]
    assert unit.ledger.revoke(now=NOW, **by) == []  # type: ignore[arg-type]
    assert [row.key for row in unit.ledger.entries_of("U1")] == ["k2"]


def test_an_entry_that_was_taken_back_can_stand_again_elsewhere(unit: Unit, entry: EvidenceRow) -> None:
    unit.ledger.enter(entry)
    again = replace(entry, at=NOW + DAY, ts="9.0")
    assert not unit.ledger.revive(again)
    unit.ledger.revoke(now=NOW, key="k1")

    assert unit.ledger.revive(again)
    assert unit.ledger.entries_of("U1") == [again]


def test_sums_grow_and_keep_the_latest_time(unit: Unit, entry: EvidenceRow) -> None:
    first = ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 1.5, 1, NOW)
    unit.ledger.add([first])
    unit.ledger.add([replace(first, score=0.25, times=2, last_at=NOW - DAY)])

    assert unit.ledger.expertise([entry.skill_id]) == [replace(first, score=1.75, times=3)]
    assert unit.ledger.expertise_of(["U1", "U2"]) == unit.ledger.expertise([entry.skill_id])


def test_who_has_nothing_left_is_not_listed(unit: Unit, entry: EvidenceRow) -> None:
    row = ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 1.5, 1, NOW)
    unit.ledger.add([row])
    unit.ledger.add([replace(row, score=-1.5, times=-1)])

    assert unit.ledger.expertise([entry.skill_id]) == []


@pytest.mark.parametrize("at", [datetime(2013, 8, 14, tzinfo=UTC), datetime(2040, 1, 1, 0, 0, 0, 1, tzinfo=UTC)])
def test_times_and_great_numbers_come_back_exactly(unit: Unit, entry: EvidenceRow, at: datetime) -> None:
    row = ExpertiseRow("U1", entry.skill_id, Kind.ANSWER, 2.0**1000 / 3, 1, at)
    unit.ledger.add([row, replace(row, user_id="U2", score=2.0**-1000 / 3)])

    assert unit.ledger.expertise_of(["U1"]) == [row]
    assert unit.ledger.expertise_of(["U2"])[0].score == 2.0**-1000 / 3


def question(ts: str = "1.0", at: datetime = NOW) -> QuestionRow:
    return QuestionRow(0, Origin.CHANNEL, "C1", ts, "U2", at, (3,), (5, 4))


def test_a_question_comes_back_with_its_id(unit: Unit) -> None:
    kept = unit.asks.add(replace(question(), topic="pandas"))

    assert kept.question_id
    assert unit.asks.get(kept.question_id) == kept
    assert unit.asks.get(kept.question_id + 1) is None


def test_a_question_is_found_by_its_place_if_it_was_read_there(unit: Unit) -> None:
    unit.asks.add(replace(question(), origin=Origin.MENTION))
    assert unit.asks.at("C1", "1.0") is None

    unit.asks.add_all([question()])
    found = unit.asks.at("C1", "1.0")

    assert found is not None
    assert (found.origin, found.term_ids) == (Origin.CHANNEL, (5, 4))


def test_a_question_can_become_another(unit: Unit) -> None:
    kept = unit.asks.add(question())
    unit.asks.change(kept.question_id, skill_ids=[8], term_ids=[])

    assert unit.asks.get(kept.question_id) == replace(kept, skill_ids=(8,), term_ids=())


def test_only_first_answers_are_told(unit: Unit) -> None:
    one, other = AnswerKey("C1", "1.0", "U1"), AnswerKey("C1", "1.0", "U3")

    assert unit.asks.add_answers({one: "2.0"}) == {one}
    assert unit.asks.add_answers({one: "3.0", other: "4.0"}) == {other}
    assert unit.asks.add_answers({}) == set()


def test_what_somebody_answered_is_told_newest_first(unit: Unit) -> None:
    unit.asks.add_all([question("1.0"), question("5.0", NOW + DAY)])
    unit.asks.add_answers({AnswerKey("C1", "1.0", "U1"): "2.0", AnswerKey("C1", "5.0", "U1"): "6.0"})

    newest, oldest = unit.asks.answers_of("U1", limit=5)

    assert (newest.question_ts, newest.answer_ts, newest.at) == ("5.0", "6.0", NOW + DAY)
    assert (oldest.question_ts, oldest.skill_ids, oldest.term_ids) == ("1.0", frozenset({3}), frozenset({4, 5}))
    assert list(unit.asks.answers_of("U1", limit=1)) == [newest]


def test_an_answer_is_taken_back_by_its_place(unit: Unit) -> None:
    key = AnswerKey("C1", "1.0", "U1")
    unit.asks.add_answers({key: "2.0", AnswerKey("C1", "1.0", "U3"): "3.0"})

    assert unit.asks.take_answers_at("C1", "2.0") == [key]
    assert unit.asks.take_answers_at("C1", "2.0") == []
    assert unit.asks.add_answers({key: "9.0"}) == {key}


def test_who_was_named_when_is_the_load(unit: Unit) -> None:
    one, other = unit.asks.add(question()).question_id, unit.asks.add(question("5.0")).question_id
    unit.asks.name(one, ["U1", "U2"], at=NOW)
    unit.asks.name(other, ["U1"], at=NOW + DAY)

    assert sorted(unit.asks.named_since(NOW)) == [("U1", NOW), ("U1", NOW + DAY), ("U2", NOW)]
    assert unit.asks.named_since(NOW + DAY) == [("U1", NOW + DAY)]
    assert sorted(unit.asks.named_since(NOW, apart_from=one)) == [("U1", NOW + DAY)]


def test_words_are_counted_by_message_and_by_person(unit: Unit) -> None:
    unit.terms.add_messages({"pandas": 2, "pivot": 1})
    unit.terms.add_messages({"pandas": 1})
    ids = unit.terms.ensure(["pandas", "pivot", "new"])
    unit.terms.add_uses([TermCount("U1", ids["pandas"], TermKind.SAID, 0.5, 1)])
    unit.terms.add_uses([TermCount("U1", ids["pandas"], TermKind.SAID, 0.25, 2)])

    assert unit.terms.messages_with(ids.values()) == {ids["pandas"]: 3, ids["pivot"]: 1, ids["new"]: 0}
    assert unit.terms.words([ids["pivot"]]) == {ids["pivot"]: "pivot"}
    assert unit.terms.uses([ids["pandas"]]) == [TermCount("U1", ids["pandas"], TermKind.SAID, 0.75, 3)]


def test_of_a_word_said_once_only_who_answered_about_it_is_kept(unit: Unit) -> None:
    unit.terms.add_messages({"rare": 1, "common": 2})
    ids = unit.terms.ensure(["rare", "common"])
    unit.terms.add_uses(TermCount("U1", term, kind, 1.0, 1) for term in ids.values() for kind in TermKind)

    assert unit.terms.prune() is None
    assert [use.kind for use in unit.terms.uses([ids["rare"]])] == [TermKind.ANSWERED]
    assert len(unit.terms.uses([ids["common"]])) == 2


def test_activity_is_counted_here_and_everywhere(unit: Unit) -> None:
    here = ActivityCount("U1", "C1", Act.MESSAGE, 1.0, 1, NOW)
    unit.terms.add_activity([here, replace(here, channel_id="")])
    unit.terms.add_activity([replace(here, channel_id="", last_at=NOW + DAY), replace(here, user_id="U2")])

    assert unit.terms.activity("") == [replace(here, channel_id="", score=2.0, times=2, last_at=NOW + DAY)]
    assert {row.user_id for row in unit.terms.activity("C1")} == {"U1", "U2"}
    assert unit.terms.messages() == 2


def test_more_words_than_a_statement_takes_are_looked_up_in_parts(unit: Unit) -> None:
    words = [f"w{number}" for number in range(1201)]

    assert unit.terms.ensure(words) == unit.terms.ids(words)
    assert len(unit.terms.ids(words)) == 1201


def test_what_somebody_said_once_and_long_ago_is_forgotten(unit: Unit) -> None:
    ids = unit.terms.ensure(["once", "often", "lately", "answered"])
    unit.terms.add_messages(dict.fromkeys(ids, 5))
    unit.terms.add_uses(
        [
            TermCount("U1", ids["once"], TermKind.SAID, 0.1, 1),
            TermCount("U1", ids["often"], TermKind.SAID, 0.1, 2),
            TermCount("U1", ids["lately"], TermKind.SAID, 0.9, 1),
            TermCount("U1", ids["answered"], TermKind.ANSWERED, 0.1, 1),
        ]
    )
    after: int | None = 0
    while after is not None:
        after = unit.terms.fade(0.5, after=after, most=2)

    assert {use.term_id for use in unit.terms.uses(sorted(ids.values()))} == set(ids.values()) - {ids["once"]}
