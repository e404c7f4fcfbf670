"""Rising and hidden people are asked first. A no is for good, and looks like never having been found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.insights_people import Role, Said
from bot.domain.insights_reading import Agreed
from bot.domain.insights_registry import Page
from storage.store import Store
from storage.values import Origin, OutboxItem, PersonRow, QuestionRow
from tests.builders import TEAM, everything, rows
from tests.histories import END
from tests.insighters import NOW, Desk, desk_on, shows


@pytest.fixture
def desk(store: Store) -> Desk:
    return found_on(store)


@pytest.fixture
def lite(sqlite_store: Store) -> Desk:
    return found_on(sqlite_store)


def found_on(store: Store) -> Desk:
    """E1 rises with pandas; E2 is hidden behind Excel; E3 is thanked by one colleague alone."""
    desk = desk_on(store)
    with store.team(TEAM).writing() as unit:
        skills = unit.skills.ensure({"pandas": "pandas", "excel": "Excel"})
        shows(unit, "E1", skills["pandas"], 4, people=3)
        shows(unit, "E2", skills["excel"], 6, people=4, days_ago=40)
        shows(unit, "E3", skills["excel"], 9, people=1)
        for days in range(70, 80):
            row = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", "S0", END - timedelta(days=days), (), ()))
            unit.asks.name(row.question_id, ["S1"], at=END - timedelta(days=days))
    return desk


def asked(desk: Desk) -> list[str]:
    return sorted(row.user_id for row in rows(desk.store, "outbox") if row.kind == "insights.consent")


def says(desk: Desk, who: str, said: Said) -> None:
    desk.bot.services.insights.answer(TEAM, who, said, seen=desk.seen(), now=desk.at)


def seen_by_coordinators(desk: Desk) -> tuple[Agreed, ...]:
    return desk.look(Page.PEOPLE).agreed


def test_who_is_found_is_asked_in_private_and_nobody_is_shown(desk: Desk) -> None:
    desk.week()

    assert asked(desk) == ["E1", "E2"]
    assert seen_by_coordinators(desk) == ()


def test_after_a_yes_they_are_shown_as_what_they_were_found(desk: Desk) -> None:
    desk.week()
    says(desk, "E1", Said.YES)
    says(desk, "E2", Said.YES)

    assert seen_by_coordinators(desk) == (
        Agreed("E2", "E2", Role.HIDDEN, "Excel"),
        Agreed("E1", "E1", Role.RISING, "pandas"),
    )


def test_a_no_is_for_good(lite: Desk) -> None:
    lite.week()
    says(lite, "E1", Said.NO)
    says(lite, "E1", Said.YES)  # the button of an old message
    lite.at += timedelta(weeks=20)
    with lite.store.team(TEAM).writing() as unit:
        shows(unit, "E1", unit.skills.ids(["excel"])["excel"], 9, people=6, days_ago=-140)
    lite.week()

    assert asked(lite) == ["E1", "E2"]
    assert seen_by_coordinators(lite) == ()


def test_a_yes_can_be_taken_back(lite: Desk) -> None:
    lite.week()
    says(lite, "E1", Said.YES)
    says(lite, "E1", Said.NO)

    assert seen_by_coordinators(lite) == ()


def test_a_no_looks_to_coordinators_like_never_having_been_found(lite: Desk) -> None:
    """Whatever a coordinator can look at is the same, to the letter: not found, asked, refused, taken back."""
    lite.week()
    unasked = [lite.look(page) for page in Page]
    for said in (Said.NO, Said.YES):
        says(lite, "E2", said)

        assert [lite.look(page) for page in Page] == unasked


def test_who_was_not_asked_has_nothing_to_answer(lite: Desk) -> None:
    lite.week()
    before = everything(lite.store)
    says(lite, "E3", Said.YES)
    says(lite, "U0STRANGER", Said.YES)

    assert everything(lite.store) == before


def test_the_same_press_counts_once(lite: Desk) -> None:
    lite.week()
    for said in (Said.YES, Said.NO):
        lite.bot.services.insights.answer(TEAM, "E1", said, seen="a:same", now=lite.at)

    assert [one.user_id for one in seen_by_coordinators(lite)] == ["E1"]


def test_who_left_or_became_a_guest_is_not_shown_any_more(lite: Desk) -> None:
    lite.week()
    says(lite, "E1", Said.YES)
    with lite.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("E1", "E1", is_deleted=True)])

    assert seen_by_coordinators(lite) == ()


def test_who_was_forgotten_is_neither_asked_nor_shown(lite: Desk) -> None:
    lite.week()
    says(lite, "E1", Said.YES)
    lite.bot.services.privacy.forget(TEAM, "E1", now=lite.at)

    assert seen_by_coordinators(lite) == ()
    assert asked(lite) == ["E2"]


def test_who_asked_to_be_forgotten_is_not_asked(lite: Desk) -> None:
    lite.bot.services.privacy.forget(TEAM, "E1", now=NOW)
    with lite.store.team(TEAM).writing() as unit:
        shows(unit, "E1", unit.skills.ids(["excel"])["excel"], 9, people=6)  # what an older version let through
    lite.week()

    assert asked(lite) == ["E2"]


def test_who_was_named_often_is_not_hidden(lite: Desk) -> None:
    with lite.store.team(TEAM).writing() as unit:
        for number in range(2):
            asked_at = END - timedelta(days=number + 1)
            row = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", "S0", asked_at, (), ()))
            unit.asks.name(row.question_id, ["E2"], at=asked_at)
    lite.week()

    assert asked(lite) == ["E1"]


def test_what_was_asked_is_found_by_person_and_by_place(lite: Desk) -> None:
    lite.week()
    insights = lite.bot.services.insights
    item = OutboxItem(1, "insights.consent", "", "E1", "", {}, 1, "k", NOW)
    assert insights.asked(TEAM, user_id="E3") is None
    with lite.store.team(TEAM).writing() as unit:
        insights.stood(unit, item, "D1", "1.0")
    found = insights.asked(TEAM, channel_id="D1")
    assert found is not None
    assert (found[0].user_id, found[1]) == ("E1", "pandas")

    says(lite, "E1", Said.NO)

    assert [row.channel_id for row in rows(lite.store, "outbox") if row.kind == "insights.consent.now"] == ["D1"]


def test_what_was_answered_while_it_was_being_said_is_said_anew(lite: Desk) -> None:
    lite.week()
    says(lite, "E1", Said.YES)
    with lite.store.team(TEAM).writing() as unit:
        item = OutboxItem(1, "insights.consent", "", "E1", "", {}, 1, "k", NOW)
        lite.bot.services.insights.stood(unit, item, "D1", "1.0")

    assert [row.channel_id for row in rows(lite.store, "outbox") if row.kind == "insights.consent.now"] == ["D1"]
