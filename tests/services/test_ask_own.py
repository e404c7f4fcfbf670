"""What is pressed under an answer is for whoever asked: by name, without one, or with nobody left whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.domain.answers import Press
from bot.errors import KindError
from storage.store import Store
from tests.builders import TEAM, everything
from tests.referring import KATIE, LEE, NOON, SCOTT, Referring, referring_on

Go = Callable[[Referring, str, int], None]


@pytest.fixture
def desk(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def further(desk: Referring, who: str, question: int, *, now: datetime = NOON) -> None:
    desk.ours.ask.next_ones(TEAM, Press(who, desk.seen(), "", question), skip=1, now=now)


def claims(desk: Referring, who: str, question: int, *, now: datetime = NOON) -> None:
    desk.ours.ask.claimed(TEAM, Press(who, desk.seen(), "", question), now=now)


@pytest.mark.parametrize("go", [further, claims])
@pytest.mark.parametrize("unnamed", [False, True])
def test_only_whoever_asked_goes_on(desk: Referring, go: Go, *, unnamed: bool) -> None:
    question = desk.asks(unnamed=unnamed)
    before = everything(desk.store)
    for who in (SCOTT, LEE):
        with pytest.raises(KindError, match="Somebody else asked that"):
            go(desk, who, question)
    assert everything(desk.store) == before

    go(desk, KATIE, question)
    assert everything(desk.store) != before


@pytest.mark.parametrize("go", [further, claims])
def test_what_nobody_owns_any_more_leads_whoever_has_it(desk: Referring, go: Go) -> None:
    """As of those of whom nothing is noted; but not where it was taken to colleagues."""
    looked, taken = desk.looks(), desk.asks(unnamed=True)
    desk.ours.privacy.forget(TEAM, KATIE, now=NOON)
    before = everything(desk.store)
    with pytest.raises(KindError, match="Somebody else asked that"):
        go(desk, LEE, taken)
    assert everything(desk.store) == before

    go(desk, LEE, looked)
    assert everything(desk.store) != before
