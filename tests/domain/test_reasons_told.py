"""Which facts become reasons: what others said of somebody counts as much as what they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.programme import Slot
from bot.domain.ranking import rank_question
from bot.domain.ranking_facts import OnTopic, ReasonKind, Topic
from bot.domain.ranking_reasons import topic_reasons
from bot.domain.ranking_weights import QUESTION
from storage.programme import SeriesRow
from tests.crowds import Presence, crowd_of, question_of, word_of

KNOWN = {
    "named by a colleague": (OnTopic(endorsed=1.0, endorsed_count=1), [ReasonKind.ENDORSED]),
    "said yes when asked": (OnTopic(accepted=1.0, accepted_count=1), [ReasonKind.ACCEPTED]),
    "found useful as a host": (OnTopic(taught=1.0, taught_count=1, endorsed_count=3), [ReasonKind.TAUGHT]),
}


@pytest.mark.parametrize(("known", "kinds"), KNOWN.values(), ids=KNOWN)
def test_what_others_say_of_somebody_is_a_reason(known: OnTopic, kinds: list[ReasonKind]) -> None:
    assert [one.kind for one in topic_reasons([Topic("Excel", 1.0, {"ana": known})], "ana")] == kinds


def test_what_does_not_count_is_no_reason() -> None:
    crowd = crowd_of({"ana": Presence(answers=5.0, words=50.0, week=5.0, silent=1.0)})
    word = word_of(crowd, answered={"ana": (9.0, 9)}, said={"ana": (9.0, 9)})
    asked = question_of(crowd, [word], answers={"ana": (3.0, 3)})
    weights = replace(QUESTION, answered=0.0, said=0.0)

    [first] = rank_question(asked, crowd, best=1, weights=weights)

    assert {ReasonKind.ANSWERED, ReasonKind.SAID}.isdisjoint({one.kind for one in first.reasons})


def test_a_date_to_host_on_is_known_by_its_series_and_moment() -> None:
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    series = SeriesRow(7, "C1", "tue", "12:00", "UTC", noon)

    assert Slot(series, "lunch", noon).value == "7:2026-03-03T12:00:00+00:00"
