"""What is prepared for a gathering: the questions of an interview, the steps of all, the recording of a demo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.answers import Query
from bot.domain.gatherings import Fault
from bot.domain.referral_told import Wanted
from bot.errors import KindError
from storage.lunches import LunchRow
from storage.speakers import Reply
from storage.store import Store
from storage.values import Origin
from storage.values_lunch import Format
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, DEE, HOST, START, Club, club_on, words
from tests.interviews import answer, asks, interview, left, said, states

DAY = timedelta(days=1)


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def prepare(
    club: Club, lunch: LunchRow, by: str, text: str, *, partner: str = "", now: datetime = NOW
) -> frozenset[Fault]:
    return club.services.lunches.prepare(TEAM, club.tap(lunch, by), text, partner, now=now)


def questions(club: Club, lunch: LunchRow, by: str = HOST) -> tuple[str, ...]:
    found = club.services.lunches.to_prepare(TEAM, club.tap(lunch, by), now=NOW)
    assert found is not None
    return found.questions


def test_the_questions_are_what_people_gave_the_bot_and_name_nobody(club: Club) -> None:
    asks(club, ANA, "How do I begin with pivot tables?")
    asks(club, BEN, "excel")
    asks(club, CEM, f"Why does <@{DEE}> do it by hand?")
    asks(club, CEM, "Why does Dee do it by hand?")
    asks(club, CEM, "What is said of pivots in a channel?", origin=Origin.CHANNEL, channel_id="C1", ts="1.0")
    asks(club, "", "Whose question was this once?")
    asks(club, "token-of-an-anonymous-asker", "May I ask without my name?")
    lunch = interview(club)
    club.services.lunches.ask_host(TEAM, club.tap(lunch, BEN), "Does it work with dates &amp; times?", now=NOW)

    assert questions(club, lunch) == ("Does it work with dates & times?", "How do I begin with pivot tables?")


SOUGHT = "who can help me build a pivot table in Excel?"


def looks_for(club: Club, who: str, text: str, origin: Origin = Origin.COMMAND) -> int:
    """Somebody asks the bot itself who can help; the question as it is kept."""
    asked = club.services.ask.ask(TEAM, Query(text, who), origin, seen=f"c:{who}:{text}", now=NOW)
    return asked.question_id


def kept(club: Club, question_id: int) -> tuple[str, str]:
    [row] = [row for row in rows(club.store, "question") if row.id == question_id]
    return row.topic, row.words


def test_who_looked_for_somebody_is_asked_for_in_their_own_sentence(club: Club) -> None:
    question = looks_for(club, ANA, SOUGHT)
    looks_for(club, BEN, "who knows Excel?")
    looks_for(club, CEM, f"who can help <@{DEE}> build a pivot table in Excel?")
    looks_for(club, CEM, "who can help Dee build a pivot table in Excel?")

    assert kept(club, question) == ("build a pivot table in Excel", SOUGHT)
    assert questions(club, interview(club)) == ("Who can help me build a pivot table in Excel?",)


def test_what_was_read_on_a_message_is_kept_in_no_words(club: Club) -> None:
    assert kept(club, looks_for(club, ANA, SOUGHT, Origin.SHORTCUT)) == ("", "")


def test_the_sentence_goes_after_90_days_and_with_whoever_gave_it(club: Club) -> None:
    first, second = looks_for(club, ANA, SOUGHT), looks_for(club, BEN, SOUGHT)
    third = looks_for(club, CEM, f"who can show <@{ANA}> how to build a pivot table in Excel?")
    lunch = interview(club)
    prepare(club, lunch, HOST, f"{SOUGHT.upper()}\nHow do I begin?")
    assert SOUGHT in club.services.own_data.of(TEAM, ANA, now=NOW).decode()

    club.services.privacy.forget(TEAM, ANA, now=NOW)
    assert [kept(club, one)[1] for one in (first, second, third)] == ["", SOUGHT, ""]
    assert questions(club, lunch) == ("How do I begin?",)
    club.services.history.tidy(TEAM, now=NOW + 89 * DAY)
    assert kept(club, second)[1] == SOUGHT
    club.services.history.tidy(TEAM, now=NOW + 91 * DAY)
    assert kept(club, second) == ("", "")


@pytest.mark.parametrize("unnamed", [False, True])
def test_taken_to_colleagues_without_a_name_it_is_nobodys_and_no_question_of_an_interview(
    club: Club, *, unnamed: bool
) -> None:
    club.services.skills.declare(TEAM, BEN, "Excel", now=NOW)
    question = looks_for(club, ANA, SOUGHT)
    wanted = Wanted(ANA, question, BEN, "How do I?", unnamed)
    assert not club.services.referrals.asking.ask(TEAM, wanted, seen="v:1", now=NOW).wrong

    found = questions(club, interview(club))

    assert found == (() if unnamed else ("Who can help me build a pivot table in Excel?",))
    assert [row.words for row in rows(club.store, "question") if row.words] == ([] if unnamed else [SOUGHT])


def test_host_and_interviewer_change_them_and_nobody_else_sees_them(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    with pytest.raises(KindError, match="Only the host"):
        questions(club, lunch, ANA)
    answer(club, lunch, ANA)
    assert prepare(club, lunch, HOST, "Why?\nHow?") == frozenset()
    assert questions(club, lunch, ANA) == ("Why?", "How?")
    assert prepare(club, lunch, ANA, "Why?", partner=BEN) == frozenset()

    assert questions(club, lunch) == ("Why?",)
    assert states(club, lunch) == {ANA: Reply.YES}  # who asks is for the host to choose
    for who in (BEN, ADMIN, "U0GUEST"):
        with pytest.raises(KindError, match="Only the host"):
            questions(club, lunch, who)
    with pytest.raises(KindError):
        prepare(club, lunch, BEN, "Mine?")


def test_questions_that_cannot_be_are_refused_and_nothing_is_kept(club: Club) -> None:
    lunch = interview(club)

    assert prepare(club, lunch, HOST, "x" * 301) == {Fault.QUESTIONS}
    assert prepare(club, lunch, HOST, "\n".join(f"{n}?" for n in range(13))) == {Fault.QUESTIONS}
    for who in (HOST, "U0GUEST", "U0OUT", "U0NOBODY"):
        assert prepare(club, lunch, HOST, "Why?", partner=who) == {Fault.PARTNER}
    assert club.row(lunch).questions == ()


def test_the_host_chooses_who_asks(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    tap = club.tap(lunch, HOST)
    for _ in range(2):
        assert club.services.lunches.prepare(TEAM, tap, "", BEN, now=NOW) == frozenset()
    assert states(club, lunch) == {ANA: Reply.TAKEN, BEN: Reply.ASKED}

    prepare(club, lunch, HOST, "", partner=ANA)

    assert states(club, lunch) == {ANA: Reply.TAKEN, BEN: Reply.ASKED}  # nobody is asked twice


def test_there_is_nothing_to_prepare_for_a_talk_nor_once_it_is_over(club: Club) -> None:
    talk, over = club.plan(), interview(club)
    with pytest.raises(KindError, match="no interview"):
        questions(club, talk)
    with pytest.raises(KindError, match="over or called off"):
        prepare(club, over, HOST, "Why?", now=START)
    with pytest.raises(KindError):
        questions(club, replace(over, lunch_id=99))


def test_questions_are_forgotten_with_the_other_words(club: Club) -> None:
    lunch = interview(club)
    prepare(club, lunch, HOST, "Why?")
    club.services.lunches.tidy(TEAM, now=START + timedelta(days=91))

    assert club.row(lunch).questions == ()


# -- steps and their reminders


def test_a_host_is_reminded_of_each_step_once(club: Club) -> None:
    lunch = interview(club)
    due = START - timedelta(days=2, hours=2)
    club.due(due)
    assert left(club, "lunch.steps") == [HOST]
    reminder = said(club, "lunch.steps", lunch, user=HOST, now=due)
    assert "find somebody who asks the questions, look through the questions" in reminder
    assert club.change(lunch, day="2026-03-20", now=due) == frozenset()
    club.due(START + 8 * DAY)

    assert left(club, "lunch.steps") == [HOST]


def test_nobody_is_reminded_where_nothing_is_to_be_done(club: Club) -> None:
    club.plan()
    club.due(START - timedelta(days=2, hours=2))

    assert left(club, "lunch.steps") == []


def test_a_demo_is_short_and_its_recording_is_asked_for_once(club: Club) -> None:
    lunch = club.plan(kind=Format.DEMO)
    assert (lunch.minutes, lunch.ends_at) == (10, START + timedelta(minutes=10))
    club.press(lunch, ANA)
    club.due(lunch.ends_at)
    told = {one.kind: words(one.view) for one in club.heard(now=lunch.ends_at)}
    assert "Where is the recording?" in told["lunch.after_host"]
    club.due(lunch.ends_at + 2 * DAY)
    club.due(lunch.ends_at + 3 * DAY)

    assert left(club, "lunch.recording") == [HOST]
    assert "add the link to the recording" in said(club, "lunch.recording", lunch, user=HOST)


def test_a_recording_that_is_there_is_not_asked_for_and_is_found(club: Club) -> None:
    lunch = club.plan(kind=Format.DEMO)
    club.press(lunch, ANA)
    club.due(lunch.ends_at)
    keep = club.services.lunches.add_recording
    for wrong in ("no link", "javascript:alert(1)", "http://", "https://x.example/a b"):
        assert keep(TEAM, club.tap(lunch, HOST), title="Demo", url=wrong, now=START) == {Fault.LINK}
    assert keep(TEAM, club.tap(lunch, HOST), title="Demo", url="https://x.example/demo", now=START) == frozenset()
    club.due(lunch.ends_at + 2 * DAY)

    assert left(club, "lunch.recording") == []
    assert said(club, "lunch.recording", lunch, user=HOST) == ""
    answer_of = club.services.ask.look(TEAM, Query("excel", BEN), now=START)
    assert [one.url for one in answer_of.recordings] == ["https://x.example/demo"]


def test_a_demo_that_did_not_take_place_has_no_recording(club: Club) -> None:
    lunch = club.plan(kind=Format.DEMO)
    club.due(lunch.ends_at)
    club.services.lunches.not_held(TEAM, club.tap(lunch, HOST), now=lunch.ends_at)
    club.due(lunch.ends_at + 2 * DAY)

    assert left(club, "lunch.recording") == []
