"""People sign up: seats, the line, who is told what, and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream

from bot.domain.gatherings import Fault
from bot.domain.signups import Wish
from bot.errors import KindError
from storage.store import Store
from tests.builders import NOW, TEAM, at_once, everything, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, HOST, START, Club, club_on, labels, words

PEOPLE = 50


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def test_who_signs_up_gets_a_calendar_file(club: Club) -> None:
    lunch = club.plan()
    club.deliver()
    club.press(lunch, ANA)

    (said,) = [one for one in club.deliver() if one.user_id]
    assert (said.kind, said.user_id) == ("lunch.in", ANA)
    assert said.view.text.startswith("You're in: *Pivot tables* with Hal")
    assert said.view.file is not None
    (event,) = IcsCalendarStream.calendar_from_ics(said.view.file.content.decode()).events
    assert (event.uid, event.dtstart.astimezone(START.tzinfo)) == (f"lunch-{lunch.lunch_id}@t1.whoknows.invalid", START)


def test_who_comes_too_late_is_told_their_place_in_line(club: Club) -> None:
    lunch = club.plan(seats=1)
    for user in (ANA, BEN, CEM):
        club.press(lunch, user)

    said = {one.user_id: one.view for one in club.deliver()}
    assert "You are first in line" in said[BEN].text
    assert "You are second in line" in said[CEM].text
    assert labels(said[CEM]) == ["Can't make it"]
    assert said[CEM].file is None


def test_a_seat_that_comes_free_goes_to_the_first_in_line_who_hears_of_it(club: Club) -> None:
    lunch = club.plan(seats=1)
    for user in (ANA, BEN, CEM):
        club.press(lunch, user)
    club.deliver()
    club.press(lunch, ANA, Wish.OUT)

    said = [one for one in club.deliver() if one.user_id]
    assert [(one.kind, one.user_id) for one in said] == [("lunch.moved_up", BEN), ("lunch.out", ANA)]
    assert said[0].view.file is not None
    assert club.where(lunch) == ([BEN], [CEM])


def test_a_press_that_changes_nothing_says_nothing(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.deliver()
    before = everything(club.store, without=["signup"])
    club.press(lunch, ANA)
    club.press(lunch, BEN, Wish.OUT)

    assert everything(club.store, without=["signup"]) == before


def test_presses_repeated_and_out_of_order_leave_the_newest(club: Club) -> None:
    lunch = club.plan()
    taps = [(Wish.IN, "5.0"), (Wish.OUT, "7.0"), (Wish.IN, "5.0"), (Wish.IN, "6.0"), (Wish.OUT, "7.0")]
    for wish, at in taps:
        club.press(lunch, ANA, wish, at=at)

    assert club.where(lunch) == ([], [])


def test_who_changed_their_mind_before_anything_was_said_is_told_the_last_state(club: Club) -> None:
    lunch = club.plan()
    club.deliver()
    club.press(lunch, ANA)
    club.press(lunch, ANA, Wish.OUT)
    club.press(lunch, ANA)

    assert club.told() == [("lunch.in", ANA)]


def test_fifty_presses_at_once_are_all_kept(club: Club) -> None:
    lunch = club.plan(seats=20)

    at_once(lambda number: club.press(lunch, f"U{number}", at=f"{number + 1}.000001"), times=PEOPLE)

    come, wait = club.where(lunch)
    assert (len(come), len(wait)) == (20, 30)
    assert {*come, *wait} == {f"U{number}" for number in range(PEOPLE)}
    assert "20 coming, full, 30 waiting" in club.post(lunch).text
    updates = [row for row in rows(club.store, "outbox") if row.kind == "lunch.post_update"]
    assert len(updates) == 1


def test_fifty_who_come_and_go_at_once_leave_no_seat_empty(club: Club) -> None:
    lunch = club.plan(seats=20)
    for number in range(PEOPLE):
        club.press(lunch, f"U{number}", at=f"{number + 1}.000001")

    def press(number: int) -> None:
        club.press(lunch, f"U{number}", Wish.OUT if number % 2 else Wish.IN, at=f"{100 + number}.000001")

    at_once(press, times=PEOPLE)

    come, wait = club.where(lunch)
    assert (len(come), len(wait)) == (20, 5)
    assert {*come, *wait} == {f"U{number}" for number in range(0, PEOPLE, 2)}


def test_guests_may_come(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, "U0GUEST")

    assert club.where(lunch) == (["U0GUEST"], [])


def test_somebody_slack_told_nothing_of_may_come_and_is_asked_for(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, "U0NEW")

    assert club.where(lunch) == (["U0NEW"], [])
    assert [row.user_id for row in rows(club.store, "outbox") if row.kind == "person"] == ["U0NEW"]
    assert "somebody" in words(club.post(lunch))


@pytest.mark.parametrize(("user", "outside"), [("U0OUT", False), ("U0ELSE", True)])
def test_people_from_outside_are_told_kindly_and_change_nothing(club: Club, user: str, *, outside: bool) -> None:
    lunch = club.plan()
    before = everything(club.store)

    with pytest.raises(KindError, match="colleagues of the workspace"):
        club.press(lunch, user, outside=outside)
    with pytest.raises(KindError, match="colleagues of the workspace"):
        club.services.lunches.question_of(TEAM, club.tap(lunch, user, outside=outside), now=NOW)
    with pytest.raises(KindError, match="colleagues of the workspace"):
        club.services.lunches.ask_host(TEAM, club.tap(lunch, user, outside=outside), "Why?", now=NOW)
    assert everything(club.store) == before


def test_of_somebody_forgotten_nothing_is_kept(club: Club) -> None:
    lunch = club.plan()
    club.services.privacy.forget(TEAM, ANA, now=NOW)
    before = everything(club.store)

    with pytest.raises(KindError, match="`/whoknows remember me`"):
        club.press(lunch, ANA)
    assert everything(club.store) == before


def test_forgetting_takes_sign_ups_questions_and_feedback_along(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), "For beginners?", now=NOW)
    club.due(lunch.ends_at)
    club.services.lunches.useful(TEAM, club.tap(lunch, ANA), now=lunch.ends_at)
    club.services.lunches.line_to_host(TEAM, club.tap(lunch, ANA), "Thanks", now=lunch.ends_at)
    club.services.privacy.forget(TEAM, ANA, now=lunch.ends_at)

    assert ANA not in repr(everything(club.store))


@pytest.mark.parametrize("wish", Wish)
def test_a_press_on_what_is_cancelled_over_or_unknown_is_answered_and_changes_nothing(club: Club, wish: Wish) -> None:
    off, over = club.plan(), club.plan(starts_at=START - timedelta(days=3))
    club.services.lunches.cancel(TEAM, club.tap(off, HOST), now=NOW)
    before = everything(club.store)

    with pytest.raises(KindError, match="was cancelled"):
        club.press(off, ANA, wish)
    with pytest.raises(KindError, match="is over"):
        club.press(over, ANA, wish, now=over.ends_at)
    with pytest.raises(KindError, match="from a while ago"):
        club.press(999_999, ANA, wish)
    assert everything(club.store) == before


def test_the_host_sees_who_comes_and_what_they_asked(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), " For <!here> beginners? ", now=NOW)
    club.deliver()
    club.services.lunches.who_comes(TEAM, club.tap(lunch, HOST), now=NOW)

    (said,) = [one for one in club.deliver() if one.user_id]
    shown = words(said.view)
    assert "Coming: Ana" in shown
    assert "Waiting: Ben" in shown
    assert "Ana: For @" in shown
    assert "here beginners?" in shown
    assert "<!here" not in shown


def test_a_question_can_be_left_before_signing_up_and_be_put_better(club: Club) -> None:
    lunch = club.plan()
    club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), "Is it hard?", now=NOW)
    tap = club.tap(lunch, ANA)
    found = club.services.lunches.question_of(TEAM, tap, now=NOW)
    assert found is not None
    assert found[1] == "Is it hard?"
    assert club.services.lunches.question_of(TEAM, tap, now=NOW) is None  # Slack repeats itself: the form is open

    club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), "Is it for beginners?", now=NOW)
    club.press(lunch, ANA)
    found = club.services.lunches.question_of(TEAM, club.tap(lunch, ANA), now=NOW)
    assert found is not None
    assert found[1] == "Is it for beginners?"


@pytest.mark.parametrize("question", ["", "  ", "x" * 501])
def test_a_question_that_is_none_is_not_kept(club: Club, question: str) -> None:
    lunch = club.plan()

    assert club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), question, now=NOW) == {Fault.QUESTION}
    assert rows(club.store, "signup") == []


def test_a_question_after_the_list_of_the_day_before_reaches_the_host_at_once(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.due(START - timedelta(hours=20))
    club.deliver(now=START - timedelta(hours=20))
    tap = club.tap(lunch, ANA)
    for _ in range(2):
        club.services.lunches.ask_host(TEAM, tap, "Where is it?", now=START - timedelta(hours=19))

    assert club.told(now=START - timedelta(hours=19)) == [("lunch.who", HOST)]


def test_everybody_sees_what_lies_ahead_of_them(club: Club) -> None:
    lunch, other = club.plan(seats=1), club.plan(host=ADMIN, starts_at=START + timedelta(days=7))
    for user in (ANA, BEN):
        club.press(lunch, user)
    club.press(other, ANA)
    club.press(other, ANA, Wish.OUT)

    def ahead(user: str) -> list[tuple[int, bool, str]]:
        found = club.services.lunches.mine(TEAM, user, now=NOW)
        return [(one.lunch.lunch_id, one.hosts, one.signup.state if one.signup else "") for one in found]

    assert ahead(ANA) == [(lunch.lunch_id, False, "coming")]
    assert ahead(BEN) == [(lunch.lunch_id, False, "waiting")]
    assert ahead(HOST) == [(lunch.lunch_id, True, "")]
    assert ahead(CEM) == []
    assert [one.lunch_id for one in club.services.lunches.upcoming(TEAM, now=NOW)] == [lunch.lunch_id, other.lunch_id]


def test_a_seat_given_up_before_it_was_told_is_not_told(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    club.press(lunch, ANA, Wish.OUT)
    club.press(lunch, BEN, Wish.OUT)

    assert club.told() == [("lunch.out", ANA), ("lunch.out", BEN)]


def test_who_waits_and_then_comes_is_told_the_last_of_it(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.deliver()
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.press(lunch, ANA, Wish.OUT)

    assert [one for one in club.told() if one[1] == BEN] == [("lunch.moved_up", BEN)]
