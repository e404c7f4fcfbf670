"""Settings, due jobs, insights and what was put off in the first workspace, and each call another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from storage.store import Unit
from storage.values import DueRow, StuckRow
from tests.apart_insights import INSIGHT_CHANGES, INSIGHT_READS, arrange_insights
from tests.builders import NOW

LATER = NOW + timedelta(days=400)
FAILED = StuckRow("broken", "1", "U1", 2, NOW, NOW, "ValueError")


def arrange_settings(unit: Unit) -> None:
    unit.choices.set({"kudos_per_day": "4"})
    unit.choices.prefer("U1", "digest", "weekly")
    unit.choices.name_coordinator("U1", now=NOW)
    unit.agenda.put("post", NOW, subject="1")
    unit.stuck.note(FAILED)
    arrange_insights(unit)


SETTINGS_READS: dict[str, Callable[[Unit, Any], object]] = {
    **INSIGHT_READS,
    "choices.settings": lambda unit, _: unit.choices.settings(),
    "choices.preference": lambda unit, _: unit.choices.preference("U1", "digest"),
    "choices.preferences": lambda unit, _: unit.choices.preferences(["U1"], ["digest"])["U1"],
    "choices.chosen": lambda unit, _: unit.choices.chosen("digest"),
    "choices.coordinators": lambda unit, _: unit.choices.coordinators(),
    "agenda.by": lambda unit, _: unit.agenda.by(LATER),
    "stuck.get": lambda unit, _: unit.stuck.get("broken", "1", "U1"),
    "stuck.all": lambda unit, _: unit.stuck.all(),
    "agenda.get": lambda unit, _: unit.agenda.get("post", subject="1"),
}
SETTINGS_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    **INSIGHT_CHANGES,
    "choices.set": lambda unit, _: unit.choices.set({"kudos_per_day": "9"}),
    "choices.prefer": lambda unit, _: unit.choices.prefer("U1", "digest", "never"),
    "choices.prefer_none": lambda unit, _: unit.choices.prefer_none("U1", "digest"),
    "choices.name_coordinator": lambda unit, _: unit.choices.name_coordinator("U1", now=LATER),
    "choices.drop_coordinator": lambda unit, _: unit.choices.drop_coordinator("U1"),
    "outbox.defer": lambda unit, there: unit.outbox.defer(there.row, until=LATER, attempt=1),
    "stuck.note": lambda unit, _: unit.stuck.note(replace(FAILED, tries=9)),
    "stuck.drop": lambda unit, _: unit.stuck.drop("broken", "1", "U1"),
    "stuck.forget": lambda unit, _: unit.stuck.forget(before=LATER),
    "agenda.put": lambda unit, _: unit.agenda.put("post", LATER, subject="1"),
    "agenda.put_if_none": lambda unit, _: unit.agenda.put_if_none("post", LATER, subject="1"),
    "agenda.take": lambda unit, _: unit.agenda.take(DueRow("post", "1", "", NOW)),
    "agenda.drop": lambda unit, _: unit.agenda.drop("post", subject="1"),
}
