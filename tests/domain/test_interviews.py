"""Who asks the questions of an interview, and which questions they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interviews import (
    LONGEST_QUESTION,
    MOST_QUESTIONS,
    PROPOSED,
    Curious,
    interviewers,
    names_of,
    prepared,
    read_questions,
    whole_question,
)

NAMES = names_of(["Katie Novak", "Will", "J\u00fcrgen M\u00fcller-Wei\u00df", "X"])
ORDINARY = frozenset({"will"})


def test_who_comes_and_asked_is_first_then_who_asked_most() -> None:
    people = {
        "U0COMES": Curious(comes=True),
        "U0WOULD": Curious(would_come=True),
        "U0ONCE": Curious(asked=1),
        "U0OFTEN": Curious(asked=3),
        "U0BOTH": Curious(comes=True, asked=1),
        "U0HOST": Curious(comes=True, asked=9),
        "": Curious(asked=9),
    }

    found = interviewers(people, without={"U0HOST"})

    assert found == ["U0BOTH", "U0OFTEN", "U0ONCE", "U0COMES", "U0WOULD"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("How do I build a pivot table?", True),
        ("who can help me with pivot tables", True),
        ("powerpoint", False),
        ("pivot tables", False),
        ("pivot tables please", False),
        ("make pivot tables refresh by themselves", False),
        ("how can I make pivot tables refresh by themselves", True),
        ("Is it hard?", True),
        ("Why <@U0KATIE> is right about pivot tables?", False),
        ("As @katie said, why do we need this?", False),
        ("> she told me in private that it is slow?", False),
        ("&gt; she told me in private that it is slow?", False),
        ("Why does Katie do that with macros?", False),
        ("why does katie do that with macros?", False),
        ("Was sagt J\u00fcrgen denn zu den Makros?", False),
        ("Does Will know how that works?", False),
        ("what will happen with old files?", True),
        ("See <https://x.example|this>, is that the way?", False),
        ("a " * LONGEST_QUESTION + "?", False),
        ("", False),
        ("???", False),
    ],
)
def test_a_question_is_kept_unless_it_is_none_or_names_somebody(text: str, *, kept: bool) -> None:
    assert bool(prepared([text], names=NAMES, ordinary=ORDINARY)) is kept


def test_each_question_stands_once_and_there_are_not_too_many() -> None:
    asked = [
        "How do I  begin?",
        "how do I begin",
        "HOW DO I BEGIN?",
        *(f"What is macro number {n}?" for n in range(20)),
    ]

    found = prepared(asked, names=())

    assert found[:2] == ("How do I begin?", "What is macro number 0?")
    assert len(found) == PROPOSED


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("Why?\n\n  How  so? \nWhy?", ("Why?", "How so?")),
        ("1. Why?\n2) How?\n- What?\n\u2022 When?", ("Why?", "How?", "What?", "When?")),
        ("3 things you learned?", ("3 things you learned?",)),
        ("\n".join(map(str, range(MOST_QUESTIONS))), tuple(map(str, range(MOST_QUESTIONS)))),
        ("\n".join(map(str, range(MOST_QUESTIONS + 1))), None),
        ("x" * LONGEST_QUESTION, ("x" * LONGEST_QUESTION,)),
        ("x" * (LONGEST_QUESTION + 1), None),
    ],
)
def test_a_list_is_read_as_it_was_written(text: str, lines: tuple[str, ...] | None) -> None:
    assert read_questions(text) == lines


@given(st.text(max_size=400))
def test_any_list_that_is_read_reads_the_same_again(text: str) -> None:
    found = read_questions(text)

    if found is not None:
        assert len(found) == len(set(found)) <= MOST_QUESTIONS
        assert all(line and "\n" not in line and len(line) <= LONGEST_QUESTION for line in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Who can help me build a pivot table?", "Who can help me build a pivot table?"),
        ("  who knows how to make\na pivot table?", "who knows how to make a pivot table?"),
        ("who knows excel?", ""),
        ("who can help me with pivot tables?", ""),
        ("How do I make a pivot table?", ""),  # is kept whole anyway
        ("excel", ""),
        ("", ""),
        ("Who can help me build " + "a very " * LONGEST_QUESTION + "big table?", ""),
    ],
)
def test_of_a_search_for_somebody_the_sentence_is_kept_where_it_says_more_than_a_name(text: str, kept: str) -> None:
    assert whole_question(text) == kept
