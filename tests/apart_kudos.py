"""One workspace and another's thanks: each method of the book of thanks tries it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from storage.kudos import How, KudosRow, Sign
from storage.store import Unit
from tests.builders import NOW

LATER = NOW + timedelta(days=400)
SIGN = Sign("C1", "1.0", "U2", "taco")
# The first thanks of a database; it stands in the first workspace.
GIVEN = KudosRow(
    1, "U2", "U1", How.REACTION, NOW, "2026-03-02", note="a note", channel_id="C1", ts="1.0", event_ts="5.0"
)
Call = Callable[[Unit, object], object]

KUDOS_READS: dict[str, Call] = {
    "kudos.get": lambda unit, _: unit.kudos.get([1]),
    "kudos.at": lambda unit, _: unit.kudos.at("C1", "1.0", How.REACTION),
    "kudos.of_event": lambda unit, _: unit.kudos.of_event("U2", "5.0"),
    "kudos.recent": lambda unit, _: unit.kudos.recent("U2", limit=9),
    "kudos.received_since": lambda unit, _: unit.kudos.received_since("U1", NOW, limit=9),
    "kudos.standing_of": lambda unit, _: unit.kudos.standing_of("U2"),
    "kudos.untold": lambda unit, _: unit.kudos.untold("U1", limit=9),
    "kudos.given_on": lambda unit, _: unit.kudos.given_on("U2", "2026-03-02"),
    "kudos.earlier": lambda unit, _: unit.kudos.earlier("U2", "U1", since=NOW),
    "kudos.edges": lambda unit, _: unit.kudos.edges(["U2"], since=NOW),
    "kudos.knows": lambda unit, _: unit.kudos.knows(SIGN),
    "kudos.stands": lambda unit, _: unit.kudos.stands("C1", "1.0", "U2"),
}
KUDOS_CHANGES: dict[str, Call] = {
    "kudos.add": lambda unit, _: unit.kudos.add(GIVEN),
    "kudos.change": lambda unit, _: unit.kudos.change(replace(GIVEN, note="other")),
    "kudos.revoke": lambda unit, _: unit.kudos.revoke([1], now=LATER, event_ts="6.0"),
    "kudos.tell": lambda unit, _: (
        unit.kudos.tell(now=LATER, kudos_ids=[1]),
        unit.kudos.tell(now=LATER, receiver_id="U1"),
    ),
    "kudos.turn": lambda unit, _: unit.kudos.turn(SIGN, event_ts="9.0", stands=False, at=LATER),
    "kudos.forget": lambda unit, _: unit.kudos.forget(signs_before=LATER, notes_before=LATER),
}


def arrange_kudos(unit: Unit) -> None:
    assert unit.kudos.add(GIVEN) == GIVEN
    assert unit.kudos.turn(SIGN, event_ts="5.0", stands=True, at=NOW)
