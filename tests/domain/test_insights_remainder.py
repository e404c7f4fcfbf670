"""What is withheld of the groups, weeks and pathways cannot be had as the whole less the others."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.insights import Path, snapshot
from bot.domain.insights_facts import Asked, Helped
from tests.histories import ENGINEERS, EXCEL, FACTS, OTHERS, SELLERS, at

# Each of Engineering and Sales asks once, and has an answer.
QUIET = [Asked(one, at(3), (EXCEL,), minutes=5) for one in (*ENGINEERS, *SELLERS)]


def asked_by(*more: Asked) -> dict[str, tuple[int, float | None]]:
    return {one.name: (one.asked, one.answered) for one in snapshot(replace(FACTS, asked=[*QUIET, *more])).groups}


def test_one_who_asks_a_lot_in_a_group_that_is_silent_is_not_the_rest_of_the_whole() -> None:
    loud = [Asked(OTHERS[0], at(3), (EXCEL,))] * 40

    assert asked_by() == {"Engineering": (10, 1), "Sales": (5, 1), "other": (0, None)}
    assert asked_by(*loud) == {"Engineering": (10, 1), "Sales": (0, None), "other": (0, None)}


def test_what_the_rounding_hides_withholds_nothing_more() -> None:
    assert asked_by(*[Asked(OTHERS[0], at(3), (EXCEL,))] * 4) == asked_by()


def test_five_people_may_be_a_rest() -> None:
    few = [Asked(one, at(3), (EXCEL,)) for one in OTHERS[:4]] * 3
    asked = asked_by(*few, *[Asked(OTHERS[4], at(3), (EXCEL,), in_channel=False)] * 3)

    assert asked["other"] == (15, None)
    assert asked["Engineering"] == (10, 1)
    assert asked["Sales"] == (5, None)  # of the four in channels the share would be the rest


def test_a_week_in_which_one_asks_is_not_the_rest_of_the_others() -> None:
    loud = [Asked("E0", at(30), (EXCEL,))] * 40
    weeks = [one.asked for one in snapshot(replace(FACTS, asked=[*QUIET, *loud])).weeks]

    assert weeks == [0] * 12
    before = [Asked(one, at(17), (EXCEL,)) for one in ENGINEERS]
    assert [one.asked for one in snapshot(replace(FACTS, asked=[*QUIET, *loud, *before])).weeks if one.asked] == [15]


def test_a_pathway_that_two_walk_is_not_the_rest_of_all_help() -> None:
    inside = [Helped(one, other, at(3)) for one in ENGINEERS for other in ENGINEERS if one != other]
    among = [Helped(one, other, at(3)) for one in SELLERS for other in SELLERS if one != other]
    pair = [Helped("E0", "S0", at(3))] * 30
    quiet = snapshot(replace(FACTS, helped=[*inside, *among]))
    loud = snapshot(replace(FACTS, helped=[*inside, *among, *pair]))

    assert quiet.paths == (Path("Engineering", "Engineering", 55), Path("Sales", "Sales", 30))
    assert loud.paths == (Path("Engineering", "Engineering", 55),)


def test_a_pathway_that_many_walk_seldom_is_not_told() -> None:
    seldom = [Helped(f"E{number}", f"S{number}", at(3)) for number in range(3)]

    assert snapshot(replace(FACTS, helped=seldom)).paths == ()
