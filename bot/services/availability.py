"""When people can be reached, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.availability import Availability, WorkingWeek
from storage.store import Unit
from storage.values import PersonRow


def availability_of(unit: Unit, user_ids: Iterable[str]) -> dict[str, Availability]:
    ids = list(user_ids)
    known = unit.people.by_id(ids)
    return {at: Availability(WorkingWeek(tz=known.get(at, PersonRow(at)).tz)) for at in ids}
