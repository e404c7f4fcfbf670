"""What has not reached somebody yet, and what cannot: no silence of theirs, no end of the asker's patience."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.referrals import Move, Unfree
from bot.services.referral_home import HomeDesk
from bot.views.home_asks import asks_blocks
from bot.views.referral_asker import offer_view
from storage.store import Store
from storage.values import OutboxItem
from tests.builders import TEAM, rows
from tests.referring import ANA, JILL, KATIE, NOON, SCOTT, Referring, referring_on


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def left(desk: Referring, kind: str, about: str = "") -> OutboxItem:
    found = next(row for row in rows(desk.store, "outbox") if row.kind == kind and row.facts["about"] == about)
    return OutboxItem(found.id, kind, "", about, "", found.facts, 1, found.key, found.created_at)


def is_said(desk: Referring, who: str, at: datetime) -> None:
    """What somebody is asked stands with them since then."""
    with desk.unit() as unit:
        item = replace(left(desk, "referral.ask", who), claimed_at=at)
        desk.ours.referrals.said.posted(unit, item, "D1", "1.1")
    desk.delivers()


def is_refused(desk: Referring, who: str, code: str) -> None:
    with desk.unit() as unit:
        desk.ours.referrals.said.unreachable(unit, left(desk, "referral.ask", who), code, "")


def due(desk: Referring, **later: float) -> None:
    """Time passes while nothing is said."""
    desk.due(delivers=False, **later)


# -- whoever has not been told yet


def test_the_hours_to_answer_begin_when_it_is_said(desk: Referring) -> None:
    question = desk.asks(JILL)  # on a Wednesday at noon; she works until five, in London's winter
    is_said(desk, JILL, NOON + timedelta(hours=3))

    due(desk, hours=5)
    assert desk.states(question) == {JILL: "asked"}
    desk.at = NOON.replace(day=5, hour=10, minute=59)
    due(desk)
    assert desk.states(question) == {JILL: "asked"}
    due(desk, minutes=1)
    assert desk.states(question) == {JILL: "expired"}


def test_what_was_not_said_yet_is_no_silence(desk: Referring) -> None:
    question = desk.asks(JILL)

    due(desk, hours=6)
    assert desk.states(question) == {JILL: "asked"}
    is_said(desk, JILL, desk.at)
    due(desk, hours=16, minutes=59)
    assert desk.states(question) == {JILL: "asked"}
    due(desk, hours=2, minutes=1)
    assert desk.states(question) == {JILL: "expired"}
    assert desk.left("referral.offer") == ["1"]


def test_a_bot_that_was_away_for_long_lets_them_answer(desk: Referring) -> None:
    question = desk.asks(JILL)

    due(desk, days=5)
    assert desk.states(question) == {JILL: "asked"}
    is_said(desk, JILL, desk.at)
    desk.answers(question, Move.ACCEPT, JILL)
    due(desk, days=3)
    assert desk.states(question) == {JILL: "accepted"}


def test_the_asker_does_not_wait_for_ever_for_what_cannot_be_said(desk: Referring) -> None:
    question = desk.asks(JILL)

    due(desk, hours=6)
    due(desk, hours=38)
    assert desk.states(question) == {JILL: "asked"}
    due(desk, hours=2)
    assert desk.states(question) == {JILL: "expired"}


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("user_not_found", "gone"),
        ("user_disabled", "gone"),
        ("cannot_dm_bot", "gone"),
        ("is_archived", "gone"),
        ("invalid_blocks", "expired"),
        ("missing_scope", "expired"),
        ("account_inactive", "expired"),
        ("not installed", "expired"),
        ("words", "expired"),
    ],
)
def test_only_whom_slack_does_not_know_is_no_longer_here(once: Referring, code: str, state: str) -> None:
    question = once.asks(JILL)

    is_refused(once, JILL, code)

    assert once.states(question) == {JILL: state}
    assert once.stage(question) == "offering"


# -- the asker, who has not been asked yet


@pytest.mark.parametrize("hours", [24, 336])
def test_a_bot_that_was_away_asks_all_the_same_whether_it_helped(desk: Referring, hours: int) -> None:
    desk.bounds(check_hours=hours)
    question = desk.asks()
    desk.answers(question, Move.ACCEPT)
    desk.delivers()

    due(desk, days=hours / 24 + 9)

    assert desk.left("referral.check") == ["1"]
    assert desk.stage(question) == "talking"
    due(desk, days=8)
    assert desk.stage(question) == "talking"  # it was not said: nobody can have answered
    desk.due()
    due(desk, days=8)
    assert desk.stage(question) == "closed"


def test_an_offer_that_was_not_said_does_not_lapse(desk: Referring) -> None:
    question = desk.asks()
    desk.answers(question, Move.LATER)

    due(desk, days=8)
    assert desk.stage(question) == "offering"
    desk.due(days=6)
    assert desk.stage(question) == "offering"
    desk.due(days=2)
    assert desk.stage(question) == "closed"


def test_an_offer_comes_also_where_somebody_who_was_asked_is_erased(desk: Referring) -> None:
    question = desk.asks()
    desk.answers(question, Move.LATER)
    desk.ours.privacy.forget(TEAM, SCOTT, now=desk.at)
    desk.due(hours=1)

    desk.next(question, JILL)
    desk.answers(question, Move.LATER, JILL)

    assert desk.left("referral.asked") == ["1", "1"]
    assert desk.left("referral.offer") == ["1", "1"]


def test_what_cannot_be_done_keeps_nobody_else_waiting(desk: Referring) -> None:
    question = desk.asks()
    long_due = desk.at - timedelta(days=1)
    with desk.unit() as unit:
        for at in range(200):
            unit.agenda.put("referral.lapse", long_due, subject=f"no number {at}")
            unit.agenda.put("referral.expire", long_due, subject=str(7000 + at), user_id=SCOTT)

    for _tick in range(3):
        desk.due(days=1)

    assert desk.states(question) == {SCOTT: "expired"}
    with desk.unit() as unit:
        assert unit.agenda.get("referral.expire", subject="7000", user_id=SCOTT) is None
        later = unit.stuck.get("referral.lapse", "no number 0", "")
    assert later is not None
    assert later.again_at is not None
    assert later.again_at > desk.at


# -- rest


@pytest.mark.parametrize("move", [Move.LATER, Move.DECLINE])
def test_a_no_to_what_came_yesterday_gives_rest_today(desk: Referring, move: Move) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    desk.at = NOON.replace(hour=16)
    question = desk.asks(JILL)
    desk.at = NOON.replace(day=5, hour=9)
    desk.answers(question, move, JILL)

    assert unfree(desk, JILL) is Unfree.RESTING
    desk.at = NOON.replace(day=6, hour=0)
    assert unfree(desk, JILL) is None


def test_a_no_on_monday_to_what_came_last_week_gives_rest_too(desk: Referring) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    desk.at = NOON.replace(day=6, hour=16)
    question = desk.asks(JILL)
    desk.at = NOON.replace(day=9, hour=9)
    desk.answers(question, Move.LATER, JILL)

    assert unfree(desk, JILL) is Unfree.RESTING


def unfree(desk: Referring, who: str) -> Unfree | None:
    with desk.unit() as unit:
        return desk.ours.referrals.asking.colleagues.unfree(unit, who, desk.at)


# -- what came of it


def test_the_offer_after_a_quiet_ask_says_what_came_last(desk: Referring) -> None:
    question = desk.asks("*")
    desk.at += timedelta(minutes=1)
    desk.answers(question, Move.ACCEPT, SCOTT)
    desk.at += timedelta(days=1)
    desk.judges(question, helped=False)

    told = desk.ours.referrals.said.asked(TEAM, question, now=desk.at)
    assert told is not None
    assert f"Too bad that it did not help. <@{SCOTT}> is not told." in offer_view(told).text
    assert ANA not in offer_view(told).text
    assert JILL not in offer_view(told).text


# -- one's own question on the Home tab


@pytest.mark.parametrize("unnamed", [False, True])
def test_ones_own_question_is_ones_own_on_the_home_tab(once: Referring, *, unnamed: bool) -> None:
    question = once.asks(unnamed=unnamed)
    if unnamed:
        assert once.passes(question, KATIE) == ""
    digest = once.ours.referrals.asking.askers.digest(TEAM, KATIE)
    with once.unit() as unit:
        asks = HomeDesk(unit.referrals.desk(KATIE, digest), KATIE, digest).asks({}, {})

    assert asks.waiting == ()
    assert [[row.user_id for _person, row in mine.asked] for mine in asks.mine] == [[SCOTT]]
    shown = str(asks_blocks(asks))
    assert ("you were named yourself" in shown) is unnamed
    assert (f"waiting for <@{SCOTT}>" in shown) is not unnamed


def test_what_waits_for_somebody_waits_on_their_home_tab(once: Referring) -> None:
    once.asks(unnamed=True)
    digest = once.ours.referrals.asking.askers.digest(TEAM, SCOTT)
    with once.unit() as unit:
        asks = HomeDesk(unit.referrals.desk(SCOTT, digest), SCOTT, digest).asks({}, {})

    assert len(asks.waiting) == 1
    assert asks.mine == ()
    assert "A colleague would like your help" in str(asks_blocks(asks))
