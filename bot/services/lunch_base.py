"""What every use case around a gathering needs: the gathering itself, who may do what, and telling people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.formats import Todo
from bot.domain.gatherings import Gathering
from bot.domain.reminders import Job, moments
from bot.domain.teachback import Practice
from bot.errors import KindError
from bot.services.lunch_posts import refresh_post
from bot.services.practice import practice_of
from bot.services.privacy import PrivacyService
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from storage.lunches import LunchRow, LunchState, SignupRow
from storage.store import Store, Unit
from storage.values_lunch import Format

GONE = "That gathering is from a while ago and I no longer have it. `/lunch` shows what comes next."
FORGOTTEN = "You asked me to forget you, so I keep no sign-up either. `/whoknows remember me` changes that."
OUTSIDE = "This is for colleagues of the workspace it was posted from, so I noted nothing. Ask the host, they may help."


@dataclass(frozen=True, slots=True)
class Tap:
    """A press or a form of somebody's about one gathering: `at` is Slack's moment of it, `seen` the same however often
    Slack repeats it, `url` where they can be answered, `at_home` if it was pressed on their Home tab. `whispered_in` is
    the channel where it was pressed if nobody else sees the message: under what `/lunch` showed.
    """

    lunch_id: int
    user_id: str
    seen: str
    at: str = ""
    url: str = ""
    outside: bool = False
    at_home: bool = False
    whispered_in: str = ""


class LunchBase:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.settings = settings

    def held(self, unit: Unit, lunch_id: int) -> LunchRow:
        """The gathering, held until the transaction ends."""
        lunch = unit.lunches.hold(lunch_id)
        if lunch is None:
            raise KindError(GONE)
        return lunch

    def may_take_part(self, unit: Unit, tap: Tap, *, now: datetime) -> None:
        """Guests may; people from outside and those who asked to be forgotten are told why not."""
        person = unit.people.get(tap.user_id)
        if tap.outside or (person and person.is_outside):
            raise KindError(OUTSIDE)
        if self.privacy.who_left(unit)(tap.user_id):
            raise KindError(FORGOTTEN)
        if person is None:
            unit.people.ensure([tap.user_id])
            unit.outbox.leave("person", key=f"person:{tap.user_id}:{tap.seen}", now=now, user_id=tap.user_id)

    def must_manage(self, unit: Unit, lunch: LunchRow, user_id: str) -> None:
        """Every host of it, and coordinators."""
        if user_id not in self.gathering(unit, lunch).hosts:
            self.must_call_off(unit, lunch, user_id)

    def must_call_off(self, unit: Unit, lunch: LunchRow, user_id: str) -> None:
        """Whoever planned to host it, and coordinators: a second host can only step back."""
        if user_id != lunch.host_id and not self.settings.is_coordinator(unit, user_id):
            raise KindError("Only the host and coordinators can do that. `/whoknows coordinators` shows who they are.")

    def gathering(self, unit: Unit, lunch: LunchRow) -> Gathering:
        signups = unit.lunches.signups(lunch.lunch_id)
        series = unit.programme.series_of(lunch.series_id)
        pairings = unit.speakers.pairings([lunch.lunch_id])
        people = unit.people.by_id(
            [lunch.host_id, *(one.user_id for one in signups), *(one.user_id for one in pairings)]
        )
        demo = lunch.format is Format.DEMO
        welcome, practises = (series.welcome, series.teachback) if series else ("", False)
        return Gathering(
            lunch,
            tuple(signups),
            people,
            welcome,
            wants_practice=practises,
            pairings=tuple(pairings),
            recorded=demo and any(row.lunch_id == lunch.lunch_id for row in unit.lunches.recordings()),
            teachback=practises and practice_of(unit, lunch) is not Practice.READY,
        )

    def todos(self, unit: Unit, lunches: Iterable[LunchRow]) -> dict[int, tuple[Todo, ...]]:
        """What is still to be done for each."""
        return {lunch.lunch_id: self.gathering(unit, lunch).todos for lunch in lunches}

    def needs_practice(self, team_id: str, lunch_id: int) -> bool:
        """Whether a practice lesson is asked for before it, and none is planned."""
        with self.store.team(team_id).reading() as unit:
            lunch = unit.lunches.get(lunch_id)
            return lunch is not None and practice_of(unit, lunch) is Practice.NEEDED

    def told(self, team_id: str, lunch_id: int) -> Gathering | None:
        """A gathering with all that is said of it, as it stands now."""
        with self.store.team(team_id).reading() as unit:
            lunch = unit.lunches.get(lunch_id)
            return self.gathering(unit, lunch) if lunch else None

    def schedule(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        """Have its reminders come at their times, and none that were set before."""
        series = unit.programme.series_of(lunch.series_id)
        practises = bool(series and series.teachback)
        due = moments(lunch, now=now, practises=practises) if lunch.state == LunchState.PLANNED else {}
        for job in Job:
            unit.agenda.drop(job, subject=str(lunch.lunch_id))
        for job, at in due.items():
            unit.agenda.put(job, at, subject=str(lunch.lunch_id))

    def refresh_post(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        refresh_post(unit, lunch.lunch_id, lunch.channel_id, now=now)

    def tell(
        self,
        unit: Unit,
        kind: str,
        user_ids: Iterable[str],
        lunch: LunchRow,
        *,
        about: object,
        now: datetime,
        **facts: object,
    ) -> None:
        """Leave a direct message for each: once for each `about`, which says what of the gathering it is."""
        left = self.privacy.who_left(unit)
        for user_id in dict.fromkeys(user_ids):
            if user_id and not left(user_id):
                key = f"{kind}:{lunch.lunch_id}:{about}:{user_id}"
                unit.outbox.leave(kind, key=key, now=now, user_id=user_id, facts={"lunch_id": lunch.lunch_id, **facts})

    def answer(self, unit: Unit, kind: str, lunch: LunchRow, tap: Tap, *, now: datetime) -> None:
        """Show in the place of what was pressed how it stands now."""
        if tap.url:
            place = {"channel": tap.whispered_in} if tap.whispered_in else {}
            self.tell(unit, kind, [tap.user_id], lunch, about=tap.seen, now=now, url=tap.url, **place)

    def tell_moved_up(self, unit: Unit, lunch: LunchRow, moved_up: Sequence[SignupRow], *, now: datetime) -> None:
        for row in moved_up:
            self.tell(unit, "lunch.moved_up", [row.user_id], lunch, about=row.since, now=now, since=row.since)

    def coordinator_of(self, unit: Unit, series_id: int) -> str:
        """Whoever set the series up, as long as they look after it; else the first coordinator."""
        series = unit.programme.series_of(series_id)
        if series and self.settings.is_coordinator(unit, series.user_id):
            return series.user_id
        return next((person.user_id for person in self.settings.coordinators(unit)), "")
