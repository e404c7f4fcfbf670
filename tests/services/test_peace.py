"""Who paused being asked is asked for nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.availability_own import Own
from bot.services.peace import left_in_peace
from storage.store import Store
from tests.builders import NOW, TEAM, bot_on


def test_who_paused_it_or_has_enough_is_left_in_peace(store: Store) -> None:
    bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.choices.prefer("U1", Own.PAUSED, "yes")
        unit.choices.prefer("U2", Own.LIMIT, (NOW + timedelta(days=1)).isoformat())
        unit.choices.prefer("U3", Own.LIMIT, NOW.isoformat())
        unit.choices.prefer("U4", Own.PAUSED, "")

        assert left_in_peace(unit, ["U1", "U2", "U3", "U4", "U5"], now=NOW) == {"U1", "U2"}
