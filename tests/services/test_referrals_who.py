"""The hand-off at its services: who may ask whom, whose presses count, and in which words."""

from __future__ import annotations

import pytest

from bot.domain.referrals import Move
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, rows
from tests.referring import ANA, GUS, JILL, KATIE, LEE, NOON, OTTO, SCOTT, Referring, referring_on

LONG = "x" * 2001


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


# -- who may, and with what


@pytest.mark.parametrize(
    ("words", "why"), [("", "What would you like"), ("  \n ", "What would you like"), (LONG, "At most 2,000")]
)
def test_words_are_neither_missing_nor_endless(once: Referring, words: str, why: str) -> None:
    assert why in once.sends(once.looks(), words=words).wrong["words"]
    assert rows(once.store, "handoff") == []


@pytest.mark.parametrize("to", [KATIE, GUS, OTTO, LEE, "U0NOBODY", "", "*x"])
def test_only_those_who_were_named_can_be_asked(once: Referring, to: str) -> None:
    with pytest.raises(KindError):
        once.sends(once.looks(), to)
    assert rows(once.store, "handoff") == []


def test_why_somebody_is_not_asked_is_plain_beside_a_field_and_markup_nowhere(once: Referring) -> None:
    first, second = once.looks(LEE), once.looks(ANA)
    with once.unit() as unit:
        unit.people.save([PersonRow(SCOTT, "Scott <!here> *& Sons*", tz="America/New_York")])
    once.asks()

    assert once.sends(first, who=LEE).wrong["words"] == (
        "Scott <!here> *& Sons* has been asked today already, and nobody is asked more often than is good for them. "
        "Ask somebody else, or in a channel."
    )
    with pytest.raises(KindError) as why:
        once.ours.referrals.asking.form(TEAM, once.press(ANA, second), SCOTT, now=once.at)
    assert "&amp; Sons" in str(why.value)
    assert not {"<", "*"} & set(str(why.value))


def test_a_question_of_somebody_else_is_nobody_elses(once: Referring) -> None:
    looked, asked, unnamed = once.looks(text="pandas"), once.asks(), once.asks(JILL, unnamed=True)

    for question in (looked, asked, unnamed, 999):
        with pytest.raises(KindError):
            once.sends(question, ANA, who=LEE)
        with pytest.raises(KindError):
            once.withdraws(question, LEE)
        with pytest.raises(KindError):
            once.judges(question, helped=True, who=LEE)
        with pytest.raises(KindError):
            once.next(question, ANA, LEE)
        for who in (LEE, KATIE, ANA):
            with pytest.raises(KindError):
                once.answers(question, Move.ACCEPT, who)
    assert once.states(asked) == {SCOTT: "asked"}
    assert once.states(unnamed) == {JILL: "asked"}


def test_what_nobody_owns_any_more_shows_no_words(once: Referring) -> None:
    looked = once.looks(text="excel macros for the merger with Initech")
    once.sends(looked, unnamed=True)

    form = once.ours.referrals.asking.form(TEAM, once.press(LEE, looked), JILL, now=once.at)

    assert form
    assert (form.words, form.about) == ("", "Excel")


def test_guests_may_ask_and_outsiders_may_not(once: Referring) -> None:
    assert not once.sends(once.looks(GUS), who=GUS).wrong
    with pytest.raises(KindError, match="people of this workspace"):
        once.sends(once.looks(OTTO), JILL, who=OTTO)


def test_another_workspace_knows_nothing_of_it(once: Referring) -> None:
    question = once.asks()
    with once.store.team("T0OTHER").writing() as unit:
        unit.workspace.ensure()

    with pytest.raises(KindError):
        once.ours.referrals.answering.answered("T0OTHER", once.press(SCOTT, question), Move.ACCEPT, ("", ""), now=NOON)
    with pytest.raises(KindError):
        once.ours.referrals.asking.withdraw("T0OTHER", once.press(KATIE, question), now=NOON)
    assert once.stage(question) == "asking"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (SCOTT, "That is you"),
        (KATIE, "the one who asks"),
        (GUS, "only members who are here"),
        (OTTO, "only members who are here"),
        ("U0BOT", "only members who are here"),
        ("U0NOBODY", "only members who are here"),
        ("", "only members who are here"),
        (JILL, "asked today already"),
        (ANA, "asked about this already"),
    ],
)
def test_whom_the_baton_cannot_be_passed_to(once: Referring, to: str, why: str) -> None:
    with once.unit() as unit:
        unit.workspace.install(name="A", url="", bot_user_id="U0BOT", now=NOON)
        unit.people.save([PersonRow("U0BOT", "whoknows")])
    once.withdraws(once.asks(JILL, who=LEE), LEE)
    question = once.looks()
    assert not once.sends(question, ANA).wrong
    once.answers(question, Move.LATER, ANA)
    once.next(question, SCOTT)

    assert why in once.passes(question, to)
    assert once.states(question) == {ANA: "later", SCOTT: "asked"}


def test_the_baton_passes_once(desk: Referring) -> None:
    question = desk.asks()

    assert desk.passes(question, LEE) == ""
    assert desk.passes(question, JILL) == ""

    assert desk.states(question) == {SCOTT: "passed", LEE: "asked"}
    assert desk.left("referral.ask") == [SCOTT, LEE]
