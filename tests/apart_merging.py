"""Skills of the first workspace, some of which became one, and each call that another might try on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storage.history import MessageRow
from storage.kudos import How, KudosRow
from storage.store import Unit
from storage.values import Touched
from tests.builders import NOW


def arrange_merging(unit: Unit, kept: int) -> tuple[int, int]:
    """An alias of `kept`, and two more names beside it: one that stands, and one that became it."""
    unit.skills.add_aliases(kept, {"pd": "pd"})
    ids = unit.skills.ensure({"pandas2": "pandas 2", "panda": "panda"})
    unit.merging.move(ids["panda"], kept)
    unit.kudos.add(KudosRow(0, "U1", "U9", How.COMMAND, NOW, "2026-03-02", skill_ids=(kept, ids["pandas2"])))
    unit.history.keep([MessageRow("C1", "5.0", "U1", "", (kept, ids["pandas2"]), NOW)])
    return ids["pandas2"], ids["panda"]


def touched(unit: Unit, there: Any) -> Touched | None:
    found = unit.merging.touched(there.skill)
    return None if found == Touched() else found


MERGING_READS: dict[str, Callable[[Unit, Any], object]] = {
    "skills.ids": lambda unit, _: unit.skills.ids(["pandas"]),
    "skills.by_id": lambda unit, there: unit.skills.by_id([there.skill]),
    "skills.vocabulary": lambda unit, _: unit.skills.vocabulary(),
    "skills.former": lambda unit, _: unit.skills.former(),
    "skills.became": lambda unit, there: unit.skills.became(there.former) != there.former,
    "merging.touched": touched,
    "merging.merged": lambda unit, _: unit.merging.merged(),
    "merging.thanks_for_both": lambda unit, there: unit.merging.thanks_for_both(there.skill, there.other),
    "merging.messages_with_both": lambda unit, there: unit.merging.messages_with_both(there.skill, there.other),
}
MERGING_CHANGES: dict[str, Callable[[Unit, Any], object]] = {
    "workspace.hold": lambda unit, _: unit.workspace.hold(),
    "skills.ensure": lambda unit, _: unit.skills.ensure({"pandas": "Pandas"}),
    "skills.add_aliases": lambda unit, there: unit.skills.add_aliases(there.skill, {"pd": "PD"}),
    "merging.move": lambda unit, there: unit.merging.move(there.other, there.skill),
    "merging.rename": lambda unit, there: unit.merging.rename(there.skill, "polars", "Polars"),
}
