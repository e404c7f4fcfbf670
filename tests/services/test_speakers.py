"""Looking for speakers: how many could, who is asked, and who is shown only after a yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.availability_own import Own
from bot.domain.speakers import HowMany
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import TEAM, at_once, everything, rows
from tests.programmes import ANA, BOB, GUS, JILL, KATIE, OTTO, Office, invited
from tests.searches import (
    answer,
    approach_of,
    ask_them,
    asked,
    due,
    heard,
    knowing_on,
    look,
    press,
    skill_of,
)

DAY = timedelta(days=1)


@pytest.fixture
def office(store: Store) -> Office:
    return knowing_on(store)


def test_a_coordinator_sees_how_many_could_and_never_who(office: Office) -> None:
    assert look(office) == [("pandas", HowMany.FEW)]
    assert look(office, "Kubernetes") == []
    office.knows("Excel", KATIE)
    assert look(office, "excel") == [("Excel", HowMany.ONE)]
    skill_of(office, "golf")
    office.knows("Go", *(f"U{n}" for n in range(9)))
    assert look(office, "golang") == [("Go", HowMany.MANY)]


def test_without_a_topic_it_is_what_people_ask_most_and_find_least(office: Office) -> None:
    assert look(office, "") == []
    office.asks("Excel", ANA, KATIE)
    office.asks("pandas", JILL, KATIE)
    office.asks("Go", KATIE)

    assert look(office, "") == [("Excel", HowMany.NONE), ("pandas", HowMany.FEW)]


@pytest.mark.parametrize("who", [ANA, GUS, OTTO, "U0NOBODY"])
def test_all_others_are_kindly_refused(office: Office, who: str) -> None:
    before = everything(office.store)
    with pytest.raises(KindError, match="for coordinators"):
        look(office, who=who)
    with pytest.raises(KindError, match="for coordinators"):
        office.ours.speakers.ask_them(TEAM, press(office, who, skill_of(office)), now=office.at)

    assert everything(office.store) == before


def test_one_is_asked_at_a_time_and_the_name_is_shown_after_the_yes_alone(office: Office) -> None:
    ask_them(office)
    assert asked(office) == [ANA]
    before = heard(office, JILL)
    assert all("Ana" not in said and ANA not in said for _kind, said in before)
    office.ours.speakers.answer(TEAM, press(office, ANA, approach_of(office, ANA)), yes=True, now=office.at)

    kind, said = heard(office, JILL)[-1]
    assert kind == "speakers.found"
    assert f"<@{ANA}> is glad to be asked about *pandas*" in said
    assert "says they know pandas" in said
    assert "Somebody you may not expect: the title says *Accounts payable*" in said
    due(office, 2)
    due(office, 7)
    assert asked(office) == [ANA]
    assert [one for one, _said in heard(office, JILL)].count("speakers.nobody") == 0


def test_a_title_that_says_so_is_nothing_unexpected(office: Office) -> None:
    with office.unit() as unit:
        unit.people.save([PersonRow(ANA, "Ana", is_deleted=True)])
    ask_them(office)
    answer(office, BOB, yes=True)

    said = heard(office, JILL)[-1][1]
    assert "Head of pandas" in said
    assert "not expect" not in said


def test_a_no_cannot_be_told_from_nobody_having_been_found(office: Office) -> None:
    """Whatever people answered, the coordinator hears the same words at the same moments."""
    office.knows("Excel", KATIE)
    skill_of(office, "kubernetes")
    ask_them(office, about="pandas")
    answer(office, ANA, yes=False)
    answer(office, BOB, yes=False)
    ask_them(office, about="excel")  # nobody answers
    ask_them(office, about="kubernetes")  # nobody could be asked
    due(office, 6.9)
    assert {kind for kind, _said in heard(office, JILL)} == {"speakers.asking"}
    due(office, 7)

    told = [said for kind, said in heard(office, JILL) if kind == "speakers.nobody"]
    assert len(told) == 3
    assert len({said.replace("pandas", "X").replace("Excel", "X").replace("kubernetes", "X") for said in told}) == 1
    times = [row.created_at for row in rows(office.store, "outbox") if row.kind == "speakers.nobody"]
    assert len(set(times)) == 1


def test_a_no_is_final_for_that_topic_whoever_asks_again_and_whenever(office: Office) -> None:
    ask_them(office)
    answer(office, ANA, yes=False)
    assert asked(office) == [ANA, BOB]
    with pytest.raises(KindError, match="answered this already"):
        answer(office, ANA, yes=True)
    office.ours.settings.name(TEAM, JILL, KATIE, now=office.at)
    office.at += timedelta(days=60)
    ask_them(office, KATIE)
    answer_of_bob = [row for row in rows(office.store, "approach") if row.user_id == BOB]
    due(office, 64)

    assert asked(office).count(ANA) == 1
    assert len(answer_of_bob) == 2
    assert look(office) == [("pandas", HowMany.FEW)]


def test_who_does_not_answer_is_not_waited_for(office: Office) -> None:
    ask_them(office)
    due(office, 1)
    assert asked(office) == [ANA]
    due(office, 2)
    assert asked(office) == [ANA, BOB]
    due(office, 4)
    answer(office, ANA, yes=True)

    assert asked(office) == [ANA, BOB]
    assert heard(office, JILL)[-1][0] == "speakers.found"


def test_the_load_is_shared_with_invitations_to_host(office: Office) -> None:
    """Nobody is asked for two things within the days a workspace set."""
    ask_them(office)
    office.setup()
    office.asks("pandas", KATIE, JILL)
    office.post_now()
    office.stands(office.left("programme.topics")[0])
    assert invited(office) == [BOB]

    office.knows("Excel", ANA, BOB)
    ask_them(office, about="excel")

    assert asked(office) == [ANA]


def test_whoever_hosts_already_or_said_never_is_not_asked(office: Office) -> None:
    series = office.setup()
    office.ours.programme.hosting.host(
        TEAM,
        ANA,
        {"title": "Lock picking", "slot": office.ours.programme.hosting.slots(TEAM, ANA, "", now=office.at)[0].value},
        seen=office.seen(),
        now=office.at,
    )
    ask_them(office)

    assert series.series_id
    assert asked(office) == [BOB]


def test_who_paused_being_asked_is_left_in_peace_and_counts_still(office: Office) -> None:
    with office.unit() as unit:
        unit.choices.prefer(ANA, Own.PAUSED, "yes")
    ask_them(office)

    assert asked(office) == [BOB]
    assert look(office) == [("pandas", HowMany.FEW)]


def test_pressing_once_more_asks_one_more_and_no_press_counts_twice(office: Office) -> None:
    made = press(office, JILL, skill_of(office))
    for _ in range(3):
        office.ours.speakers.ask_them(TEAM, made, now=office.at)
    ask_them(office)
    assert asked(office) == [ANA]  # who is thinking about it
    answer(office, ANA, yes=True)
    ask_them(office)

    assert asked(office) == [ANA, BOB]
    assert len(rows(office.store, "search")) == 1


def test_of_many_presses_at_once_one_person_is_asked(office: Office) -> None:
    skill = skill_of(office)
    presses = [press(office, JILL, skill) for _ in range(6)]
    at_once(lambda n: office.ours.speakers.ask_them(TEAM, presses[n], now=office.at), times=6)

    assert asked(office) == [ANA]
    assert len(rows(office.store, "search")) == 1


def test_of_yes_and_no_at_once_one_counts(office: Office) -> None:
    ask_them(office)
    number = approach_of(office, ANA)
    presses = [press(office, ANA, number) for _ in range(4)]

    def tried(n: int) -> bool:
        try:
            office.ours.speakers.answer(TEAM, presses[n], yes=n % 2 == 0, now=office.at)
        except KindError:
            return False
        return True

    assert at_once(tried, times=4).count(True) == 1
    assert len(office.left("speakers.found")) <= 1
