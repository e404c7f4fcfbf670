"""The figures of a history made by hand (tests/histories.py): each one is worked out here on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.insights import GroupLine, Knowing, Path, Snapshot, TopicLine, WeekLine, knowing, snapshot
from bot.domain.insights_facts import Asked, Gathered, Helped, monday, week_of
from bot.domain.insights_figures import few, load, of_people, share
from bot.domain.insights_registry import FIGURES, Page, Unit, of_page, titled, unit_of
from tests.histories import END, EXCEL, FACTS, NOBODY, asked, at

NUMBERS = {
    # All twenty are members.
    "people": 20,
    # 6 about Excel + 5 about VAT + 2 more = 13, shown as 15.
    "asked": 15,
    # 4 of 6 questions in channels: 0.667, in steps of a twentieth 0.65.
    "answered": 0.65,
    # 10, 20, 40, 60: but four people are too few.
    "first_answer": None,
    # Of 7 that the bot was asked it named somebody for 2: 0.286, shown as 0.3.
    "found": 0.3,
    # In vain asked S4 and S5 (nobody named, nobody answered), and five about VAT: 7, shown as 5.
    "unmet": 5,
    # 13 asked. Excel is known to others than S0-S5: 6 reached. VAT to nobody: 5 not. Python only to E4, who asks: not.
    # Piano to others than E5: 1. 7 of 13 = 0.538, shown as 0.55.
    "reach": 0.55,
    # 3 + 2 + 1 + 5 + 1 = 12, shown as 10.
    "helped": 10,
    # E0 to E7 and S0: 9, shown as 10.
    "helpers": 10,
    # Nine helpers are too few for it.
    "busiest": None,
    # Sorted 1 1 1 1 1 1 1 2 3, n = 9, sum 12: 2 * (28 + 16 + 27) / (9 * 12) - 10 / 9 = 0.2037, shown as 0.2.
    "gini": 0.2,
    # Between Engineering and Sales alone: 6 of 11 crossed = 0.545, shown as 0.55.
    "crossing_group": 0.55,
    # Engineering and Law are in Berlin, Sales and HR in Lisbon; but the six others cannot be told apart by site: four
    # of Law would leave two of HR alone. So the same as above.
    "crossing_site": 0.55,
    # Nobody has a level.
    "crossing_level": None,
    # Two in the window; nine signed up, one of them is none of ours: 6 + 3 = 9, shown as 10.
    "gatherings": 2,
    "attended": 10,
    # Only the first had a limit: 6 of 10.
    "seats_filled": 0.6,
    # 3 of 9 = 0.333, shown as 0.35.
    "useful": 0.35,
}


@pytest.fixture
def taken() -> Snapshot:
    return snapshot(FACTS)


@pytest.mark.parametrize("key", NUMBERS)
def test_each_number_is_what_paper_says(taken: Snapshot, key: str) -> None:
    assert taken.numbers[key] == pytest.approx(NUMBERS[key])


def test_no_number_is_left_out_here(taken: Snapshot) -> None:
    assert taken.numbers.keys() == NUMBERS.keys()


def test_the_time_to_the_first_answer_is_told_from_five_askers_on() -> None:
    """10, 20, 40, 60 and 90 minutes: 40 is in the middle."""
    more = replace(FACTS, asked=[*FACTS.asked, asked("E7", 2, EXCEL, minutes=90)])

    assert snapshot(more).numbers["first_answer"] == 40


def test_what_somebody_took_on_is_answered_without_a_thread() -> None:
    """Five of six."""
    helped = replace(FACTS.asked[4], helped=True)
    more = replace(FACTS, asked=[*FACTS.asked[:4], helped, *FACTS.asked[5:]])

    assert snapshot(more).numbers["answered"] == pytest.approx(0.85)


def test_the_load_on_the_busiest_tenth_is_told_from_ten_helpers_on() -> None:
    """Ten helpers, the busiest five gave 3 + 2 + 1 + 1 + 1 of 13: 0.615, shown as 0.6."""
    more = [*FACTS.helped, Helped("L3", "S0", at(2))]

    assert snapshot(replace(FACTS, helped=more)).numbers["busiest"] == pytest.approx(0.6)


def test_help_that_all_gave_alike_is_even() -> None:
    assert load([Helped(f"U{number}", "U9", END) for number in range(6)])["gini"] == 0


def test_help_of_four_says_nothing_about_evenness() -> None:
    assert load([Helped(f"U{number}", "U9", END) for number in range(4)])["gini"] is None


def test_topics_are_those_that_five_people_asked_about(taken: Snapshot) -> None:
    """Python and the piano were asked about by one each: nobody's business. Six is shown as five."""
    assert taken.topics == (
        TopicLine("Excel", 5, 0.65, Knowing.FEW, 0),
        TopicLine("VAT returns", 5, None, Knowing.NONE, 5),
    )


def test_single_points_of_knowledge_stand_in_the_order_of_the_alphabet(taken: Snapshot) -> None:
    assert taken.alone == ("Python",)
    assert snapshot(replace(FACTS, alone=("b", "a"))).alone == ("a", "b")


def test_a_topic_whose_name_is_gone_is_not_told() -> None:
    assert [one.name for one in snapshot(replace(FACTS, names={EXCEL: "Excel"})).topics] == ["Excel"]


def test_topics_by_how_many_know_them_are_told_from_five_topics_on(taken: Snapshot) -> None:
    assert set(taken.known.values()) == {0}

    unknown = [asked("S0", 3, skill) for skill in range(10, 17)]
    more = snapshot(replace(FACTS, asked=[*FACTS.asked, *unknown]))

    assert more.known == {"none": 10, "one": 0, "two to four": 0, "five or more": 0}


def test_groups_under_five_go_together(taken: Snapshot) -> None:
    """Engineering asked the bot six times, Sales six times in channels (four answered), others once: not told."""
    assert taken.groups == (
        GroupLine("Engineering", 10, 5, None),
        GroupLine("Sales", 5, 5, 0.65),
        GroupLine("other", 5, 0, None),
    )


def test_pathways_are_told_where_five_walked_them_five_times(taken: Snapshot) -> None:
    """Sales was helped by Engineering six times, Engineering by itself five; the one by Sales is not told."""
    assert taken.paths == (Path("Engineering", "Engineering", 5), Path("Sales", "Engineering", 5))


def test_a_pathway_that_two_people_walk_all_the_time_is_not_told() -> None:
    pair = [Helped("E0", "S0", at(3)) for _time in range(50)]

    assert snapshot(replace(FACTS, helped=pair)).paths == ()


def test_without_groups_there_are_none_to_tell_of() -> None:
    people = [replace(one, labels=dict.fromkeys(one.labels, "other")) for one in FACTS.people]
    taken = snapshot(replace(FACTS, people=people))

    assert (taken.groups, taken.paths, taken.numbers["crossing_group"]) == ((), (), None)
    assert taken.numbers["answered"] == pytest.approx(0.65)


def test_each_week_tells_who_took_part(taken: Snapshot) -> None:
    """The last week: S0, S1, E0-E3, L0, E4 ask (E5 did on its first day), E0 helps: S0, S1, E0-E5, L0, and S2 comes to
    the gathering on its first day: 10. Asked: 2 + 5 + 2 = 9, two of them in a channel, of two people: not told.
    """
    assert taken.weeks[-1] == WeekLine("2026-02-23", 10, 10, None)
    assert taken.weeks[0] == WeekLine("2025-12-08", 0, 0, None)
    assert [one.week for one in taken.weeks] == sorted(one.week for one in taken.weeks)
    assert len(taken.weeks) == 12


def test_where_fewer_than_five_are_counted_there_is_nothing() -> None:
    assert snapshot(NOBODY) == Snapshot("2026-03-02", END)
    assert snapshot(NOBODY).is_empty
    assert not snapshot(FACTS).is_empty


def test_only_those_who_are_counted_count() -> None:
    kept = of_people(FACTS)

    assert {one.asker_id for one in kept.asked} <= {one.user_id for one in FACTS.people}
    assert len(kept.asked), len(kept.helped) == (13, 12)


def test_who_left_is_counted_on_but_is_no_member() -> None:
    left = replace(FACTS, active=FACTS.active - {"E0", "E1", "E2"})

    assert snapshot(left).numbers["people"] == 15
    assert snapshot(left).numbers["helped"] == 10


def test_a_gathering_with_more_sign_ups_than_seats_is_full() -> None:
    came = ("E0", "E1", "E2", "E3", "E4", "E5")
    full = snapshot(replace(FACTS, gathered=[Gathered(at(7), came, seats=5, useful=came)])).numbers

    assert (full["seats_filled"], full["useful"]) == (1, 1)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (4, 0), (5, 5), (7, 5), (8, 10)])
def test_a_count_under_five_is_not_told(count: int, shown: int) -> None:
    assert few(count) == shown


@pytest.mark.parametrize(
    ("part", "whole", "people", "shown"), [(1, 3, 5, 0.35), (1, 3, 4, None), (0, 0, 5, None), (5, 5, 9, 1.0)]
)
def test_a_share_is_told_in_steps_and_of_five_people(part: int, whole: int, people: int, shown: float | None) -> None:
    assert share(part, whole, people) == shown


@pytest.mark.parametrize(
    ("people", "known"), [(0, "none"), (1, "one"), (2, "two to four"), (4, "two to four"), (5, "five or more")]
)
def test_how_many_know_a_topic_is_told_in_words(people: int, known: str) -> None:
    assert knowing(people) == known


def test_a_week_begins_on_monday() -> None:
    assert monday(datetime(2026, 3, 8, 23, 59, tzinfo=UTC)) == END
    assert week_of(END) == "2026-03-02"


def test_an_unmet_question_is_one_without_a_name_and_without_an_answer() -> None:
    assert Asked("U1", END).is_unmet
    assert not Asked("U1", END, named=True).is_unmet
    assert not Asked("U1", END, minutes=3.0).is_unmet


def test_every_number_has_its_definition(taken: Snapshot) -> None:
    assert taken.numbers.keys() <= {figure.key for figure in FIGURES}
    assert len({figure.key for figure in FIGURES}) == len(FIGURES)
    assert all(of_page(page) for page in Page)
    assert titled("reach") == "Reach"
    assert unit_of("reach") is Unit.SHARE
