"""How much each person was named lately: what they stand back for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain import decay
from storage.store import Unit

LOAD_WINDOW = timedelta(days=28)


def load_of(named: Iterable[tuple[str, datetime]], now: datetime) -> dict[str, float]:
    """How much each person was named lately: half as much counts what was a week ago."""
    load: defaultdict[str, float] = defaultdict(float)
    seconds, moment = decay.NAMED * decay.DAY, now.timestamp()
    for user, at in named:
        load[user] += 2.0 ** (-max(moment - at.timestamp(), 0.0) / seconds)
    return dict(load)


def named_lately(unit: Unit, now: datetime, *, again: int = 0) -> dict[str, float]:
    """The load of what was asked of the bot, but for the question `again`."""
    return load_of(unit.asks.named_since(now - LOAD_WINDOW, apart_from=again), now)
