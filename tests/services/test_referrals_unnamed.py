"""Whoever asks without a name: nothing that is kept leads to them, not even the moment at which something was noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.answers import Place, Query
from bot.domain.referral_told import Wanted
from bot.domain.referrals import Move
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, Delivery, Origin, QuestionRow
from tests.builders import TEAM, Talk, rows
from tests.referring import GUS, KATIE, LEE, NOON, SCOTT, Referring, referring_on
from tests.talks import export_of

MIDNIGHT = NOON.replace(hour=0)
GENERAL = ChannelRow("C1", "general", ChannelKind.PUBLIC, bot_is_in=True)


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def posts(desk: Referring, *, who: str = KATIE, unnamed: bool = True) -> int:
    desk.ours.workspaces.save_channels(TEAM, [GENERAL])
    wanted = Wanted(who, desk.looks(who), GENERAL.channel_id, "How do I?", unnamed)
    assert desk.ours.referrals.channels.post(TEAM, wanted, seen=desk.seen(), now=desk.at).wrong == {}
    return max(int(row.question_id) for row in rows(desk.store, "handoff"))


def owners(desk: Referring) -> list[str]:
    return [str(row.asker_id) for row in rows(desk.store, "question") if row.asker_id]


@pytest.mark.parametrize("unnamed", [False, True])
def test_what_was_put_to_a_channel_is_kept_for_ninety_days_too(desk: Referring, *, unnamed: bool) -> None:
    question = posts(desk, unnamed=unnamed)
    with desk.unit() as unit:
        unit.asks.place(question, GENERAL.channel_id, "1.1")

    desk.ours.history.tidy(TEAM, now=NOON + timedelta(days=89))
    assert topic(desk, question) == "excel"
    desk.ours.history.tidy(TEAM, now=NOON + timedelta(days=91))
    assert topic(desk, question) == ""


def topic(desk: Referring, question_id: int) -> str:
    return next(str(row.topic) for row in rows(desk.store, "question") if row.id == question_id)


def test_no_moment_leads_from_a_direct_message_to_the_question(desk: Referring) -> None:
    place = Place("D7", "1.1", "")
    desk.ours.ask.note(TEAM, Query("excel", KATIE, "D7"), Origin.DIRECT, place=place, seen="q:D7:1.1", now=NOON)
    with desk.unit() as unit:
        (first,) = unit.asks.given_by(KATIE, since=NOON)
    said = NOON + timedelta(seconds=1)
    desk.ours.ask.again(TEAM, first.question_id, reader=KATIE, now=said)
    deliver(desk, said)
    desk.at = NOON + timedelta(minutes=1)

    assert desk.sends(first.question_id, unnamed=True).people

    assert {key for row in rows(desk.store, "seen") if "D7" in (key := str(row.key))} == set()
    before = {NOON, said}
    (kept,) = [row for row in rows(desk.store, "question") if row.id == first.question_id]
    assert (kept.asker_id, kept.channel_id, kept.at) == ("", "", MIDNIGHT)
    assert before & {row.at for row in desk.referrals(first.question_id)} == set()
    disowned = [row for row in rows(desk.store, "outbox") if row.key.startswith("disowned")]
    assert [(row.created_at, row.not_before, row.claimed_at) for row in disowned] == [(MIDNIGHT,) * 3]


def test_a_direct_message_that_comes_again_is_still_known(once: Referring) -> None:
    for _time in range(2):
        query, place = Query("excel", KATIE, "D7"), Place("D7", "1.1", "")
        once.ours.ask.note(TEAM, query, Origin.DIRECT, place=place, seen="q:D7:1.1", now=NOON)

    assert len(rows(once.store, "question")) == 1


def deliver(desk: Referring, now: datetime) -> None:
    """All that is left to be said was said."""
    with desk.unit() as unit:
        while item := unit.outbox.claim(now=now):
            unit.outbox.settle(item.row_id, Delivery.SENT, now=now)


def ask_and_take_back(desk: Referring) -> None:
    desk.withdraws(desk.asks(unnamed=True))


def ask_and_talk(desk: Referring) -> None:
    desk.answers(desk.asks(unnamed=True), Move.ACCEPT)


def post(desk: Referring) -> None:
    posts(desk)


@pytest.mark.parametrize("begin", [ask_and_take_back, ask_and_talk, post])
def test_what_is_asked_or_said_once_it_is_over_leads_nowhere(
    desk: Referring, begin: Callable[[Referring], None]
) -> None:
    begin(desk)
    question = desk.looks(text="Excel")
    facts = {"question_id": question, "skip": 1, "url": ""}
    with desk.unit() as unit:
        unit.outbox.leave("response", key="a:more", now=desk.at, user_id=KATIE, facts=facts)
    desk.looks(LEE)
    deliver(desk, desk.at)

    desk.due(seconds=30)

    assert owners(desk) == [LEE]
    assert [row.key for row in rows(desk.store, "outbox") if row.user_id == KATIE and row.kind != "home"] == []


def test_what_somebody_asks_by_name_days_later_is_theirs(once: Referring) -> None:
    ask_and_take_back(once)
    once.due(days=3)
    once.looks()

    once.due(seconds=30)

    assert owners(once) == [KATIE]


def test_whoever_looked_stays_unnamed_to_themselves(once: Referring) -> None:
    """Also what is nobody's any more never names its reader."""
    first = once.looks(SCOTT)
    assert once.sends(first, "U0JILL", who=SCOTT, unnamed=True).people

    answer = once.ours.ask.again(TEAM, first, reader=SCOTT, now=NOON)

    assert answer is not None
    assert SCOTT not in {one.person.user_id for one in answer.people}


def test_to_be_forgotten_takes_the_conversation_too(desk: Referring) -> None:
    question = desk.asks()
    desk.answers(question, Move.ACCEPT)
    with desk.unit() as unit:
        unit.referrals.change(question, channel_id="G0TALK")

    desk.ours.privacy.forget(TEAM, KATIE, now=NOON)

    assert desk.handoff(question).channel_id == ""


@pytest.mark.parametrize("unnamed", [False, True])
def test_what_nobody_owns_is_taken_on_without_its_words(once: Referring, *, unnamed: bool) -> None:
    with once.unit() as unit:
        (excel,) = [at for at, row in unit.skills.by_id(range(1, 99)).items() if row.name == "Excel"]
        theirs = QuestionRow(0, Origin.COMMAND, "", "", "", NOON, (excel,), (), "excel for my divorce")
        question = unit.asks.add(theirs).question_id
        unit.asks.name(question, [SCOTT], at=NOON)

    assert once.sends(question, who=GUS, unnamed=unnamed).people

    (taken,) = rows(once.store, "handoff")
    assert taken.question_id != question
    assert topic(once, int(taken.question_id)) == "Excel"


@pytest.mark.parametrize("imported", [False, True])
def test_who_replies_to_their_own_post_does_not_answer_it(once: Referring, tmp_path: Path, *, imported: bool) -> None:
    """They ask on; who else replies in the thread has answered."""
    question, talk = posts(once), Talk(at=NOON)
    post = talk.say("U0BOT", "A colleague asks: How do I?")
    with once.unit() as unit:
        unit.asks.place(question, GENERAL.channel_id, post.ts)
    replies = [
        talk.say(KATIE, "To be clear it is about the third sheet", under=post),
        talk.say(LEE, "Sort the sheet first, then it works", under=post),
    ]

    if imported:
        once.bot.take_in(export_of(replies, tmp_path / "export"), now=NOON + timedelta(hours=1))
    else:
        once.bot.hear(*replies, now=NOON + timedelta(hours=1))

    assert [row.user_id for row in rows(once.store, "answer")] == [LEE]
