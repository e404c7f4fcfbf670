"""Groups that no two weeks take apart: worked examples, everything a curious coordinator would try, and chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.insights_groups import DIMENSIONS, FEWEST, OTHER, Counted, Labels, five, settled

ENGINEERS = [f"E{number:02}" for number in range(12)]
SELLERS = [f"S{number:02}" for number in range(8)]
LAWYERS = [f"L{number:02}" for number in range(3)]
EVERYBODY = [*ENGINEERS, *SELLERS, *LAWYERS]


def placed(**groups: Iterable[str]) -> dict[str, dict[str, str]]:
    return {user_id: {"group": group} for group, people in groups.items() for user_id in people}


TEAMS = placed(Engineering=ENGINEERS, Sales=SELLERS)


def shown(people: Iterable[Counted], dimension: str = "group") -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in people:
        found[one.labels[dimension]].add(one.user_id)
    return dict(found)


def weeks(*wanted: Mapping[str, Labels], active: Iterable[str] = (*ENGINEERS, *SELLERS)) -> list[list[Counted]]:
    """What is shown week by week, as the coordinator changes the groups."""
    found: list[list[Counted]] = []
    for number, one in enumerate(wanted):
        found.append(settled(found[-1] if found else [], list(active), one, mark=f"w{number}"))
    return found


@pytest.mark.parametrize(
    ("count", "shown_as"), [(0, 0), (1, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (2.5, 5)]
)
def test_counts_are_shown_to_the_nearest_five(count: float, shown_as: int) -> None:
    assert five(count) == shown_as


def test_groups_are_shown_as_the_coordinator_gave_them() -> None:
    (week,) = weeks(TEAMS)

    assert shown(week) == {"Engineering": set(ENGINEERS), "Sales": set(SELLERS)}
    assert set(shown(week, "site")) == {OTHER}


def test_without_groups_everybody_is_other() -> None:
    (week,) = weeks({})

    assert shown(week) == {OTHER: {*ENGINEERS, *SELLERS}}


def test_fewer_than_five_people_are_not_counted_at_all() -> None:
    assert weeks({}, active=ENGINEERS[:4]) == [[]]
    assert len(weeks({}, active=ENGINEERS[:5])[0]) == 5


def test_small_groups_go_together_as_other() -> None:
    (week,) = weeks(placed(Engineering=ENGINEERS, Law=LAWYERS, Board=SELLERS[:2]), active=EVERYBODY)

    assert shown(week)[OTHER] == {*LAWYERS, *SELLERS}
    assert set(shown(week)) == {"Engineering", OTHER}


def test_what_would_be_alone_in_other_takes_the_smallest_group_along() -> None:
    """Else everybody less those shown would be the three lawyers."""
    (week,) = weeks({**TEAMS, **placed(Law=LAWYERS)}, active=EVERYBODY)

    assert shown(week) == {"Engineering": set(ENGINEERS), OTHER: {*SELLERS, *LAWYERS}}


def test_a_person_left_out_of_the_next_upload_stays_where_they_were() -> None:
    first, second = weeks(TEAMS, placed(Engineering=ENGINEERS[1:], Sales=SELLERS))

    assert shown(second) == shown(first)


def test_a_person_left_out_of_the_first_upload_does_not_stand_alone() -> None:
    (week,) = weeks(placed(Engineering=ENGINEERS[1:], Sales=SELLERS))

    assert shown(week) == {"Engineering": set(ENGINEERS[1:]), OTHER: {ENGINEERS[0], *SELLERS}}


def test_another_name_for_the_group_helps_nobody() -> None:
    """The group without one person, under a name of its own."""
    first, second = weeks(TEAMS, placed(Crew=ENGINEERS[1:], Sales=SELLERS))

    assert shown(second)["Crew"] == shown(first)["Engineering"]


def test_two_halves_do_not_add_up_to_the_whole_less_one() -> None:
    halves = placed(Front=ENGINEERS[1:6], Back=ENGINEERS[6:], Sales=SELLERS)
    first, second = weeks(TEAMS, halves)

    assert shown(second)["Front"] | shown(second)["Back"] == shown(first)["Engineering"]


def test_one_person_moved_to_a_sibling_does_not_move() -> None:
    moved = placed(Engineering=ENGINEERS[1:], Sales=[*SELLERS, ENGINEERS[0]])
    first, second, third = weeks(TEAMS, moved, TEAMS)

    assert shown(first) == shown(second) == shown(third)


def test_five_who_move_together_do() -> None:
    moved = placed(Engineering=ENGINEERS[5:], Sales=[*SELLERS, *ENGINEERS[:5]])
    _first, second = weeks(TEAMS, moved)

    assert shown(second) == {"Engineering": set(ENGINEERS[5:]), "Sales": {*SELLERS, *ENGINEERS[:5]}}


def test_a_site_of_one_is_no_site() -> None:
    sites = {user_id: {**labels, "site": "Berlin"} for user_id, labels in TEAMS.items()}
    sites[ENGINEERS[0]] = {"group": "Engineering", "site": "Lisbon"}
    (week,) = weeks(sites)

    assert "Lisbon" not in shown(week, "site")


def test_a_level_alone_in_a_team_is_not_shown_by_team_and_level() -> None:
    levels = {user_id: {**labels, "level": "senior"} for user_id, labels in TEAMS.items()}
    levels[ENGINEERS[0]] = {"group": "Engineering", "level": "junior"}
    for user_id in SELLERS[:5]:
        levels[user_id] = {"group": "Sales", "level": "junior"}
    (week,) = weeks(levels)

    assert min(Counter((one.labels["group"], one.labels["level"]) for one in week).values()) >= FEWEST


def test_newcomers_wait_until_five_of_a_group_came() -> None:
    new = [f"N{number}" for number in range(5)]
    joined = {**TEAMS, **placed(Sales=new)}
    first = settled([], TEAMS, TEAMS, mark="w0")
    four = settled(first, [*TEAMS, *new[:4]], joined, mark="w1")
    all_five = settled(four, [*TEAMS, *new], joined, mark="w2")

    assert shown(four) == shown(first)
    assert shown(all_five)["Sales"] == {*SELLERS, *new}


def test_who_leaves_is_counted_on_with_those_who_stay() -> None:
    """Taken out at once, what they did would be the difference between two weeks."""
    first = settled([], TEAMS, TEAMS, mark="w0")
    second = settled(first, [*ENGINEERS[1:], *SELLERS], TEAMS, mark="w1")

    assert shown(second) == shown(first)


def test_a_cell_that_almost_everybody_left_goes_with_another() -> None:
    first = settled([], TEAMS, TEAMS, mark="w0")
    second = settled(first, [*ENGINEERS[:4], *SELLERS], TEAMS, mark="w1")
    back = settled(second, [*ENGINEERS, *SELLERS], TEAMS, mark="w2")

    assert shown(second) == shown(back) == {"Sales": {*ENGINEERS, *SELLERS}}


def test_of_several_cells_the_one_shown_alike_takes_in_what_is_left() -> None:
    halves = placed(Engineering=ENGINEERS, Sales=SELLERS)
    first, second, third = weeks(halves, placed(Front=ENGINEERS[:6], Back=ENGINEERS[6:], Sales=SELLERS), halves)
    left = settled(third, [*ENGINEERS[5:], *SELLERS], halves, mark="w3")

    assert shown(left) == shown(first)
    assert len({one.cell for one in second}) == 3
    assert len({one.cell for one in left}) == 2


def test_nothing_is_left_where_almost_everybody_went() -> None:
    first = settled([], ENGINEERS, {}, mark="w0")

    assert settled(first, ENGINEERS[:4], {}, mark="w1") == []


def test_nobody_begins_anew_with_a_few_others() -> None:
    """Else the same people less those who left would be shown, beside the week in which they were all there."""
    first = settled([], ENGINEERS[:6], {}, mark="w0")
    new = [*ENGINEERS[:4], *SELLERS]

    assert settled(first, [*ENGINEERS[:4], *SELLERS[:4]], {}, mark="w1") == []
    assert shown(settled(first, new, {}, mark="w1")) == {OTHER: {*ENGINEERS[:6], *SELLERS}}


def test_who_rides_goes_wherever_most_of_the_cell_go() -> None:
    first = settled([], TEAMS, TEAMS, mark="w0")
    second = settled(first, [*ENGINEERS, *SELLERS[:4]], TEAMS, mark="w1")
    halves = placed(Front=ENGINEERS[:5], Back=ENGINEERS[5:], Sales=SELLERS)
    third = settled(second, [*ENGINEERS, *SELLERS[:4]], halves, mark="w2")

    assert shown(third) == {"Front": set(ENGINEERS[:5]), "Back": {*ENGINEERS[5:], *SELLERS}}


def test_who_left_before_a_division_goes_with_the_others() -> None:
    """A piece of people who left would be a piece of nobody."""
    first = settled([], TEAMS, {}, mark="w0")
    gone = placed(Gone=ENGINEERS[:1], Engineering=ENGINEERS[1:], Sales=SELLERS)
    second = settled(first, [*ENGINEERS[1:], *SELLERS], gone, mark="w1")

    assert "Gone" not in shown(second)
    assert len(second) == 20


PEOPLE = [f"U{number:02}" for number in range(24)]


def upload(chance: Random) -> dict[str, dict[str, str]]:
    """Groups as somebody might choose them who wants to know too much: mostly as they were, a few moved or left out."""
    common = chance.choice(["a", "ab", "abc"])
    return {
        user_id: {
            dimension: chance.choice("abc ").strip() if chance.random() < 0.2 else common[number % len(common)]
            for dimension in DIMENSIONS
        }
        for number, user_id in enumerate(PEOPLE)
    }


@given(st.integers(0, 2**32), st.integers(0, 24))
def test_no_series_of_uploads_takes_fewer_than_five_apart(seed: int, at_first: int) -> None:
    """Whoever comes and goes: who was always shown together are five at least who are still there."""
    chance, people = Random(seed), list[Counted]()  # noqa: S311 - no secret hangs on it
    for number in range(5):
        gone = set(chance.sample(PEOPLE, 2))
        here = set(PEOPLE[: at_first + number]) - gone
        before = people
        people = settled(before, here, upload(chance), mark=f"w{number}") or before
        sizes = Counter(one.cell for one in people if one.user_id in here and not one.rides)
        if people is not before:
            assert min(sizes[one.cell] for one in people) >= FEWEST
        assert len({(one.cell, *one.labels.values()) for one in people}) == len({one.cell for one in people})
        assert {one.user_id for one in before} <= {one.user_id for one in people}


@given(st.integers(0, 2**32))
def test_where_nobody_comes_or_goes_every_difference_is_about_five_at_least(seed: int) -> None:
    """All that was ever shown of each person, taken together, is shared by five at least."""
    chance, people, story = Random(seed), list[Counted](), defaultdict[str, list[object]](list)  # noqa: S311 - as above
    for number in range(6):
        people = settled(people, PEOPLE, upload(chance), mark=f"w{number}")
        for one in people:
            story[one.user_id].append(tuple(one.labels.values()))

    assert min(Counter(tuple(told) for told in story.values()).values()) >= FEWEST
