"""What holds of every score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ranking import on_topic, rank_name, rank_question
from bot.domain.ranking_facts import OnTopic, Topic
from bot.domain.ranking_features import columns
from bot.domain.ranking_weights import COLUMNS, NAME
from tests.crowds import Counted, Presence, crowd_of, question_of, word_of

amounts = st.floats(0.0, 1000.0)
few = st.integers(0, 9)
shown = st.builds(OnTopic, amounts, amounts, amounts, answer_count=few, said_count=few)
presences = st.builds(Presence, amounts, amounts, amounts, amounts, st.floats(0.0, 5000.0))
users = st.sampled_from(["ana", "bob", "carl", "dora", "eve", "finn", "gus"])
topics = st.lists(st.builds(Topic, st.sampled_from(["x", "y"]), st.floats(0.01, 1.0), st.dictionaries(users, shown)))
crowds = st.dictionaries(users, presences)
counts = st.dictionaries(users, st.tuples(st.floats(0.001, 1000.0), st.integers(1, 9)))


@given(shown, amounts, amounts)
def test_more_answers_never_lower_what_somebody_knows(one: OnTopic, more: float, expected: float) -> None:
    assert on_topic(replace(one, answers=one.answers + more), expected, NAME) >= on_topic(one, expected, NAME)


@given(shown, amounts, amounts)
def test_nor_do_mentions_or_a_declaration(one: OnTopic, more: float, expected: float) -> None:
    before = on_topic(one, expected, NAME)

    assert on_topic(replace(one, said=one.said + more), expected, NAME) >= before
    assert on_topic(replace(one, declared=one.declared + more), expected, NAME) >= before


@given(shown, amounts, amounts)
def test_the_more_of_it_chance_would_give_the_less_it_says(one: OnTopic, expected: float, more: float) -> None:
    assert on_topic(one, expected + more, NAME) <= on_topic(one, expected, NAME)


@given(topics, crowds, st.integers(1, 9), st.sets(users), st.dictionaries(users, amounts))
def test_whoever_is_named_has_a_reason_and_a_finite_score(
    asked: list[Topic], people: Mapping[str, Presence], best: int, without: set[str], load: Mapping[str, float]
) -> None:
    ranked = rank_name(asked, crowd_of(people), best=best, without=without, load=load)

    assert all(one.reasons and math.isfinite(one.score) for one in ranked)
    assert without.isdisjoint(one.user_id for one in ranked)
    assert len({one.user_id for one in ranked}) == len(ranked) <= best


@given(topics, crowds)
def test_the_next_people_are_those_that_a_longer_list_would_have_shown(
    asked: list[Topic], people: Mapping[str, Presence]
) -> None:
    crowd = crowd_of(people)

    assert rank_name(asked, crowd, best=3) == rank_name(asked, crowd, best=10)[:3]


@given(crowds, st.fixed_dictionaries(dict.fromkeys(["answers", "replies", "helped"], counts)), counts, counts)
def test_the_same_holds_of_questions(
    people: Mapping[str, Presence], done: dict[str, Counted], answered: Counted, said: Counted
) -> None:
    crowd, without = crowd_of(people), {"bob", "nobody"}
    words = [word_of(crowd, answered=answered, said=said), word_of(crowd, "word", said=answered)]
    asked = question_of(crowd, words, answers=done["answers"], replies=done["replies"], helped=done["helped"])
    ranked = rank_question(asked, crowd, best=10, without=without)

    assert all(one.reasons and math.isfinite(one.score) for one in ranked)
    assert without.isdisjoint(one.user_id for one in ranked)
    assert ranked[:3] == rank_question(asked, crowd, best=3, without=without)


@given(crowds.filter(lambda people: "ana" in people), counts, st.sampled_from(["answers", "helped"]))
def test_one_act_more_never_lowers_its_own_number(people: Mapping[str, Presence], before: Counted, act: str) -> None:
    crowd = crowd_of(people)
    score, times = before.get("ana", (0.0, 0))
    after = {**before, "ana": (score + 1.0, times + 1)}
    row, place = COLUMNS.index({"answers": "here", "helped": "helped"}[act]), crowd.places["ana"]

    def number(counted: Counted) -> float:
        asked = question_of(crowd, answers=counted if act == "answers" else {}, helped=counted)
        return float(columns(asked, crowd)[row, place])

    assert number(after) > number(before)


@given(crowds, counts)
def test_every_number_is_finite_whoever_is_unknown(people: Mapping[str, Presence], said: Counted) -> None:
    crowd = crowd_of(people)

    assert np.isfinite(columns(question_of(crowd, [word_of(crowd, said=said)]), crowd)).all()
    assert np.isfinite(columns(question_of(crowd), crowd)).all()
