"""How what is said about practice lessons is worded when it is said: by then it may be otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.teachback import Lesson, missing
from bot.errands import Errand, Errands
from bot.outbox_lunch import whole
from bot.services import Services
from bot.views import teachback
from bot.views.blocks import View
from storage.teachbacks import Seat, Stage
from storage.values import OutboxItem

About = Callable[[OutboxItem, Lesson, datetime], View | None]


def errands(services: Services) -> Errands:
    def about(words: About) -> Errand:
        """With the lesson as it stands now, without its rubrics."""

        def worded(item: OutboxItem, team_id: str, now: datetime) -> View | None:
            lesson = services.teachback.told(team_id, whole(item.facts.get("teachback_id")))
            return words(item, lesson, now) if lesson else None

        in_place = words in (asked_now, off_now)
        return Errand(worded, in_place=in_place)

    def outcome(item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        """The one kind that carries what peers wrote: of whoever is not its host there is no lesson to be had."""
        lesson = services.teachback.for_host(team_id, whole(item.facts.get("teachback_id")), item.user_id)
        return teachback.outcome_view(lesson) if lesson else None

    return {
        "teachback.ask": about(ask),
        "teachback.ask_again": about(ask),
        "teachback.asked_now": about(asked_now),
        "teachback.planned": about(planned),
        "teachback.coming": about(coming),
        "teachback.another": about(another),
        "teachback.soon": about(soon),
        "teachback.off": about(off),
        "teachback.off_now": about(off_now),
        "teachback.rubric": about(rubric),
        "teachback.rubric_again": about(rubric),
        "teachback.outcome": Errand(outcome),
        "teachback.told": about(told),
    }


def ask(item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    if not lesson.is_ahead or lesson.seat(item.user_id) not in (Seat.ASKED, Seat.REMINDED):
        return None
    return teachback.ask_view(lesson, item.user_id, again=item.kind == "teachback.ask_again")


def asked_now(item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.asked_view(lesson, item.user_id)


def planned(_item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.planned_view(lesson) if lesson.is_ahead else None


def coming(_item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    """Whoever will be there by now: no row names who pressed."""
    sure = any(row.seat is Seat.COMING for row in lesson.peers)
    return teachback.coming_view(lesson) if lesson.is_ahead and sure else None


def another(_item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.another_view(lesson) if lesson.is_ahead and missing(lesson.peers) else None


def soon(item: OutboxItem, lesson: Lesson, now: datetime) -> View | None:
    if not lesson.is_ahead or now >= lesson.row.starts_at:
        return None
    return teachback.soon_view(lesson, item.user_id, round((lesson.row.starts_at - now).total_seconds() / 60))


def off(item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.off_view(lesson, item.user_id)


def off_now(_item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.off_now_view(lesson)


def rubric(item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    if lesson.row.stage is not Stage.HELD or lesson.seat(item.user_id) is not Seat.COMING:
        return None
    return teachback.rubric_ask_view(lesson, again=item.kind == "teachback.rubric_again")


def told(_item: OutboxItem, lesson: Lesson, _now: datetime) -> View | None:
    return teachback.told_view(lesson)
