"""Who asked without a name is nobody: their questions and the help they got count, and stand for no person anywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.insights import snapshot
from bot.domain.insights_facts import Asked, Helped
from bot.domain.insights_figures import of_people
from bot.domain.insights_people import bridges
from tests.histories import EXCEL, FACTS, at

NOBODY = ""
SEVEN = [Asked(NOBODY, at(3), (EXCEL,), in_channel=number % 2 == 0, minutes=4.0 * number) for number in range(7)]
HELPED = [Helped("E0", NOBODY, at(3)) for _time in range(5)]
ASKED = snapshot(replace(FACTS, asked=[*FACTS.asked, *SEVEN]))
BEFORE = snapshot(FACTS)


def test_a_question_without_a_name_is_a_question() -> None:
    """13 + 7 = 20; of those in channels 4 + 4 of 6 + 4 were answered; the bot named somebody for 2 of 7 + 3."""
    assert ASKED.numbers["asked"] == 20
    assert ASKED.numbers["answered"] == pytest.approx(0.8)
    assert ASKED.numbers["found"] == pytest.approx(0.2)
    assert ASKED.weeks[-1].asked == BEFORE.weeks[-1].asked + 5  # 9 + 7 = 16, shown as 15; before 10


@pytest.mark.parametrize("figure", ["people", "unmet", "reach", "first_answer", "helped", "crossing_group"])
def test_and_no_person(figure: str) -> None:
    """Seven that nobody answers are no wish of anybody; the fifth who has an answer is not there."""
    unmet = [replace(one, minutes=None) for one in SEVEN]

    assert ASKED.numbers[figure] == BEFORE.numbers[figure]
    assert snapshot(replace(FACTS, asked=[*FACTS.asked, *unmet])).numbers[figure] == BEFORE.numbers[figure]


def test_nor_of_any_group_week_or_topic() -> None:
    assert ASKED.groups == BEFORE.groups
    assert [one.active for one in ASKED.weeks] == [one.active for one in BEFORE.weeks]
    assert [(one.name, one.askers, one.unmet) for one in ASKED.topics] == [
        (one.name, one.askers, one.unmet) for one in BEFORE.topics
    ]


def test_where_nobody_else_asks_nothing_is_told() -> None:
    alone = snapshot(replace(FACTS, asked=SEVEN * 9, helped=()))

    assert alone.topics == ()
    assert {alone.numbers[figure] for figure in ("answered", "found", "first_answer", "reach")} == {None}
    assert (alone.numbers["asked"], alone.numbers["unmet"]) == (0, 0)


def test_help_for_them_counts_with_whoever_gave_it() -> None:
    """12 + 5 = 17, shown as 15; nobody walked a pathway or crossed anything."""
    given = snapshot(replace(FACTS, helped=[*FACTS.helped, *HELPED]))

    assert (BEFORE.numbers["helped"], given.numbers["helped"]) == (10, 15)
    assert given.paths == BEFORE.paths
    for figure in ("crossing_group", "crossing_site", "helpers"):
        assert given.numbers[figure] == BEFORE.numbers[figure]


def test_nor_is_it_behind_what_fewer_than_five_people_did() -> None:
    four = [Helped(f"E{number}", NOBODY, at(3)) for number in range(4)]

    assert snapshot(replace(FACTS, helped=four * 9)).numbers["helped"] == 0


def test_nobody_is_a_bridge_to_them() -> None:
    assert list(bridges(of_people(replace(FACTS, helped=HELPED * 9)))) == []
