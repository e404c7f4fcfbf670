"""Merging and renaming in words: within Slack's limits, pinging nobody, obeyed by no terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.blocktree import words
from bot.domain.merging import Merge, Names, Refusal, Refused, Renamed, Taken
from bot.views.merging import (
    bold,
    merge_view,
    merged_view,
    merged_words,
    names_view,
    quoted,
    refused_view,
    renamed_view,
    taken_view,
    usage_view,
)
from storage.values import Touched
from tests.views.test_messages import long_texts, must_be_a_good_message, texts

numbers = st.integers(0, 10**6)
merges = st.builds(Merge, texts, texts, st.builds(Touched, numbers, numbers, numbers, numbers, numbers))
refusals = st.builds(Refused, st.sampled_from(Refusal), long_texts, texts, st.lists(texts, max_size=3).map(tuple))
former = st.lists(st.tuples(texts, st.lists(texts, min_size=1, max_size=40).map(tuple)), max_size=60).map(tuple)


@given(merges, refusals, texts)
def test_every_view_is_a_good_message(merge: Merge, refused: Refused, name: str) -> None:
    for view in (
        merge_view(merge), merged_view(merge), merged_view(refused), refused_view(refused), usage_view(),
        renamed_view(Renamed(merge.old, merge.kept)), taken_view(Taken(name, merge)),
    ):  # fmt: skip
        must_be_a_good_message(view)


@given(st.builds(Names, former, st.booleans()))
def test_every_list_of_names_is_a_good_message(names: Names) -> None:
    must_be_a_good_message(names_view(names))


def test_of_many_names_the_first_are_shown() -> None:
    shown = words(names_view(Names(tuple((f"Name{at}", ("Old",)) for at in range(35)), may_change=True)).blocks)

    assert "*Name29*, also Old\nand five more" in shown
    assert "Name30" not in shown


@pytest.mark.parametrize(
    ("touched", "told"),
    [
        (Touched(), "There was nothing to move."),
        (Touched(people=1, entries=9), "Moved along: what one person has shown."),
        (
            Touched(2, 5, 1, 3, 14),
            "Moved along: what two people have shown, one question, three thanks, 14 topics and gatherings.",
        ),
        (Touched(gatherings=1), "Moved along: one topic or gathering."),
    ],
)
def test_what_moved_is_told(touched: Touched, told: str) -> None:
    assert merged_words(Merge("PPT", "PowerPoint", touched), bold) == f"*PPT* is *PowerPoint* from now on. {told}"


def test_a_name_tells_a_terminal_nothing() -> None:
    assert quoted("\x1b[31mred\n") == "\u201c[31mred\u201d"
