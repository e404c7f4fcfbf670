"""What is due comes to one process, once; what people chose is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.store import Store
from tests.builders import NOW, TEAM, at_once

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


def test_what_is_due_is_what_has_come(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.agenda.put("post", LATER, subject="2")
        unit.agenda.put("post", NOW, subject="1")
        unit.agenda.put("digest", NOW - timedelta(days=1), user_id="U1")

        assert [(due.job, due.subject, due.user_id) for due in unit.agenda.by(NOW)] == [
            ("digest", "", "U1"),
            ("post", "1", ""),
        ]


def test_a_new_moment_takes_the_place_of_the_old_unless_one_stands(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.agenda.put("post", NOW)
        unit.agenda.put("post", LATER)
        unit.agenda.put_if_none("post", NOW)
        due = unit.agenda.get("post")

        assert due is not None
        assert due.at == LATER


def test_of_many_who_take_it_one_has_it(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.agenda.put("post", NOW, subject="1")

    def take(_number: int) -> bool:
        with home.team(TEAM).writing() as unit:
            due = unit.agenda.get("post", subject="1")
            return due is not None and unit.agenda.take(due)

    assert sum(at_once(take)) == 1
    with home.team(TEAM).reading() as unit:
        assert unit.agenda.by(LATER) == []


def test_what_was_put_off_meanwhile_is_not_taken(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.agenda.put("post", NOW)
        (due,) = unit.agenda.by(NOW)
        unit.agenda.put("post", LATER)

        assert not unit.agenda.take(due)
        assert unit.agenda.get("post") is not None


def test_what_is_dropped_never_comes(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.agenda.put("soon", NOW, subject="1")
        unit.agenda.put("soon", NOW, subject="2")
        unit.agenda.drop("soon", subject="1")

        assert [due.subject for due in unit.agenda.by(NOW)] == ["2"]


def test_the_last_choice_holds(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        assert unit.choices.preference("U1", "digest") == ""
        unit.choices.prefer("U1", "digest", "never")
        unit.choices.prefer("U1", "digest", "weekly")
        unit.choices.prefer("U2", "digest", "never")

        assert unit.choices.preference("U1", "digest") == "weekly"


def test_what_several_people_chose_is_read_at_once(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.choices.prefer("U1", "limit_until", "2026-12-05")
        unit.choices.prefer("U1", "digest", "never")
        unit.choices.prefer("U2", "working_days", "mon")
        unit.choices.prefer("U3", "working_days", "tue")

        assert unit.choices.preferences({"U1", "U2", "U9"}, ["limit_until", "working_days"]) == {
            "U1": {"limit_until": "2026-12-05"},
            "U2": {"working_days": "mon"},
            "U9": {},
        }
        assert unit.choices.preferences([], ["limit_until"]) == {}
