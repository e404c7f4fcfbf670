"""What people of the first workspace hide, and each call that another might try on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from storage.asks import AnswerKey
from storage.store import Unit
from storage.values import EvidenceRow, Kind
from tests.builders import NOW

LATER = NOW + timedelta(days=400)
HIDDEN = "answer:C9:1.0:U1:1"
SHOWN = AnswerKey("C9", "1.0", "U1")


def arrange_privacy(unit: Unit, skill_id: int) -> None:
    other = unit.skills.ensure({"hidden": "hidden"})["hidden"]
    unit.ledger.hide_skill("U1", other, now=NOW)
    unit.ledger.enter(EvidenceRow(HIDDEN, "U1", skill_id, Kind.ANSWER, NOW, channel_id="C9", ts="2.0", thread_ts="1.0"))
    unit.ledger.hide("U1", [HIDDEN], now=NOW)
    unit.asks.add_answers({SHOWN: "2.0"})


PRIVACY_READS: dict[str, Callable[[Unit, Any], object]] = {
    "ledger.hidden_skills": lambda unit, _: unit.ledger.hidden_skills(),
    "ledger.hidden_of": lambda unit, _: unit.ledger.hidden_of("U1"),
    "ledger.pieces": lambda unit, there: unit.ledger.pieces("U1", there.skill, limit=9),
    "choices.of": lambda unit, _: [part for part in unit.choices.of("U1") if part],
    "held_on": lambda unit, _: [rows for rows in unit.held_on("U1").values() if rows],
    "ledger.beside": lambda unit, _: unit.ledger.beside("U1", HIDDEN),
}
PRIVACY_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "ledger.revoke": lambda unit, _: (
        unit.ledger.revoke(now=LATER, key="e1"),
        unit.ledger.revoke(now=LATER, place=("C1", "1.0")),
    ),
    "ledger.hide_skill": lambda unit, there: unit.ledger.hide_skill("U1", there.skill, now=LATER),
    "ledger.show_skill": lambda unit, there: [
        unit.ledger.show_skill("U1", skill_id) for skill_id in range(there.skill, there.skill + 9)
    ],
    "ledger.hide": lambda unit, there: unit.ledger.hide("U1", ["e1"], now=LATER, to=there.skill),
    "ledger.unhide": lambda unit, _: unit.ledger.unhide("U1", [HIDDEN]),
    "ledger.date_anew": lambda unit, there: unit.ledger.date_anew("U1", there.skill, Kind.ANSWER),
    "asks.hide_answer": lambda unit, _: unit.asks.hide_answer(SHOWN, now=LATER),
}
