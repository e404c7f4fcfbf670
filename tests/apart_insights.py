"""Insights of the first workspace, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from storage.insights import ConsentRow, MemberRow
from storage.lunches import LunchRow, LunchState
from storage.store import Unit
from tests.builders import NOW

LATER = NOW + timedelta(days=400)
LONG_AGO = NOW - timedelta(days=400)
MEMBER = MemberRow("U1", "cell", {"group": "Apart"})


def arrange_insights(unit: Unit) -> None:
    """A row in each table, and a gathering that was held; questions, answers and thanks are there."""
    series = unit.programme.all_series()[0].series_id
    unit.lunches.add(LunchRow(0, series, "Held", "U1", NOW, "UTC", 45, "C1", NOW, state=LunchState.HELD))
    unit.insights.freeze("2026-03-02", {"apart": 1}, at=NOW)
    unit.insights.set_members([MEMBER])
    unit.insights.place({"U1": {"group": "Apart"}})
    unit.insights.look("U1", "overview", now=NOW)
    unit.insights.ask_consent(ConsentRow("U1", "rising", None, NOW, channel_id="D1", ts="1.0"))


INSIGHT_READS: dict[str, Callable[[Unit, Any], object]] = {
    "insights.frozen": lambda unit, _: unit.insights.frozen(limit=9),
    "insights.is_frozen": lambda unit, _: unit.insights.is_frozen("2026-03-02"),
    "insights.members": lambda unit, _: unit.insights.members(),
    "insights.placements": lambda unit, _: unit.insights.placements(),
    "insights.looks": lambda unit, _: unit.insights.looks(limit=9),
    "insights.consent": lambda unit, _: unit.insights.consent("U1"),
    "insights.consent_at": lambda unit, _: unit.insights.consent_at("D1"),
    "insights.consents": lambda unit, _: unit.insights.consents(),
    "insights.asked": lambda unit, _: list(unit.insights.asked(LONG_AGO, LATER)),
    "insights.last_asked": lambda unit, _: unit.insights.last_asked(),
    "insights.helped": lambda unit, _: list(unit.insights.helped(LONG_AGO, LATER, of={"U1", "U2"})),
    "insights.gathered": lambda unit, _: unit.insights.gathered(LONG_AGO, LATER),
    "insights.knowing": lambda unit, there: unit.insights.knowing([there.skill], without=(), most=9),
    "insights.alone": lambda unit, _: unit.insights.alone(times=1),
    "insights.shown": lambda unit, _: unit.insights.shown(LONG_AGO, NOW, LATER, least=1),
    "insights.named": lambda unit, _: unit.insights.named(LONG_AGO),
}
INSIGHT_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "insights.freeze": lambda unit, _: unit.insights.freeze("2026-03-02", {"other": 1}, at=LATER),
    "insights.drop_members": lambda unit, _: unit.insights.drop_members(["U1"]),
    "insights.set_members": lambda unit, _: unit.insights.set_members([MemberRow("U1", "other", {})]),
    "insights.place": lambda unit, _: unit.insights.place({"U1": {"group": "Other"}}),
    "insights.look": lambda unit, _: unit.insights.look("U1", "flow", now=LATER),
    "insights.forget_looks": lambda unit, _: unit.insights.forget_looks(before=LATER),
    "insights.ask_consent": lambda unit, _: unit.insights.ask_consent(ConsentRow("U1", "hidden", None, LATER)),
    "insights.change_consent": lambda unit, _: unit.insights.change_consent("U1", state="yes"),
}
