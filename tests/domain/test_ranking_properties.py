"""What holds of every score. More answers on a topic raise the score as long as the answers of others stand still:
in the share that answering at random would give, one's own answers count as well, so that is held fixed here.
"""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ranking import NAME, QUESTION, OnTopic, Presence, Topic, Weights, on_topic, rank, score

amounts = st.floats(0.0, 1000.0)
few = st.integers(0, 9)
weights = st.sampled_from([NAME, QUESTION])
shown = st.builds(OnTopic, amounts, amounts, amounts, answer_count=few, said_count=few)
shares = st.floats(0.0, 1.0)
presences = st.builds(Presence, amounts, amounts, few, amounts, st.floats(0.0, 5000.0), amounts)
users = st.sampled_from(["ana", "bob", "carl", "dora"])
topics = st.lists(st.builds(Topic, st.sampled_from(["x", "y"]), st.floats(0.01, 1.0), st.dictionaries(users, shown)))
crowds = st.dictionaries(users, presences)


@given(shown, amounts, amounts, weights)
def test_more_answers_never_lower_what_somebody_knows(one: OnTopic, more: float, expected: float, by: Weights) -> None:
    assert on_topic(replace(one, answers=one.answers + more), expected, by) >= on_topic(one, expected, by)


@given(shown, amounts, amounts, weights)
def test_nor_do_mentions_or_a_declaration(one: OnTopic, more: float, expected: float, by: Weights) -> None:
    before = on_topic(one, expected, by)

    assert on_topic(replace(one, said=one.said + more), expected, by) >= before
    assert on_topic(replace(one, declared=one.declared + more), expected, by) >= before


@given(shown, amounts, amounts, weights)
def test_the_more_of_it_chance_would_give_the_less_it_says(
    one: OnTopic, expected: float, more: float, by: Weights
) -> None:
    assert on_topic(one, expected + more, by) <= on_topic(one, expected, by)


@given(st.builds(OnTopic, amounts, st.floats(0.0, 40.0), st.floats(0.0, 1.0)), shares, amounts, st.floats(0.01, 100.0))
def test_a_name_is_scored_higher_for_an_answer_more_even_with_the_share_that_grows(
    one: OnTopic, share: float, others: float, more: float
) -> None:
    """The amount outweighs the share as long as mentions and declarations come to no more than five answers: beyond,
    who gives nearly all answers there are may lose a little by one more.
    """
    before = on_topic(one, share * (others + one.answers), NAME)
    after = on_topic(replace(one, answers=one.answers + more), share * (others + one.answers + more), NAME)

    assert after >= before - 1e-9


@given(presences, st.floats(0.0, 100.0), weights)
def test_whoever_is_named_more_often_has_a_lower_score(there: Presence, more: float, by: Weights) -> None:
    named = replace(there, named_lately=there.named_lately + more)

    assert score([], named, by) <= score([], there, by)


@given(topics, crowds, weights, st.integers(1, 6), st.sets(users))
def test_whoever_is_named_has_a_reason_a_finite_score_and_stands_in_order(
    asked: list[Topic], crowd: dict[str, Presence], by: Weights, best: int, without: set[str]
) -> None:
    ranked = rank(asked, crowd, by, best=best, channel_id="C1", without=without)
    scores = [one.score for one in ranked]

    assert all(one.reasons for one in ranked)
    assert all(map(math.isfinite, scores))
    assert scores == sorted(scores, reverse=True)
    assert without.isdisjoint(one.user_id for one in ranked)
    assert len(ranked) <= best


@given(topics, crowds, weights)
def test_the_next_people_are_those_that_a_longer_list_would_have_shown(
    asked: list[Topic], crowd: dict[str, Presence], by: Weights
) -> None:
    everybody = rank(asked, crowd, by, best=10)

    assert rank(asked, crowd, by, best=2) == everybody[:2]
