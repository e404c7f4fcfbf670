"""The weekly programme: what is due in it, what a coordinator brings at once, and what everybody may see of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.domain.lunch import Verdict
from bot.domain.programme import Brought, Overview, Part, Upcoming
from bot.errors import KindError
from bot.services.lunches import LunchService
from bot.services.privacy import PrivacyService
from bot.services.programme_gate import Gate
from bot.services.programme_hosts import HostingService
from bot.services.programme_plans import Plans
from bot.services.programme_posts import WeeklyPosts, announcement, calendar_of, job_of, last_post, schedule
from bot.services.programme_said import Said
from bot.services.programme_series import NONE_YET, SeriesService, channel_trouble, chosen_series
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from storage.lunches import LunchRow, Standing
from storage.programme import SeriesRow
from storage.speakers import Reply
from storage.store import Store, Unit
from storage.values import DueRow

JOB = "programme.post"


class ProgrammeService:
    def __init__(
        self,
        store: Store,
        skills: SkillService,
        privacy: PrivacyService,
        settings: SettingsService,
        lunches: LunchService,
    ) -> None:
        self.store = store
        self.settings = settings
        self.posts = WeeklyPosts(skills, settings, lunches)
        self.plans = Plans(lunches, self.posts)
        self.said = Said(store, self.plans)
        self.series = SeriesService(store, settings, self.posts)
        self.gate = Gate(privacy, settings)
        self.hosting = HostingService(store, skills, self.gate, self.plans)

    def due(self, team_id: str, now: datetime) -> None:
        """Bring the weekly posts whose time has come; one that fails leaves the others their turn."""
        with self.store.team(team_id).reading() as unit:
            dues = unit.agenda.by(now, of=JOB)
            late = [
                series.series_id
                for series in unit.programme.all_series()
                if not series.paused and self.posts.forgotten(unit, series, now)
            ]
        rounds = Rounds(self.store.team(team_id), now)
        for due in dues:
            rounds.do(due, partial(self.bring_due, due=due, now=now), partial(self.give_up, due=due, now=now))
        for series_id in late:
            rounds.mend("programme.forgotten", series_id, partial(self.catch_up, series_id=series_id, now=now))

    def catch_up(self, unit: Unit, *, series_id: int, now: datetime) -> None:
        """Announce what would take place without anybody having been told; what a post that is due brings waits."""
        series = unit.programme.hold(series_id)
        due = unit.agenda.get(JOB, subject=str(series_id))
        if series is None or series.paused or series.stopped_at or (due and due.at <= now):
            return
        for lunch in self.posts.forgotten(unit, series, now):
            self.posts.announce(unit, lunch, key=announcement(lunch), now=now)

    def give_up(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """The weekly post keeps failing: whoever looks after it is told, and the next week has its turn."""
        series = unit.programme.hold(int(due.subject))
        if series and not series.paused and not series.stopped_at:
            schedule(unit, series, now)
            self.posts.tell(unit, series, "given_up", now=now, day=calendar_of(series).day_of(due.at))

    def bring_due(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        """One transaction: whoever takes the row posts, and stores when the next one is due."""
        if not unit.agenda.take(due):
            return
        series = unit.programme.hold(int(due.subject))
        if series is None or series.paused or series.stopped_at:
            return
        calendar = calendar_of(series)
        hours = self.settings.bounds(unit).lunch_catch_up_hours
        at, verdict = calendar.judged(due.at, now, catch_up_hours=hours)
        day = calendar.day_of(at)
        first = unit.workspace.claim(job_of(series), day, now=now)
        schedule(unit, series, now)
        if not first:
            return
        if verdict is Verdict.MISSED:
            self.posts.pass_over(unit, series, now)
            self.posts.tell(unit, series, "missed", now=now, day=day)
        elif verdict is Verdict.POST:
            key = f"programme.post:{series.series_id}:{day}"
            self.posts.bring_due(unit, series, key=key, now=now)

    def post_now(self, team_id: str, user_id: str, channel: str, *, seen: str, now: datetime) -> Brought:
        """A coordinator wants the weekly post at once; once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            self.settings.must_coordinate(unit, user_id)
            series, name = chosen_series(unit, channel)
            if series.paused:
                raise KindError(f"The lunch & learn in #{name} is paused. `/lunch resume` lets it post again.")
            if trouble := channel_trouble(unit, series.channel_id):
                raise KindError(trouble)
            if unit.workspace.first_time(seen, now=now):
                self.posts.bring(unit, series, key=f"programme.now:{series.series_id}:{seen}", now=now)
            return Brought(series, name, tuple(self.posts.coming(unit, series, now)))

    def next_posts(self, team_id: str, user_id: str, *, now: datetime) -> list[Upcoming]:
        """What would be posted, and when."""
        with self.store.team(team_id).reading() as unit:
            self.settings.must_coordinate(unit, user_id)
            found = self.upcoming(unit, now)
            if not found:
                raise KindError(NONE_YET)
            return [replace(one, todos=self.plans.lunches.todos(unit, one.lunches)) for one in found]

    def upcoming(self, unit: Unit, now: datetime) -> list[Upcoming]:
        names = names_of_channels(unit)
        going = unit.programme.all_series()
        return [self.posts.upcoming(unit, one, names.get(one.channel_id, ""), now) for one in going]

    def ahead(self, unit: Unit, going: Iterable[SeriesRow], now: datetime) -> list[Upcoming]:
        """Of each series the next gathering, and when its next post comes."""
        names, found = names_of_channels(unit), []
        for series in going:
            at = None if series.paused else calendar_of(series).next_post(now, last=last_post(unit, series))
            planned = unit.lunches.planned(series.series_id, now)
            found.append(Upcoming(series, names.get(series.channel_id, ""), at, tuple(planned[:1])))
        return found

    def overview(self, team_id: str, user_id: str, channel_id: str, *, now: datetime) -> Overview:
        """What `/lunch` alone shows, typed in a channel."""
        with self.store.team(team_id).reading() as unit:
            ahead = unit.lunches.ahead_of(user_id, now)
            asked = unit.speakers.pairings([lunch.lunch_id for lunch, _standing in ahead])
            beside = {row.lunch_id for row in asked if (row.user_id, row.state) == (user_id, Reply.YES)}
            parts = ((lunch, part_in(lunch, standing, user_id)) for lunch, standing in ahead)
            mine = tuple((lunch, Part.BESIDE if lunch.lunch_id in beside else part) for lunch, part in parts if part)
            people = unit.people.by_id(lunch.host_id for lunch, _standing in ahead)
            names = {at: person.name for at, person in people.items()}
            coming = self.ahead(unit, self.gate.in_sight(unit, user_id, channel_id), now)
            hosted = [lunch for lunch, part in mine if part is Part.HOST]
            todos = self.plans.lunches.todos(unit, hosted)
            return Overview(tuple(coming), mine, names, self.settings.is_coordinator(unit, user_id), todos)

    def first_time(self, team_id: str, seen: str, *, now: datetime) -> bool:
        """Whether a form is to be opened: what opens it does so once, however often Slack sends it."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            return unit.workspace.first_time(seen, now=now)

    def manageable(self, team_id: str, user_id: str, *, now: datetime) -> list[LunchRow]:
        """The gatherings ahead that somebody may call off: their own, all of them for a coordinator."""
        with self.store.team(team_id).reading() as unit:
            if self.settings.is_coordinator(unit, user_id):
                return unit.lunches.upcoming(now)
            return unit.lunches.hosted_by(user_id, now)


def names_of_channels(unit: Unit) -> dict[str, str]:
    return {row.channel_id: row.name or row.channel_id for row in unit.people.channels()}


def part_in(lunch: LunchRow, standing: Standing | None, user_id: str) -> Part | None:
    if lunch.host_id == user_id:
        return Part.HOST
    parts = {Standing.COMING: Part.COMING, Standing.WAITING: Part.WAITING}
    return parts.get(standing) if standing else None
