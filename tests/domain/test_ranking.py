"""Who comes first for a bare name, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.domain.ranking import rank_name, with_rising
from bot.domain.ranking_facts import OnTopic, Ranked, Reason, ReasonKind, Topic
from tests.crowds import Presence, crowd_of

AT = datetime(2026, 2, 1, tzinfo=UTC)
ANSWERED = OnTopic(answers=1.0, answer_count=1, answered_at=AT)
DECLARED = OnTopic(declared=1.0, declared_at=AT)
SAID_ONCE = OnTopic(said=1.0, said_count=1)
SAID_TWICE = OnTopic(said=2.0, said_count=2)
THANKED = OnTopic(thanks=1.0, thank_count=1, thanked_at=AT)
TAUGHT = OnTopic(taught=1.0, taught_count=1, taught_at=AT)


def topic(people: Mapping[str, OnTopic], name: str = "Excel", weight: float = 1.0) -> Topic:
    return Topic(name, weight, people)


def order(
    people: Mapping[str, OnTopic],
    presence: Mapping[str, Presence] | None = None,
    *,
    load: Mapping[str, float] | None = None,
    without: frozenset[str] = frozenset(),
    best: int = 10,
) -> list[str]:
    crowd = crowd_of(presence or {})
    found = rank_name([topic(people)], crowd, best=best, load=load, without=without)
    return [one.user_id for one in found]


def best_of(*topics: Topic) -> Ranked:
    (found,) = rank_name(topics, crowd_of({}), best=1)
    return found


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
def test_nobody_is_named_without_a_reason(shown: OnTopic, counts: object) -> None:
    assert order({"ana": shown}, {"ana": Presence(week=9.0)}) == (["ana"] if counts else [])


def test_nobody_is_found_where_nobody_has_shown_anything() -> None:
    assert rank_name([], crowd_of({}), best=3) == []
    assert order({}, {"ana": Presence(answers=9.0)}) == []


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
        pytest.param(THANKED, ANSWERED, id="a thanks before an answer"),
        pytest.param(TAUGHT, THANKED, id="having taught before a thanks"),
        pytest.param(OnTopic(taught=1.0, taught_count=1, endorsed=3.0), TAUGHT, id="and having been found useful"),
        pytest.param(ANSWERED, OnTopic(answers=0.1, answer_count=9), id="a fresh answer before nine faded ones"),
    ],
)
def test_more_evidence_comes_first(better: OnTopic, worse: OnTopic) -> None:
    assert order({"ana": worse, "bob": better}) == ["bob", "ana"]


def test_who_was_named_lately_stands_back() -> None:
    assert order({"ana": ANSWERED, "bob": ANSWERED}, load={"ana": 3.0}) == ["bob", "ana"]


def test_being_named_does_not_hide_who_knows_far_more() -> None:
    people = {"ana": OnTopic(answers=8.0, answer_count=8), "bob": ANSWERED}

    assert order(people, load={"ana": 3.0}) == ["ana", "bob"]


def test_who_was_there_lately_comes_before_who_is_silent() -> None:
    people = {"ana": ANSWERED, "bob": ANSWERED}

    assert order(people, {"ana": Presence(silent=200.0), "bob": Presence(silent=1.0)}) == ["bob", "ana"]


def test_who_was_active_this_week_comes_before_who_was_not() -> None:
    people, there = {"ana": ANSWERED, "bob": ANSWERED}, Presence(silent=1.0)

    assert order(people, {"ana": there, "bob": Presence(week=20.0, silent=1.0)}) == ["bob", "ana"]


def test_who_answers_everything_is_held_back_for_who_answers_this() -> None:
    people = {"ana": ANSWERED, "bob": ANSWERED}

    assert order(people, {"ana": Presence(answers=200.0), "bob": Presence(answers=1.0)}) == ["bob", "ana"]


def test_the_reasons_are_the_facts_that_counted() -> None:
    ana = OnTopic(2.0, 3.0, 1.0, answer_count=4, said_count=5, answered_at=AT, declared_at=AT)

    assert best_of(topic({"ana": ana})).reasons == (
        Reason(ReasonKind.ANSWERED, "Excel", 4, AT),
        Reason(ReasonKind.DECLARED, "Excel", 1, AT),
        Reason(ReasonKind.SAID, "Excel", 5),
    )


def test_of_many_topics_the_two_that_weigh_most_are_told() -> None:
    found = best_of(
        topic({"ana": ANSWERED}, "common", 0.1),
        topic({"ana": ANSWERED}, "rare", 0.6),
        topic({"ana": OnTopic(answers=3.0, answer_count=3)}, "middle", 0.3),
    )

    assert reasons(found) == [(ReasonKind.ANSWERED, "middle", 3), (ReasonKind.ANSWERED, "rare", 1)]


def test_how_many_found_it_useful_is_told() -> None:
    useful = OnTopic(taught=1.0, taught_count=1, endorsed=3.0, endorsed_count=3)

    assert [(one.kind, one.people) for one in best_of(topic({"ana": useful})).reasons] == [(ReasonKind.TAUGHT, 3)]


def test_thanks_come_first_among_the_reasons() -> None:
    everything = OnTopic(
        answers=1.0, answer_count=1, thanks=1.0, thank_count=2, taught=1.0, taught_count=1, declared=1.0, said_count=2
    )

    assert [reason.kind for reason in best_of(topic({"ana": everything})).reasons] == [
        ReasonKind.THANKED,
        ReasonKind.TAUGHT,
        ReasonKind.ANSWERED,
        ReasonKind.DECLARED,
        ReasonKind.SAID,
    ]


def test_the_same_facts_give_the_same_order_however_they_are_listed() -> None:
    people = {"ana": ANSWERED, "bob": SAID_TWICE, "carl": DECLARED, "dora": ANSWERED}

    assert order(people) == order(dict(reversed(people.items())))


@pytest.mark.parametrize(
    ("people", "busiest", "expected"),
    [
        pytest.param("abcdefg", "abcdef", "abgcdef", id="the first of the others comes third"),
        pytest.param("abcdefg", "abce", "abcdefg", id="one of the first five is no busy person: nothing moves"),
        pytest.param("abcdef", "abcdef", "abcdef", id="all are busy: nothing moves"),
        pytest.param("abcd", "abcd", "abcd", id="few are known: nothing moves"),
        pytest.param("", "", "", id="nobody is known"),
    ],
)
def test_one_place_is_kept_for_somebody_who_is_not_asked_all_the_time(people: str, busiest: str, expected: str) -> None:
    assert "".join(with_rising(list(people), set(busiest))) == expected


def test_the_ten_who_answer_most_are_the_busy_ones() -> None:
    crowd = crowd_of({f"u{number:02}": Presence(answers=number) for number in range(20)})

    assert crowd.busiest() == {f"u{number}" for number in range(10, 20)}
    assert crowd.busiest(["u19"]) == {"u09", *(f"u{number}" for number in range(10, 19))}
    assert crowd_of({"ana": Presence()}).busiest() == frozenset()
