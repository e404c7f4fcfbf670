"""Gatherings are planned, announced, changed and called off."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from ical.calendar_stream import CalendarStream

from bot.errors import KindError
from bot.outbox_lunch import errands
from storage.lunches import LunchRow, LunchState
from storage.store import Store
from storage.values import OutboxItem, PersonRow
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ADMIN, ANA, BEN, HOST, OLA, START, Club, club_on, labels, words


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def agenda(club: Club) -> dict[str, datetime]:
    return {row.job: row.at for row in rows(club.store, "due")}


def test_a_planned_gathering_has_its_reminders_and_a_host_who_knows(club: Club) -> None:
    lunch = club.plan()

    assert agenda(club) == {
        "lunch.steps": START - timedelta(days=2, hours=2),
        "lunch.day_before": START - timedelta(hours=21),
        "lunch.soon": START - timedelta(minutes=10),
        "lunch.over": START + timedelta(minutes=45),
    }
    (told,) = club.heard()
    assert (told.kind, told.user_id) == ("lunch.host", HOST)
    assert labels(told.view) == ["Who comes", "Change it", "Practise it first", "Cancel it"]
    assert "Tuesday 10 March, 12:00 to 12:45 (Lisbon time)" in words(told.view)
    assert club.where(lunch) == ([], [])


def test_a_title_of_three_thousand_characters_is_cut(club: Club) -> None:
    assert club.plan(title="x\n" * 1500).title == ("x " * 75).strip() + " "


def test_the_post_says_what_when_where_with_whom_and_how_many(club: Club) -> None:
    lunch = club.plan(seats=3)
    club.press(lunch, ANA)

    post = club.post(lunch)

    for part in (
        "Pivot tables",
        "with Hal",
        "Kitchen",
        "Bring data",
        "Bring your lunch",
        "1 coming, 2 seats left",
        "Ana",
    ):
        assert part in words(post)
    assert f"<!date^{int(START.timestamp())}^{{date_short_pretty}} at {{time}}|12:00 UTC>" in words(post)
    assert labels(post) == ["Count me in", "Can't make it", "Ask the host something"]
    assert "1 coming, 2 seats left" in post.text


def test_a_post_names_twenty_and_counts_the_others(club: Club) -> None:
    lunch = club.plan()
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(f"U{number}", name=f"Name {number}") for number in range(32)])
    for number in range(32):
        club.press(lunch, f"U{number}")

    shown = words(club.post(lunch))

    assert "Name 19 and 12 more" in shown
    assert "Name 20" not in shown
    assert "32 coming" in shown


def test_names_and_words_of_people_ping_nobody(club: Club) -> None:
    lunch = club.plan(title="<!channel> & <@U0BEN> *now*", about="@here <https://x.example|click>")
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ANA, name="<!everyone> Ana"), PersonRow(HOST, name="@channel")])
    club.press(lunch, ANA)

    shown = words(club.post(lunch))

    for ping in ("<!channel", "<!everyone", "<@U0BEN", "@here", "@channel"):
        assert ping not in shown


def test_a_second_announcement_takes_the_place_of_the_first(club: Club) -> None:
    lunch = club.plan()
    club.announce(lunch, key="post:1", ts="100.000001")
    club.press(lunch, ANA)
    club.deliver()
    club.announce(lunch, key="post:2", ts="200.000001")

    assert club.row(lunch).post_ts == "200.000001"
    (old,) = [row for row in rows(club.store, "outbox") if row.kind == "lunch.post_old"]
    assert old.facts == {"lunch_id": lunch.lunch_id, "ts": "100.000001"}
    club.press(lunch, BEN)  # the old buttons mean the same gathering
    assert club.where(lunch) == ([ANA, BEN], [])


def test_an_announcement_left_twice_under_one_key_is_one(club: Club) -> None:
    lunch = club.plan()
    for _ in range(2):
        with club.store.team(TEAM).writing() as unit:
            club.services.lunches.announce(unit, lunch, key="post:1", now=NOW)

    assert [one.kind for one in club.deliver()].count("lunch.signup") == 1


def test_what_was_cancelled_before_it_was_posted_is_not_posted(club: Club) -> None:
    lunch = club.plan()
    with club.store.team(TEAM).writing() as unit:
        club.services.lunches.announce(unit, lunch, key="post:1", now=NOW)
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)

    assert "lunch.signup" not in [one.kind for one in club.deliver()]


def test_a_cancellation_reaches_calendars_people_and_the_post_once(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.announce(lunch)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    for _ in range(2):
        club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)

    said = {one.user_id: one.view for one in club.deliver() if one.kind == "lunch.cancelled"}
    assert said.keys() == {ANA, BEN}
    assert said[BEN].file is None
    assert said[ANA].file is not None
    (whole,) = CalendarStream.from_ics(said[ANA].file.content.decode()).calendars
    assert (whole.method, whole.events[0].sequence, whole.events[0].status) == ("CANCEL", 1, "CANCELLED")
    assert labels(club.post(lunch)) == []
    assert "Cancelled" in words(club.post(lunch))
    assert agenda(club) == {}
    assert club.state(lunch) == LunchState.CANCELLED


def test_what_is_over_stays_as_it_was(club: Club) -> None:
    lunch = club.held(ANA)

    with pytest.raises(KindError, match="over"):
        club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=lunch.ends_at)
    with pytest.raises(KindError, match="over"):
        club.change(lunch, clock="13:00", now=lunch.ends_at)


@pytest.mark.parametrize("way", ["told", "ticked", "erased"])
def test_a_host_who_leaves_takes_the_gathering_along(club: Club, way: str) -> None:
    lunch, other = club.plan(), club.plan(host=OLA, starts_at=START + timedelta(days=7))
    club.press(lunch, ANA)
    club.deliver()
    with club.store.team(TEAM).writing() as unit:
        if way == "told":
            club.services.lunches.host_left(unit, HOST, NOW)
        elif way == "ticked":
            unit.people.save([PersonRow(HOST, name="Hal", is_deleted=True)])
        else:
            unit.erase(HOST)
    club.due(NOW)
    club.due(NOW)

    said = [one for one in club.deliver() if one.user_id]
    assert [(one.kind, one.user_id) for one in said] == [("lunch.cancelled", ANA), ("lunch.orphaned", ADMIN)]
    assert said[0].view.file is not None
    assert (club.state(lunch), club.state(other)) == (LunchState.CANCELLED, LunchState.PLANNED)


@pytest.mark.parametrize("way", ["told", "ticked"])
def test_somebody_who_leaves_frees_their_seat(club: Club, way: str) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ANA, name="Ana", is_deleted=True)])
        if way == "told":
            club.services.lunches.host_left(unit, ANA, NOW)
    club.due(NOW)
    club.due(NOW)

    assert club.where(lunch) == ([BEN], [])
    assert club.told() == [("lunch.moved_up", BEN)]


def test_what_is_over_is_no_matter_of_who_leaves_later(club: Club) -> None:
    lunch = club.held(ANA)
    with club.store.team(TEAM).writing() as unit:
        club.services.lunches.host_left(unit, ANA, lunch.ends_at)
        club.services.lunches.host_left(unit, HOST, lunch.ends_at)
        club.services.lunches.orphan(unit, lunch.lunch_id, now=lunch.ends_at)
        club.services.lunches.announced(unit, 999_999, "C1", "1.0", now=NOW)

    assert club.where(lunch) == ([ANA], [])
    assert club.state(lunch) == LunchState.HELD


def test_a_seat_of_somebody_forgotten_goes_to_the_line(club: Club) -> None:
    lunch = club.plan(seats=1)
    club.press(lunch, ANA)
    club.press(lunch, BEN)
    club.deliver()
    club.services.privacy.forget(TEAM, ANA, now=NOW)
    club.due(NOW)

    assert club.where(lunch) == ([BEN], [])
    assert club.told() == [("lunch.moved_up", BEN)]


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [
        ("lunch.signup", "is_archived", "gone"),
        ("lunch.signup", "invalid_blocks", "failed"),
        ("lunch.post_update", "not_in_channel", "gone"),
        ("lunch.post_update", "message_not_found", ""),
    ],
)
def test_a_sign_up_that_slack_refuses_is_told_once_as_any_post_of_the_series(
    club: Club, kind: str, code: str, told: str
) -> None:
    refuse(club, club.plan(), kind, code)

    assert [row.facts["what"] for row in rows(club.store, "outbox") if row.kind == "programme.told"] == [told][
        : len(told)
    ]
    assert [row.paused for row in rows(club.store, "lunch_series")] == [told == "gone"]


def test_in_a_channel_that_is_shut_reminders_go_on(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, ANA)
    refuse(club, lunch, "lunch.signup", "is_archived")
    club.deliver()
    club.due(START - timedelta(minutes=10))

    assert club.told(now=START - timedelta(minutes=10)) == [("lunch.soon", ANA)]


def test_a_host_gets_the_calendar_file_of_every_state(club: Club) -> None:
    lunch = club.plan()
    files = host_files(club)
    club.change(lunch, clock="13:00")
    files += host_files(club)
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)
    files += host_files(club)

    assert len({re.findall(b"UID:.*", file)[0] for file in files}) == 1
    assert [re.findall(rb"SEQUENCE:(\d+)", file)[0] for file in files] == [b"0", b"1", b"2"]
    assert [re.findall(rb"METHOD:(\w+)", file)[0] for file in files] == [b"PUBLISH", b"PUBLISH", b"CANCEL"]


def test_a_host_who_comes_too_gets_one_file(club: Club) -> None:
    lunch = club.plan()
    club.press(lunch, HOST)

    assert [one.kind for one in club.deliver() if one.view.file] == ["lunch.in"]
    club.due(START - timedelta(hours=21))
    assert club.told(now=START - timedelta(hours=21)) == [("lunch.eve", HOST)]


def refuse(club: Club, lunch: LunchRow, kind: str, code: str) -> None:
    item = OutboxItem(0, kind, "C1", "", "", {"lunch_id": lunch.lunch_id}, 1, "k", NOW)
    for _ in range(2):
        with club.store.team(TEAM).writing() as unit:
            errands(club.services)[kind].refused(unit, item, code, "")


def host_files(club: Club) -> list[bytes]:
    return [one.view.file.content for one in club.deliver() if one.kind == "lunch.host_file" and one.view.file]
