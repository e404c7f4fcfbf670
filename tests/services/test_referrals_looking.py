"""What is looked at as time passes: all have their turn, and nobody is held up where nothing is to be done."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.services import wishes
from bot.services.heard import Heard
from bot.services.rescue import RescueService
from storage.store import Store
from storage.values import ChannelKind, ChannelRow
from tests.builders import TEAM, rows, ts
from tests.referring import KATIE, LEE, SCOTT, Referring, referring_on


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def waits(desk: Referring, text: str, who: str = KATIE) -> None:
    desk.ours.referrals.wishes.wish(TEAM, desk.press(who, desk.looks(who, text)), now=desk.at)


def told_of_wishes(desk: Referring) -> list[str]:
    return sorted(str(row.user_id) for row in rows(desk.store, "outbox") if row.kind == "wish.met")


def test_every_wish_has_its_turn(once: Referring, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many wait in vain for longer."""
    monkeypatch.setattr(wishes, "MOST_LOOKED_AT", 2)
    for text in ("lockpicking", "juggling", "beekeeping", "origami", "falconry"):
        waits(once, text)
    for who in (KATIE, LEE, SCOTT):
        waits(once, "pottery", who)
    once.ours.skills.declare(TEAM, SCOTT, "pottery", now=once.at)

    for _hour in range(3):
        once.due(hours=1)

    assert told_of_wishes(once) == [KATIE, LEE]  # to whoever knows it themselves it is no news
    assert len(rows(once.store, "wish")) == 6


@pytest.fixture
def writings(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each transaction that was begun: whether it was to write."""
    begun: list[bool] = []
    transaction = Store.transaction

    def counted(store: Store, *, writing: bool) -> object:
        begun.append(writing)
        return transaction(store, writing=writing)

    monkeypatch.setattr(Store, "transaction", counted)
    return begun


def test_looking_in_vain_holds_nobody_up(once: Referring, writings: list[bool]) -> None:
    for text in ("lockpicking", "juggling", "beekeeping"):
        waits(once, text)
    once.asks(unnamed=True)
    once.due(hours=1)
    writings.clear()

    once.due(minutes=1)

    assert writings.count(True) <= 1  # the hour's claim


def test_what_was_rescued_is_left_alone(once: Referring, monkeypatch: pytest.MonkeyPatch) -> None:
    once.ours.workspaces.save_channels(TEAM, [ChannelRow("C1", "general", ChannelKind.PUBLIC, bot_is_in=True)])
    once.bounds(rescue_channels=["C1"])
    heard = Heard("C1", ts(once.at), LEE, "How can I make my pivot table in Excel smaller?")
    once.bot.hear(heard, now=once.at)
    rescued: list[object] = []
    rescue = RescueService.rescue

    def noted(service: RescueService, *asked: object) -> None:
        rescued.append(asked)
        rescue(service, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(RescueService, "rescue", noted)
    for hours in (24, 25):
        once.ours.rescue.due(TEAM, once.at + timedelta(hours=hours))

    assert len(rescued) == 1


def test_nobody_who_sends_a_form_waits_for_the_log_to_be_cleared(
    once: Referring, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is cleared at the next look, and once more where somebody was reading."""
    once.due(seconds=1)
    came: list[bool] = []
    answers = iter([False, True])

    def compact(_store: Store) -> bool:
        came.append(next(answers))
        return came[-1]

    monkeypatch.setattr(Store, "compact", compact)
    once.asks(unnamed=True)
    assert came == []

    with caplog.at_level(logging.WARNING):
        for _look in range(3):
            once.due(seconds=30)

    assert came == [False, True]
    assert "write-ahead log" in caplog.text
