"""Afterwards: who was there, what it was worth to them, and what is left of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.gatherings import Fault
from bot.domain.signups import Wish
from bot.errors import KindError
from storage.lunches import LunchRow, LunchState
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, TEAM, everything, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, DEE, HOST, OLA, START, Club, club_on, labels, words

END = START + timedelta(minutes=45)
LINK = "https://files.example.com/pivot"


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def came(club: Club, lunch: LunchRow) -> dict[str, bool | None]:
    with club.store.team(TEAM).reading() as unit:
        return {row.user_id: row.came for row in unit.lunches.signups(lunch.lunch_id)}


def keep(club: Club, lunch: LunchRow, *, by: str = HOST, title: str = "Notes", url: str = LINK) -> frozenset[Fault]:
    return club.services.lunches.add_recording(TEAM, club.tap(lunch, by), title=title, url=url, now=END)


def test_peoples_own_word_counts_more_than_the_hosts_ticks(club: Club) -> None:
    lunch = club.held(ANA, BEN, CEM)
    lunches = club.services.lunches
    lunches.came(TEAM, club.tap(lunch, ANA), there=False, now=END)
    lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA, BEN], now=END)
    lunches.came(TEAM, club.tap(lunch, CEM), there=True, now=END)

    assert came(club, lunch) == {ANA: False, BEN: True, CEM: True}


def test_the_host_may_name_whoever_walked_in_and_change_their_mind(club: Club) -> None:
    lunch = club.held(ANA)
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0BOT", name="bot", is_bot=True)])
    club.services.privacy.forget(TEAM, CEM, now=END)
    lunches = club.services.lunches
    lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA, BEN, CEM, "U0BOT", "U0NOBODY"], now=END)
    assert came(club, lunch) == {ANA: True, BEN: True}

    lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA], now=END)
    assert came(club, lunch) == {ANA: True, BEN: True}  # who walked in stays: nothing else is known of them


def test_the_host_is_told_how_many_came(club: Club) -> None:
    lunch = club.held(ANA, BEN)
    club.services.lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA], now=END)

    (said,) = club.deliver(now=END)
    assert (said.user_id, said.view.text) == (HOST, "Noted for *Pivot tables*: 1 came.")


def test_what_somebody_said_stands_where_they_pressed(club: Club) -> None:
    lunch = club.held(ANA)
    tap = club.tap(lunch, ANA, url="https://hooks.example/1")
    for _ in range(2):
        club.services.lunches.came(TEAM, tap, there=True, now=END)

    (said,) = club.deliver(now=END)
    assert "You were there." in words(said.view)
    assert labels(said.view) == ["I'll use this", "A line to the host"]

    club.services.lunches.useful(TEAM, club.tap(lunch, ANA, url="https://hooks.example/2"), now=END)
    (said,) = club.deliver(now=END)
    assert "You will use this" in words(said.view)
    assert labels(said.view) == ["A line to the host"]


def test_who_was_not_there_is_not_asked_whether_they_will_use_it(club: Club) -> None:
    lunch = club.held(ANA)
    club.services.lunches.came(TEAM, club.tap(lunch, ANA, url="https://hooks.example/1"), there=False, now=END)

    (said,) = club.deliver(now=END)
    assert labels(said.view) == ["A line to the host"]
    assert "You couldn't make it." in words(said.view)


def test_being_found_useful_credits_the_host_once_for_each_person(club: Club) -> None:
    lunch = club.held(ANA, BEN)
    for user in (ANA, ANA, BEN):
        club.services.lunches.useful(TEAM, club.tap(lunch, user), now=END)

    assert club.evidence() == [(HOST, "endorsed", 0.5), (HOST, "endorsed", 0.5), (HOST, "taught", 1.0)]
    assert [key for key in (row.key for row in rows(club.store, "evidence")) if "U0" in key] == []
    with club.store.team(TEAM).reading() as unit:
        sums = {row.kind: row.times for row in unit.ledger.expertise([club.skills["excel"]])}
    assert sums == {"taught": 1, "endorsed": 2}


def test_a_host_cannot_find_themselves_useful(club: Club) -> None:
    lunch = club.held(ANA, HOST)
    club.services.lunches.useful(TEAM, club.tap(lunch, HOST), now=END)

    assert club.evidence() == [(HOST, "taught", 1.0)]


@pytest.mark.parametrize("person", [PersonRow(HOST, is_guest=True), PersonRow(HOST, is_deleted=True)])
def test_a_host_who_may_not_be_named_is_credited_nothing(club: Club, person: PersonRow) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.due(START)
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([person])
    club.due(END)
    club.services.lunches.useful(TEAM, club.tap(lunch, ANA), now=END)

    assert club.state(lunch) == LunchState.HELD
    assert club.evidence() == []


def test_a_line_reaches_the_host_alone(club: Club) -> None:
    lunch = club.held(ANA)
    tap = club.tap(lunch, ANA)
    assert club.services.lunches.to_say(TEAM, tap, now=END) is not None
    assert club.services.lunches.to_say(TEAM, tap, now=END) is None
    form = club.tap(lunch, ANA)
    for _ in range(2):
        assert club.services.lunches.line_to_host(TEAM, form, " Best one <!here> yet ", now=END) == frozenset()

    (said,) = club.deliver(now=END)
    assert (said.kind, said.user_id) == ("lunch.line", HOST)
    assert said.view.text.startswith("Ana on *Pivot tables*: Best one @")
    assert "<!here" not in words(said.view)


@pytest.mark.parametrize("line", ["", " \n ", "x" * 501])
def test_a_line_that_is_none_is_not_kept(club: Club, line: str) -> None:
    lunch = club.held(ANA)

    assert club.services.lunches.line_to_host(TEAM, club.tap(lunch, ANA), line, now=END) == {Fault.QUESTION}
    assert rows(club.store, "feedback") == []


def test_a_line_of_somebody_forgotten_before_it_was_said_is_not_said(club: Club) -> None:
    lunch = club.held(ANA)
    club.services.lunches.line_to_host(TEAM, club.tap(lunch, ANA), "Thanks", now=END)
    club.services.privacy.forget(TEAM, ANA, now=END)

    assert club.deliver(now=END) == []


def test_without_a_host_there_is_nobody_to_write_to(club: Club) -> None:
    lunch = club.held(ANA)
    with club.store.team(TEAM).writing() as unit:
        unit.erase(HOST)

    with pytest.raises(KindError, match="no host any more"):
        club.services.lunches.to_say(TEAM, club.tap(lunch, ANA), now=END)


def test_words_are_kept_for_ninety_days(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    club.services.lunches.ask_host(TEAM, club.tap(lunch, ANA), "For beginners?", now=NOW)
    club.due(END)
    club.services.lunches.line_to_host(TEAM, club.tap(lunch, ANA), "Thanks", now=END)
    club.services.lunches.tidy(TEAM, now=NOW + timedelta(days=90))
    assert {row.question for row in rows(club.store, "signup")} == {"For beginners?"}

    club.services.lunches.tidy(TEAM, now=NOW + timedelta(days=90, seconds=1))
    assert {row.question for row in rows(club.store, "signup")} == {""}
    assert {row.line for row in rows(club.store, "feedback")} == {"Thanks"}

    club.services.lunches.tidy(TEAM, now=END + timedelta(days=90, seconds=1))
    assert {row.line for row in rows(club.store, "feedback")} == {""}
    assert club.row(lunch).about == ""


def test_notes_go_to_who_signed_up_and_missed_it_once(club: Club) -> None:
    lunch = club.plan(seats=3)
    for who, wish in ((ANA, Wish.IN), (BEN, Wish.IN), (CEM, Wish.IN), (OLA, Wish.IN), (DEE, Wish.OUT)):
        club.press(lunch, who, wish)
    club.due(END)
    club.deliver(now=END)
    club.services.lunches.attendance(TEAM, club.tap(lunch, HOST), [ANA], now=END)
    club.services.lunches.came(TEAM, club.tap(lunch, CEM), there=True, now=END)
    club.deliver(now=END)
    for _ in range(2):
        assert keep(club, lunch) == frozenset()

    said = [one for one in club.deliver(now=END) if one.user_id]
    assert [(one.kind, one.user_id) for one in said] == [
        ("lunch.notes", BEN), ("lunch.notes", OLA), ("lunch.notes", DEE), ("lunch.kept", HOST),
    ]  # fmt: skip
    assert all(f"<{LINK}>" in words(one.view) for one in said)


@pytest.mark.parametrize(
    ("title", "url", "fault"),
    [
        ("", LINK, Fault.TITLE),
        ("x" * 3000, LINK, Fault.TITLE),
        ("Notes", "no link", Fault.LINK),
        ("Notes", "javascript:alert(1)", Fault.LINK),
        ("Notes", "", Fault.LINK),
    ],
)
def test_notes_without_a_title_or_a_link_are_not_kept(club: Club, title: str, url: str, fault: Fault) -> None:
    lunch = club.held(ANA)

    assert keep(club, lunch, title=title, url=url) == frozenset({fault})
    assert rows(club.store, "recording") == []


def test_what_did_not_take_place_shows_nothing_of_anybody(club: Club) -> None:
    lunch = club.held(ANA, BEN)
    club.services.lunches.useful(TEAM, club.tap(lunch, ANA), now=END)
    club.deliver(now=END)
    tap = club.tap(lunch, HOST, url="https://hooks.example/1")
    club.services.lunches.not_held(TEAM, tap, now=END)

    assert club.evidence() == []
    with club.store.team(TEAM).reading() as unit:
        assert unit.ledger.expertise([club.skills["excel"]]) == []
    assert club.state(lunch) == LunchState.CANCELLED
    assert "did not take place" in words(club.post(lunch, now=END))
    assert "didn't take place" in [one.view.text for one in club.deliver(now=END) if one.user_id == HOST][0]  # noqa: RUF015
    with pytest.raises(KindError, match="did not take place"):
        club.services.lunches.useful(TEAM, club.tap(lunch, BEN), now=END)


def test_who_had_no_part_in_it_has_nothing_to_say_of_it(club: Club) -> None:
    lunch = club.held(ANA)
    before = everything(club.store)

    for attempt in (club.services.lunches.useful, club.services.lunches.to_say):
        with pytest.raises(KindError):
            attempt(TEAM, club.tap(lunch, OLA), now=END)
    with pytest.raises(KindError, match="Only the host"):
        club.services.lunches.not_held(TEAM, club.tap(lunch, OLA), now=END)
    with pytest.raises(KindError, match="Only the host"):
        keep(club, lunch, by=OLA)
    with pytest.raises(KindError, match="Only the host"):
        club.services.lunches.attendance(TEAM, club.tap(lunch, ANA), [ANA], now=END)
    assert everything(club.store) == before


def test_wrapping_up_waits_for_the_end(club: Club) -> None:
    lunch = club.plan()

    with pytest.raises(KindError, match="once the gathering was held"):
        club.services.lunches.to_wrap_up(TEAM, club.tap(lunch, HOST), now=NOW)


def test_the_form_of_who_came_begins_with_who_was_coming(club: Club) -> None:
    lunch = club.held(ANA, BEN)
    tap = club.tap(lunch, ADMIN)
    told = club.services.lunches.to_wrap_up(TEAM, tap, now=END)

    assert told is not None
    assert {row.user_id for row in told.signups} == {ANA, BEN}
    assert club.services.lunches.to_wrap_up(TEAM, tap, now=END) is None


def test_somebody_forgotten_is_told_that_nothing_is_kept(club: Club) -> None:
    lunch = club.held(ANA)
    club.services.privacy.forget(TEAM, ANA, now=END)

    with pytest.raises(KindError, match="remember me"):
        club.services.lunches.came(TEAM, club.tap(lunch, ANA), there=True, now=END)
