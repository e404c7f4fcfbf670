"""What people hide, pause or do not want learned of them counts in no figure, and leads to no question to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.insights import Snapshot
from bot.domain.insights_people import Said
from bot.domain.insights_registry import Page
from storage.asks import AnswerKey
from storage.store import Store, Unit
from storage.values import LEARNING, PAUSED, WORKS_COUNCIL, ExpertiseRow, Kind, Origin, QuestionRow
from tests.builders import TEAM, rows, ts
from tests.histories import END, EVERYBODY, SELLERS
from tests.insighters import Desk, desk_on, lived_on, shows

ASKED_AT = END - timedelta(days=2)
Wish = Callable[[Unit, int], None]


@pytest.fixture
def desk(store: Store) -> Desk:
    """E1 alone has shown pandas, seven times, and nobody else; five colleagues ask about it, in vain."""
    made = desk_on(store)
    with store.team(TEAM).writing() as unit:
        skill = unit.skills.ensure({"pandas": "pandas"})["pandas"]
        shows(unit, "E1", skill, 7, people=5)
        unit.ledger.add([ExpertiseRow("E1", skill, Kind.KUDOS, 7.0, 7, END)])
        for number, asker in enumerate(SELLERS[:5]):
            at = ASKED_AT - timedelta(days=60, minutes=number)
            unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", asker, at, (skill,), ()))
            recent = ASKED_AT + timedelta(minutes=number)
            unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", asker, recent, (skill,), ()))
    return made


def pandas(unit: Unit) -> int:
    return unit.skills.ids(["pandas"])["pandas"]


def hides_skill(unit: Unit, skill: int) -> None:
    unit.ledger.hide_skill("E1", skill, now=END)


def pauses(unit: Unit, _skill: int) -> None:
    unit.choices.prefer("E1", PAUSED, "always")


def says_no(unit: Unit, _skill: int) -> None:
    unit.choices.prefer("E1", LEARNING, "off")


def is_never_asked(unit: Unit, _skill: int) -> None:
    unit.choices.set({WORKS_COUNCIL: "1"})
    for user_id in EVERYBODY:
        if user_id != "E1":
            unit.choices.prefer(user_id, LEARNING, "on")


WISHES = pytest.mark.parametrize("wish", [hides_skill, pauses, says_no, is_never_asked])


def wishes(desk: Desk, wish: Wish) -> None:
    with desk.store.team(TEAM).writing() as unit:
        wish(unit, pandas(unit))


def known(snapshot: Snapshot) -> list[str]:
    return [str(one.knowing) for one in snapshot.topics if one.name == "pandas"]


def asked(desk: Desk) -> list[str]:
    return [row.user_id for row in rows(desk.store, "outbox") if row.kind == "insights.consent"]


def test_whoever_lets_it_be_known_is_one_who_knows_and_is_asked(desk: Desk) -> None:
    week = desk.week()

    assert (known(week), week.alone, week.numbers["reach"]) == (["one"], ("pandas",), 1.0)
    assert asked(desk) == ["E1"]


@WISHES
def test_whoever_does_not_is_no_helper_in_coverage(desk: Desk, wish: Wish) -> None:
    wishes(desk, wish)
    week = desk.week()

    assert (known(week), week.alone, week.numbers["reach"]) == (["none"], (), 0.0)


@WISHES
def test_nor_found_rising(desk: Desk, wish: Wish) -> None:
    wishes(desk, wish)
    desk.week()

    assert asked(desk) == []


@WISHES
def test_nor_shown_any_more_after_a_yes(desk: Desk, wish: Wish) -> None:
    desk.week()
    desk.bot.services.insights.answer(TEAM, "E1", Said.YES, seen=desk.seen(), now=desk.at)
    assert [one.user_id for one in desk.look(Page.PEOPLE).agreed] == ["E1"]
    wishes(desk, wish)

    assert desk.look(Page.PEOPLE).agreed == ()


def test_of_two_who_know_the_other_one_is_alone_with_it(desk: Desk) -> None:
    with desk.store.team(TEAM).writing() as unit:
        unit.ledger.add([ExpertiseRow("E2", pandas(unit), Kind.KUDOS, 5.0, 5, END)])
    assert desk.week().alone == ()
    wishes(desk, hides_skill)

    assert desk.week().alone == ("pandas",)


def test_pieces_of_evidence_that_were_hidden_make_nobody_rise(desk: Desk) -> None:
    keys = [row.key for row in rows(desk.store, "evidence")][:4]
    with desk.store.team(TEAM).writing() as unit:
        assert len(unit.ledger.hide("E1", keys, now=END)) == 4
    desk.week()

    assert asked(desk) == []


def test_what_somebody_says_of_themselves_counts_also_where_nothing_is_learned(desk: Desk) -> None:
    """By their own word they are found by colleagues, too."""
    with desk.store.team(TEAM).writing() as unit:
        unit.ledger.add([ExpertiseRow("E1", pandas(unit), Kind.DECLARED, 1.0, 1, END)])
    wishes(desk, says_no)

    assert known(desk.week()) == ["one"]


@pytest.mark.parametrize("wish", [says_no, is_never_asked])
def test_of_whom_nothing_is_learned_there_is_no_cell_and_no_count(desk: Desk, wish: Wish) -> None:
    wishes(desk, wish)
    week = desk.week()

    assert week.numbers["people"] == 20  # nineteen
    assert "E1" not in {row.user_id for row in rows(desk.store, "insight_member")}


def test_who_says_no_later_is_counted_no_more(store: Store) -> None:
    desk = lived_on(store)
    before = desk.week()
    with store.team(TEAM).writing() as unit:
        for user_id in SELLERS:
            unit.choices.prefer(user_id, LEARNING, "off")
    after = desk.week()

    assert (before.numbers["people"], after.numbers["people"]) == (20, 15)
    assert (after.numbers["asked"], after.numbers["helped"]) < (before.numbers["asked"], before.numbers["helped"])


def test_who_said_no_and_then_yes_comes_back_as_somebody_new(store: Store) -> None:
    """Else they would be the difference of two weeks. Five who come back together are counted."""
    desk = lived_on(store)
    desk.week()

    def says(word: str, *who: str) -> set[str]:
        with store.team(TEAM).writing() as unit:
            for user_id in who:
                unit.choices.prefer(user_id, LEARNING, word)
        desk.week()
        return {row.user_id for row in rows(store, "insight_member")} & set(who)

    assert says("off", *SELLERS[:5]) == set()
    assert says("on", *SELLERS[:4]) == set()
    assert says("on", *SELLERS[:5]) == set(SELLERS[:5])


def test_in_works_council_mode_nobody_counts_who_did_not_say_yes(store: Store) -> None:
    """Neither what they asked, nor what they helped, nor where they came."""
    desk = lived_on(store)
    with store.team(TEAM).writing() as unit:
        unit.choices.set({WORKS_COUNCIL: "1"})
        assert unit.insights.knowing([unit.skills.ids(["excel"])["excel"]], without=(), most=9) == {}
        held = unit.insights.gathered(END - timedelta(weeks=12), END)
        assert [(row.came, row.useful) for row in held] == [((), ())] * 2
    desk.bot.services.insights.due(TEAM, desk.at)

    assert desk.look().newest is None or desk.look().newest.is_empty  # type: ignore[union-attr]
    assert rows(store, "insight_member") == []


@pytest.mark.parametrize("wish", ["hides it", "says no"])
def test_an_answer_that_shall_say_nothing_is_no_help(store: Store, wish: str) -> None:
    desk_on(store)
    with store.team(TEAM).writing() as unit:
        unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C9", ts(ASKED_AT), "S0", ASKED_AT, (), ()))
        answer = AnswerKey("C9", ts(ASKED_AT), "E1")
        unit.asks.add_answers({answer: ts(ASKED_AT + timedelta(minutes=5))})
        assert [one[:2] for one in unit.insights.helped(ASKED_AT, END, of=EVERYBODY)] == [("E1", "S0")]
        assert [one.answer_ts != "" for one in unit.insights.asked(ASKED_AT, END)] == [True]
        if wish == "hides it":
            unit.asks.hide_answer(answer, now=END)
        else:
            unit.choices.prefer("E1", LEARNING, "off")

        assert list(unit.insights.helped(ASKED_AT, END, of=EVERYBODY)) == []
        assert [one.answer_ts for one in unit.insights.asked(ASKED_AT, END)] == [""]


def test_whoever_paused_is_no_bridge(store: Store) -> None:
    desk = desk_on(store)
    five = {at: {"group": f"Team {number // 5}"} for number, at in enumerate(EVERYBODY)}
    desk.place(five)
    with store.team(TEAM).writing() as unit:
        for number, asker in enumerate(at for at in EVERYBODY if five[at] != five["E1"]):
            stands = ts(ASKED_AT + timedelta(minutes=number))
            unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C9", stands, asker, ASKED_AT, (), ()))
            said = ts(ASKED_AT + timedelta(hours=1, minutes=number))
            unit.asks.add_answers({AnswerKey("C9", stands, user): said for user in ("E1", "E2")})
        unit.choices.prefer("E1", PAUSED, "always")
    desk.week()

    assert asked(desk) == ["E2"]
