"""Every message and form of the hand-off: within Slack's limits, calling nobody, naming nobody who is unnamed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.checks import view_problems
from bot.domain.referral_told import Form, Introduction, ToldAsker, ToldExpert
from bot.views.blocks import View
from bot.views.referral_asker import asked_view, asker_view, check_view, offer_view, stuck_view
from bot.views.referral_forms import ask_form, channel_form, pass_form
from bot.views.referrals import (
    channel_question_view,
    introduction_view,
    met_view,
    question_view,
    stands_view,
    unmet_view,
)
from storage.values import ChannelRow, PersonRow
from storage.values_referrals import HandoffRow, ReferralRow, Referred, Stage
from tests.views.test_messages import channels, ids, long_texts, must_be_a_good_message, people, reasons

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
referrals = st.builds(
    ReferralRow,
    question_id=st.integers(1, 10**8),
    user_id=ids.map("U{}".format),
    place=st.integers(1, 9),
    state=st.sampled_from(Referred),
    at=st.just(NOW),
    asked_at=st.just(NOW),
)
experts = st.builds(
    ToldExpert,
    referral=referrals,
    stage=st.sampled_from(Stage),
    about=long_texts,
    words=long_texts,
    asker=st.none() | people,
    reasons=st.lists(reasons, max_size=4).map(tuple),
    passed_by=st.none() | people,
    passed_to=st.none() | people,
    url=st.sampled_from(["", "https://acme.slack.com/"]),
)
handoffs = st.builds(
    HandoffRow,
    question_id=st.integers(1, 10**8),
    state=st.sampled_from(Stage),
    at=st.just(NOW),
    changed_at=st.just(NOW),
)
askers = st.builds(
    ToldAsker,
    handoff=handoffs,
    about=long_texts,
    asked=st.lists(st.tuples(people, referrals), max_size=4).map(tuple),
    next=st.none() | people,
)
introductions = st.builds(
    Introduction, asker=people, helper=people, about=long_texts, words=long_texts, mutual=st.none() | people
)


@given(experts)
def test_what_somebody_is_asked_is_a_good_message(told: ToldExpert) -> None:
    for view in (question_view(told), stands_view(told)):
        must_be_a_good_message(view)


@given(askers)
def test_what_the_asker_hears_is_a_good_message(told: ToldAsker) -> None:
    for view in (asked_view(told, 4.0), asker_view(told), offer_view(told), check_view(told)):
        if view:
            must_be_a_good_message(view)


@given(introductions)
def test_an_introduction_is_a_good_message(told: Introduction) -> None:
    alone = (met_view(told, to_asker=True), met_view(told, to_asker=False), unmet_view(told))
    for view in (introduction_view(told), *alone):
        must_be_a_good_message(view)


@given(long_texts, st.none() | people)
def test_a_question_in_a_channel_calls_nobody(words: str, asker: PersonRow | None) -> None:
    view = channel_question_view(words, asker)

    must_be_a_good_message(view)
    assert "<@" not in view.text + repr(view.blocks)


@given(st.lists(people, min_size=1, max_size=3), long_texts, long_texts, st.booleans())
def test_the_form_for_asking_is_a_good_form(asked: list[PersonRow], about: str, words: str, quiet: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    assert view_problems(ask_form(Form(7, tuple(asked), about, words, quiet=quiet))) == []


@given(st.lists(channels, min_size=1, max_size=120, unique_by=lambda row: row.channel_id), long_texts)
def test_the_form_for_a_channel_is_a_good_form(offered: list[ChannelRow], words: str) -> None:
    assert view_problems(channel_form(7, words, offered)) == []
    assert view_problems(pass_form(7)) == []


ROW = ReferralRow(7, "U1", 1, Referred.ASKED, NOW, NOW)
UNNAMED = ToldExpert(ROW, Stage.ASKING, "Excel", "How?")


def shown(view: View) -> str:
    return view.text + repr(view.blocks)


def test_whoever_is_unnamed_is_a_colleague() -> None:
    assert "A colleague would like your help with *Excel*" in shown(question_view(UNNAMED))
    assert "unnamed until you say yes" in shown(question_view(UNNAMED))


@pytest.mark.parametrize("state", sorted({*Referred} - {Referred.ACCEPTED, Referred.HELPED, Referred.UNHELPED}))
def test_however_it_stands_the_question_is_no_longer_shown(state: Referred) -> None:
    told = ToldExpert(ReferralRow(7, "U1", 1, state, NOW, NOW), Stage.CLOSED, "Excel", "How do I?", PersonRow("U2"))

    assert "How do I?" not in shown(stands_view(told))
    assert "U2" not in shown(stands_view(told))


ANA, BOB, CEM = PersonRow("U1"), PersonRow("U2"), PersonRow("U3")


def standing(user_id: str, state: Referred, *, answered: int | None = None, passed_by: str = "") -> ReferralRow:
    then = None if answered is None else NOW + timedelta(minutes=answered)
    return ReferralRow(7, user_id, 1, state, NOW, NOW, then, passed_by)


def test_whoever_passed_the_baton_named_those_they_named() -> None:
    asked = (
        (ANA, standing("U1", Referred.PASSED, answered=1)),
        (BOB, standing("U2", Referred.ASKED)),
        (CEM, standing("U3", Referred.ASKED, passed_by="U1")),
    )
    view = asked_view(ToldAsker(HandoffRow(7, Stage.ASKING, NOW, NOW), "Excel", asked), 4.0)

    assert view is not None
    assert view.text.startswith("<@U1> named <@U3>, and I have asked them about *Excel*.")


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], ""),
        ([(Referred.TAKEN, 3), (Referred.WITHDRAWN, 3)], ""),
        ([(Referred.LATER, 1), (Referred.EXPIRED, 2)], "<@U2> has not answered"),
        ([(Referred.EXPIRED, 2), (Referred.LATER, 1)], "<@U1> has not answered"),
        ([(Referred.EXPIRED, 1), (Referred.LATER, 1)], "<@U2> cannot help"),
        ([(Referred.UNHELPED, 2), (Referred.TAKEN, 3), (Referred.LATER, 1)], "Too bad that it did not help. <@U1>"),
    ],
)
def test_the_offer_says_what_came_last_of_those_who_answered(states: list[tuple[Referred, int]], said: str) -> None:
    people = (ANA, BOB, CEM)
    asked = tuple(
        (person, standing(person.user_id, state, answered=at))
        for person, (state, at) in zip(people, states, strict=False)
    )
    view = offer_view(ToldAsker(HandoffRow(7, Stage.OFFERING, NOW, NOW), "Excel", asked, PersonRow("U9")))

    assert view.text.startswith(said or "Shall I ask <@U9>")


def test_without_anybody_to_name_it_still_reads_well() -> None:
    told = ToldAsker(HandoffRow(7, Stage.ASKING, NOW, NOW), "Excel")

    assert asker_view(told).text == "I have asked around about *Excel*, and will come back to you."
    assert asked_view(told, 4.0) is None
    assert check_view(told) is None


@pytest.mark.parametrize("about", ["Excel", "", "*bold* <!channel> & " + "x" * 3000])
def test_of_a_question_that_is_stuck_the_asker_reads_which_and_what_to_do(about: str) -> None:
    view = stuck_view(about)

    assert "`/whoknows` starts anew" in view.text
    assert "<!channel>" not in view.text
    assert len(view.text) < 1_000
