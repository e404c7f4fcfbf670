"""Setting up a weekly programme and looking after it: pause, resume, skip, stop; and what becomes of its channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.lunch_dates import MOST_SKIPS, date_to_skip
from bot.domain.lunch_setup import NO, YES, checked, zone_of
from bot.domain.programme import Changed, SetUp
from bot.errors import KindError
from bot.services.programme_posts import WeeklyPosts, calendar_of, schedule
from bot.services.settings import SettingsService
from storage.programme import SeriesRow
from storage.store import Store, Unit
from storage.values import ChannelKind

COORDINATORS = "That is for coordinators: workspace admins, and those they named. `/whoknows coordinators` shows who."
NONE_YET = "There is no lunch & learn yet. A coordinator sets one up with `/lunch setup #channel tuesday 12:00`."


class SeriesService:
    def __init__(self, store: Store, settings: SettingsService, posts: WeeklyPosts) -> None:
        self.store = store
        self.settings = settings
        self.posts = posts

    def form(self, team_id: str, user_id: str, channel: str) -> dict[str, str]:
        """What the form begins with: the series of the channel as it is, or what a new one would be."""
        with self.store.team(team_id).reading() as unit:
            self.settings.must_coordinate(unit, user_id)
            row = unit.people.channel_named(channel) if channel else None
            known = [series for series in unit.programme.all_series() if row and series.channel_id == row.channel_id]
            if known:
                return fields_of(known[0])
            place = row.channel_id if row and not channel_trouble(unit, row.channel_id) else ""
            return {
                "channel": place,
                "weekday": "tue",
                "clock": "12:00",
                "tz": own_zone(unit, user_id),
                "minutes": "45",
            }

    def setup(self, team_id: str, user_id: str, fields: Mapping[str, str], *, seen: str, now: datetime) -> SetUp:
        """Begin a series in a channel, or change the one there: what `fields` leave out stays. Once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if not self.settings.is_coordinator(unit, user_id):
                return SetUp({"channel": COORDINATORS})
            right, wrong = checked({name: value for name, value in fields.items() if value or name != "tz"})
            if trouble := channel_trouble(unit, fields.get("channel", "")):
                wrong["channel"] = trouble
            if wrong:
                return SetUp(wrong)
            row = unit.people.channel_named(right.pop("channel"))
            channel_id, name = (row.channel_id, row.name) if row else ("", "")
            series = next((one for one in unit.programme.all_series() if one.channel_id == channel_id), None)
            if unit.workspace.first_time(seen, now=now) or series is None:
                begun = SeriesRow(0, channel_id, "tue", "12:00", own_zone(unit, user_id), now)
                series = self.keep(unit, merged(series or begun, right, user_id))
            return SetUp({}, series, name, None if series.paused else schedule(unit, series, now))

    def keep(self, unit: Unit, series: SeriesRow) -> SeriesRow:
        if not series.series_id:
            return unit.programme.add_series(series)
        names = ("weekday", "clock", "tz", "minutes", "place", "link", "seats", "teachback")
        values = {name: getattr(series, name) for name in names}
        unit.programme.change_series(
            series.series_id, **values, name=series.name, welcome=series.welcome, user_id=series.user_id
        )
        return series

    def pause(self, team_id: str, user_id: str, channel: str) -> Changed:
        with self.store.team(team_id).writing() as unit:
            series, name = self.own(unit, user_id, channel)
            self.posts.pause(unit, series)
            return Changed(replace(series, paused=True), name)

    def resume(self, team_id: str, user_id: str, channel: str, *, now: datetime) -> Changed:
        with self.store.team(team_id).writing() as unit:
            series, name = self.own(unit, user_id, channel)
            if trouble := channel_trouble(unit, series.channel_id):
                raise KindError(trouble)
            unit.programme.change_series(series.series_id, paused=False)
            if series.paused:
                self.posts.announce_again(unit, series, now=now)
            return Changed(replace(series, paused=False), name, schedule(unit, series, now))

    def stop(self, team_id: str, user_id: str, channel: str, *, now: datetime) -> Changed:
        with self.store.team(team_id).writing() as unit:
            series, name = self.own(unit, user_id, channel)
            unit.programme.change_series(series.series_id, stopped_at=now)
            unit.agenda.drop("programme.post", subject=str(series.series_id))
            for week in unit.programme.weeks_of(series.series_id)[-1:]:
                self.posts.refresh(unit, series, week, now=now)
            return Changed(replace(series, stopped_at=now), name)

    def skip(self, team_id: str, user_id: str, channel: str, date: str, *, seen: str, now: datetime) -> Changed:
        """Leave out a local date, the next one if none is given: neither a post nor a gathering takes place on it."""
        with self.store.team(team_id).writing() as unit:
            series, name = self.own(unit, user_id, channel)
            calendar = calendar_of(series)
            if not unit.workspace.first_time(seen, now=now):
                return Changed(series, name, self.next_of(unit, series, now), next(reversed(series.skips), ""))
            day = date_to_skip(date, calendar, now)
            for lunch in unit.lunches.planned(series.series_id, now):
                if calendar.day_of(lunch.starts_at) == day:
                    raise KindError(f"A gathering is planned on {day}. Cancel it first with `/lunch cancel`.")
            kept = [one for one in series.skips if one >= calendar.day_of(now) and one != day]
            if len(kept) >= MOST_SKIPS:
                raise KindError(f"{MOST_SKIPS} dates are left out already. `/lunch pause` stops all of them at once.")
            return self.with_skips(unit, replace(series, skips=(*kept, day)), name, day, now)

    def unskip(self, team_id: str, user_id: str, channel: str, date: str, *, now: datetime) -> Changed:
        with self.store.team(team_id).writing() as unit:
            series, name = self.own(unit, user_id, channel)
            day = date_to_skip(date, calendar_of(series), now) if date else next(reversed(series.skips), "")
            kept = tuple(one for one in series.skips if one != day)
            return self.with_skips(unit, replace(series, skips=kept), name, day, now)

    def with_skips(self, unit: Unit, series: SeriesRow, name: str, day: str, now: datetime) -> Changed:
        unit.programme.change_series(series.series_id, skips=list(series.skips))
        return Changed(series, name, self.next_of(unit, series, now), day)

    def next_of(self, unit: Unit, series: SeriesRow, now: datetime) -> datetime | None:
        return None if series.paused else schedule(unit, series, now)

    def channel_gone(self, team_id: str, channel_id: str, *, now: datetime) -> None:
        """A channel was archived or deleted, or the bot put out of it: its series pause, and it is told."""
        with self.store.team(team_id).writing() as unit:
            for series in unit.programme.all_series():
                if series.channel_id == channel_id:
                    held = unit.programme.hold(series.series_id) or series
                    self.posts.not_posted(unit, held, "is_archived", now=now)

    def own(self, unit: Unit, user_id: str, channel: str) -> tuple[SeriesRow, str]:
        """The series a coordinator means, nobody else changing it meanwhile, and the name of its channel."""
        self.settings.must_coordinate(unit, user_id)
        return chosen_series(unit, channel)


def chosen_series(unit: Unit, channel: str) -> tuple[SeriesRow, str]:
    """The series of a channel (an id or a name), or the only one; and its channel's name. Raises KindError."""
    going = unit.programme.all_series()
    if not going:
        raise KindError(NONE_YET)
    names = {row.channel_id: row.name or row.channel_id for row in unit.people.channels()}
    listed = ", ".join(f"#{names.get(one.channel_id, one.channel_id)}" for one in going)
    row = unit.people.channel_named(channel) if channel else None
    fits = [one for one in going if not channel or (row and one.channel_id == row.channel_id)]
    if not fits:
        raise KindError(f"There is no lunch & learn in that channel; there is one in {listed}.")
    if len(fits) > 1:
        raise KindError(f"Which one? Name the channel at the end: {listed}.")
    held = unit.programme.hold(fits[0].series_id)
    return held or fits[0], names.get(fits[0].channel_id, "")


def channel_trouble(unit: Unit, channel: str) -> str:
    """Why nothing can be posted in a channel (an id or a name); "" if it can."""
    row = unit.people.channel_named(channel) if channel else None
    if row is None or row.kind not in (ChannelKind.PUBLIC, ChannelKind.PRIVATE):
        return "I don't know that channel. If it is private or new, `/invite @whoknows` there first."
    name = f"#{row.name}" if row.name else "that channel"
    if row.is_archived:
        return f"{name} is archived. Choose another channel, or unarchive it and `/invite @whoknows` there."
    if not row.bot_is_in:
        return f"I am not in {name} yet: `/invite @whoknows` there first."
    return ""


def own_zone(unit: Unit, user_id: str) -> str:
    person = unit.people.get(user_id)
    return zone_of(person.tz if person else "") or "UTC"


def merged(series: SeriesRow, right: Mapping[str, str], user_id: str) -> SeriesRow:
    numbers = {name: int(right[name] or 0) for name in ("minutes", "seats") if name in right}
    flags = {name: right[name] == YES for name in ("teachback",) if name in right}
    return replace(series, **{**right, **numbers, **flags}, user_id=user_id)  # type: ignore[arg-type]  # are checked


def fields_of(series: SeriesRow) -> dict[str, str]:
    """A series as its form shows it."""
    words = {name: str(getattr(series, name)) for name in ("weekday", "clock", "tz", "minutes", "place", "link")}
    more = {"seats": str(series.seats or ""), "welcome": series.welcome, "name": series.name}
    more["teachback"] = YES if series.teachback else NO
    return {"channel": series.channel_id, **words, **more}
