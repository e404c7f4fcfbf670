"""What is looked at as time passes: all have their turn, and nobody is held up where nothing is to be done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.services.heard import Heard
from bot.services.wishes import MOST_LOOKED_AT, looked_at
from storage.store import Store
from storage.values import ChannelKind, ChannelRow
from tests.builders import TEAM, rows, ts
from tests.referring import KATIE, LEE, NOON, SCOTT, Referring, referring_on


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def waits(desk: Referring, text: str, who: str = KATIE) -> None:
    desk.ours.referrals.wishes.wish(TEAM, desk.press(who, desk.looks(who, text)), now=desk.at)


def told_of_wishes(desk: Referring) -> list[str]:
    return sorted(str(row.user_id) for row in rows(desk.store, "outbox") if row.kind == "wish.met")


def test_every_wish_has_its_turn() -> None:
    """However many wait in vain for longer."""
    waiting = [(skill, who, NOON) for skill in range(1, 3 * MOST_LOOKED_AT) for who in (KATIE, LEE)]

    hours = [looked_at(waiting, NOON + timedelta(hours=hour)) for hour in range(3)]

    assert [len(turn) for turn in hours] == [MOST_LOOKED_AT] * 3
    assert {skill for turn in hours for skill, _who in turn} == {skill for skill, _who, _since in waiting}
    assert all(who.keys() == {KATIE, LEE} for turn in hours for _skill, who in turn)


def test_all_who_wait_for_a_skill_hear_of_it_but_not_who_knows_it_themselves(once: Referring) -> None:
    for who in (KATIE, LEE, SCOTT):
        waits(once, "pottery", who)
    waits(once, "origami")
    once.ours.skills.declare(TEAM, SCOTT, "pottery", now=once.at)

    once.due(hours=1)
    once.due(hours=1)

    assert told_of_wishes(once) == [KATIE, LEE]
    assert sorted(str(row.user_id) for row in rows(once.store, "wish")) == [KATIE, SCOTT]


@pytest.fixture
def said_to_sqlite(once: Referring) -> Iterator[list[str]]:
    statements: list[str] = []

    def noted(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(once.store.engine, "before_cursor_execute", noted)
    yield statements
    event.remove(once.store.engine, "before_cursor_execute", noted)  # the engine is lent


def test_looking_in_vain_holds_nobody_up(once: Referring, said_to_sqlite: list[str]) -> None:
    for text in ("lockpicking", "juggling", "beekeeping"):
        waits(once, text)
    once.asks(unnamed=True)
    once.ours.referrals.due(TEAM, NOON + timedelta(hours=1))
    said_to_sqlite.clear()

    once.ours.referrals.due(TEAM, NOON + timedelta(hours=1, minutes=1))

    assert said_to_sqlite.count("BEGIN") > 0
    assert said_to_sqlite.count("BEGIN IMMEDIATE") <= 1  # the hour's claim


def test_what_was_rescued_is_left_alone(once: Referring, said_to_sqlite: list[str]) -> None:
    once.ours.workspaces.save_channels(TEAM, [ChannelRow("C1", "general", ChannelKind.PUBLIC, bot_is_in=True)])
    once.bounds(rescue_channels=["C1"])
    heard = Heard("C1", ts(once.at), LEE, "How can I make my pivot table in Excel smaller?")
    once.bot.hear(heard, now=once.at)
    once.ours.rescue.due(TEAM, once.at + timedelta(hours=24))
    assert [row.kind for row in rows(once.store, "outbox")] == ["rescue"]
    said_to_sqlite.clear()

    once.ours.rescue.due(TEAM, once.at + timedelta(hours=25))

    assert said_to_sqlite.count("BEGIN IMMEDIATE") == 0


def test_nobody_who_sends_a_form_waits_for_the_log_to_be_cleared(
    once: Referring, said_to_sqlite: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """It is cleared at the next look, and once more where somebody was reading."""
    clearing = "PRAGMA wal_checkpoint(TRUNCATE)"
    once.due(seconds=1)
    said_to_sqlite.clear()
    with closing(Store(str(once.store.url))) as other, other.team(TEAM).reading() as reader:
        assert reader.people.get(KATIE)
        once.asks(unnamed=True)
        assert said_to_sqlite.count(clearing) == 0
        with caplog.at_level(logging.WARNING):
            once.due(seconds=30)
        assert "write-ahead log" in caplog.text

    once.due(seconds=30)
    once.due(seconds=30)

    assert said_to_sqlite.count(clearing) == 2
