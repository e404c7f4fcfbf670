"""Who comes first, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.domain.ranking import (
    NAME,
    QUESTION,
    OnTopic,
    Presence,
    Ranked,
    Reason,
    ReasonKind,
    Topic,
    Weights,
    rank,
)

AT = datetime(2026, 2, 1, tzinfo=UTC)
ANSWERED = OnTopic(answers=1.0, answer_count=1, answered_at=AT)
DECLARED = OnTopic(declared=1.0, declared_at=AT)
SAID_ONCE = OnTopic(said=1.0, said_count=1)
SAID_TWICE = OnTopic(said=2.0, said_count=2)
THANKED = OnTopic(thanks=1.0, thank_count=1, thanked_at=AT)
TAUGHT = OnTopic(taught=1.0, taught_count=1, taught_at=AT)
HERE = Presence(answers_here=3.0, answers_anywhere=3.0, answers_here_count=3, days_silent=1.0)


def topic(people: Mapping[str, OnTopic], name: str = "Excel", weight: float = 1.0) -> Topic:
    return Topic(name, weight, people)


def order(
    people: Mapping[str, OnTopic],
    presence: Mapping[str, Presence] | None = None,
    *,
    weights: Weights = NAME,
    channel_id: str = "",
    without: frozenset[str] = frozenset(),
    best: int = 10,
) -> list[str]:
    found = rank([topic(people)], presence or {}, weights, best=best, channel_id=channel_id, without=without)
    return [one.user_id for one in found]


def reasons(ranked: Ranked) -> list[tuple[ReasonKind, str, int]]:
    return [(reason.kind, reason.about, reason.count) for reason in ranked.reasons]


@pytest.mark.parametrize(
    ("shown", "counts"),
    [
        pytest.param(OnTopic(), False, id="nothing shown"),
        pytest.param(SAID_ONCE, False, id="said once is no reason"),
        pytest.param(SAID_TWICE, True, id="said twice is one"),
        pytest.param(ANSWERED, True, id="answered once"),
        pytest.param(DECLARED, True, id="declared, and nothing else"),
        pytest.param(THANKED, True, id="thanked once"),
        pytest.param(TAUGHT, True, id="hosted once"),
    ],
)
@pytest.mark.parametrize("weights", [NAME, QUESTION], ids=["name", "question"])
def test_nobody_is_named_without_a_reason(shown: OnTopic, weights: Weights, counts: object) -> None:
    assert order({"ana": shown}, {"ana": Presence(week=9.0)}, weights=weights) == (["ana"] if counts else [])


def test_nobody_is_found_where_nobody_has_shown_anything() -> None:
    assert rank([], {}, NAME, best=3) == []
    assert order({}, {"ana": HERE}) == []


def test_the_asker_and_those_who_are_never_named_are_left_out() -> None:
    people = {"asker": ANSWERED, "guest": ANSWERED, "bob": SAID_TWICE}

    assert order(people, without=frozenset({"asker", "guest"})) == ["bob"]


def test_equals_stand_in_the_order_of_their_ids() -> None:
    assert order({"carl": ANSWERED, "ana": ANSWERED, "bob": ANSWERED}) == ["ana", "bob", "carl"]


def test_no_more_are_named_than_wanted_and_the_best_stay() -> None:
    people = {f"u{number}": OnTopic(answers=number, answer_count=number) for number in range(1, 6)}

    assert order(people, best=2) == ["u5", "u4"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(OnTopic(answers=5.0, answer_count=5), ANSWERED, id="five answers before one"),
        pytest.param(ANSWERED, SAID_TWICE, id="an answer before two mentions"),
        pytest.param(DECLARED, SAID_TWICE, id="a declaration before two mentions"),
        pytest.param(ANSWERED, OnTopic(answers=0.1, answer_count=9), id="a fresh answer before nine faded ones"),
    ],
)
def test_more_evidence_comes_first(better: OnTopic, worse: OnTopic) -> None:
    assert order({"ana": worse, "bob": better}) == ["bob", "ana"]


def test_who_was_named_lately_stands_back() -> None:
    people = {"ana": ANSWERED, "bob": ANSWERED}

    assert order(people, {"ana": Presence(named_lately=3.0), "bob": Presence()}) == ["bob", "ana"]


def test_being_named_does_not_hide_who_knows_far_more() -> None:
    people = {"ana": OnTopic(answers=8.0, answer_count=8), "bob": ANSWERED}

    assert order(people, {"ana": Presence(named_lately=3.0), "bob": Presence()}) == ["ana", "bob"]


def test_who_was_there_lately_comes_before_who_is_silent() -> None:
    people = {"ana": ANSWERED, "bob": ANSWERED}

    assert order(people, {"ana": Presence(days_silent=200.0), "bob": Presence(days_silent=1.0)}) == ["bob", "ana"]


def test_who_answers_everything_is_held_back_for_who_answers_this() -> None:
    people = {"ana": ANSWERED, "bob": ANSWERED}
    presence = {"ana": Presence(answers_anywhere=200.0), "bob": Presence(answers_anywhere=1.0)}

    assert order(people, presence) == ["bob", "ana"]


def test_a_question_in_a_channel_may_go_to_who_answers_there() -> None:
    assert order({}, {"ana": HERE, "bob": Presence()}, weights=QUESTION, channel_id="C1") == ["ana"]


def test_a_bare_name_does_not() -> None:
    assert order({}, {"ana": HERE}, weights=NAME, channel_id="C1") == []
    assert order({}, {"ana": HERE}, weights=QUESTION) == []


def test_the_reasons_are_the_facts_that_counted() -> None:
    ana = OnTopic(2.0, 3.0, 1.0, answer_count=4, said_count=5, answered_at=AT, declared_at=AT)
    [ranked] = rank([topic({"ana": ana})], {"ana": HERE}, QUESTION, best=1, channel_id="C1")

    assert ranked.reasons == (
        Reason(ReasonKind.ANSWERED, "Excel", 4, AT),
        Reason(ReasonKind.DECLARED, "Excel", 1, AT),
        Reason(ReasonKind.HERE, count=3, channel_id="C1"),
        Reason(ReasonKind.SAID, "Excel", 5),
    )


def test_a_bare_name_has_no_reason_from_the_channel() -> None:
    [ranked] = rank([topic({"ana": ANSWERED})], {"ana": HERE}, NAME, best=1, channel_id="C1")

    assert reasons(ranked) == [(ReasonKind.ANSWERED, "Excel", 1)]


def test_of_many_topics_the_two_that_weigh_most_are_told() -> None:
    topics = [
        topic({"ana": ANSWERED}, "common", 0.1),
        topic({"ana": ANSWERED}, "rare", 0.6),
        topic({"ana": OnTopic(answers=3.0, answer_count=3)}, "middle", 0.3),
    ]
    [ranked] = rank(topics, {}, NAME, best=1)

    assert reasons(ranked) == [(ReasonKind.ANSWERED, "middle", 3), (ReasonKind.ANSWERED, "rare", 1)]


def test_the_same_facts_give_the_same_order_however_they_are_listed() -> None:
    people = {"ana": ANSWERED, "bob": SAID_TWICE, "carl": DECLARED, "dora": ANSWERED}
    turned = dict(reversed(people.items()))

    assert rank([topic(people)], {}, NAME, best=4) == rank([topic(turned)], {}, NAME, best=4)


def test_thanks_say_more_than_an_answer_and_teaching_most() -> None:
    assert order({"U1": ANSWERED, "U2": THANKED, "U3": TAUGHT}) == ["U3", "U2", "U1"]


def test_being_found_useful_counts_for_who_taught() -> None:
    useful = OnTopic(taught=1.0, taught_count=1, endorsed=3.0, endorsed_count=3)
    (found,) = rank([topic({"U1": useful})], {}, NAME, best=1)

    assert order({"U1": TAUGHT, "U2": useful}) == ["U2", "U1"]
    assert [(reason.kind, reason.people) for reason in found.reasons] == [(ReasonKind.TAUGHT, 3)]


def test_thanks_come_first_among_the_reasons() -> None:
    everything = OnTopic(
        answers=1.0, answer_count=1, thanks=1.0, thank_count=2, taught=1.0, taught_count=1, declared=1.0, said_count=2
    )
    (found,) = rank([topic({"U1": everything})], {}, NAME, best=1)

    assert [reason.kind for reason in found.reasons] == [
        ReasonKind.THANKED,
        ReasonKind.TAUGHT,
        ReasonKind.ANSWERED,
        ReasonKind.DECLARED,
        ReasonKind.SAID,
    ]
