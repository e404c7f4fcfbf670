"""What the weekly post brings: the sign-up for the gathering that comes next, or topics and invitations to host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.bounds import Bounds
from bot.domain.lunch import Calendar
from bot.domain.programme import Upcoming
from bot.domain.topics import hosts
from bot.services.lunches import LunchService
from bot.services.peace import left_in_peace
from bot.services.programme_topics import declined, likely_hosts, topic_rows, topics_for
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from storage.lunches import LunchRow
from storage.programme import SeriesRow, TopicRow
from storage.store import Unit
from storage.values import OutboxItem

MOST_TOLD = 5
A_DAY = timedelta(days=1)
# What Slack says of a channel where nothing can be posted until somebody does something about it.
GONE = frozenset({"is_archived", "channel_not_found", "not_in_channel", "restricted_action", "no_permission"})


def calendar_of(series: SeriesRow) -> Calendar:
    return Calendar(series.weekday, series.clock, series.tz, frozenset(series.skips))


def job_of(series: SeriesRow) -> str:
    return f"programme.post:{series.series_id}"


def last_post(unit: Unit, series: SeriesRow) -> str:
    """The local date of the series' last weekly post; "" before the first."""
    claimed = unit.programme.last_claim(job_of(series))
    return claimed[0] if claimed else ""


def schedule(unit: Unit, series: SeriesRow, now: datetime) -> datetime:
    """Have the next weekly post come; when it does."""
    at = calendar_of(series).next_post(now, last=last_post(unit, series))
    unit.agenda.put("programme.post", at, subject=str(series.series_id))
    return at


class WeeklyPosts:
    def __init__(self, skills: SkillService, settings: SettingsService, lunches: LunchService) -> None:
        self.skills = skills
        self.settings = settings
        self.lunches = lunches

    def bring_due(self, unit: Unit, series: SeriesRow, *, key: str, now: datetime) -> None:
        """Leave the weekly post to be said; nothing that was posted less than a day ago."""
        found = self.of_the_week(unit, series, now)
        for lunch in found:
            if not is_lately(unit, announcement(lunch), now):
                self.announce(unit, lunch, key=f"{key}:{lunch.lunch_id}", now=now)
        if not found and not is_lately(unit, proposal(series), now):
            self.propose(unit, series, key=key, now=now)

    def bring(self, unit: Unit, series: SeriesRow, *, key: str, now: datetime) -> None:
        """Leave to be said what a coordinator wants at once, posted or not: every gathering to come, else topics."""
        found = self.coming(unit, series, now)
        for lunch in found:
            self.announce(unit, lunch, key=f"{key}:{lunch.lunch_id}", now=now)
        if not found:
            self.propose(unit, series, key=key, now=now)

    def announce(self, unit: Unit, lunch: LunchRow, *, key: str, now: datetime) -> None:
        unit.workspace.claim(announcement(lunch), moment(now), now=now)
        self.lunches.announce(unit, lunch, key=key, now=now)

    def coming(self, unit: Unit, series: SeriesRow, now: datetime) -> list[LunchRow]:
        """The gatherings that a post made now is about: those to come, without what is further ahead."""
        calendar, lead_days = calendar_of(series), self.lead_days(unit)
        ahead = unit.lunches.planned(series.series_id, now)
        return [lunch for lunch in ahead if calendar.is_near(lunch.starts_at, now, lead_days=lead_days)]

    def of_the_week(self, unit: Unit, series: SeriesRow, now: datetime) -> list[LunchRow]:
        """Those of them that a weekly post is about: one of today that was moved by an hour is no longer news."""
        soonest = now + timedelta(days=self.lead_days(unit))
        found = self.coming(unit, series, now)
        return [one for one in found if one.starts_at >= soonest or not unit.programme.last_claim(announcement(one))]

    def forgotten(self, unit: Unit, series: SeriesRow, now: datetime) -> list[LunchRow]:
        """The gatherings that nobody was told of and no weekly post comes before any more: it is left out, or passed
        while the series was paused; or their host moved them.
        """
        post = calendar_of(series).next_post(now, last=last_post(unit, series))
        ahead = (lunch for lunch in unit.lunches.planned(series.series_id, now) if lunch.starts_at <= post)
        return [lunch for lunch in ahead if not unit.programme.last_claim(announcement(lunch))]

    def pass_over(self, unit: Unit, series: SeriesRow, now: datetime) -> None:
        """The weekly post is not made: what it would have announced is for the coordinator to bring."""
        for lunch in self.of_the_week(unit, series, now):
            unit.workspace.claim(announcement(lunch), moment(now), now=now)

    def lead_days(self, unit: Unit) -> int:
        return self.settings.bounds(unit).lunch_lead_days

    def upcoming(self, unit: Unit, series: SeriesRow, channel: str, now: datetime) -> Upcoming:
        """What comes next, without leaving a trace."""
        if series.paused:
            return Upcoming(series, channel, None, tuple(self.coming(unit, series, now)))
        at = calendar_of(series).next_post(now, last=last_post(unit, series))
        lunches = self.of_the_week(unit, series, at)
        found = [] if lunches else topics_for(unit, series, self.settings.bounds(unit), now)
        return Upcoming(series, channel, at, tuple(lunches), tuple(one.name for one in found))

    def propose(self, unit: Unit, series: SeriesRow, *, key: str, now: datetime) -> None:
        """Leave the post that asks what the next gathering shall be about."""
        unit.workspace.claim(proposal(series), moment(now), now=now)
        week = self.free_week(unit, series, calendar_of(series).day_of(now))
        found = topics_for(unit, series, self.settings.bounds(unit), now)
        for row in topic_rows(found, series, week=week, now=now):
            unit.programme.add_topic(row)
        facts = {"series_id": series.series_id, "week": week}
        unit.outbox.leave("programme.topics", key=key, now=now, channel_id=series.channel_id, facts=facts, paced=True)

    def free_week(self, unit: Unit, series: SeriesRow, day: str) -> str:
        """The name of a post: its local date, numbered where it is not the day's first."""
        number, week = 1, day
        while unit.programme.topics_of(series.series_id, week):
            number += 1
            week = f"{day}.{number}"
        return week

    def posted(self, unit: Unit, item: OutboxItem, _channel_id: str, ts: str) -> None:
        """The topics stand in the channel: from now on their post can be changed, and hosts are asked."""
        series = unit.programme.hold(number_in(item, "series_id"))
        if series is None:
            return
        topics = unit.programme.topics_of(series.series_id, str(item.facts.get("week") or ""))
        unit.programme.change_topics([topic.topic_id for topic in topics], post_ts=ts)
        for week in unit.programme.weeks_of(series.series_id)[-2:-1]:
            self.refresh(unit, series, week, now=item.created_at)  # the one before is closed now
        self.invite(unit, [topic for topic in topics if topic.lunch_id is None], now=item.created_at)

    def refresh(self, unit: Unit, series: SeriesRow, week: str, *, now: datetime) -> None:
        """A post of topics looks otherwise now."""
        unit.outbox.refresh(
            "programme.topics.now",
            key=f"programme.topics.now:{series.series_id}:{week}",
            now=now,
            channel_id=series.channel_id,
            facts={"series_id": series.series_id, "week": week},
        )

    def invite(self, unit: Unit, topics: list[TopicRow], *, now: datetime) -> None:
        """Ask up to two people for each topic, in private."""
        bounds, book, held = self.settings.bounds(unit), self.skills.book(unit), self.skills.held
        out = self.not_asked(unit, bounds, now)
        ranked = [
            likely_hosts(unit, book, topic, without=out | declined(unit, topic), now=now, held=held) for topic in topics
        ]
        out |= left_in_peace(unit, {user_id for people in ranked for user_id in people}, now=now)
        for topic, people in zip(topics, hosts(ranked, without=out), strict=True):
            for user_id in people:
                unit.programme.invite(topic.topic_id, user_id, now=now)
                key = f"programme.invite:{topic.topic_id}:{user_id}"
                facts = {"topic_id": topic.topic_id}
                unit.outbox.leave("programme.invite", key=key, now=now, user_id=user_id, facts=facts)

    def not_asked(self, unit: Unit, bounds: Bounds, now: datetime) -> set[str]:
        """Who cannot host, hosts already, or was asked not long ago."""
        since = now - timedelta(days=bounds.lunch_invite_days)
        asked = unit.programme.invited_since(since) | unit.speakers.approached_since(since)
        busy = {lunch.host_id for lunch in unit.lunches.upcoming(now)}
        workspace = unit.workspace.get()
        return unit.people.never_named() | asked | busy | {workspace.bot_user_id if workspace else ""}

    def refused(self, unit: Unit, item: OutboxItem, code: str) -> None:
        """Slack refused a post of topics, or the sign-up for a gathering."""
        lunch = unit.lunches.get(number_in(item, "lunch_id"))
        series = unit.programme.hold(lunch.series_id if lunch else number_in(item, "series_id"))
        if series:
            self.not_posted(unit, series, code, now=item.created_at)

    def not_posted(self, unit: Unit, series: SeriesRow, code: str, *, now: datetime) -> None:
        """Slack refused a post: where the channel is gone the series pauses; its coordinator is told, once."""
        if series.paused or series.stopped_at:
            return
        if code in GONE:
            self.pause(unit, series)
        self.tell(unit, series, "gone" if code in GONE else "failed", now=now)

    def announce_again(self, unit: Unit, series: SeriesRow, *, now: datetime) -> None:
        """What is to come and stands nowhere, as Slack refused it while the channel was shut."""
        for lunch in self.coming(unit, series, now):
            if not lunch.post_ts and unit.programme.last_claim(announcement(lunch)):
                self.announce(unit, lunch, key=f"programme.again:{lunch.lunch_id}:{moment(now)}", now=now)

    def pause(self, unit: Unit, series: SeriesRow) -> None:
        unit.programme.change_series(series.series_id, paused=True)
        unit.agenda.drop("programme.post", subject=str(series.series_id))

    def tell(self, unit: Unit, series: SeriesRow, what: str, *, now: datetime, day: str = "") -> None:
        """Tell whoever set the series up; if they coordinate no longer, those who do."""
        facts = {"series_id": series.series_id, "what": what, "day": day}
        about = f"programme.told:{series.series_id}:{what}:{day or now.isoformat()}"
        for user_id in self.told(unit, series):
            unit.outbox.leave("programme.told", key=f"{about}:{user_id}", now=now, user_id=user_id, facts=facts)

    def told(self, unit: Unit, series: SeriesRow) -> list[str]:
        if series.user_id and self.settings.is_coordinator(unit, series.user_id):
            return [series.user_id]
        return [person.user_id for person in self.settings.coordinators(unit)[:MOST_TOLD]]


def announcement(lunch: LunchRow) -> str:
    return f"programme.announced:{lunch.lunch_id}"


def proposal(series: SeriesRow) -> str:
    return f"programme.proposed:{series.series_id}"


def is_lately(unit: Unit, job: str, now: datetime) -> bool:
    """Whether something was posted less than a day ago."""
    said = unit.programme.last_claim(job)
    return said is not None and now - said[1] < A_DAY


def moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat()


def number_in(item: OutboxItem, name: str) -> int:
    value = item.facts.get(name)
    return value if isinstance(value, int) else 0
