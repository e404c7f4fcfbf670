"""Groups from a CSV: what can be read, and what is said of the rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.insights_csv import LONGEST_LABEL, read
from bot.domain.insights_reading import smallest_groups

PEOPLE = {"u1": "U1", "ana": "U1", "u2": "U2", "bob": "U2"}


def test_a_line_a_person_with_columns_in_any_order() -> None:
    found = read(["\ufeffGroup,User,Level", "Sales,@Ana,senior", "", " Law ,u2,"], PEOPLE)

    assert found.faults == ()
    assert found.labels == {
        "U1": {"group": "Sales", "site": "", "level": "senior"},
        "U2": {"group": "Law", "site": "", "level": ""},
    }


def test_as_spreadsheets_write_it_where_the_comma_is_the_decimal_sign_and_as_cells_are_copied() -> None:
    for sign in ";\t":
        found = read([f"User{sign}Group", f"ana{sign}Sales, Berlin", f"bob{sign}"], PEOPLE)
        assert found.faults == ()
        assert found.labels["U1"]["group"] == "Sales, Berlin"


def test_without_a_header_nothing_is_read() -> None:
    assert read(["ana,Sales"], PEOPLE).faults == ("The first line must name the columns: user,group,site,level.",)
    assert read([], PEOPLE).labels == {}


def test_strangers_and_repetitions_are_told_by_line() -> None:
    found = read(["user,group", "ana,Sales", "u1,Law", "Zoe,Law"], PEOPLE)

    assert found.labels == {"U1": {"group": "Sales", "site": "", "level": ""}}
    assert found.faults == ("Line 3: 'u1' stands there twice.", "Line 4: nobody here has the name or id 'Zoe'.")


def test_what_is_no_csv_is_said_to_be_none() -> None:
    assert "no CSV" in read(["user,group", '"' + "x" * 200_000], PEOPLE).faults[0]


def test_labels_are_one_short_line() -> None:
    (labels,) = read(["user,group", f'ana,"Sales\nand\x00 more {"x" * 99}"'], PEOPLE).labels.values()

    assert labels["group"].startswith("Sales and more x")
    assert len(labels["group"]) == LONGEST_LABEL


def test_who_is_in_several_user_groups_counts_in_the_smallest_of_five() -> None:
    five = [f"U{number}" for number in range(5)]
    groups = {"all": [*five, "U9"], "board": five[:4], "b-team": five, "a-team": list(reversed(five))}

    found = smallest_groups(groups)

    assert found == {**{at: {"group": "a-team"} for at in five}, "U9": {"group": "all"}}


@given(st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_uploaded_places_only_people_we_know(lines: list[str]) -> None:
    assert read(["user,group", *lines], PEOPLE).labels.keys() <= {"U1", "U2"}
