"""Who comes first for a question in a channel, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ranking import rank_question
from bot.domain.ranking_crowd import Crowd, Question
from bot.domain.ranking_facts import OnTopic, Ranked, Reason, ReasonKind, Topic
from bot.domain.ranking_weights import QUESTION, QuestionWeights, read_weights, weights_of, written
from bot.domain.rhythm import WEEKENDS, WORKING_DAYS
from tests.crowds import MONDAY_NOON, Presence, crowd_of, question_of, word_of

ALIKE = Presence(answers=5.0, replies=5.0, words=50.0, week=5.0, silent=1.0)
BOTH = crowd_of({"ana": ALIKE, "bob": ALIKE})
TWO = {"ana": (2.0, 2), "bob": (2.0, 2)}


def ranked(question: Question, crowd: Crowd = BOTH, *, weights: QuestionWeights = QUESTION) -> list[Ranked]:
    return rank_question(question, crowd, best=9, weights=weights)


def names(found: list[Ranked]) -> list[str]:
    return [one.user_id for one in found]


def only(question: Question, crowd: Crowd = BOTH, *, weights: QuestionWeights = QUESTION) -> list[ReasonKind]:
    """The kinds of reasons for bob, who stands first."""
    first = ranked(question, crowd, weights=weights)[0]
    assert first.user_id == "bob"
    return [reason.kind for reason in first.reasons]


MORE_OF_BOB: dict[str, Question] = {
    "answers here": question_of(BOTH, answers={"ana": (1.0, 1), "bob": (6.0, 6)}),
    "takes part here": question_of(BOTH, answers=TWO, replies={"ana": (1.0, 2), "bob": (9.0, 9)}),
    "wrote here lately": question_of(BOTH, answers=TWO, silent={"ana": 40.0, "bob": 1.0}),
    "keeps these hours": question_of(BOTH, answers=TWO, rhythm={"ana": {3: 50.0}, "bob": {13: 50.0}}),
    "works on such days": question_of(BOTH, answers=TWO, rhythm={"ana": {WEEKENDS: 50.0}, "bob": {WORKING_DAYS: 50.0}}),
    "answered about this": question_of(BOTH, [word_of(BOTH, answered={"bob": (3.0, 3)})], answers=TWO),
    "writes about this": question_of(BOTH, [word_of(BOTH, said={"bob": (9.0, 9)})], answers=TWO),
    "helped the asker": question_of(BOTH, answers=TWO, helped={"bob": (3.0, 3)}),
    "is mentioned": question_of(BOTH, answers=TWO, named=["bob"]),
    "was thanked for it": question_of(
        BOTH, answers=TWO, topics=[Topic("Excel", 1.0, {"bob": OnTopic(thanks=2.0, thank_count=2)})]
    ),
}


@pytest.mark.parametrize("question", MORE_OF_BOB.values(), ids=MORE_OF_BOB)
def test_whoever_has_more_to_show_comes_first(question: Question) -> None:
    assert names(ranked(question)) == ["bob", "ana"]


def test_whoever_was_active_this_week_comes_first() -> None:
    crowd = crowd_of({"ana": replace(ALIKE, week=0.0), "bob": ALIKE})

    assert names(ranked(question_of(crowd, answers=TWO), crowd)) == ["bob", "ana"]


def test_whoever_answers_everywhere_is_not_taken_for_knowing_this() -> None:
    crowd = crowd_of({"ana": replace(ALIKE, answers=500.0), "bob": ALIKE})
    asked = question_of(crowd, [word_of(crowd, answered=TWO)], answers=TWO)

    assert names(ranked(asked, crowd)) == ["bob", "ana"]
    assert ReasonKind.ANSWERED not in [reason.kind for reason in ranked(asked, crowd)[1].reasons]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    words = [
        word_of(BOTH, "common", answered={"ana": (2.0, 2)}, weight=1.0),
        word_of(BOTH, "rare", answered={"bob": (2.0, 2)}, weight=6.0),
    ]

    assert names(ranked(question_of(BOTH, words))) == ["bob", "ana"]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        pytest.param(MORE_OF_BOB["answers here"], [ReasonKind.HERE], id="here"),
        pytest.param(question_of(BOTH, replies={"bob": (9.0, 9)}), [ReasonKind.TALKS], id="talks"),
        pytest.param(MORE_OF_BOB["keeps these hours"], [ReasonKind.HERE, ReasonKind.AROUND], id="around"),
        pytest.param(MORE_OF_BOB["answered about this"], [ReasonKind.ANSWERED, ReasonKind.HERE], id="answered"),
        pytest.param(MORE_OF_BOB["writes about this"], [ReasonKind.HERE, ReasonKind.SAID], id="said"),
        pytest.param(MORE_OF_BOB["helped the asker"], [ReasonKind.HELPED, ReasonKind.HERE], id="helped"),
        pytest.param(MORE_OF_BOB["is mentioned"], [ReasonKind.NAMED, ReasonKind.HERE], id="mentioned"),
        pytest.param(MORE_OF_BOB["was thanked for it"], [ReasonKind.THANKED, ReasonKind.HERE], id="thanked"),
    ],
)
def test_the_reasons_are_the_facts_that_counted(question: Question, kinds: list[ReasonKind]) -> None:
    assert only(question) == [*kinds, ReasonKind.ACTIVE]


def test_a_reason_says_how_often_and_where() -> None:
    first = ranked(MORE_OF_BOB["answers here"])[0]

    assert first.reasons == (Reason(ReasonKind.HERE, count=6, channel_id="C1"), Reason(ReasonKind.ACTIVE))


def test_no_more_than_four_reasons_are_given() -> None:
    words = [word_of(BOTH, name, answered={"bob": (3.0, 3)}, said={"bob": (9.0, 9)}) for name in ("a", "b", "c")]
    asked = question_of(BOTH, words, answers={"bob": (3.0, 3)}, helped={"bob": (1.0, 1)})

    assert only(asked) == [ReasonKind.ANSWERED, ReasonKind.ANSWERED, ReasonKind.HELPED, ReasonKind.HERE]


@pytest.mark.parametrize("question", MORE_OF_BOB.values(), ids=MORE_OF_BOB)
def test_what_does_not_count_is_no_reason(question: Question) -> None:
    nothing = weights_of([0.0] * len(QUESTION.numbers))

    assert ranked(question, weights=nothing) == []


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        pytest.param(question_of(BOTH), [], id="nothing known"),
        pytest.param(question_of(BOTH, silent={"ana": 0.0}), [], id="only there"),
        pytest.param(question_of(BOTH, replies={"ana": (1.0, 1)}), [], id="took part once"),
        pytest.param(question_of(BOTH, [word_of(BOTH, said={"ana": (1.0, 1)})]), [], id="said the word once"),
        pytest.param(question_of(BOTH, helped={"ana": (1.0, 1)}), ["ana"], id="helped once"),
        pytest.param(question_of(BOTH, named=["ana", "a stranger"]), ["ana"], id="mentioned, and known"),
        pytest.param(
            question_of(
                BOTH, topics=[Topic("Excel", 1.0, {"ana": OnTopic(declared=1.0), "zoe": OnTopic(declared=1.0)})]
            ),
            ["ana"],
            id="says so",
        ),
    ],
)
def test_nobody_is_named_without_a_reason(asked: Question, named: list[str]) -> None:
    assert names(ranked(asked)) == named


def test_who_was_named_lately_stands_back_and_the_asker_is_left_out() -> None:
    asked = question_of(BOTH, answers=TWO)

    assert names(rank_question(asked, BOTH, best=9, load={"ana": 3.0})) == ["bob", "ana"]
    assert names(rank_question(asked, BOTH, best=9, without=["ana", "somebody else"])) == ["bob"]
    assert names(rank_question(asked, BOTH, best=1)) == ["ana"]


def test_the_day_of_the_week_is_looked_at() -> None:
    rhythm: Mapping[str, Mapping[int, float]] = {"ana": {WEEKENDS: 50.0}, "bob": {WORKING_DAYS: 50.0}}
    sunday = question_of(BOTH, answers=TWO, rhythm=rhythm, at=MONDAY_NOON - timedelta(days=1))

    assert names(ranked(sunday)) == ["ana", "bob"]


def test_weights_are_kept_and_read_again() -> None:
    own = replace(QUESTION, here=0.125, weekend=0.0)

    assert read_weights(written(own)) == own
    assert weights_of(own.numbers) == own


def test_own_weights_from_before_there_was_a_number_leave_it_as_it_is_for_everybody() -> None:
    assert read_weights('{"here": 0.6}') == replace(QUESTION, here=0.6)


@pytest.mark.parametrize("kept", [None, "", "{", "[]", "3", '{"here": "much"}', '{"here": NaN}', '{"here": null}'])
def test_weights_that_make_no_sense_are_those_for_everybody(kept: str | None) -> None:
    assert read_weights(kept) == QUESTION
