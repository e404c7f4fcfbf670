"""A curious coordinator: uploads that would tell one person from others, could two weeks be laid side by side."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest

from storage.store import Store
from storage.values import Origin, PersonRow, QuestionRow
from tests.builders import TEAM
from tests.histories import END, ENGINEERS, OTHERS, PLACED, SELLERS
from tests.insighters import NOW, TEAMS, Desk, desk_on, lived_on, without

# Nobody but this engineer asks anything: where the figures of a group change, it is theirs that moved.
LOUD = "E5"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    made = desk_on(sqlite_store)
    asks(made, LOUD, 40)
    return made


def asks(desk: Desk, who: str, times: int, *, since: int = 0) -> None:
    with desk.store.team(TEAM).writing() as unit:
        for number in range(since, since + times):
            at = END - timedelta(days=1, minutes=number)
            unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C1", f"{number}.0", who, at, (), ()))


def cells(desk: Desk) -> dict[str, set[str]]:
    """Who was always shown together."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    with desk.store.team(TEAM).reading() as unit:
        for row in unit.insights.members():
            found[row.cell].add(row.user_id)
    return dict(found)


def groups(desk: Desk) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    with desk.store.team(TEAM).reading() as unit:
        for row in unit.insights.members():
            found[row.labels["group"]].add(row.user_id)
    return dict(found)


def test_a_csv_that_leaves_one_person_out_changes_nothing(store: Store) -> None:
    """With everything that has happened, on both databases: week by week the same groups."""
    desk = lived_on(store)
    desk.place(TEAMS)
    desk.week()
    before = groups(desk)
    for left_out in ("E0", "S0", "L0"):
        desk.place(without(TEAMS, left_out))
        desk.week()

        assert groups(desk) == before


@pytest.mark.parametrize(
    "second",
    [
        without(TEAMS, LOUD),
        {**TEAMS, LOUD: {"group": "Sales"}},
        {**TEAMS, LOUD: {"group": "Alone"}},
        {at: {"group": f"New {one['group']}"} for at, one in without(TEAMS, LOUD).items()},
        {**TEAMS, **{at: {"group": "Alone"} for at in (LOUD, *ENGINEERS[:3])}},
        {at: {"group": "All but one"} for at in without(TEAMS, LOUD)},
    ],
    ids=["left out", "moved", "alone", "renamed", "four of eight", "all but one"],
)
def test_a_second_upload_tells_no_person_apart(desk: Desk, second: dict[str, dict[str, str]]) -> None:
    desk.place(TEAMS)
    desk.week()
    desk.place(second)
    desk.week()
    desk.place(TEAMS)
    desk.week()

    assert min(map(len, cells(desk).values())) >= 5
    assert any({LOUD, *ENGINEERS} <= cell for cell in cells(desk).values())


@pytest.mark.parametrize(
    "second",
    [
        without(TEAMS, LOUD),
        {**TEAMS, LOUD: {"group": "Sales"}},
        {**TEAMS, LOUD: {"group": "Alone"}},
        {at: {"group": f"New {one['group']}"} for at, one in without(TEAMS, LOUD).items()},
    ],
    ids=["left out", "moved", "alone", "renamed"],
)
def test_the_numbers_of_two_weeks_do_not_differ_by_one_person(desk: Desk, second: dict[str, dict[str, str]]) -> None:
    """Each of the others asks once, the loud one forty times: what is shown of groups stays as it was, and so does the
    whole less the groups.
    """
    for number, who in enumerate(without(TEAMS, LOUD)):
        asks(desk, who, 1, since=100 + number)
    desk.place(TEAMS)
    weeks = [desk.week()]
    for labels in (second, TEAMS, second):
        desk.place(labels)
        weeks.append(desk.week())

    told = [(one.numbers["asked"], sorted(group.asked for group in one.groups)) for one in weeks]
    assert told == [(60, [5, 5, 45])] * 4


def test_a_person_left_out_from_the_beginning_is_not_the_rest_of_the_whole(desk: Desk) -> None:
    desk.place(without(TEAMS, LOUD))
    shown = desk.week()

    assert len(groups(desk)["other"]) >= 5
    assert sum(one.asked for one in shown.groups) == 0  # one person asked: no group says so


def test_siblings_that_cross_each_other_tell_nobody_apart(desk: Desk) -> None:
    """By team in one week, by site in the next, by level in a third, each with the same one person apart."""
    desk.place({at: {"group": "Alone" if at == LOUD else one["group"]} for at, one in PLACED.items()})
    desk.week()
    desk.place({at: {"group": "Alone" if at == LOUD else one["site"]} for at, one in PLACED.items()})
    desk.week()
    levels = {at: {"level": "director" if at == LOUD else "other staff", "group": "Everybody"} for at in PLACED}
    desk.place(levels)
    desk.week()

    assert min(map(len, cells(desk).values())) >= 5


def test_a_site_of_one_has_no_share_of_help_that_crosses_sites(sqlite_store: Store) -> None:
    """Nobody but E0 is in Lisbon: what crosses sites would be E0's help alone."""
    desk = lived_on(sqlite_store)
    desk.place({at: {"site": "Lisbon" if at == "E0" else "Berlin"} for at in PLACED})

    assert desk.week().numbers["crossing_site"] is None


def test_somebody_new_does_not_show_up_as_the_difference_of_two_weeks(desk: Desk) -> None:
    """Not in the groups, and not in the whole either."""
    desk.place(TEAMS)
    first = desk.week()
    with desk.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("N0", "New")])
    asks(desk, "N0", 60)
    desk.place({**TEAMS, "N0": {"group": "Sales"}})
    desk.at = NOW + timedelta(weeks=1)
    second = desk.week()

    assert second.numbers["asked"] == first.numbers["asked"]
    assert "N0" not in {at for cell in cells(desk).values() for at in cell}


def test_five_who_come_together_are_counted(desk: Desk) -> None:
    desk.place(TEAMS)
    desk.week()
    new = [f"N{number}" for number in range(5)]
    with desk.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(at, at) for at in new])
    desk.place({**TEAMS, **{at: {"group": "Sales"} for at in new}})
    second = desk.week()

    assert groups(desk)["Sales"] == {*SELLERS, *new}
    assert second.numbers["people"] == 25


def test_somebody_who_was_forgotten_is_counted_no_more_and_named_nowhere(desk: Desk) -> None:
    desk.place(TEAMS)
    desk.week()
    desk.bot.services.privacy.forget(TEAM, LOUD, now=desk.at)
    desk.place(without(TEAMS, LOUD))
    desk.week()

    assert LOUD not in {at for cell in cells(desk).values() for at in cell}
    assert {*ENGINEERS} - {LOUD} <= groups(desk)["Engineering"]


def test_a_company_that_shrinks_shows_its_groups_no_longer(desk: Desk) -> None:
    """Of Law and HR three stay; they go with Sales, who are shown alike in nothing else."""
    desk.place(TEAMS)
    desk.week()
    with desk.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(at, is_deleted=True) for at in OTHERS[:3]])
    desk.week()

    assert set(groups(desk)) == {"Engineering", "Sales"}
    assert groups(desk)["Sales"] == {*SELLERS, *OTHERS}
