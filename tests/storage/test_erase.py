"""The list of what is erased, beside the schema: no column that holds a person may be forgotten there."""

from __future__ import annotations

from storage.erase import OTHERS, THEIRS
from storage.models import Base
from storage.store import Store
from storage.upserts import table_of
from storage.values import EvidenceRow, Kind
from tests.builders import NOW, TEAM

PERSONS = {
    "user_id",
    "from_user_id",
    "asker_id",
    "giver_id",
    "receiver_id",
    "host_id",
    "author_id",
    "invited_by",
    "passed_by",
}
NOT_A_PERSON = {("workspace", "bot_user_id"): "the bot itself, which cannot ask to be forgotten"}


def holds_a_person(column: str) -> bool:
    return column in PERSONS or column.endswith(("user_id", "person_id"))


def test_every_column_that_holds_a_person_is_erased() -> None:
    held = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
    persons = {(table, column) for table, column in held if holds_a_person(column)} - NOT_A_PERSON.keys()
    erased = {(table_of(model).name, column) for rule in (THEIRS, OTHERS) for model, column in rule.items()}

    assert erased == persons


def test_ids_end_as_they_do_elsewhere() -> None:
    """A column that ends in `_id` is a person's, or one of these: a new kind of id has to be thought about."""
    known = {"team_id", "channel_id", "skill_id", "term_id", "question_id", "series_id", "lunch_id", "topic_id"}
    known |= {"recording_id", "search_id", "teachback_id"}
    columns = {column.name for table in Base.metadata.sorted_tables for column in table.columns}

    assert {name for name in columns if name.endswith("_id")} - known == {
        name for name in columns if holds_a_person(name) and name.endswith("_id")
    }


def test_a_row_about_others_keeps_its_fact_without_the_id(store: Store) -> None:

    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
        skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
        unit.ledger.enter(EvidenceRow("e1", "U1", skill, Kind.ANSWER, NOW, from_user_id="U2"))
        unit.ledger.enter(EvidenceRow("e2", "U2", skill, Kind.ANSWER, NOW, from_user_id="U1"))
        unit.erase("U2")

        assert [(row.key, row.from_user_id) for row in unit.ledger.entries_of("U1")] == [("e1", "")]
        assert unit.ledger.entries_of("U2") == []
