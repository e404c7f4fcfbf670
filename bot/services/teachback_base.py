"""What every use case around a practice lesson needs: the lesson itself, who may do what, and telling people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.lunch_setup import zone_of
from bot.domain.teachback import (
    CALLED_OFF,
    GONE,
    NOT_ASKED,
    NOT_YOURS,
    Act,
    Lesson,
    missing,
    moved,
    settled,
    watching,
)
from bot.domain.teachback_plan import Job, Peer, again_at
from bot.errors import KindError
from bot.services.lunches import LunchService
from bot.services.peace import not_for
from bot.services.programme_gate import FORGOTTEN, OUTSIDE
from storage.lunches import LunchRow, LunchState
from storage.store import Store, Unit
from storage.teachbacks import PeerRow, Seat, Stage, TeachbackRow

# What somebody prefers who does not want to be asked for help for a while.
PAUSED = "asks_paused"


@dataclass(frozen=True, slots=True)
class Tap:
    """A press or a form of somebody's about one lesson: `seen` is the same however often Slack repeats it, `url` where
    they can be answered.
    """

    teachback_id: int
    user_id: str
    seen: str
    url: str = ""
    outside: bool = False


class TeachbackBase:
    def __init__(self, store: Store, lunches: LunchService) -> None:
        self.store = store
        self.lunches = lunches
        self.privacy = lunches.privacy

    def held(self, unit: Unit, tap: Tap) -> Lesson:
        """The lesson, held until the transaction ends. Raises KindError for who may have no part in any."""
        person = unit.people.get(tap.user_id)
        if tap.outside or (person and person.is_outside):
            raise KindError(OUTSIDE)
        if self.privacy.who_left(unit)(tap.user_id):
            raise KindError(FORGOTTEN)
        lesson = self.lesson(unit, unit.teachbacks.hold(tap.teachback_id))
        if lesson is None:
            raise KindError(GONE)
        return lesson

    def lesson(self, unit: Unit, row: TeachbackRow | None) -> Lesson | None:
        """A lesson without its rubrics."""
        lunch = unit.lunches.get(row.lunch_id) if row else None
        if row is None or lunch is None:
            return None
        peers = unit.teachbacks.peers(row.teachback_id)
        people = unit.people.by_id([row.host_id, *(one.user_id for one in peers)])
        known = {user_id: replace(person, tz=zone_of(person.tz)) for user_id, person in people.items()}
        return Lesson(row, lunch, tuple(peers), known)

    def told(self, team_id: str, teachback_id: int) -> Lesson | None:
        """A lesson as it stands now, without its rubrics."""
        with self.store.team(team_id).reading() as unit:
            return self.lesson(unit, unit.teachbacks.get(teachback_id))

    def for_host(self, team_id: str, teachback_id: int, user_id: str) -> Lesson | None:
        """With what its peers wrote: for its host alone, nobody else gets it by whatever id."""
        with self.store.team(team_id).reading() as unit:
            lesson = self.lesson(unit, unit.teachbacks.get(teachback_id))
            return self.with_marks(unit, lesson) if lesson and user_id and lesson.row.host_id == user_id else None

    def with_marks(self, unit: Unit, lesson: Lesson) -> Lesson:
        """What was said is shown once it is settled: until then it may change."""
        if lesson.row.stage not in (Stage.READY, Stage.ONE_MORE):
            return lesson
        return replace(lesson, marks=tuple(unit.teachbacks.marks(lesson.row.teachback_id)))

    def must_host(self, lesson: Lesson, tap: Tap) -> None:
        if not tap.user_id or lesson.row.host_id != tap.user_id:
            raise KindError(NOT_YOURS)

    def must_be_peer(self, lesson: Lesson, tap: Tap) -> PeerRow:
        if lesson.lunch.state == LunchState.CANCELLED or not lesson.row.host_id:
            raise KindError(CALLED_OFF)
        mine = next((row for row in lesson.peers if row.user_id == tap.user_id), None)
        if mine is None:
            raise KindError(NOT_ASKED)
        return mine

    def peer(self, unit: Unit, lunch: LunchRow, user_id: str, *, now: datetime) -> Peer:
        """What decides whether somebody may be asked; of whom nothing is known yet Slack is asked."""
        person, left = unit.people.get(user_id) if user_id else None, self.privacy.who_left(unit)(user_id)
        if user_id and person is None and not left:
            unit.outbox.leave("person", key=f"person:{user_id}:{now.isoformat()}", now=now, user_id=user_id)
        paused = bool(unit.choices.preference(user_id, PAUSED)) or user_id in not_for(unit, lunch.skill_ids)
        return Peer(person, left=left, paused=paused)

    def ask(self, unit: Unit, row: TeachbackRow, user_id: str, *, now: datetime) -> None:
        """Somebody is asked to watch, and hears of it once more if they say nothing."""
        unit.teachbacks.seat(row.teachback_id, [PeerRow(user_id, now)])
        self.tell(unit, "teachback.ask", [user_id], row, now=now)
        at = again_at(now, row.starts_at, self.zone(unit, user_id))
        unit.agenda.put(Job.ASK_AGAIN, at, subject=str(row.teachback_id), user_id=user_id)

    def zone(self, unit: Unit, user_id: str) -> str:
        person = unit.people.get(user_id)
        return zone_of(person.tz if person else "") or "UTC"

    def ask_for_others(self, unit: Unit, lesson: Lesson, *, now: datetime) -> None:
        """The host is asked to name somebody for each seat that came free: once for each, and once for two that come
        free before they are told.
        """
        row, free = lesson.row, missing(unit.teachbacks.peers(lesson.row.teachback_id))
        if free > row.wanted and not unit.outbox.is_unsaid(f"teachback.another:{row.teachback_id}:"):
            self.tell(unit, "teachback.another", [row.host_id], row, about=f"{now.isoformat()}:{free}", now=now)
        if free != row.wanted:
            unit.teachbacks.change(row.teachback_id, wanted=free)

    def settle(self, unit: Unit, lesson: Lesson, open_to: Sequence[Stage], *, now: datetime) -> None:
        """What the lesson is now that its peers stand as they do; whoever awaits its outcome hears of it."""
        row = lesson.row
        levels = [mark.level for mark in unit.teachbacks.marks(row.teachback_id)]
        stage = settled(open_to, unit.teachbacks.peers(row.teachback_id), levels)
        if stage == row.stage:
            return
        unit.teachbacks.change(row.teachback_id, stage=stage)
        if stage is Stage.HELD:
            return
        self.clear(unit, lesson)
        if now < lesson.lunch.starts_at or stage is not Stage.LAPSED:
            self.tell(unit, "teachback.outcome", [row.host_id], row, now=now)
        series = unit.programme.series_of(lesson.lunch.series_id)
        if series and series.teachback and stage is not Stage.LAPSED:
            coordinator = self.lunches.coordinator_of(unit, series.series_id)
            if coordinator != row.host_id:
                self.tell(unit, "teachback.told", [coordinator], row, now=now)

    def call_off(self, unit: Unit, lesson: Lesson, act: Act, *, tell: Iterable[str] = (), now: datetime) -> None:
        """It does not take place: whoever was to come hears of it, and `tell`."""
        (stage,) = moved(lesson.row.stage, None, act).stages
        unit.teachbacks.change(lesson.row.teachback_id, stage=stage)
        self.clear(unit, lesson)
        waiting = [row.user_id for row in watching(lesson.peers) if row.seat is not Seat.RATED]
        self.tell(unit, "teachback.off", [*waiting, *tell], lesson.row, now=now)

    def clear(self, unit: Unit, lesson: Lesson) -> None:
        """Nothing is due of it any more."""
        for job in Job:
            for user_id in ("", *(row.user_id for row in lesson.peers)):
                unit.agenda.drop(job, subject=str(lesson.row.teachback_id), user_id=user_id)

    def tell(
        self,
        unit: Unit,
        kind: str,
        user_ids: Iterable[str],
        row: TeachbackRow,
        *,
        about: str = "",
        now: datetime,
        **facts: object,
    ) -> None:
        """Leave a direct message for each: once for each `about`."""
        left = self.privacy.who_left(unit)
        for user_id in dict.fromkeys(user_ids):
            if user_id and not left(user_id):
                key = f"{kind}:{row.teachback_id}:{about}:{user_id}"
                facts_of = {"teachback_id": row.teachback_id, **facts}
                unit.outbox.leave(kind, key=key, now=now, user_id=user_id, facts=facts_of)

    def answer(self, unit: Unit, kind: str, row: TeachbackRow, tap: Tap, *, now: datetime) -> None:
        """Show in the place of what was pressed how it stands now."""
        if tap.url:
            self.tell(unit, kind, [tap.user_id], row, about=tap.seen, now=now, url=tap.url)
