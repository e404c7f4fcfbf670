"""Joining two workspaces: every table is looked after, counts add up, references follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.answers import Query
from bot.domain.merging import Pair
from bot.domain.skills import Skill as Named
from bot.errors import CommandLineError
from bot.services import Services, services
from bot.services.adopt import adopt_history
from bot.services.exports import open_export
from bot.services.vocabulary import ordinary_words, starter
from storage.adopt import COUNTERS, LEFT_BEHIND, LISTS
from storage.models import Base, Expertise, Question, Skill, Term, TermUse
from storage.store import Store
from storage.upserts import table_of
from storage.values import EvidenceRow, Kind, Origin, PersonRow, QuestionRow
from tests.apart_lunches import arrange_lunches
from tests.apart_teachback import COMES, LESSON, SAID
from tests.builders import NOW as THEN
from tests.builders import everything
from tests.command_line import DAY, powerpoint_export

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def ours(store: Store) -> Services:
    return services(store, starter(), ordinary_words(), secret="a key that is long enough")


def learn(ours: Services, folder: Path, team_id: str) -> None:
    with open_export(folder) as export:
        ours.imports.run(export, team_id, now=NOW, progress=lambda _day, _size: None)


@pytest.fixture
def joined(ours: Services, tmp_path: Path) -> Services:
    """The same talk in two channels a week apart, learned as two workspaces and joined."""
    learn(ours, powerpoint_export(tmp_path / "new", channel="support", later=7 * DAY), "T0NEW")
    learn(ours, powerpoint_export(tmp_path / "old"), "T0OLD")
    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)
    return ours


def dump(store: Store, team_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row in terms of names instead of ids."""
    with store.team(team_id).reading() as unit:
        skills = {row.id: row.key for row in unit.connection.execute(select(table_of(Skill)))}
        terms = {row.id: row.term for row in unit.connection.execute(select(table_of(Term)))}
        shown = select(table_of(Expertise)).where(table_of(Expertise).c.team_id == team_id)
        used = select(table_of(TermUse)).where(table_of(TermUse).c.team_id == team_id)
        known = select(table_of(Term)).where(table_of(Term).c.team_id == team_id)
        asked = select(table_of(Question)).where(table_of(Question).c.team_id == team_id)
        return {
            "expertise": sorted(
                (skills[row.skill_id], row.user_id, row.kind, row.times, round(row.score, 9))
                for row in unit.connection.execute(shown)
            ),
            "used": sorted(
                (terms[row.term_id], row.user_id, row.kind, row.times, round(row.score, 9))
                for row in unit.connection.execute(used)
            ),
            "terms": sorted((row.term, row.messages) for row in unit.connection.execute(known)),
            "questions": sorted(
                (row.ts, sorted(skills[at] for at in row.skill_ids), sorted(terms[at] for at in row.term_ids))
                for row in unit.connection.execute(asked)
            ),
        }


def test_two_halves_joined_are_what_one_whole_would_be(joined: Services, tmp_path: Path) -> None:
    learn(joined, tmp_path / "new", "T0WHOLE")
    learn(joined, tmp_path / "old", "T0WHOLE")

    whole, halves = dump(joined.store, "T0WHOLE"), dump(joined.store, "T0NEW")

    assert halves == whole
    assert all(whole.values())


def test_nothing_is_left_of_the_old_workspace(joined: Services) -> None:
    tables = [table for table in Base.metadata.sorted_tables if "team_id" in table.c]

    with joined.store.transaction(writing=False) as connection:
        rows = {
            table.name: connection.scalar(select(func.count()).where(table.c.team_id == "T0OLD")) for table in tables
        }

    assert set(rows.values()) == {0}
    assert joined.store.team_ids() == ["T0NEW"]


def test_importing_the_old_history_again_finds_it_known(joined: Services, tmp_path: Path) -> None:
    before = dump(joined.store, "T0NEW")

    learn(joined, tmp_path / "old", "T0NEW")

    assert dump(joined.store, "T0NEW") == before


def test_keys_of_evidence_follow_the_skill_so_that_it_can_be_taken_back(ours: Services) -> None:
    """Only then does withdrawing what was declared in the old workspace find its entry."""
    ours.skills.declare("T0NEW", "U1", "Excel", now=NOW)
    ours.skills.declare("T0OLD", "U2", "PowerPoint", now=NOW)
    ours.skills.declare("T0OLD", "U2", "Excel", now=NOW)

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    assert ours.skills.withdraw("T0NEW", "U2", "Excel", now=NOW).new
    assert [one.name for one in ours.privacy.about("T0NEW", "U2")] == ["PowerPoint"]


def test_what_slack_told_the_new_workspace_stays(ours: Services) -> None:
    for team_id, name in (("T0NEW", "Scott Reid"), ("T0OLD", "scott")):
        ours.workspaces.save_people(team_id, [PersonRow("U1", name)])
    ours.workspaces.save_people("T0OLD", [PersonRow("U2", "Mei")])

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    with ours.store.team("T0NEW").reading() as unit:
        assert {person.user_id: person.name for person in unit.people.everybody()} == {"U1": "Scott Reid", "U2": "Mei"}


def test_the_load_of_questions_asked_moves_along(ours: Services) -> None:
    ours.skills.declare("T0OLD", "U2", "Excel", now=NOW)
    ours.workspaces.save_people("T0NEW", [PersonRow("U9", "Nia")])
    with ours.store.team("T0OLD").writing() as unit:
        row = unit.asks.add(question())
        unit.asks.name(row.question_id, ["U2"], at=NOW)

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    with ours.store.team("T0NEW").reading() as unit:
        assert [user for user, _at in unit.asks.named_since(NOW)] == ["U2"]


def test_practice_lessons_and_reported_links_move_along(ours: Services) -> None:
    ours.workspaces.save_people("T0NEW", [PersonRow("U9", "Nia")])
    with ours.store.team("T0OLD").writing() as unit:
        unit.workspace.ensure()
        arrange_lunches(unit)
        lunch = unit.lunches.hosted_by("U1", THEN)[0]
        lesson = unit.teachbacks.add(replace(LESSON, lunch_id=lunch.lunch_id))
        unit.teachbacks.seat(lesson.teachback_id, [COMES])
        unit.teachbacks.mark(lesson.teachback_id, [SAID])
        [kept] = unit.lunches.recordings()
        unit.library.report(kept.recording_id, "U1", now=THEN)

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    with ours.store.team("T0NEW").reading() as unit:
        assert unit.teachbacks.of_lunch(lunch.lunch_id) == [lesson]
        assert unit.teachbacks.peers(lesson.teachback_id) == [COMES]
        assert unit.teachbacks.marks(lesson.teachback_id) == [SAID]
        assert [one.reported_at for one in unit.lunches.recordings()] == [THEN]


def question() -> QuestionRow:
    return QuestionRow(0, Origin.COMMAND, "", "", "U9", NOW, (), (), "excel")


def test_a_workspace_where_somebody_left_for_good_is_not_joined(ours: Services) -> None:
    ours.skills.declare("T0OLD", "U2", "Excel", now=NOW)
    ours.workspaces.save_people("T0NEW", [PersonRow("U9", "Nia")])
    ours.privacy.forget("T0OLD", "U2", now=NOW)

    with pytest.raises(CommandLineError, match="asked to be forgotten"):
        adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)


def test_who_was_forgotten_where_the_bot_is_now_does_not_come_back_from_a_history(
    ours: Services, tmp_path: Path
) -> None:
    learn(ours, powerpoint_export(tmp_path / "old"), "T0OLD")
    with ours.store.team("T0OLD").reading() as unit:
        somebody, *_others = sorted(unit.people.by_id(at.user_id for at in unit.people.everybody()))
    ours.workspaces.save_people("T0NEW", [PersonRow("U9", "Nia")])
    ours.privacy.forget("T0NEW", somebody, now=NOW)

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    kept = everything(ours.store)
    assert kept["message"]
    assert [name for name, held in kept.items() if any(somebody in row for row in held)] == []


def test_no_table_with_counts_is_forgotten() -> None:
    """Whatever has a score is added up, not dropped."""
    scored = {table.name for table in Base.metadata.sorted_tables if "score" in table.c}

    assert scored == {table_of(model).name for model in COUNTERS}
    assert not scored & {table_of(model).name for model in LEFT_BEHIND}


def test_no_list_of_skills_is_forgotten() -> None:
    """Whatever lists skills by id follows them."""
    listing = {table.name for table in Base.metadata.sorted_tables if "skill_ids" in table.c}

    assert listing == {table_of(model).name for model, lists in LISTS.items() if "skill_ids" in lists}


def test_what_became_another_skill_in_the_new_workspace_follows_there(ours: Services) -> None:
    """Also a chain: what the old workspace called Keynote had become Decksmith there, which is PowerPoint here."""
    for team_id, names in (("T0OLD", ("Decksmith", "Keynote")), ("T0NEW", ("Decksmith",))):
        ours.skills.add(team_id, map(Named, names))
    ours.skills.declare("T0OLD", "U1", "Decksmith", now=NOW)
    ours.skills.declare("T0OLD", "U2", "Keynote", now=NOW)
    ours.skills.declare("T0OLD", "U1", "PowerPoint", now=NOW)
    ours.merging.merge("T0OLD", None, Pair("Keynote", "Decksmith"))
    ours.merging.merge("T0NEW", None, Pair("Decksmith", "PowerPoint"))

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    assert [row[:4] for row in dump(ours.store, "T0NEW")["expertise"]] == [
        ("powerpoint", "U1", "declared", 1),
        ("powerpoint", "U2", "declared", 1),
    ]
    for name in ("Keynote", "Decksmith"):
        assert [match.skill for match in ours.ask.look("T0NEW", Query(name), now=NOW).matches] == ["PowerPoint"]
    assert ours.skills.withdraw("T0NEW", "U2", "Keynote", now=NOW).new


def test_the_keys_of_endorsements_follow_the_skill_and_stay_apart(ours: Services) -> None:
    """Their skill stands third, before the moment."""
    ours.skills.declare("T0NEW", "U9", "Excel", now=NOW)
    with ours.store.team("T0OLD").writing() as unit:
        unit.workspace.ensure()
        skill = unit.skills.ensure({"powerpoint": "PowerPoint", "excel": "Excel"})["excel"]
        for moment in ("1.000000", "2.000000"):
            unit.ledger.enter(EvidenceRow(f"endorsed:5:{skill}:{moment}", "U1", skill, Kind.ENDORSED, NOW))

    adopt_history(ours.store, ours.privacy, "T0OLD", "T0NEW", now=NOW)

    with ours.store.team("T0NEW").reading() as unit:
        excel = unit.skills.ids(["excel"])["excel"]
        assert excel != skill
        assert sorted(row.key for row in unit.ledger.entries_of("U1")) == [
            f"endorsed:5:{excel}:{moment}" for moment in ("1.000000", "2.000000")
        ]
