"""Who stands beside a host: asked one at a time, from those who wanted to know, and never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.availability_own import Own
from bot.domain.signups import Wish
from bot.errors import KindError
from bot.outbox_formats import errands
from storage.lunches import LunchState
from storage.speakers import Reply
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, Origin, OutboxItem, PersonRow
from tests.builders import NOW, TEAM, at_once, rows
from tests.gatherings import ANA, BEN, CEM, DEE, HOST, OLA, START, Club, club_on, words
from tests.interviews import answer, asks, interview, left, said, states

DAY = timedelta(days=1)


@pytest.fixture
def club(store: Store) -> Club:
    return club_on(store)


def test_an_interview_asks_one_of_those_who_asked_and_then_the_next(club: Club) -> None:
    asks(club, ANA)
    asks(club, ANA, "pivot tables")
    asks(club, BEN)
    lunch = interview(club)
    assert states(club, lunch) == {ANA: Reply.ASKED}

    answer(club, lunch, ANA, yes=False)
    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.ASKED}
    answer(club, lunch, BEN)

    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.YES}
    assert club.where(lunch)[0] == [BEN]
    assert left(club, "lunch.paired") == [HOST]
    assert "Ben asks what colleagues want to know" in words(club.post(lunch))
    club.due(NOW + DAY)
    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.YES}


def test_only_members_who_are_there_are_asked_and_never_the_host_or_somebody_unknown(club: Club) -> None:
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0GONE", is_deleted=True), PersonRow("U0BOT", is_bot=True)])
        unit.workspace.install(name="A", url="", bot_user_id=OLA, now=NOW)
    for who in (HOST, "U0GUEST", "U0OUT", "U0GONE", "U0BOT", "", "token-of-an-anonymous-asker", OLA):
        asks(club, who)
    asks(club, CEM, origin=Origin.CHANNEL, channel_id="C1", ts="1.0", topic="")
    asks(club, CEM, at=NOW - timedelta(days=91))
    asks(club, CEM, skill_ids=(club.skills["pandas"],))
    club.services.privacy.forget(TEAM, DEE, now=NOW)
    asks(club, BEN)
    with club.store.team(TEAM).writing() as unit:
        unit.choices.prefer(BEN, Own.PAUSED, "yes")

    lunch = interview(club)

    assert states(club, lunch) == {}
    assert left(club, "lunch.unpaired") == [HOST]


def test_who_signs_up_can_be_asked_the_next_day(club: Club) -> None:
    lunch = interview(club)
    club.press(lunch, BEN)
    club.press(lunch, "U0GUEST")

    club.due(NOW + DAY)

    assert states(club, lunch) == {BEN: Reply.ASKED}
    club.due(NOW + 2 * DAY)
    club.due(NOW + 3 * DAY)
    assert left(club, "lunch.unpaired") == [HOST]  # said once
    assert states(club, lunch) == {BEN: Reply.ASKED}  # nobody else could, so there is no hurry


def test_who_does_not_answer_within_a_day_is_thanked_and_the_next_is_asked(club: Club) -> None:
    asks(club, ANA)
    asks(club, BEN)
    lunch = interview(club)

    club.due(NOW + DAY)

    assert states(club, lunch) == {ANA: Reply.TAKEN, BEN: Reply.ASKED}
    with pytest.raises(KindError, match="asked somebody else"):
        answer(club, lunch, ANA, now=NOW + DAY)


def test_nobody_is_asked_for_two_interviews_in_a_month(club: Club) -> None:
    asks(club, ANA)
    interview(club)

    assert states(club, interview(club, starts_at=START + 7 * DAY)) == {}


def test_of_a_private_channel_only_those_who_saw_it_are_asked(club: Club) -> None:
    with club.store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", "board", kind=ChannelKind.PRIVATE)])
    asks(club, ANA)
    lunch = interview(club)
    assert states(club, lunch) == {}

    club.press(lunch, BEN)
    club.due(NOW + DAY)

    assert states(club, lunch) == {BEN: Reply.ASKED}


def test_two_yes_at_once_make_one_interviewer(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    with club.store.team(TEAM).writing() as unit:
        unit.speakers.pair(lunch.lunch_id, BEN, now=NOW)

    def tried(number: int) -> str:
        try:
            answer(club, lunch, (ANA, BEN)[number % 2])
        except KindError as error:
            return str(error)
        return ""

    said = at_once(tried, times=4)

    assert sorted(states(club, lunch).values()) == [Reply.TAKEN, Reply.YES]
    assert any("asked somebody else" in one for one in said)
    assert left(club, "lunch.paired") == [HOST]


def test_a_press_that_is_repeated_changes_nothing(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    tap = club.tap(lunch, ANA)
    for _ in range(3):
        club.services.lunches.answer_pairing(TEAM, tap, ("DANA", "1.0"), yes=True, now=NOW)

    assert states(club, lunch) == {ANA: Reply.YES}
    assert left(club, "lunch.paired") == [HOST]


@pytest.mark.parametrize("who", [BEN, HOST, "U0GUEST", "U0STRANGER"])
def test_nobody_answers_for_another(club: Club, who: str) -> None:
    asks(club, ANA)
    lunch = interview(club)

    with pytest.raises(KindError):
        answer(club, lunch, who)
    with pytest.raises(KindError):
        answer(club, lunch, ANA, outside=True)

    assert states(club, lunch) == {ANA: Reply.ASKED}


def test_an_interviewer_who_cannot_after_all_is_replaced(club: Club) -> None:
    asks(club, ANA)
    asks(club, BEN)
    lunch = interview(club)
    answer(club, lunch, ANA)

    answer(club, lunch, ANA, yes=False)

    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.ASKED}
    assert "A colleague asks what others want to know" in words(club.post(lunch))


def test_an_interviewer_who_does_not_come_is_replaced(club: Club) -> None:
    asks(club, ANA)
    asks(club, BEN)
    lunch = interview(club)
    answer(club, lunch, ANA)
    club.press(lunch, ANA, Wish.OUT, at=f"{NOW.timestamp() + 60:.6f}")

    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.ASKED}
    assert club.where(lunch) == ([], [])


def test_an_interviewer_who_left_is_replaced(club: Club) -> None:
    asks(club, ANA)
    asks(club, BEN)
    lunch = interview(club)
    answer(club, lunch, ANA)
    with club.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ANA, "Ana", is_deleted=True)])

    club.due(NOW + timedelta(hours=1))

    assert states(club, lunch) == {ANA: Reply.NO, BEN: Reply.ASKED}
    with pytest.raises(KindError):
        answer(club, lunch, ANA)


def test_an_interviewer_who_is_forgotten_is_replaced(club: Club) -> None:
    asks(club, ANA)
    asks(club, BEN)
    lunch = interview(club)
    answer(club, lunch, ANA)
    club.services.privacy.forget(TEAM, ANA, now=NOW)

    club.due(NOW + DAY)

    assert states(club, lunch) == {BEN: Reply.ASKED}


def test_a_host_who_steps_down_leaves_nothing_to_answer(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)

    assert states(club, lunch) == {ANA: Reply.TAKEN}
    with pytest.raises(KindError, match="over or called off"):
        answer(club, lunch, ANA)
    club.due(NOW + DAY)
    assert states(club, lunch) == {ANA: Reply.TAKEN}


def test_nobody_is_asked_once_it_has_begun(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    with pytest.raises(KindError, match="over or called off"):
        answer(club, lunch, ANA, now=START)
    club.due(lunch.ends_at)

    assert club.state(lunch) is LunchState.HELD
    assert states(club, lunch) == {ANA: Reply.TAKEN}


def test_a_second_host_is_asked_before_their_name_stands_anywhere_and_both_are_credited(club: Club) -> None:
    lunch = club.plan(partner_id=ANA)
    assert "Ana" not in words(club.post(lunch))
    assert states(club, lunch) == {ANA: Reply.ASKED}
    answer(club, lunch, ANA)

    assert "*Pivot tables* with Hal and Ana" in words(club.post(lunch))
    club.press(lunch, BEN)
    club.due(lunch.ends_at)
    assert club.evidence() == [(ANA, "taught", 1.0), (HOST, "taught", 1.0)]
    club.services.lunches.not_held(TEAM, club.tap(lunch, HOST), now=lunch.ends_at)
    assert club.evidence() == []


def test_a_second_host_who_does_not_want_to_leaves_a_talk_of_one(club: Club) -> None:
    lunch = club.plan(partner_id=ANA)
    answer(club, lunch, ANA, yes=False)

    assert left(club, "lunch.unpaired") == [HOST]
    club.due(NOW + DAY)
    assert states(club, lunch) == {ANA: Reply.NO}
    with pytest.raises(KindError):  # nobody waits for them any more
        answer(club, lunch, BEN)


def test_asking_the_questions_is_no_teaching(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    answer(club, lunch, ANA)
    club.press(lunch, BEN)
    club.due(lunch.ends_at)

    assert club.evidence() == [(HOST, "taught", 1.0)]


def test_what_is_said_is_what_holds_when_it_is_said(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    assert "would like to be interviewed about *Pivot tables*" in said(club, "lunch.pair", lunch, user=ANA)
    assert said(club, "lunch.pair", lunch, user=BEN) == ""
    assert said(club, "lunch.pair", lunch, user=ANA, now=START) == ""
    assert said(club, "lunch.pair_now", lunch, channel=f"D{ANA}") == ""
    answer(club, lunch, ANA)

    assert said(club, "lunch.pair", lunch, user=ANA) == ""
    assert "You ask Hal about" in said(club, "lunch.pair_now", lunch, channel=f"D{ANA}")
    assert said(club, "lunch.pair_now", lunch, channel=f"D{BEN}") == ""
    assert "Ana asks the questions" in said(club, "lunch.paired", lunch, user=HOST)
    assert said(club, "lunch.paired", lunch, user=BEN) == ""
    assert said(club, "lunch.unpaired", lunch, user=HOST) == ""
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)
    assert "does not take place" in said(club, "lunch.pair_now", lunch, channel=f"D{ANA}")
    assert said(club, "lunch.paired", lunch, user=HOST) == ""


def test_a_question_that_was_settled_while_it_was_said_is_put_right(club: Club) -> None:
    asks(club, ANA)
    lunch = interview(club)
    club.services.lunches.cancel(TEAM, club.tap(lunch, HOST), now=NOW)
    item = OutboxItem(0, "lunch.pair", "", ANA, "", {"lunch_id": lunch.lunch_id}, 1, "k", NOW)
    with club.store.team(TEAM).writing() as unit:
        errands(club.services)["lunch.pair"].posted(unit, item, "D1", "7.0")

    assert [row.channel_id for row in rows(club.store, "outbox") if row.kind == "lunch.pair_now"] == ["D1"]
    assert club.services.lunches.pairing_stands(TEAM, lunch.lunch_id, "D1") == "7.0"
    assert "does not take place" in said(club, "lunch.pair_now", lunch, channel="D1")
