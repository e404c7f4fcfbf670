"""Whom to ask whether coordinators may see them: rising, hidden, a bridge between groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.insights_facts import Helped
from bot.domain.insights_figures import of_people
from bot.domain.insights_groups import Counted
from bot.domain.insights_people import Found, Role, Shown, bridges, noticed, to_ask
from tests.histories import EXCEL, FACTS, PYTHON, asked, at, told


@pytest.mark.parametrize(
    ("shown", "role"),
    [
        (Shown("E0", EXCEL, lately=4, before=0, people=3), Role.RISING),
        (Shown("E0", EXCEL, lately=4, before=4, people=3), Role.RISING),
        (Shown("E0", EXCEL, lately=4, before=5, people=3), None),  # no more than before
        (Shown("E0", EXCEL, lately=3, before=0, people=3), None),  # too seldom
        (Shown("E0", EXCEL, lately=4, before=0, people=2), None),  # two colleagues say so
        (Shown("E0", EXCEL, lately=0, before=6, people=4), Role.HIDDEN),
        (Shown("E0", EXCEL, lately=0, before=6, people=4, named=1), Role.HIDDEN),
        (Shown("E0", EXCEL, lately=0, before=6, people=4, named=2), None),  # the bot named them
        (Shown("E0", EXCEL, lately=0, before=6, people=3), None),
        (Shown("E0", EXCEL, lately=6, before=0, people=4, named=9), Role.RISING),
    ],
)
def test_who_is_rising_and_who_is_hidden(shown: Shown, role: Role | None) -> None:
    assert [one.role for one in noticed([shown], has_past=True, has_named=True)] == ([role] if role else [])


def test_nobody_rises_in_a_company_without_a_past() -> None:
    rising = Shown("E0", EXCEL, lately=4, before=0, people=3)
    young = replace(FACTS, asked=[one for one in FACTS.asked if one.at > at(56)])
    old = replace(FACTS, asked=[*FACTS.asked, asked("S0", 56)])

    assert to_ask([rising], of_people(young), without=()) == []
    assert to_ask([rising], of_people(old), without=()) == [Found("E0", Role.RISING, EXCEL, 4)]


def test_nobody_is_hidden_where_the_bot_hardly_names_anybody() -> None:
    hidden = Shown("E0", EXCEL, lately=0, before=6, people=4)
    asks = [told("S0", 3, EXCEL, named=True) for _time in range(10)]

    assert to_ask([hidden], of_people(replace(FACTS, asked=asks[1:])), without=()) == []
    assert to_ask([hidden], of_people(replace(FACTS, asked=asks)), without=()) == [Found("E0", Role.HIDDEN, EXCEL, 6)]


GROUPS = {"A": 2, "B": 2, "C": 2, "D": 2}
PEOPLE = [
    Counted(f"{group}{number}", group, {"group": group}) for group, size in GROUPS.items() for number in range(size)
]


def walked(*pairs: tuple[str, str]) -> list[Helped]:
    return [Helped(helper, asker, at(3)) for helper, asker in pairs]


def test_a_bridge_helps_five_people_of_three_groups() -> None:
    five = walked(("A0", "B0"), ("A0", "B1"), ("A0", "C0"), ("A0", "C1"), ("A0", "D0"), ("A0", "A1"))
    facts = replace(FACTS, people=PEOPLE, helped=five)

    assert list(bridges(facts)) == [Found("A0", Role.BRIDGE, None, 5)]
    assert list(bridges(replace(facts, helped=five[1:]))) == []
    assert list(bridges(replace(facts, helped=[*five[:4], five[5]]))) == []


def test_other_is_no_group_to_bridge() -> None:
    people = [replace(one, labels={"group": "other"}) if one.cell == "D" else one for one in PEOPLE]
    six = walked(("A0", "B0"), ("A0", "B1"), ("A0", "C0"), ("A0", "C1"), ("A0", "D0"), ("A0", "D1"))

    assert list(bridges(replace(FACTS, people=people, helped=six))) == []


def test_those_with_most_to_show_are_asked_first_and_nobody_twice() -> None:
    shown = [
        Shown("E0", EXCEL, 4, 0, 3),
        Shown("E0", PYTHON, 9, 0, 9),
        Shown("E1", EXCEL, 4, 0, 3),
        Shown("E2", EXCEL, 5, 0, 3),
        Shown("E3", EXCEL, 6, 0, 3),
        Shown("GONE", EXCEL, 99, 0, 9),
    ]
    asks = [asked("S0", 60), *(told("S0", 3, EXCEL, named=True) for _time in range(10))]
    facts = of_people(replace(FACTS, asked=asks))
    found = to_ask(shown, facts, without={"E3"})

    assert found == [
        Found("E0", Role.HIDDEN, PYTHON, 9),
        Found("E2", Role.RISING, EXCEL, 5),
        Found("E1", Role.RISING, EXCEL, 4),
    ]
    assert to_ask(shown, facts, without=(), most=1) == found[:1]
