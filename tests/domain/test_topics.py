"""Which topics a post proposes, and who is asked to host them: tables of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics import Candidate, chosen, hosts
from storage.values_programme import Why


def topic(
    key: str, *, askers: int = 0, unmet: int = 0, suggestions: int = 0, people: int = 0, answers: int = 0
) -> Candidate:
    return Candidate(key, key.upper(), (), askers, unmet, suggestions, people, answers)


ASKED = topic("asked", askers=4, people=2)
UNMET = topic("unmet", askers=3, unmet=3)
WELL_ANSWERED = topic("well answered", askers=6, people=9, answers=40)
SUGGESTED = topic("suggested", suggestions=1)
ASKED_BY_ONE = topic("asked by one", askers=1, unmet=1)
KNOWN = topic("known", people=5, answers=9)
KNOWN_BY_ONE = topic("known by one", people=1)


@pytest.mark.parametrize(
    ("candidates", "keys"),
    [
        ([], []),
        ([ASKED, UNMET], ["unmet", "asked"]),  # the poorer the answers, the better
        ([WELL_ANSWERED, ASKED], ["asked", "well answered"]),
        ([ASKED_BY_ONE], []),  # one asker is nobody's business
        ([SUGGESTED, ASKED_BY_ONE], ["suggested"]),
        ([KNOWN, SUGGESTED], ["suggested", "known"]),  # what people know fills up
        ([KNOWN_BY_ONE], []),
        ([ASKED, UNMET, WELL_ANSWERED, SUGGESTED, KNOWN], ["unmet", "suggested", "asked"]),
        ([topic("b", askers=2), topic("a", askers=2)], ["a", "b"]),
    ],
)
def test_much_asked_and_poorly_answered_comes_first(candidates: list[Candidate], keys: list[str]) -> None:
    assert [one.key for one in chosen(candidates, held=(), most=3)] == keys
    assert [one.key for one in chosen(reversed(candidates), held=(), most=3)] == keys


def test_what_was_held_lately_is_out() -> None:
    assert [one.key for one in chosen([ASKED, UNMET], held={"unmet"}, most=3)] == ["asked"]


@pytest.mark.parametrize(
    ("candidate", "why"), [(ASKED, Why.ASKED), (SUGGESTED, Why.SUGGESTED), (KNOWN, Why.KNOWN), (UNMET, Why.ASKED)]
)
def test_each_topic_says_why_it_is_proposed(candidate: Candidate, why: Why) -> None:
    assert candidate.why is why


@pytest.mark.parametrize(
    ("ranked", "without", "asked"),
    [
        ([], set(), []),
        ([["a", "b", "c"]], set(), [["a", "b"]]),
        ([["a", "b"], ["a", "b", "c"]], set(), [["a", "b"], ["c"]]),  # nobody for two topics
        ([["a", "b"]], {"a"}, [["b"]]),
        ([[], ["a"]], set(), [[], ["a"]]),
    ],
)
def test_two_people_a_topic_are_asked_and_nobody_twice(
    ranked: list[list[str]], without: set[str], asked: list[list[str]]
) -> None:
    assert hosts(ranked, without=without) == asked


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), max_size=5), st.sets(st.sampled_from("abcdefgh")))
def test_nobody_is_asked_twice_however_people_rank(ranked: list[list[str]], without: set[str]) -> None:
    asked = [user for people in hosts(ranked, without=without) for user in people]

    assert len(asked) == len(set(asked))
    assert not set(asked) & without
