"""Whether a gathering is practised before: what everybody may know of it."""

from __future__ import annotations

from bot.domain.teachback import Practice, practice
from storage.lunches import LunchRow
from storage.store import Unit


def practice_of(unit: Unit, lunch: LunchRow) -> Practice:
    """Whether a gathering still needs its practice lesson, and how it went: the outcome, and nothing of the rubrics."""
    series = unit.programme.series_of(lunch.series_id)
    lessons = unit.teachbacks.of_lunch(lunch.lunch_id)
    return practice(lessons, asked_for=bool(series and series.teachback))
