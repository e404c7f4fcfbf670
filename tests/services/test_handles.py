"""Names of questions lead back for whoever has the key, and tell everybody else nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.handles import LONGEST, Handles, naming

OURS = Handles("a key that is long enough")


@given(st.integers(0, 2**31), st.sampled_from(["T1", "T0ACME"]))
def test_a_name_leads_back_in_its_own_workspace_alone(question: int, team: str) -> None:
    name = OURS.of_question(team, question)

    assert OURS.question(team, name) == question
    assert OURS.question("T2", name) == 0
    assert Handles("another key").question(team, name) == 0
    assert len(name) <= LONGEST


def test_names_tell_no_order_and_are_always_the_same() -> None:
    names = [OURS.of_question("T1", number) for number in range(200)]

    assert len(set(names)) == 200
    assert sorted(names) != names
    assert names == [OURS.of_question("T1", number) for number in range(200)]
    assert len({name[:6] for name in names}) > 190


@given(st.text(max_size=90))
def test_what_is_no_name_of_ours_leads_nowhere(text: str) -> None:
    assert OURS.question("T1", text) == 0
    assert OURS.question("T1", f"q.{text}") == 0


@pytest.mark.parametrize("change", [lambda name: name[:-1], lambda name: name + "A", lambda name: name[:-2] + "AA"])
def test_nor_does_one_that_was_tampered_with(change: object) -> None:
    assert callable(change)
    assert OURS.question("T1", change(OURS.of_question("T1", 7))) == 0


def test_what_is_no_id_keeps_its_text() -> None:
    name = naming(OURS, "T1")

    assert name("7") == OURS.of_question("T1", 7)
    assert [name(text) for text in ("", "U1", "all")] == ["", "U1", "all"]


def test_posts_are_known_by_marks_that_tell_nothing() -> None:
    marks = {OURS.of_post(team, key) for team in ("T1", "T2") for key in ("question.post:7", "question.post:8")}

    assert len(marks) == 4
    assert not any(mark[-1] == "7" and "post" in mark for mark in marks)
