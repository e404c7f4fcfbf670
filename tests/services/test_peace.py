"""Who paused being asked is asked for nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.services.peace import LIMIT, PAUSED, left_in_peace
from storage.store import Store
from tests.builders import NOW, TEAM, bot_on


def test_who_paused_it_or_has_enough_is_left_in_peace(store: Store) -> None:
    bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.choices.prefer("U1", PAUSED, "yes")
        unit.choices.prefer("U2", LIMIT, (NOW + timedelta(days=1)).isoformat())
        unit.choices.prefer("U3", LIMIT, NOW.isoformat())
        unit.choices.prefer("U4", PAUSED, "")

        assert left_in_peace(unit, ["U1", "U2", "U3", "U4", "U5"], now=NOW) == {"U1", "U2"}
